"""A KPI that people share: one definition, and for each of them a part of the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from docgen.diagnostics import Diagnostic, Fact, report
from docgen.i18n.fold import fold
from docgen.i18n.languages import LANGUAGES
from docgen.kpis.library import built_in
from docgen.sources.team.amounts import FULL, number, scale
from docgen.sources.team.places import Place, locate
from docgen.spec.raw import Data

__all__ = ["is_in_percent", "take_share"]

_ADDS_UP = frozenset({"count", "currency"})
_AVERAGES = frozenset(
    {"mean", "median", "percentile", "ratio", "ratio_of_sums", "survey", "survey_mean", "period_change"}
)
_PERCENTS = frozenset({"percent", "percentage_points"})
_BETWEEN = frozenset({"range", "maintain"})
_GIVEN = ("unit", "value_type", "aggregation", "direction", "precision")
_NOTE = {
    "zh": "承担团队目标 {whole} {unit}的 {share}%，即 {part} {unit}。",
    "en": "Carries {share}% of the team target of {whole} {unit}, that is {part} {unit}.",
}


def take_share(
    kpi: Mapping[str, Any], share: Data, place: Place, language: str
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Return the KPI of one person who carries a share in percent of it, with a sentence that says so.

    Mistakes: DG729 what the KPI measures does not add up over people, DG730 the share is no percentage.
    """
    percent = number(share)
    if percent is None or not 0 < percent <= FULL:
        shown = str(share) if isinstance(share, str | int | Decimal) else None
        return dict(kpi), (report("DG730", locate(place), id=str(kpi.get("id")), value=shown),)
    known = _with_library(kpi)
    if _cannot_add_up(known):
        return dict(kpi), (report("DG729", locate(place), id=str(kpi.get("id")), **_unit_facts(known)),)
    precision = known.get("precision")
    digits = precision if isinstance(precision, int) and 0 <= precision <= 6 else None  # noqa: PLR2004 - as specs
    scaled = scale(kpi, percent, digits)
    if percent != FULL:
        scaled["notes"] = _note(kpi, scaled, known.get("unit"), percent, language)
    return scaled, ()


def _with_library(kpi: Mapping[str, Any]) -> dict[str, Any]:
    """Add what the KPI leaves to the library and what decides whether it adds up."""
    name = kpi.get("lib")
    found = built_in().indicators.get(name) if isinstance(name, str) else None
    card = found.card if found else {}
    return {key: card[key] for key in _GIVEN if key in card} | {
        key: kpi[key] for key in _GIVEN if kpi.get(key) is not None
    }


def _cannot_add_up(known: Mapping[str, Any]) -> bool:
    """Tell whether parts of it are no parts of a whole: rates, means, scores, times, and what has a best place."""
    if known.get("aggregation") in _AVERAGES or known.get("direction") in _BETWEEN:
        return True
    kind = known.get("value_type")
    if kind is not None:
        return kind not in _ADDS_UP
    kinds = {each for unit in _words(known.get("unit")).values() for each in _kinds(unit)}
    return bool(kinds) and not kinds & _ADDS_UP


def _kinds(unit: str) -> Iterator[str]:
    folded = fold(unit[:100])
    for kind, words in built_in().units.items():
        if folded in map(fold, words):
            yield kind


def _words(text: Any) -> dict[str, str]:
    """Give the words of a text by language."""
    if isinstance(text, str):
        return dict.fromkeys(LANGUAGES, text)
    if isinstance(text, dict):
        said = {language: text[language] for language in LANGUAGES if isinstance(text.get(language), str)}
        other = next(iter(said.values()), "")
        return {language: said.get(language, other) for language in LANGUAGES} if said else {}
    return {}


def _unit_facts(known: Mapping[str, Any]) -> dict[str, Fact]:
    return {f"unit_{language}": said for language, said in _words(known.get("unit")).items()}


def _note(
    kpi: Mapping[str, Any], scaled: Mapping[str, Any], unit: Any, share: Decimal, language: str
) -> Data:
    """Add the sentence to the notes there are, in their languages."""
    whole, part = number(kpi.get("target")), number(scaled.get("target"))
    notes, units = kpi.get("notes"), _words(unit)
    if whole is None or part is None:
        return notes
    said = {
        each: _NOTE[each]
        .format(share=f"{share:f}", whole=f"{whole:,f}", part=f"{part:,f}", unit=units.get(each, ""))
        .replace(" ,", ",")
        .replace(" .", ".")
        .replace(" 的", "的")
        .replace(" 。", "。")
        for each in LANGUAGES
    }
    if isinstance(notes, str) and notes.strip():
        return f"{notes.rstrip()}\n{said[language]}"
    if isinstance(notes, dict):
        return {each: f"{text.rstrip()}\n{said[each]}" for each, text in notes.items() if each in said}
    return dict(said)


def is_in_percent(kpi: Mapping[str, Any]) -> bool:
    """Tell whether the figures of a KPI are percentages, so that 30 may be written 30%."""
    known = _with_library(kpi)
    if known.get("value_type") is not None:
        return known["value_type"] in _PERCENTS
    kinds = {each for unit in _words(known.get("unit")).values() for each in _kinds(unit)}
    return bool(kinds & _PERCENTS)
