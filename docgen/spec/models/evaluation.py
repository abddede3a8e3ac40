"""What the result is worth, how the person grows, who signs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Flag, Id, Model, Number, Text, Weight, Word
from docgen.spec.models.course import Actual

__all__ = [
    "Adjustment",
    "Commitment",
    "Competency",
    "Development",
    "Evaluation",
    "GradeBand",
    "Improvement",
    "RedLine",
    "Revision",
    "Rounding",
    "Shares",
    "Signature",
    "Waiver",
]


class Competency(Model):
    """A competency and, at the end, its levels."""

    name: Text
    full: Number
    description: Text | None = None
    weight: Weight | None = None
    self_level: Number | None = None
    manager_level: Number | None = None
    comment: Text | None = None


class Development(Model):
    """Something the person will learn, and how."""

    kind: Text | None = None
    goal: Text
    action: Text
    due: Date | None = None


class Commitment(Model):
    """A promise of cooperation or management."""

    kind: Text
    text: Text


class RedLine(Model):
    """A gate outside the weights: what it does to the grade, and what was found."""

    id: Id
    kind: Text | None = None
    text: Text
    max_grade: Word | None = None
    finding: Text | None = None
    triggered: Flag | None = None


class Adjustment(Model):
    """Points outside the weights: a bonus (above 0) or a deduction (below 0).

    ``points`` are those of one case, ``cap`` the most that all cases together may change the total, and
    ``awarded`` what was given at the end, with its reason; until then nothing counts.
    """

    text: Text
    points: Number
    cap: Number | None = None
    awarded: Number | None = None
    reason: Text | None = None


class GradeBand(Model):
    """A grade and its band of scores; ``low`` is included, ``below`` is not."""

    grade: Word
    low: Number | None = None
    below: Number | None = None
    text: Text | None = None


class Shares(Model):
    """How much results and competencies count, in percent."""

    results: Weight
    competencies: Weight | None = None


class Rounding(Model):
    """How the total is rounded, once, at the end."""

    digits: Annotated[int, Field(strict=True, ge=0, le=6)] = 2
    mode: Literal["half_up", "half_even"] = "half_up"


class Improvement(Model):
    """Something to do better next time."""

    text: Text
    start: Date | None = None
    due: Date | None = None
    owner: Text | None = None


class Evaluation(Model):
    """The rating scale, and at the end the actual values, comments and grades.

    ``measure`` is what the total is told in: ``points`` (100 is the target), ``okr`` (0.0 to 1.0) or
    ``levels`` (level times weight, 100 to 500).
    """

    measure: Literal["points", "okr", "levels"] = "points"
    scale: Annotated[tuple[GradeBand, ...], Field(max_length=MAX_ITEMS)] = ()
    shares: Shares | None = None
    rounding: Rounding = Rounding()
    rules: Annotated[tuple[Text, ...], Field(max_length=MAX_ITEMS)] = ()
    actuals: Annotated[tuple[Actual, ...], Field(max_length=MAX_ITEMS)] = ()
    self_comment: Text | None = None
    manager_comment: Text | None = None
    calibration: Text | None = None
    calibration_date: Date | None = None
    decided_by: Text | None = None
    computed_grade: Word | None = None
    final_grade: Word | None = None
    dissent: Text | None = None
    appeal_days: Annotated[int, Field(strict=True, ge=0, le=366)] | None = None
    improvements: Annotated[tuple[Improvement, ...], Field(max_length=MAX_ITEMS)] = ()


class Signature(Model):
    """A place to sign, or a signature given."""

    role: Text
    name: Text | None = None
    title: Text | None = None
    statement: Text | None = None
    date: Date | None = None


class Revision(Model):
    """A version of the document."""

    version: Word
    date: Date
    author: Text
    content: Text
    reviewer: Text | None = None
    approver: Text | None = None


class Waiver(Model):
    """A review finding that is accepted, with the reason; it is printed."""

    rule: Word
    ref: Id | None = None
    reason: Text
    approver: Text | None = None
