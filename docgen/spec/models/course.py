"""What happens along the way: talks, tracking, check-ins, changes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Model, Number, Text

__all__ = [
    "Actual",
    "Cadence",
    "Change",
    "CheckIn",
    "Communication",
    "MilestoneProgress",
    "Rag",
    "Status",
    "Tracking",
]

Status = Literal["on_track", "at_risk", "behind", "done"]


class Communication(Model):
    """One comment of one talk, and what became of it."""

    date: Date
    participants: Text
    form: Text | None = None
    comment: Text
    resolution: Literal["adopted", "partly", "declined", "open"]
    reason: Text | None = None


class Cadence(Model):
    """A rhythm or a day on which progress is looked at."""

    when: Text
    date: Date | None = None
    participants: Text | None = None
    content: Text | None = None
    output: Text | None = None


class Rag(Model):
    """From which ratio of progress to plan a KPI counts as on track or at risk."""

    on_track: Number
    at_risk: Number


class Tracking(Model):
    """How progress is followed."""

    cadence: Annotated[tuple[Cadence, ...], Field(max_length=MAX_ITEMS)] = ()
    rag: Rag | None = None
    note: Text | None = None


class Actual(Model):
    """A measured value with its day and source; ``None`` values are not written down."""

    kpi: Id
    value: Number
    as_of: Date
    source: Text | None = None
    status: Status | None = None
    note: Text | None = None


class MilestoneProgress(Model):
    """How a milestone stood at a check-in."""

    milestone: Id
    status: Text
    completed: Date | None = None
    note: Text | None = None


class CheckIn(Model):
    """One review: date, conclusion, status and the figures of that day."""

    date: Date
    title: Text
    conclusion: Text
    status: Status | None = None
    participants: Text | None = None
    data_as_of: Date | None = None
    actuals: Annotated[tuple[Actual, ...], Field(max_length=MAX_ITEMS)] = ()
    milestones: Annotated[tuple[MilestoneProgress, ...], Field(max_length=MAX_ITEMS)] = ()


class Change(Model):
    """A change of something signed: old, new, reason, who approved."""

    id: Id
    date: Date
    subject: Text
    ref: Id | None = None
    old: Text
    new: Text
    reason: Text
    approver: Text
    approved: Date | None = None
