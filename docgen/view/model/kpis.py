"""The KPI, its table row and its definition card, as a template sees them."""

from typing import TypedDict

from docgen.view.model.progress import Progress, Track

__all__ = ["CardRow", "Chart", "ChartMark", "ChartTick", "Kpi", "Share", "ToolRef", "TrajectoryPoint"]


class TrajectoryPoint(TypedDict):
    """The planned value at one time."""

    period: str  # The time: Q3.
    value: str  # The figure alone: 60,000.
    text: str  # The figure with its bound and mark: ≤165（累计）.
    date: str  # The day it stands for.
    date_text: str  # The same day in words.


class Share(TypedDict):
    """The part of a KPI another person carries."""

    name: str  # Who.
    share: str  # How much: 30%.


class ToolRef(TypedDict):
    """The entry of a project tool that is followed."""

    tool: str  # The tool.
    ref: str  # The entry in it.
    query: str  # How its figure is asked for.
    aggregate: str  # How several figures become one.


class CardRow(TypedDict):
    """One row of the definition card."""

    key: str  # What it says; the words are in the labels (purpose, definition, formula, …).
    value: list[str]  # The content as paragraphs.


class ChartMark(TypedDict):
    """A value of a chart and where it lies."""

    key: str  # baseline, step, target or actual; of limits threshold, stretch, high or red_line.
    label: str  # What it is: Q3, 门槛.
    text: str  # The figure: 60,000.
    at: float  # Where it lies on the value axis: 0 at its low end, 1 at its high end.
    label_at: float  # Where its label has room; the same place unless two labels would meet.
    labelled: bool  # Label and figure are written; where many points stand close, only some are.


class ChartTick(TypedDict):
    """A line of the value axis."""

    text: str  # The figure: 20,000.
    at: float  # Where it lies: 0 at the low end, 1 at the high end.


class Chart(TypedDict):
    """The way to the target as a drawing needs it."""

    kind: str  # column or line.
    title: str  # What is measured.
    unit: str  # The unit.
    description: str  # The same in words, for people who do not see it.
    data: str  # The numbers for data-chart, from which Word makes a chart of its own.
    points: list[ChartMark]  # Baseline, planned values, target and, at the end, the actual result.
    limits: list[ChartMark]  # Threshold, stretch and others: the same all along.
    label_width: float  # The width of the longest label of a limit, in ems.
    ticks: list[ChartTick]  # Lines of the value axis from low to high.
    zero: float  # Where columns begin: the place of zero, else the nearer end of the axis.


class Kpi(TypedDict):
    """One indicator."""

    id: str  # Its id: K1.
    name: str  # Its name.
    goal_id: str  # The goal it measures.
    goal_title: str  # The title of that goal.
    category: str  # revenue, market, growth, …
    category_text: str  # The category in words.
    unit: str  # The unit: 分, %.
    direction: str  # higher, lower, range or maintain.
    direction_text: str  # The direction in words.
    direction_symbol: str  # The direction as a sign: ↑ ↓ ↔ →.
    baseline: str  # Where it stands today; empty when there is none.
    baseline_as_of: str  # The day or time of the baseline, as the author wrote it.
    baseline_source: str  # Where the baseline was found.
    baseline_none: str  # Why there is no baseline.
    threshold: str  # The least result that counts.
    target: str  # The target; a band as 20–30.
    stretch: str  # The ambitious result.
    red_line: str  # The value that must not be crossed.
    change: str  # From baseline to target: 4.0 → 4.5.
    change_with_unit: str  # The same with the unit: 4.0 → 4.5分.
    weight: str  # Its weight: 25%.
    frequency: str  # monthly, quarterly, …
    frequency_text: str  # The frequency in words.
    owner: str  # Who answers for it.
    verifier: str  # Who checks the data.
    data_source: str  # Where the data come from, on one line.
    definition: list[str]  # What is counted and what is not, as paragraphs.
    formula: list[str]  # How it is calculated, as paragraphs.
    collaborators: list[Share]  # Who carries a part.
    trajectory: list[TrajectoryPoint]  # Planned values along the way.
    trajectory_text: str  # The same on one line: Q3 ≤195；Q4 ≤165（累计）.
    trajectory_note: str  # A note on them.
    chart: Chart  # The way to the target, to be drawn.
    progress: Progress | None  # The latest value of the check-ins against the plan; none before the first.
    track: Track | None  # The planned and the real way in one line; none before the first value.
    scoring: list[str]  # How a result becomes points, in sentences.
    card: list[CardRow]  # The definition card: only rows that say something, in fixed order.
    tools: list[ToolRef]  # What it follows in project tools.
