"""What is drawn from the plan: a timeline, the shares of the goals, the points of review; as a template sees it."""

from typing import TypedDict

__all__ = [
    "ReviewPoint",
    "Timeline",
    "TimelineCell",
    "TimelineHead",
    "TimelineRow",
    "WeightColumn",
    "WeightShare",
]


class TimelineHead(TypedDict):
    """One cell of a heading row of the timeline."""

    label: str  # 第一季度, Q1, 1月, Jan.
    span: int  # How many columns it covers.
    even: bool  # It lies in the second, fourth, … quarter shown; for a tint of every other quarter.


class TimelineCell(TypedDict):
    """One cell of a row of the timeline."""

    kind: str  # gap: nothing; bar: the work; end: the last column of a milestone at the top; point: all in one column.
    span: int  # How many columns it covers.
    even: bool  # It begins in the second, fourth, … quarter shown; a gap never leaves its quarter.


class TimelineRow(TypedDict):
    """One milestone on the timeline; its spans sum to the columns."""

    id: str  # The id of the milestone.
    title: str  # Its title.
    goal_id: str  # The goal it belongs to.
    goal_index: int  # The place of that goal, 1 to 5 and again from 1; for a colour.
    depth: int  # How deep it lies in the hierarchy; 0 at the top.
    start: str  # The first day; empty when only the last one is known.
    due: str  # The last day.
    cells: list[TimelineCell]  # Gaps and bar from left to right.


class Timeline(TypedDict):
    """The milestones against time, as the grid of a table: 48 columns at most."""

    columns: int  # Columns of time; each is a quarter of a month, half a month, a month, a quarter or more.
    quarters: list[TimelineHead]  # The upper heading row; years where a column is longer than a quarter.
    months: list[TimelineHead]  # The lower heading row; empty where a column is longer than a month.
    rows: list[TimelineRow]  # One row a milestone, in the order of milestones.


class WeightColumn(TypedDict):
    """One KPI as a part of the bar of weights."""

    id: str  # The id of the KPI.
    name: str  # Its name.
    weight: str  # Its weight: 25%.
    width: float  # Its part of the whole bar in percent, with one decimal.


class WeightShare(TypedDict):
    """One goal as a part of the bar of weights; narrow parts are drawn wider than their weight."""

    id: str  # The id of the goal.
    title: str  # Its title.
    index: int  # Its place, from 1.
    weight: str  # Its weight: 60%.
    span: int  # The number of its KPIs; 1 when it has none.
    kpis: list[WeightColumn]  # Its KPIs, in the order of the spec.
    width: float  # Its part of the whole bar in percent; all goals sum to 100.0.


class ReviewPoint(TypedDict):
    """A point at which progress is reviewed, with or without a record of it."""

    key: str  # q1 to q4 (2027-q1 where several years meet), mid_year, final; end in a period below a quarter.
    label: str  # What it is called: 第一季度, 年中回顾.
    due: str  # The day: the last of the quarter, or the day of the review.
    due_text: str  # The same day in words.
    recorded: bool  # A check-in tells about it: the day of its data (else its own) is in the quarter, or within 15 days of the review.
