"""The words of the drop-down lists, and what a word that comes back means."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from docgen.i18n.choices import CHOICES
from docgen.i18n.fold import fold
from docgen.i18n.languages import LANGUAGES, Words
from docgen.kpis.library import built_in
from docgen.sources.workbook.layout import Field
from docgen.spec.raw import Data

__all__ = ["LISTS", "QUADRANTS", "list_of", "make_scoring", "recognize", "scoring_of", "words_of"]

LISTS: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "@language": {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")},
        "@bound": {"at_least": Words("至少", "At least"), "at_most": Words("至多", "At most")},
        "@flag": {"true": Words("是", "Yes"), "false": Words("否", "No")},
        "@scoring": {
            "anchors": Words(
                "线性：底线60、目标100、挑战120", "Linear: threshold 60, target 100, stretch 120"
            ),
            "progress": Words("按完成进度，封顶120", "Progress from baseline to target, at most 120"),
            "ratio": Words("按完成比率，封顶120", "Ratio of actual to target, at most 120"),
            "binary": Words("达成100，未达成0", "Met 100, not met 0"),
            "manual": Words("由评价人评分", "Scored by the assessor"),
            "other": Words("其他（见“更多”表）", "Another rule (see sheet More)"),
        },
        "@quadrant": {
            "strengths": Words("优势", "Strength"),
            "weaknesses": Words("劣势", "Weakness"),
            "opportunities": Words("机会", "Opportunity"),
            "threats": Words("威胁", "Threat"),
            "SO": Words("优势＋机会（SO）", "Strengths + opportunities (SO)"),
            "WO": Words("劣势＋机会（WO）", "Weaknesses + opportunities (WO)"),
            "ST": Words("优势＋威胁（ST）", "Strengths + threats (ST)"),
            "WT": Words("劣势＋威胁（WT）", "Weaknesses + threats (WT)"),
        },
    }
)
"""Lists of our own: key → words."""

QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")

_OF_KIND = MappingProxyType({"flag": "@flag", "scoring": "@scoring", "quadrant": "@quadrant"})
_LEAST, _MET, _BEST = 60, 100, 120


def list_of(field: Field) -> str:
    """Name the list that a column chooses from; empty when it has none of its own."""
    return field.choice or _OF_KIND.get(field.kind, "") or ("@library" if field.kind == "library" else "")


@cache
def words_of(name: str) -> Mapping[str, Words]:
    """Return the words of a list by key, in the order of the list."""
    if name == "@library":
        return {each.id: _label(each.name, each.id) for each in built_in().indicators.values()}
    if name in LISTS:
        return LISTS[name]
    zh, en = (CHOICES[language][name] for language in LANGUAGES)
    return {key: Words(zh[key], en[key]) for key in zh}


def _label(name: Words, key: str) -> Words:
    return Words(*(f"{said} [{key}]" for said in name))


@cache
def _meanings(name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, words in words_of(name).items():
        bare = (each.partition(" [")[0] for each in words)
        for word in (key, *words, *bare):
            found.setdefault(fold(word), key)
    return found


def recognize(name: str, text: str) -> str | None:
    """Return the key that a word of a list means, in whichever language it was chosen; None for no word of it."""
    return _meanings(name).get(fold(text))


def make_scoring(rule: str, kpi: Mapping[str, Data]) -> dict[str, Data] | None:
    """Write out a rule that was chosen by name; None when the KPI lacks the figures it needs."""
    match rule:
        case "anchors":
            figures = ((kpi.get("threshold"), _LEAST), (kpi.get("target"), _MET), (kpi.get("stretch"), _BEST))
            points: list[Data] = [
                {"value": value, "score": score} for value, score in figures if value is not None
            ]
            return {"method": rule, "points": points, "below": 0} if len(points) > 1 else None
        case "progress":
            return {"method": rule, "cap": _BEST}
        case "ratio":
            form = "target/actual" if _direction(kpi) == "lower" else "actual/target"
            return {"method": rule, "form": form, "cap": _BEST}
        case "binary":
            return {"method": rule, "met": _MET, "not_met": 0}
        case _:
            return {"method": rule}


def _direction(kpi: Mapping[str, Data]) -> object:
    """Return the direction of a KPI, of the library's indicator where the KPI says none."""
    indicator = built_in().indicators.get(str(kpi.get("lib")))
    return kpi.get("direction") or (indicator and indicator.card["direction"])


def scoring_of(kpi: Mapping[str, Data]) -> str | None:
    """Name the rule of the list that a KPI has: ``other`` when it is none of them, None without a rule."""
    said = kpi.get("scoring")
    if said is None:
        return None
    method = said.get("method") if isinstance(said, dict) else None
    known = str(method) in LISTS["@scoring"] and _same(make_scoring(str(method), kpi), said)
    return str(method) if known else "other"


def _same(one: Data, other: Data) -> bool:
    """Compare plain data; 60 and 60.0 are one figure."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return Decimal(one) == Decimal(other)
    return one == other
