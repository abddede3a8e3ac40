"""What does a team share? Its goals, strategy and KPIs, as far as a team file says it without being checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from docgen.i18n import fold as folding
from docgen.spec.raw import RawSpec

__all__ = ["Shared", "SharedKpi", "fold", "key_shared", "read_shared"]

_OTHER = {"zh": "en", "en": "zh"}


def key_shared(raw: RawSpec | None) -> str:
    """Return a digest of what a team shares, empty for nothing; teams with the same are parts of one."""
    return sha256(repr(raw.data).encode("utf-8", "surrogatepass")).hexdigest() if raw else ""


@dataclass(frozen=True, slots=True)
class SharedKpi:
    """A KPI of the whole team; names and units in every language it has, folded for comparing."""

    id: str
    lib: str
    name: str
    unit: str
    names: frozenset[str]
    units: frozenset[str]
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class Shared:
    """The goals of a team by key (with their titles), its strategy by id, and its KPIs."""

    goals: Mapping[str, str]
    titles: Mapping[str, str]
    strategy: Mapping[str, str]
    kpis: tuple[SharedKpi, ...]

    def goal_key(self, title: str) -> str:
        """Return what a goal is known by: the same for the titles that one goal has in two languages."""
        key = fold(title)
        return self.titles.get(key, key)


def fold(text: str) -> str:
    """Write a text so that two ways of typing the same are equal."""
    return " ".join(folding.fold(text).split())


def read_shared(data: Mapping[str, Any], language: str) -> Shared:
    """Read the shared part of a team file; what is not as it should be is left out."""
    goals: dict[str, str] = {}
    titles: dict[str, str] = {}
    for goal in _entries(data, "goals"):
        words = _words(goal.get("title"))
        if words:
            key = f"goal {goal.get('id') or fold(words[0])}"
            goals[key] = _say(goal.get("title"), language)
            titles.update((fold(word), key) for word in words)
    strategy = {
        str(item["id"]): _say(item.get("text"), language)
        for item in _entries(data, "strategy")
        if item.get("id")
    }
    return Shared(goals, titles, strategy, tuple(_kpis(data, language)))


def _kpis(data: Mapping[str, Any], language: str) -> Iterator[SharedKpi]:
    for kpi in _entries(data, "kpis"):
        target = kpi.get("target")
        yield SharedKpi(
            id=str(kpi.get("id") or ""),
            lib=str(kpi.get("lib") or ""),
            name=_say(kpi.get("name"), language),
            unit=_say(kpi.get("unit"), language),
            names=frozenset(map(fold, _words(kpi.get("name")))),
            units=frozenset(map(fold, _words(kpi.get("unit")))),
            target=None
            if isinstance(target, bool) or not isinstance(target, int | Decimal)
            else Decimal(target),
        )


def _entries(data: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    given = data.get(name)
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict):
            yield each


def _words(value: Any) -> list[str]:
    """Return a text in every language it is written in."""
    values = value.values() if isinstance(value, dict) else [value]
    return [each for each in values if isinstance(each, str) and each]


def _say(value: Any, language: str) -> str:
    if isinstance(value, dict):
        value = value.get(language) or value.get(_OTHER.get(language, "zh"))
    return value if isinstance(value, str) else ""
