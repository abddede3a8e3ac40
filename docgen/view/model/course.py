"""What happens along the way, as a template sees it."""

from typing import TypedDict

__all__ = [
    "Actual",
    "Cadence",
    "Change",
    "CheckIn",
    "Communication",
    "MilestoneProgress",
    "Signed",
    "Tracking",
]


class Communication(TypedDict):
    """One comment of one talk, and what became of it."""

    date: str  # The day.
    date_text: str  # The same day in words.
    participants: str  # Who took part.
    form: str  # The kind of talk.
    comment: str  # What was said.
    resolution: str  # adopted, partly, declined or open.
    resolution_text: str  # The resolution in words.
    reason: str  # Why, or what was done.


class Cadence(TypedDict):
    """A rhythm or a day on which progress is looked at."""

    when: str  # How often, or when.
    date: str  # The day, where it is one day.
    date_text: str  # The same day in words.
    participants: str  # Who takes part.
    content: str  # What is looked at.
    output: str  # What comes out.


class Tracking(TypedDict):
    """How progress is followed."""

    cadence: list[Cadence]  # Rhythms and days.
    rag: list[str]  # From which ratio of progress to plan a KPI is on track, at risk, behind.
    note: list[str]  # A note, as paragraphs.


class Actual(TypedDict):
    """A measured value."""

    kpi: str  # The id of the KPI.
    name: str  # Its name.
    unit: str  # Its unit.
    target: str  # Its target.
    value: str  # The measured figure.
    as_of: str  # The day it stands for.
    as_of_text: str  # The same day in words.
    source: str  # Where it was found.
    told: str  # Both in one line: 数据截至2026年9月30日，来源：计费系统.
    planned: str  # The planned value of that day; empty when nothing is planned.
    progress: str  # The way done, from baseline to target: 60.00%; empty where it has no meaning.
    planned_progress: str  # The way planned by that day.
    ratio: str  # The one by the other: 0.900.
    status: str  # on_track, at_risk, behind, done, or empty; the author's own word goes first.
    status_text: str  # The status in words.
    note: str  # A note.


class MilestoneProgress(TypedDict):
    """How a milestone stood at a check-in."""

    milestone: str  # The id of the milestone.
    title: str  # Its title.
    status: str  # How it stood.
    completed: str  # The day it was completed.
    completed_text: str  # The same day in words.
    told: str  # As of which day and from where: 数据截至2026年9月30日，来源：PingCode.
    note: str  # A note.


class CheckIn(TypedDict):
    """One review along the way."""

    date: str  # The day.
    date_text: str  # The same day in words.
    title: str  # What review it was.
    conclusion: list[str]  # The conclusion, as paragraphs.
    status: str  # on_track, at_risk, behind, done, or empty.
    status_text: str  # The status in words.
    participants: str  # Who took part.
    data_as_of: str  # The day the figures stand for.
    data_as_of_text: str  # The same day in words.
    actuals: list[Actual]  # The figures of that day.
    milestones: list[MilestoneProgress]  # How the milestones stood.


class Change(TypedDict):
    """A change of something signed."""

    id: str  # Its id: CR-2026-07-02.
    date: str  # The day.
    date_text: str  # The same day in words.
    subject: str  # What was changed.
    ref: str  # The id of what was changed.
    differences: list[str]  # What differs from the signed terms and stands under this change: 目标值 7 → 10.
    old: str  # What it said before.
    new: str  # What it says now.
    reason: str  # Why.
    approver: str  # Who approved.
    approved: str  # The day of approval.
    approved_text: str  # The same day in words.


class Signed(TypedDict):
    """What was signed."""

    date: str  # The day.
    date_text: str  # The same day in words.
    version: str  # The version that was signed.
    digest: str  # The digest of the frozen terms, short enough to compare by eye.
    text: str  # All of it in one sentence.
    intact: bool  # Every difference from the signed terms stands under a change.
