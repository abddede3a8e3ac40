"""The KPI with its whole definition card."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.spec.models.base import MAX_ITEMS, Date, Flag, Id, Model, Number, Text, Weight, Word
from docgen.spec.models.scoring import Scoring

__all__ = ["SURVEYS", "Baseline", "HistoryPoint", "Kpi", "KpiShare", "ToolRef", "TrajectoryPoint"]

Direction = Literal["higher", "lower", "range", "maintain"]
Category = Literal[
    "revenue", "market", "growth", "retention", "operation", "user", "satisfaction",
    "delivery", "quality", "service", "platform", "team",
]  # fmt: skip
ValueType = Literal["count", "currency", "duration", "percent", "percentage_points", "ratio", "score"]
Frequency = Literal["daily", "weekly", "biweekly", "monthly", "quarterly", "semiannual", "annual", "once"]
Aggregation = Literal[
    "end_of_period", "mean", "median", "percentile", "sum", "cumulative", "ratio", "ratio_of_sums",
    "cohort", "survey", "survey_mean", "period_change", "period_distinct", "model",
]  # fmt: skip
SURVEYS: frozenset[Aggregation] = frozenset({"survey", "survey_mean"})
"""The ways to come to a value that ask people."""


class Baseline(Model):
    """Where the KPI stands today: a value with its day and source, or ``none`` with a reason."""

    value: Number | None = None
    as_of: Text | None = None
    source: Text | None = None
    none: Text | None = None

    @model_validator(mode="after")
    def _value_or_reason(self) -> Self:
        if (self.value is None) == (self.none is None):
            raise PydanticCustomError("baseline", "value or none")
        return self


class TrajectoryPoint(Model):
    """The planned value at one time; ``bound`` says how it is meant (at most, at least)."""

    period: Text
    value: Number
    date: Date | None = None
    bound: Literal["at_least", "at_most"] | None = None
    cumulative: Flag = False


class HistoryPoint(Model):
    """A value of an earlier time."""

    period: Text
    value: Number
    date: Date | None = None


class KpiShare(Model):
    """The part another person carries."""

    name: Text
    share: Weight | None = None


class ToolRef(Model):
    """The thing in a project tool that this entry follows; never guessed from a title."""

    tool: Word
    ref: Word
    query: Word | None = None
    aggregate: Word | None = None


class Kpi(Model):
    """One indicator: the row of the KPI table and the card of the appendix."""

    id: Id
    goal: Id
    name: Text
    unit: Text
    direction: Direction
    baseline: Baseline
    target: Number
    weight: Weight
    lib: Word | None = None
    category: Category | None = None
    purpose: Text | None = None
    rationale: Text | None = None
    definition: Text | None = None
    formula: Text | None = None
    value_type: ValueType | None = None
    precision: Annotated[int, Field(strict=True, ge=0, le=6)] | None = None
    threshold: Number | None = None
    stretch: Number | None = None
    red_line: Number | None = None
    target_high: Number | None = None
    justification: Text | None = None
    history: Annotated[tuple[HistoryPoint, ...], Field(max_length=MAX_ITEMS)] = ()
    trajectory: Annotated[tuple[TrajectoryPoint, ...], Field(max_length=MAX_ITEMS)] = ()
    trajectory_note: Text | None = None
    seasonal: Flag = False
    population: Text | None = None
    exclusions: Text | None = None
    aggregation: Aggregation | None = None
    window: Text | None = None
    minimum_sample: Text | None = None
    data_source: Text | None = None
    data_lag: Text | None = None
    frequency: Frequency | None = None
    owner: Text | None = None
    collaborators: Annotated[tuple[KpiShare, ...], Field(max_length=MAX_ITEMS)] = ()
    verifier: Text | None = None
    evidence: Text | None = None
    adjust_rule: Text | None = None
    indicator_type: Literal["leading", "lagging"] | None = None
    lower_bound: Number | None = None
    upper_bound: Number | None = None
    scoring: Scoring | None = None
    notes: Text | None = None
    ext: Annotated[tuple[ToolRef, ...], Field(max_length=MAX_ITEMS)] = ()
