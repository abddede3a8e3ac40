"""Every method of scoring: a value becomes points and the working that shows how, or None where the rule is silent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, assert_never

from docgen.scoring.model import (
    At,
    Between,
    Beyond,
    Entered,
    InBand,
    InRange,
    Met,
    Quotient,
    Reached,
    Stepped,
    Working,
)
from docgen.scoring.sense import find_lead, is_met
from docgen.spec.models import scoring
from docgen.spec.models.kpis import Kpi

__all__ = ["FULL", "Outcome", "apply_rule", "sort_anchors"]

FULL = 100
"""Points of a target that is met, where a rule states no others."""

Outcome = tuple[Fraction, Working] | None
Limit = Literal["cap", "floor"] | None


def apply_rule(rule: scoring.Rule, kpi: Kpi, value: Decimal) -> Outcome:  # noqa: C901, PLR0911 - one case a method
    """Apply the rule of a KPI to a value, of ``manual`` to the score a person gave; exact, never rounded."""
    match rule:
        case scoring.Anchors():
            return _anchors(rule, value)
        case scoring.Progress():
            return _progress(rule, kpi, value)
        case scoring.Ratio():
            return _ratio(rule, kpi, value)
        case scoring.Tiers():
            return _tiers(rule, value)
        case scoring.Step():
            return _step(rule, kpi, value)
        case scoring.Binary():
            met = is_met(kpi, value)
            return Fraction(rule.met if met else rule.not_met), Met(met)
        case scoring.Levels():
            return _levels(rule, value)
        case scoring.Range():
            return _range(rule, value)
        case scoring.Manual():
            return Fraction(value), Entered(value)
        case _:
            assert_never(rule)


def sort_anchors(rule: scoring.Anchors) -> list[scoring.Anchor]:
    """Return the anchors by value; of two at one value the first written."""
    points: dict[Decimal, scoring.Anchor] = {}
    for point in rule.points:
        points.setdefault(point.value, point)
    return sorted(points.values(), key=lambda point: point.value)


def _anchors(rule: scoring.Anchors, value: Decimal) -> Outcome:
    points = sort_anchors(rule)
    for low, high in pairwise(points):
        if low.value < value < high.value:
            part = (Fraction(value) - Fraction(low.value)) / (Fraction(high.value) - Fraction(low.value))
            gain = Fraction(high.score) - Fraction(low.score)
            return Fraction(low.score) + part * gain, Between(low, high)
    for point in points:
        if point.value == value:
            return Fraction(point.score), At(point)
    return _beyond(rule, points[0] if value < points[0].value else points[-1])


def _beyond(rule: scoring.Anchors, end: scoring.Anchor) -> Outcome:
    """Cap at the best score; at the other end ``below`` counts, and without it nothing but 0 goes on as 0."""
    if end.score == max(point.score for point in rule.points):
        return Fraction(end.score), Beyond(end, worse=False)
    below = rule.below if rule.below is not None or end.score else Decimal(0)
    return None if below is None else (Fraction(below), Beyond(end, worse=True))


def _limit(points: Fraction, cap: Decimal | None, floor: Decimal | None) -> tuple[Fraction, Limit]:
    if cap is not None and points > cap:
        return Fraction(cap), "cap"
    if floor is not None and points < floor:
        return Fraction(floor), "floor"
    return points, None


def _progress(rule: scoring.Progress, kpi: Kpi, value: Decimal) -> Outcome:
    start = kpi.baseline.value
    if start is None or start == kpi.target or kpi.direction == "range":
        return None
    way = Fraction(kpi.target) - Fraction(start)
    points = (Fraction(value) - Fraction(start)) / way * FULL
    limited, limit = _limit(points, rule.cap, Decimal(0))
    return limited, Quotient("progress", points, limit)


def _ratio(rule: scoring.Ratio, kpi: Kpi, value: Decimal) -> Outcome:
    if kpi.target <= 0 or value < 0:
        return None
    actual, target = Fraction(value), Fraction(kpi.target)
    match rule.form:
        case "actual/target":
            part = actual / target
        case "target/actual":
            if not actual:
                return None
            part = target / actual
        case _:
            part = 2 - actual / target
    points = part * FULL
    limited, limit = _limit(points, rule.cap, rule.floor)
    return limited, Quotient(rule.form, points, limit)


def _band_holds(band: scoring.Band, value: Decimal) -> bool:
    """Tell whether a band holds a value; each side is as it is written."""
    return (
        (band.ge is None or value >= band.ge)
        and (band.gt is None or value > band.gt)
        and (band.le is None or value <= band.le)
        and (band.lt is None or value < band.lt)
    )


def _tiers(rule: scoring.Tiers, value: Decimal) -> Outcome:
    for band in rule.bands:
        if _band_holds(band, value):
            return Fraction(band.score), InBand(band)
    return Fraction(rule.otherwise), InBand(None)


def _step(rule: scoring.Step, kpi: Kpi, value: Decimal) -> Outcome:
    if rule.unit <= 0:
        return None
    units = find_lead(kpi, value) / Fraction(rule.unit)
    if rule.mode == "full_steps":
        units = Fraction(int(units))  # towards 0: a step that is begun does not count, on either side
    points = Fraction(rule.base) + units * Fraction(rule.points)
    limited, limit = _limit(points, rule.cap, rule.floor)
    return limited, Stepped(units, points, limit)


def _level_holds(level: scoring.Level, value: Decimal) -> bool:
    """Tell whether the bounds of a level, which it must have, hold a value; both are included."""
    bounded = level.ge is not None or level.le is not None
    return bounded and (level.ge is None or value >= level.ge) and (level.le is None or value <= level.le)


def _levels(rule: scoring.Levels, value: Decimal) -> Outcome:
    """Take the highest level that holds; the lowest may have no bounds and then takes the rest."""
    ordered = sorted(rule.levels, key=lambda each: each.level, reverse=True)
    for level in ordered:
        if _level_holds(level, value):
            return Fraction(level.level), Reached(level)
    last = ordered[-1]
    bounded = all(level.ge is not None or level.le is not None for level in ordered[:-1])
    rest = last.ge is None and last.le is None and bounded
    return (Fraction(last.level), Reached(last)) if rest else None


def _range(rule: scoring.Range, value: Decimal) -> Outcome:
    inside = min(Fraction(value) - Fraction(rule.low), Fraction(rule.high) - Fraction(value), Fraction(0))
    points = Fraction(rule.full) + inside * Fraction(rule.per_unit)
    limited, limit = _limit(points, None, rule.floor)
    return limited, InRange(-inside, points, "floor" if limit else None)
