"""What the result is worth, how the person grows, who signs: as a template sees it."""

from typing import TypedDict

__all__ = [
    "Adjustment",
    "Commitment",
    "Competency",
    "Development",
    "Evaluation",
    "GradeBand",
    "Improvement",
    "RedLine",
    "Result",
    "Revision",
    "Shares",
    "Signature",
    "Waiver",
]


class Competency(TypedDict):
    """A competency and, at the end, its levels."""

    name: str  # The name.
    description: list[str]  # What it means, as paragraphs.
    full: str  # The highest level.
    weight: str  # Its weight.
    self_level: str  # The level by the person; empty until there is one.
    manager_level: str  # The level by the manager; empty until there is one.
    comment: str  # A comment.


class Development(TypedDict):
    """Something the person will learn."""

    kind: str  # The kind of goal.
    goal: str  # What will be learned.
    action: str  # How.
    due: str  # Until when.
    due_text: str  # The same day in words.


class Commitment(TypedDict):
    """A promise of cooperation or management."""

    kind: str  # The kind of promise.
    text: str  # What is promised.


class RedLine(TypedDict):
    """A gate outside the weights."""

    id: str  # Its id: R1.
    kind: str  # The kind of gate.
    text: str  # What must not happen, and what follows.
    max_grade: str  # The best grade that is left.
    finding: str  # What was found.
    triggered: str  # triggered, clear, or empty while unknown.
    triggered_text: str  # The same in words.


class Adjustment(TypedDict):
    """Points outside the weights."""

    text: str  # What for.
    points: str  # How many, with a sign: +3, −2.
    cap: str  # The limit.
    reason: str  # Why they were given.


class GradeBand(TypedDict):
    """A grade and its band of scores."""

    grade: str  # The grade: A.
    band: str  # The band: ≥95 且 <110.
    text: str  # What the grade means.


class Shares(TypedDict):
    """How much results and competencies count."""

    results: str  # The share of the results: 80%.
    competencies: str  # The share of the competencies: 20%.
    text: str  # Both in one sentence.


class Result(TypedDict):
    """A KPI at the end: what was planned, what was reached. The scores are not part of it yet."""

    kpi: str  # The id of the KPI.
    name: str  # Its name.
    unit: str  # Its unit.
    baseline: str  # Where it stood at the start.
    target: str  # Its target.
    value: str  # The actual value; empty when none was reported, which is not zero.
    missing: bool  # No actual value was reported.
    weight: str  # Its weight.
    as_of: str  # The day the value stands for.
    as_of_text: str  # The same day in words.
    source: str  # Where the value was found.
    status: str  # on_track, at_risk, behind, done, or empty.
    status_text: str  # The status in words.
    note: str  # A note.


class Improvement(TypedDict):
    """Something to do better next time."""

    text: str  # What.
    start: str  # From when.
    start_text: str  # The same day in words.
    due: str  # Until when.
    due_text: str  # The same day in words.
    owner: str  # Who.


class Evaluation(TypedDict):
    """The rating scale, and at the end the results, comments and grades."""

    scale: list[GradeBand]  # The rating scale.
    shares: Shares | None  # How much results and competencies count.
    rounding: str  # How the total is rounded, in one sentence.
    rules: list[str]  # Further rules.
    results: list[Result]  # Every KPI with its actual value; empty before the end.
    results_weight: str  # The sum of the weights of these.
    missing_weight: str  # The weight of the KPIs without an actual value; empty when none is missing.
    self_comment: list[str]  # The person's own words, as paragraphs.
    manager_comment: list[str]  # The manager's words, as paragraphs.
    calibration: list[str]  # What the calibration found, as paragraphs.
    calibration_date: str  # The day of calibration.
    calibration_date_text: str  # The same day in words.
    decided_by: str  # Who decided.
    computed_grade: str  # The grade the rules give.
    final_grade: str  # The grade that holds.
    dissent: list[str]  # What the person does not agree with, as paragraphs.
    appeal_days: str  # The days for an appeal, as a figure.
    improvements: list[Improvement]  # What to do better next time.


class Signature(TypedDict):
    """A place to sign, or a signature given."""

    role: str  # In which role.
    name: str  # Who.
    title: str  # The position.
    statement: str  # What is signed.
    date: str  # The day it was signed; empty while it is open.
    date_text: str  # The same day in words.
    seal: bool  # Room for a company seal is wanted.
    who: (
        str  # employee, manager, reviewer, approver, hrbp or organization where the pack says so, else empty.
    )


class Revision(TypedDict):
    """A version of the document."""

    version: str  # The version.
    date: str  # The day.
    date_text: str  # The same day in words.
    author: str  # Who made it.
    content: str  # What changed.
    reviewer: str  # Who reviewed it.
    approver: str  # Who approved it.


class Waiver(TypedDict):
    """A review finding that is accepted."""

    rule: str  # The rule.
    ref: str  # The id of what it is about.
    reason: str  # Why it is accepted.
    approver: str  # Who accepted it.
