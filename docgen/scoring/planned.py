"""The planned way of a KPI, in days: its values on the way, and the day of its target."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.spec.models import GoalSpec
from docgen.spec.models.kpis import Kpi, TrajectoryPoint
from docgen.spec.quarters import Quarter, find_quarter

__all__ = ["adds_up", "find_start", "planned_days", "target_day"]

_LABEL = re.compile(r"F?Q([1-4])")
_SUMS = frozenset({"sum", "cumulative"})
_COUNTED = frozenset({None, "count", "currency"})
_RATE = re.compile(r"[%％/／‰]")


def planned_days(spec: GoalSpec, kpi: Kpi) -> tuple[tuple[datetime.date, Decimal], ...]:
    """Return the planned values of a KPI with their days, in order of time; of two on one day the first.

    A point without a day that is called Q1 to Q4 (or FQ1) stands for the end of that quarter, if the period
    has just one of that name. What is called otherwise has no day and is left out.
    """
    found: dict[datetime.date, Decimal] = {}
    quarters = list(_quarters(spec))
    for point in kpi.trajectory:
        day = point.date or _end_of(point, quarters, spec.period.fiscal_year_start)
        if day is not None:
            found.setdefault(day, point.value)
    return tuple(sorted(found.items()))


def find_start(kpi: Kpi) -> Decimal | None:
    """Return the value the way begins at: the baseline, or 0 for a sum that is to grow over the period."""
    return Decimal(0) if kpi.direction == "higher" and adds_up(kpi) else kpi.baseline.value


def adds_up(kpi: Kpi) -> bool:
    """Tell whether planned values are sums since the period began; a rate so far is cumulative and no sum."""
    if not any(point.cumulative for point in kpi.trajectory):
        return False
    if kpi.aggregation is not None:
        return kpi.aggregation in _SUMS
    return kpi.value_type in _COUNTED and not _RATE.search(kpi.unit.say("zh"))


def target_day(spec: GoalSpec, kpi: Kpi) -> datetime.date:
    """Return the day the target is due: that of its goal, the end of the period at the latest."""
    due = (goal.due for goal in spec.goals if goal.id == kpi.goal)
    return min(next(due, spec.period.end), spec.period.end)


def _quarters(spec: GoalSpec) -> Iterator[Quarter]:
    """Name the quarters the period touches, up to two years of them: more have no names of their own."""
    first_month = spec.period.fiscal_year_start
    quarter = find_quarter(spec.period.start, first_month)
    for _ in range(8):
        start, _end = quarter.days(first_month)
        if start > spec.period.end:
            return
        yield quarter
        quarter = quarter.following()


def _end_of(point: TrajectoryPoint, quarters: list[Quarter], first_month: int) -> datetime.date | None:
    for label in (point.period.plain, point.period.zh, point.period.en):
        found = _LABEL.fullmatch((label or "").strip())
        if found:
            meant = [quarter for quarter in quarters if quarter.number == int(found[1])]
            return meant[0].days(first_month)[1] if len(meant) == 1 else None
    return None
