"""Does a target ask for too much, or for nothing? Rules A3 and A5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.diagnostics import Fact
from docgen.review.case import Case
from docgen.review.figures import kind_of_unit
from docgen.review.model import Breach, Silence
from docgen.review.reading import find_keywords, language_of, names_id
from docgen.review.rules.bounds import is_written_as_fraction
from docgen.review.rules.rule import Outcry
from docgen.scoring.sense import is_misdirected
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi

__all__ = ["targets_are_within_reach", "the_needed_pace_was_seen_before"]

_HUNDRED = Decimal(100)
_LEAST_POINTS = 4
_STEEP = Fraction(3, 2)
"""From how many times the pace of the past the needed pace is worth a remark."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of a KPI from baseline to target; ``room`` is what there is from the baseline to the bound."""

    start: Decimal
    end: Decimal
    room: Decimal | None

    @property
    def change(self) -> Decimal:
        """How far it is."""
        return abs(self.end - self.start)


def targets_are_within_reach(case: Case) -> Outcry:
    """Find targets beyond the guard of their indicator, or hardly beyond the baseline, without a reason.

    A goal none of whose KPIs can be judged stays open: there is neither a guard nor a baseline to go by.
    """
    for _, goal in case.goals():
        known = False
        for index, kpi in case.kpis(goal.id):
            way = _find_way(case, kpi)
            known = known or kpi.direction == "maintain" or _can_judge(case, kpi, way)
            facts = _find_excess(case, kpi, way) or _find_ease(case, way)
            if facts and not _is_explained(case, goal, kpi):
                path = ("kpis", index, "target")
                yield Breach(path, {"kpi": kpi.id, **_ends(kpi), **facts}, goal.id, kpi.id)
        if not known:
            yield Silence(goal.id)


def the_needed_pace_was_seen_before(case: Case) -> Outcry:
    """Remark on targets that ask for a pace well above that of the recorded past."""
    for index, kpi in case.kpis():
        points = [(point.date, point.value) for point in kpi.history if point.date is not None]
        if len(points) < _LEAST_POINTS or is_misdirected(kpi) or kpi.direction not in {"higher", "lower"}:
            continue
        (first, before), (last, now) = min(points), max(points)
        left = (case.spec.period.end - last).days
        if left <= 0 or first == last:
            continue
        sign = 1 if kpi.direction == "higher" else -1
        past = Fraction(sign * (now - before)) / (last - first).days
        needed = Fraction(sign * (kpi.target - now)) / left
        facts = _compare_paces(past, needed)
        if facts:
            yield Breach(("kpis", index, "history"), {"kpi": kpi.id, **facts}, kpi.goal, kpi.id)


def _compare_paces(past: Fraction, needed: Fraction) -> dict[str, Fact]:
    if needed <= 0:
        return {}
    if past <= 0:
        return {"stalled": _shown(needed * 30)}
    if needed / past <= _STEEP:
        return {}
    return {"past": _shown(past * 30), "needed": _shown(needed * 30), "times": _shown(needed / past)}


def _find_way(case: Case, kpi: Kpi) -> _Way | None:
    start = kpi.baseline.value
    steady = kpi.direction not in {"higher", "lower"}
    if start is None or steady or is_misdirected(kpi) or is_written_as_fraction(case, kpi):
        return None
    return _Way(start, kpi.target, _find_room(case, kpi, start))


def _find_room(case: Case, kpi: Kpi, start: Decimal) -> Decimal | None:
    if kpi.direction == "lower":
        low = case.bound(kpi, "lower_bound")
        return start - low if low is not None and low < start else None
    high = case.bound(kpi, "upper_bound")
    if high is None and kind_of_unit(case.say(kpi.unit)) == "percent" and kpi.target <= _HUNDRED:
        high = _HUNDRED
    return high - start if high is not None and high > start else None


def _can_judge(case: Case, kpi: Kpi, way: _Way | None) -> bool:
    return (way is not None and way.start != 0) or any(True for _ in _measures(case, kpi, way))


def _measures(case: Case, kpi: Kpi, way: _Way | None) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield what the guard of the indicator measures: name, the target's measure and the limit."""
    indicator = case.indicator(kpi)
    if indicator is None:
        return
    guard = indicator.guard
    if guard.target is not None:
        yield "target", kpi.target, guard.target
    if way is None:
        return
    if guard.change is not None:
        yield "change", way.change, guard.change
    if guard.headroom is not None and way.room:
        yield "headroom", way.change / way.room, guard.headroom
    if way.start > 0 and guard.ratio is not None:
        yield "ratio", way.end / way.start, guard.ratio
    if way.start > 0 and guard.reduction is not None and kpi.direction == "lower":
        yield "reduction", way.change / way.start, guard.reduction


def _find_excess(case: Case, kpi: Kpi, way: _Way | None) -> dict[str, Fact]:
    for name, found, limit in _measures(case, kpi, way):
        if found > limit:
            share = name in {"headroom", "reduction"}
            return {name: _said(found, share=share), f"{name}_limit": _said(limit, share=share)}
    return {}


def _find_ease(case: Case, way: _Way | None) -> dict[str, Fact]:
    """Tell of a target that asks for next to nothing, by its baseline and by the room there was."""
    if way is None or way.start == 0:
        return {}
    least = case.options.least_improvement
    gains = [way.change / abs(way.start), *([way.change / way.room] if way.room else [])]
    if max(gains) >= least:
        return {}
    return {"gain": _said(gains[0], share=True), "least": _said(least, share=True)}


def _is_explained(case: Case, goal: Goal, kpi: Kpi) -> bool:
    """Tell whether somebody says why: at the KPI, or where the goal argues that it can be achieved."""
    if kpi.justification is not None:
        return True
    said = case.say(goal.smart.achievable if goal.smart else None)
    if not said:
        return False
    language = language_of(said)
    name = find_keywords(case.say(kpi.name), language, case.lexicon)
    return names_id(said, kpi.id) or bool(name & find_keywords(said, language, case.lexicon))


def _ends(kpi: Kpi) -> dict[str, Fact]:
    start = kpi.baseline.value
    return {"value": f"{kpi.target:f}", "baseline": None if start is None else f"{start:f}"}


def _said(number: Decimal, *, share: bool) -> str:
    shown = f"{number * _HUNDRED if share else number:.1f}".removesuffix(".0")
    return f"{shown}%" if share else shown


def _shown(number: Fraction) -> str:
    return f"{float(number):.2g}"
