"""The spec of the last period: what it says, as it was written, and what was reached in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from docgen.beginning.outline import Node, Tongue
from docgen.beginning.words import label
from docgen.i18n.languages import LANGUAGES
from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.course import Actual
from docgen.spec.raw import RawSpec

__all__ = ["Past", "Reached", "blank_like", "keep", "look_back"]


@dataclass(frozen=True, slots=True)
class Reached:
    """The last value of a KPI; ``final`` tells that it is that of the evaluation."""

    actual: Actual
    final: bool


@dataclass(frozen=True, slots=True)
class Past:
    """A spec that was validated, and its data without the keys that are empty.

    The data are those of the file, before a library completed them: what the author left to the library
    is left to it again.
    """

    spec: GoalSpec
    data: Mapping[str, Node]
    tongue: Tongue

    def entries(self, key: str) -> list[dict[str, Node]]:
        """Return a list of groups, empty where there is none."""
        return cast("list[dict[str, Node]]", self.data.get(key) or [])

    def part(self, key: str) -> dict[str, Node]:
        """Return a group, empty where there is none."""
        return cast("dict[str, Node]", self.data.get(key) or {})

    def recall(self, old: Node) -> str:
        """Say what stood at a place, for a comment."""
        said = old
        if isinstance(old, dict) and set(old) <= {*LANGUAGES}:
            said = old.get(self.tongue.reader) or next(iter(old.values()))
        return f"{label('last', self.tongue.reader)}{said}"

    def reached(self, kpi: str) -> Reached | None:
        """Return the value of the evaluation, else that of the latest check-in that has one."""
        final = self.spec.evaluation.actuals if self.spec.evaluation else ()
        if found := next((each for each in final if each.kpi == kpi and each.value is not None), None):
            return Reached(found, final=True)
        checkins = sorted(self.spec.checkins, key=lambda each: each.date, reverse=True)
        actuals = (each for checkin in checkins for each in checkin.actuals)
        found = next((each for each in actuals if each.kpi == kpi and each.value is not None), None)
        return Reached(found, final=False) if found else None

    def improvements(self) -> list[dict[str, Node]]:
        """Return what the last evaluation asked for."""
        return cast("list[dict[str, Node]]", self.part("evaluation").get("improvements") or [])

    def open_development(self) -> list[dict[str, Node]]:
        """Return what was to be learned after the end of the period, or on no day at all."""
        days = [each.due for each in self.spec.development]
        pairs = zip(self.entries("development"), days, strict=True)
        return [entry for entry, due in pairs if due is None or due > self.spec.period.end]


def look_back(raw: RawSpec, spec: GoalSpec, reader: str) -> Past:
    """Take a spec as the past of a new one, which is written in the same language.

    ``reader`` is the language of its comments where it is written in both.
    """
    texts = (spec.document.title, *(text for goal in spec.goals for text in (goal.title, goal.outcome)))
    both, language = all(map(_is_in_both, texts)), spec.document.language
    data = cast("Mapping[str, Node]", _without_blanks(cast("Node", raw.data)))
    return Past(spec, data, Tongue(language, reader if both else language, both))


def keep(
    part: Mapping[str, Node], *, only: tuple[str, ...] | None = None, without: tuple[str, ...] = ()
) -> dict[str, Node]:
    """Return some fields of a part, in its own order."""
    return {key: value for key, value in part.items() if (only is None or key in only) and key not in without}


def blank_like(old: Node) -> Node:
    """Leave room for a text in the languages that it had."""
    return dict.fromkeys(old) if isinstance(old, dict) else None


def _is_in_both(text: Text) -> bool:
    return text.zh is not None and text.en is not None


def _without_blanks(value: Node) -> Node:
    if isinstance(value, dict):
        cleaned = {key: _without_blanks(each) for key, each in value.items() if each is not None}
        return cast("Node", {key: each for key, each in cleaned.items() if each != {}})
    if isinstance(value, list):
        return [_without_blanks(each) for each in value]
    return value
