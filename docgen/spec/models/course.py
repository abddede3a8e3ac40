"""What happens along the way: talks, tracking, check-ins, changes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Model, Number, Text, Word

__all__ = [
    "Actual",
    "Cadence",
    "Change",
    "CheckIn",
    "Communication",
    "MilestoneProgress",
    "Rag",
    "Status",
    "Term",
    "Tracking",
]

Status = Literal["on_track", "at_risk", "behind", "done"]
Term = Literal[
    "title", "weight", "due", "direction", "unit", "baseline", "target", "target_high", "threshold", "stretch", "scoring",
]  # fmt: skip
"""What is frozen by signing, by the field it stands in."""


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
    """What a KPI reached: a measured value with its day and source, or the scores that people give.

    ``self_score`` and ``manager_score`` are points of the rule's own scale. Where the rule is ``manual``
    the manager's score counts and ``note`` gives the reason; elsewhere they stand beside the computed one.
    """

    kpi: Id
    value: Number | None = None
    as_of: Date
    source: Text | None = None
    ref: Word | None = None
    status: Status | None = None
    self_score: Number | None = None
    manager_score: Number | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.self_score is None and self.manager_score is None:
            raise PydanticCustomError("actual_empty", "neither value nor score")
        return self


class MilestoneProgress(Model):
    """How a milestone stood at a check-in."""

    milestone: Id
    status: Text
    completed: Date | None = None
    as_of: Date | None = None
    source: Text | None = None
    ref: Word | None = None
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
    """A change of something signed: old, new, reason, who approved.

    ``ref`` and ``field`` say which signed term it changes; without ``field`` it stands for every term of
    that entry.
    """

    id: Id
    date: Date
    subject: Text
    ref: Id | None = None
    field: Term | None = None
    old: Text
    new: Text
    reason: Text
    approver: Text
    approved: Date | None = None
