"""What the spec already says of the same thing: the same is not said twice, something else is a conflict."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from docgen.diagnostics import FieldPath
from docgen.sources.progress.steps import Standing
from docgen.spec.models import GoalSpec
from docgen.spec.models.plan import Milestone

__all__ = ["Before", "find_actual", "find_step"]


class Before(NamedTuple):
    """What stands in the spec: the same as what came in, or something else, and where."""

    verdict: Literal["same", "other"]
    path: FieldPath
    standing: str


def find_actual(spec: GoalSpec, kpi: str, day: datetime.date, value: Decimal) -> Before | None:
    """Find the value that a check-in gives for a KPI and a day."""
    for number, checkin in enumerate(spec.checkins):
        for place, actual in enumerate(checkin.actuals):
            if actual.kpi == kpi and actual.as_of == day and actual.value is not None:
                path = ("checkins", number, "actuals", place, "value")
                return Before("same" if actual.value == value else "other", path, str(actual.value))
    return None


def find_step(spec: GoalSpec, milestone: Milestone, number: int, standing: Standing) -> Before | None:
    """Find what the milestone itself or a check-in says of its end, or of that day."""
    if milestone.completed:
        before = _compare(milestone.completed, standing, ("milestones", number, "completed"))
        if before:
            return before
    for place, checkin in enumerate(spec.checkins):
        for index, said in enumerate(checkin.milestones):
            path = ("checkins", place, "milestones", index)
            if said.milestone != milestone.id:
                continue
            if said.completed and (before := _compare(said.completed, standing, (*path, "completed"))):
                return before
            if not said.completed and (said.as_of or checkin.data_as_of or checkin.date) == standing.day:
                is_same = said.status.say("zh") in standing.status or said.status.say("en") in standing.status
                status = said.status.say(spec.document.language)
                return Before("same" if is_same else "other", (*path, "status"), status)
    return None


def _compare(completed: datetime.date, standing: Standing, path: FieldPath) -> Before | None:
    """Compare the day of completion; what was completed later says nothing of the day of the data."""
    if not standing.is_done and completed > standing.day:
        return None
    is_same = standing.completed == completed or (standing.is_done and standing.completed is None)
    return Before("same" if is_same else "other", path, str(completed))
