"""How far along a KPI is, and whether that is as far as was planned for that day."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from docgen.scoring.model import Standing
from docgen.scoring.planned import find_start, planned_days, target_day
from docgen.spec.models import GoalSpec
from docgen.spec.models.course import Actual, Rag
from docgen.spec.models.kpis import Kpi

__all__ = ["judge_standing"]

_Way = list[tuple[datetime.date, Decimal]]
_UNKNOWN = Standing(None, interpolated=False, progress=None, planned=None, ratio=None, status=None)


def judge_standing(spec: GoalSpec, kpi: Kpi, actual: Actual) -> Standing:
    """Compare a measured value with the planned one of its day: exact, never rounded.

    Between two stated values the plan is a straight line; a measured baseline, or 0 for what adds up over
    the period, stands for its first day and the target for the day the goal is due. Without a planned value for some day between
    these two nobody has said how the way should go, so there is nothing to compare with.

    A ratio needs a plan that has left the baseline: before, everything would be infinitely ahead.
    """
    end = target_day(spec, kpi)
    stated = planned_days(spec, kpi)
    if actual.value is None or not any(spec.period.start < day < end for day, _ in stated):
        return _UNKNOWN
    planned_value, interpolated = _plan_for(actual.as_of, _way(spec, kpi, list(stated), end))
    progress = _progress(kpi, Fraction(actual.value))
    planned = None if planned_value is None else _progress(kpi, planned_value)
    ratio = progress / planned if progress is not None and planned is not None and planned > 0 else None
    rag = spec.tracking.rag if spec.tracking else None
    return Standing(planned_value, interpolated, progress, planned, ratio, _judge(ratio, rag))


def _way(spec: GoalSpec, kpi: Kpi, stated: _Way, end: datetime.date) -> _Way:
    """Put the baseline before the stated values and the target behind them, where they say nothing themselves."""
    start, first = spec.period.start, find_start(kpi)
    before = [(start, first)] if first is not None and stated[0][0] > start else []
    behind = [(end, kpi.target)] if kpi.direction != "range" and stated[-1][0] < end else []
    return [*before, *stated, *behind]


def _plan_for(day: datetime.date, way: _Way) -> tuple[Fraction | None, bool]:
    """Return the planned value of a day, and whether it lies between two; None before the way begins."""
    for (first, low), (last, high) in pairwise(way):
        if first < day < last:
            part = Fraction((day - first).days, (last - first).days)
            return Fraction(low) + part * (Fraction(high) - Fraction(low)), True
    reached = [value for stated, value in way if stated <= day]
    return (Fraction(reached[-1]), False) if reached else (None, False)


def _progress(kpi: Kpi, value: Fraction) -> Fraction | None:
    start = find_start(kpi)
    if start is None or start == kpi.target or kpi.direction == "range":
        return None
    return (value - Fraction(start)) / (Fraction(kpi.target) - Fraction(start))


def _judge(ratio: Fraction | None, rag: Rag | None) -> Literal["on_track", "at_risk", "behind"] | None:
    if ratio is None or rag is None:
        return None
    if ratio >= rag.on_track:
        return "on_track"
    return "at_risk" if ratio >= rag.at_risk else "behind"
