"""What was signed: the terms as they stood that day, and a digest of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Model, Number, Weight, Word

__all__ = ["Signed", "SignedGoal", "SignedKpi", "SignedMilestone", "SignedTerms"]


class SignedGoal(Model):
    """The frozen terms of a goal; ``title`` is a digest of its words."""

    title: Word
    weight: Weight
    due: Date


class SignedKpi(Model):
    """The frozen terms of a KPI; ``unit`` and ``scoring`` are digests of what is written there."""

    weight: Weight
    direction: Literal["higher", "lower", "range", "maintain"]
    unit: Word
    target: Number
    baseline: Number | None = None
    target_high: Number | None = None
    threshold: Number | None = None
    stretch: Number | None = None
    scoring: Word | None = None


class SignedMilestone(Model):
    """The frozen terms of a milestone."""

    due: Date


class SignedTerms(Model):
    """Everything that was frozen, by id."""

    goals: Annotated[dict[Id, SignedGoal], Field(max_length=MAX_ITEMS)] = Field(default_factory=dict)
    kpis: Annotated[dict[Id, SignedKpi], Field(max_length=MAX_ITEMS)] = Field(default_factory=dict)
    milestones: Annotated[dict[Id, SignedMilestone], Field(max_length=MAX_ITEMS)] = Field(
        default_factory=dict
    )


class Signed(Model):
    """The signed state: when, which version, a digest of the terms, and the terms. ``docgen sign`` writes it."""

    date: Date
    version: Word | None = None
    digest: Word
    terms: SignedTerms
