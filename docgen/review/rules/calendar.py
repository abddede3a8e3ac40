"""Which days that lie ahead are days off."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.diagnostics import FieldPath
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.texts import owner_of
from docgen.spec.models import GoalSpec

__all__ = ["days_are_working_days"]

_DAYS_OFF = {5: ("星期六", "a Saturday"), 6: ("星期日", "a Sunday")}
_HOLIDAY = ("公司日历里的假日", "a holiday in the company calendar")


def days_are_working_days(case: Case) -> Iterator[Breach]:
    """T6: what lies ahead falls on a day on which people work; the last day of the period is given."""
    spec = case.spec
    for path, day in _planned(spec):
        off = _HOLIDAY if day in case.options.holidays else _DAYS_OFF.get(day.weekday())
        if off and day >= case.day and day != spec.period.end:
            facts = {"day": str(day), "off_zh": off[0], "off_en": off[1]}
            yield Breach(path, facts, *owner_of(spec, path))


def _planned(spec: GoalSpec) -> Iterator[tuple[FieldPath, datetime.date]]:
    """Yield the days on which somebody has to have done something."""
    for kind in ("goals", "milestones", "dependencies"):
        for place, entry in enumerate(getattr(spec, kind)):
            if entry.due:
                yield (kind, place, "due"), entry.due
    for field in ("mid_year_review", "final_review"):
        day = getattr(spec.period, field)
        if day:
            yield ("period", field), day
    for place, meeting in enumerate(spec.tracking.cadence if spec.tracking else ()):
        if meeting.date:
            yield ("tracking", "cadence", place, "date"), meeting.date
