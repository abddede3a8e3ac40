"""How the goals are reached: milestones, SWOT, resources, contingencies, tools."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Model, Number, Text, Word
from docgen.spec.models.kpis import ToolRef

__all__ = [
    "Contingency",
    "Dependency",
    "Milestone",
    "Resource",
    "Swot",
    "SwotItem",
    "SwotStrategy",
    "Tool",
]


class Milestone(Model):
    """A step with a deliverable that somebody accepts; ``parent`` makes the hierarchy."""

    id: Id
    goal: Id
    title: Text
    due: Date
    period: Word | None = None
    start: Date | None = None
    deliverable: Text | None = None
    acceptance: Text | None = None
    owner: Text | None = None
    collaborators: Annotated[tuple[Text, ...], Field(max_length=MAX_ITEMS)] = ()
    depends_on: Annotated[tuple[Id, ...], Field(max_length=MAX_ITEMS)] = ()
    parent: Id | None = None
    stream: Text | None = None
    effort: Number | None = None
    buffer_days: Annotated[int, Field(strict=True, ge=0, le=366)] | None = None
    value: Number | None = None
    completed: Date | None = None
    status: Text | None = None
    ext: Annotated[tuple[ToolRef, ...], Field(max_length=MAX_ITEMS)] = ()


class SwotItem(Model):
    """One entry of a quadrant with its evidence and, for weaknesses and threats, the response."""

    text: Text
    evidence: Text | None = None
    response: Text | None = None
    owner: Text | None = None
    due: Date | None = None
    accepted: Text | None = None


class SwotStrategy(Model):
    """A combined strategy: strengths to opportunities and so on."""

    kind: Literal["SO", "WO", "ST", "WT"]
    text: Text


class Swot(Model):
    """Four quadrants, the strategies drawn from them, and the author's conclusion."""

    strengths: Annotated[tuple[SwotItem, ...], Field(max_length=MAX_ITEMS)] = ()
    weaknesses: Annotated[tuple[SwotItem, ...], Field(max_length=MAX_ITEMS)] = ()
    opportunities: Annotated[tuple[SwotItem, ...], Field(max_length=MAX_ITEMS)] = ()
    threats: Annotated[tuple[SwotItem, ...], Field(max_length=MAX_ITEMS)] = ()
    strategies: Annotated[tuple[SwotStrategy, ...], Field(max_length=MAX_ITEMS)] = ()
    conclusion: Text | None = None


class Resource(Model):
    """What the company gives: people, budget, equipment, permission."""

    kind: Text
    text: Text
    committed_by: Text | None = None


class Dependency(Model):
    """What others must deliver first."""

    text: Text
    owner: Text | None = None
    due: Date | None = None


class Contingency(Model):
    """If this happens, that is done, by then, approved by them."""

    trigger: Text
    action: Text
    deadline: Text | None = None
    approver: Text | None = None
    milestone: Id | None = None


class Tool(Model):
    """A system where the work can be followed."""

    name: Word
    purpose: Text | None = None
    ref: Text | None = None
