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
    "Total",
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
    points: str  # How many for one case, with a sign: +3, −2.
    cap: str  # The limit of all cases together.
    awarded: str  # How many were given, with a sign; empty until then.
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
    """A KPI at the end: what was planned, what was reached, what it is worth."""

    kpi: str  # The id of the KPI.
    name: str  # Its name.
    unit: str  # Its unit.
    baseline: str  # Where it stood at the start.
    target: str  # Its target.
    value: str  # The actual value; empty when none was reported, which is not zero.
    missing: bool  # No actual value was reported; where a person judges, no score was given.
    weight: str  # Its weight.
    as_of: str  # The day the value stands for.
    as_of_text: str  # The same day in words.
    source: str  # Where the value was found.
    told: str  # Both in one line: 数据截至2026年6月30日，来源：质量平台.
    scored: bool  # It has points.
    unscored: str  # Why it has none, in words.
    score: str  # Its points, rounded as the rule for rounding says: 88.33.
    weighted: str  # Points times weight: 12.37.
    working: list[
        str
    ]  # How the points came about, to be redone by hand: 60 + (66.5 − 58) ÷ (70 − 58) × 40 ≈ 88.33.
    self_score: str  # The score by the person; empty until there is one.
    manager_score: str  # The score by the manager; empty until there is one.
    status: str  # on_track, at_risk, behind, done, or empty.
    status_text: str  # The status in words.
    note: str  # A note.


class Total(TypedDict):
    """The sum of everything, and the grade it gives."""

    title: str  # What it is: 综合得分, and 暂定 or 试算 where it is not final.
    results: str  # The points of the results: 94.87.
    results_working: str  # How they came about: 16.56 + 15.40 + … = 94.87; empty for a single line.
    competencies: str  # The points of the competencies: 80.00; empty without a share.
    competencies_working: str  # How they came about.
    adjustments: str  # The sum of what was given outside the weights, with a sign; empty when nothing was.
    total: str  # The total: 91.89.
    working: (
        str  # How it came about: 94.867 × 80% + 80.00 × 20% ≈ 91.89; empty where it is the results alone.
    )
    grade: str  # The grade of the scale for this total.
    capped_grade: str  # The grade the red lines leave; the same when none was crossed.
    gates: list[str]  # The ids of the red lines that hold it down.
    grade_text: str  # How the grade came about, in one sentence.
    provisional: bool  # Something is missing.
    provisional_text: str  # What is missing, in one sentence: 暂定：尚有8%的权重未计分.
    trial: bool  # The stage is not final: a trial and no result.
    trial_text: str  # The same in one sentence.
    lines_text: (
        str  # What puzzles a reader who adds up: rounded lines sum to another number, a cap was reached.
    )


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
    measure: str  # points, okr or levels.
    measure_text: str  # What the total is told in, in one sentence; empty for points.
    total: Total | None  # The total; none before there are points.
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
