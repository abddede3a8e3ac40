"""How the goals are reached, as a template sees it."""

from typing import TypedDict

from docgen.view.model.kpis import ToolRef
from docgen.view.model.parties import Reference

__all__ = [
    "Contingency",
    "Dependency",
    "Milestone",
    "Quadrant",
    "Quarter",
    "Resource",
    "Swot",
    "SwotItem",
    "SwotStrategy",
    "Tool",
]


class Milestone(TypedDict):
    """A step with a deliverable that somebody accepts."""

    id: str  # Its id: M1.2.
    title: str  # What is reached.
    goal_id: str  # The goal it belongs to.
    goal_title: str  # The title of that goal.
    kpis: list[Reference]  # The KPIs of that goal.
    period: str  # The period as the author wrote it: Q1, FQ1.
    start: str  # The first day.
    start_text: str  # The same day in words.
    due: str  # The last day.
    due_text: str  # The same day in words.
    deliverable: str  # What is handed over.
    acceptance: str  # When it is accepted.
    owner: str  # Who answers for it.
    collaborators: list[str]  # Who helps.
    depends_on: list[Reference]  # What must be finished first.
    depends_on_text: str  # The ids of these on one line: M2、M4.
    parent: str  # The id of the milestone it is a step of.
    depth: int  # How deep it lies in the hierarchy; 0 at the top.
    stream: str  # The stream of work.
    effort: str  # The effort it takes, as a figure in the unit of the company.
    buffer_days: str  # Spare days, as a figure.
    value: str  # The value it brings, as a figure.
    completed: str  # The day it was completed.
    completed_text: str  # The same day in words.
    status: str  # How it stands.
    tools: list[ToolRef]  # What it follows in project tools.


class Quarter(TypedDict):
    """The milestones of one period."""

    key: str  # The period: Q1, FQ1, or as the author wrote it.
    label: str  # The period in words: 第一季度; with the year where several years meet.
    start: str  # The first day of the quarter; empty for other periods.
    end: str  # The last day of the quarter; empty for other periods.
    milestones: list[Milestone]  # The milestones, parents before their steps, else by day.


class SwotItem(TypedDict):
    """One entry of a quadrant."""

    mark: str  # Its place: W2.
    quadrant: str  # strengths, weaknesses, opportunities or threats.
    text: str  # What it says.
    evidence: str  # What shows it.
    response: str  # What is done about it.
    owner: str  # Who does it.
    due: str  # Until when.
    due_text: str  # The same day in words.
    accepted: str  # Why nothing is done about it.


class Quadrant(TypedDict):
    """One quadrant of the 2×2."""

    key: str  # strengths, weaknesses, opportunities or threats.
    mark: str  # S, W, O or T.
    entries: list[SwotItem]  # Its entries.


class SwotStrategy(TypedDict):
    """A strategy drawn from two quadrants."""

    kind: str  # SO, WO, ST or WT.
    kind_text: str  # The kind in words.
    text: str  # What it says.


class Swot(TypedDict):
    """Strengths, weaknesses, opportunities, threats."""

    strengths: list[SwotItem]  # What helps from inside.
    weaknesses: list[SwotItem]  # What hinders from inside.
    opportunities: list[SwotItem]  # What helps from outside.
    threats: list[SwotItem]  # What hinders from outside.
    quadrants: list[Quadrant]  # All four in the order S W O T, also empty ones.
    strategies: list[SwotStrategy]  # Strategies drawn from them.
    responses: list[SwotItem]  # Weaknesses and threats that are answered or accepted.
    conclusion: list[str]  # The author's judgement, as paragraphs.


class Resource(TypedDict):
    """What the company gives."""

    kind: str  # People, budget, equipment.
    text: str  # How much of it.
    committed_by: str  # Who promised it.


class Dependency(TypedDict):
    """What others must deliver first."""

    text: str  # What.
    owner: str  # Who.
    due: str  # Until when.
    due_text: str  # The same day in words.


class Contingency(TypedDict):
    """If this happens, that is done."""

    trigger: str  # What happens.
    action: str  # What is done.
    deadline: str  # How fast.
    approver: str  # Who approves.
    milestone: Reference | None  # The milestone that shows it.


class Tool(TypedDict):
    """A system where the work can be followed."""

    name: str  # The tool.
    purpose: str  # What it is used for.
    ref: str  # Where in it.
