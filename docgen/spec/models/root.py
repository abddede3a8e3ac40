"""The whole spec of one document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Flag, Model, Number, Text
from docgen.spec.models.course import Change, CheckIn, Communication, Tracking
from docgen.spec.models.evaluation import (
    Adjustment,
    Commitment,
    Competency,
    Development,
    Evaluation,
    RedLine,
    Revision,
    Signature,
    Waiver,
)
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.parties import (
    DocumentInfo,
    Market,
    Organization,
    Period,
    Person,
    Product,
    StrategyItem,
    Team,
)
from docgen.spec.models.plan import Contingency, Dependency, Milestone, Resource, Swot, Tool
from docgen.spec.models.signed import Signed

__all__ = ["SCHEMA_VERSION", "GoalSpec"]

SCHEMA_VERSION = 1


class GoalSpec(Model):
    """Everything one performance-goal document says."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    document: DocumentInfo
    organization: Organization
    person: Person
    period: Period
    background: Text | None = None
    strategy: Annotated[tuple[StrategyItem, ...], Field(max_length=MAX_ITEMS)] = ()
    product: Product | None = None
    market: Market | None = None
    team: Team | None = None
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=MAX_ITEMS)]
    kpis: Annotated[tuple[Kpi, ...], Field(max_length=MAX_ITEMS)] = ()
    milestones: Annotated[tuple[Milestone, ...], Field(max_length=MAX_ITEMS)] = ()
    swot: Swot | None = None
    resources: Annotated[tuple[Resource, ...], Field(max_length=MAX_ITEMS)] = ()
    dependencies: Annotated[tuple[Dependency, ...], Field(max_length=MAX_ITEMS)] = ()
    contingencies: Annotated[tuple[Contingency, ...], Field(max_length=MAX_ITEMS)] = ()
    communication: Annotated[tuple[Communication, ...], Field(max_length=MAX_ITEMS)] = ()
    tracking: Tracking | None = None
    checkins: Annotated[tuple[CheckIn, ...], Field(max_length=MAX_ITEMS)] = ()
    changes: Annotated[tuple[Change, ...], Field(max_length=MAX_ITEMS)] = ()
    competencies: Annotated[tuple[Competency, ...], Field(max_length=MAX_ITEMS)] = ()
    development: Annotated[tuple[Development, ...], Field(max_length=MAX_ITEMS)] = ()
    commitments: Annotated[tuple[Commitment, ...], Field(max_length=MAX_ITEMS)] = ()
    red_lines: Annotated[tuple[RedLine, ...], Field(max_length=MAX_ITEMS)] = ()
    adjustments: Annotated[tuple[Adjustment, ...], Field(max_length=MAX_ITEMS)] = ()
    evaluation: Evaluation | None = None
    signed: Signed | None = None
    signoff: Annotated[tuple[Signature, ...], Field(max_length=MAX_ITEMS)] = ()
    revisions: Annotated[tuple[Revision, ...], Field(max_length=MAX_ITEMS)] = ()
    tools: Annotated[tuple[Tool, ...], Field(max_length=MAX_ITEMS)] = ()
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=MAX_ITEMS)] = ()
    custom: dict[str, Text | Flag | Number] = Field(default_factory=dict, max_length=200)
