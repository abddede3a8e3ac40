"""How far along a KPI is, as a template sees it."""

from typing import TypedDict

__all__ = ["Progress", "Track", "TrackPoint"]


class TrackPoint(TypedDict):
    """A value on the way and where it lies."""

    label: str  # Its time: Q3, or a day.
    text: str  # The figure.
    x: float  # Where it lies in time: 0 at the start of the period, 1 at its end.
    y: float  # Where it lies between the lowest and the highest value: 0 to 1.


class Track(TypedDict):
    """The planned and the real way of a KPI, for a drawing in one line of text."""

    planned: list[TrackPoint]  # From the baseline along the planned values to the target.
    actual: list[TrackPoint]  # The values of the check-ins so far, in order of time.
    description: str  # The same in words, for people who do not see it.


class Progress(TypedDict):
    """A measured value against the plan of its day."""

    value: str  # The figure.
    value_with_unit: str  # The figure with its unit.
    as_of: str  # The day it stands for.
    as_of_text: str  # The same day in words.
    source: str  # Where it was found.
    told: str  # Both in one line: 数据截至2026年9月30日，来源：计费系统.
    planned: str  # The planned value of that day; empty when nothing is planned.
    interpolated: bool  # The planned value lies between two stated ones.
    progress: str  # The way done, from baseline to target: 60.00%; empty where it has no meaning.
    planned_progress: str  # The way planned by that day.
    ratio: str  # The one by the other: 0.900.
    status: str  # on_track, at_risk, behind, done or empty; the author's own word goes first.
    status_text: str  # The status in words.
    note: str  # A note.
