"""The versioned View: everything a template may see, and nothing else.

A template gets the keys of ``View`` as top-level names. The rules that hold for every field:

* Every key is always there. An absent text is ``""``, an absent list ``[]``, an absent record ``None``.
* Everything is already in the reader's language; values are ``str``, ``int``, ``bool``, ``list``, ``dict``,
  and ``float`` where something is drawn.
* A day is ISO text (``due``: ``2027-03-31``, right for tables) with the long form beside it
  (``due_text``: ``2027年3月31日``, right for sentences).
* A choice is its key (``frequency``: ``monthly``) with the words beside it (``frequency_text``: ``月度``).
  A pack changes the words under ``choices:`` of its labels (``choices: {frequency: {monthly: 每月}}``).
* A figure is written as the reader reads it (``60,000``, ``4.0``), a weight with its sign (``60%``).
* A long text is a list of paragraphs, one for each line of the spec. A text meant for one line is one
  ``str``: its line breaks vanish between Chinese characters and become a space elsewhere.

Besides the View, templates and their macros see what ``brand.yaml`` says: ``brand.colors``, ``brand.fonts``
(``latin``, ``cjk``, ``heading``), ``brand.logo`` and ``brand.tables``.

The comment behind each field is its description in the reference.
"""

from typing import Any, TypedDict

from docgen.view.model.course import (
    Actual,
    Cadence,
    Change,
    CheckIn,
    Communication,
    MilestoneProgress,
    Signed,
    Tracking,
)
from docgen.view.model.evaluation import (
    Adjustment,
    Commitment,
    Competency,
    Development,
    Evaluation,
    GradeBand,
    Improvement,
    RedLine,
    Result,
    Revision,
    Shares,
    Signature,
    Total,
    Waiver,
)
from docgen.view.model.goals import Goal, SmartLetter
from docgen.view.model.kpis import CardRow, Chart, ChartMark, ChartTick, Kpi, Share, ToolRef, TrajectoryPoint
from docgen.view.model.parties import (
    Document,
    Market,
    MarketFact,
    Organization,
    Party,
    Period,
    Person,
    Product,
    Reference,
    Statement,
    StrategyItem,
    Team,
)
from docgen.view.model.pictures import (
    ReviewPoint,
    Timeline,
    TimelineCell,
    TimelineHead,
    TimelineRow,
    WeightColumn,
    WeightShare,
)
from docgen.view.model.plan import (
    Contingency,
    Dependency,
    Milestone,
    Quadrant,
    Quarter,
    Resource,
    Swot,
    SwotItem,
    SwotStrategy,
    Tool,
)
from docgen.view.model.progress import Progress, Track, TrackPoint
from docgen.view.model.review import Finding, GoalReview, GroupReview, LetterVerdict, Review

__all__ = [
    "VIEW_VERSION",
    "Actual",
    "Adjustment",
    "Cadence",
    "CardRow",
    "Change",
    "Chart",
    "ChartMark",
    "ChartTick",
    "CheckIn",
    "Clause",
    "Columns",
    "Commitment",
    "Communication",
    "Competency",
    "Contingency",
    "CustomField",
    "Dependency",
    "Development",
    "Document",
    "Evaluation",
    "Finding",
    "Goal",
    "GoalReview",
    "GradeBand",
    "GroupReview",
    "Has",
    "Improvement",
    "Kpi",
    "LetterVerdict",
    "Locale",
    "Market",
    "MarketFact",
    "Milestone",
    "MilestoneProgress",
    "Organization",
    "Party",
    "Period",
    "Person",
    "Product",
    "Progress",
    "Quadrant",
    "Quarter",
    "RedLine",
    "Reference",
    "Resource",
    "Result",
    "Review",
    "ReviewPoint",
    "Revision",
    "Share",
    "Shares",
    "Signature",
    "Signed",
    "SmartLetter",
    "Statement",
    "StrategyItem",
    "Swot",
    "SwotItem",
    "SwotStrategy",
    "TableColumn",
    "Team",
    "Timeline",
    "TimelineCell",
    "TimelineHead",
    "TimelineRow",
    "Tool",
    "ToolRef",
    "Total",
    "Track",
    "TrackPoint",
    "Tracking",
    "TrajectoryPoint",
    "View",
    "Waiver",
    "WeightColumn",
    "WeightShare",
]

VIEW_VERSION = 1
"""Raised when a field is renamed or removed; a new field leaves it as it is."""


class Locale(TypedDict):
    """The language of this document."""

    tag: str  # The whole tag: zh-CN, en-US, en-GB.
    language: str  # The language alone: zh or en.


class CustomField(TypedDict):
    """A field of the company's own."""

    key: str  # The name the spec gives it.
    label: str  # What the pack calls it; the key where the pack does not know it.
    type: str  # text, number, date, yes_no or choice.
    value: list[str]  # Its value as paragraphs; a yes or no and a choice are said in words.
    text: str  # The same on one line; a day in its long form.


class TableColumn(TypedDict):
    """One column of a table that the pack arranges."""

    key: str  # The field it shows: name, target, owner.
    title: str  # Its heading.
    width: float  # Its width in percent of the table.
    align: str  # left, right or center.


class Columns(TypedDict):
    """The columns of the two tables that the pack arranges, from left to right."""

    kpis: list[TableColumn]  # The columns of the table of KPIs.
    milestones: list[TableColumn]  # The columns of the table of milestones.


class Clause(TypedDict):
    """A fixed text of the company."""

    id: str  # Its id in the pack.
    title: str  # Its title.
    text: list[str]  # What it says, as paragraphs.


class Has(TypedDict):
    """Whether there is anything to say; a section asks before it begins."""

    purpose: bool  # The document states its purpose.
    strategy: bool  # Background, strategy, product or market are there.
    responsibilities: bool  # Responsibilities or a team are described.
    kpis: bool  # There is at least one KPI.
    milestones: bool  # There is at least one milestone.
    swot: bool  # The SWOT has an item, a strategy or a conclusion.
    resources: bool  # Resources or dependencies are named.
    contingencies: bool  # There is at least one contingency.
    development: bool  # Competencies or development steps are there.
    commitments: bool  # There is at least one commitment.
    communication: bool  # At least one talk is recorded.
    tracking: bool  # A cadence, thresholds, a note or tools are there.
    progress: bool  # At least one KPI has a value of a check-in.
    scores: bool  # At least one KPI has points, at the final stage or as a trial.
    review: bool  # A review was made.
    signed: bool  # The signed terms are known.
    checkins: bool  # At least one check-in is recorded; they are shown whenever there are any.
    evaluation: bool  # The stage is final, or a result, comment, finding or grade is there.
    scale: bool  # A rating scale or scoring rules are there.
    signoff: bool  # There is at least one place to sign.
    revisions: bool  # There is at least one version.
    changes: bool  # There is at least one change of something signed.
    waivers: bool  # There is at least one accepted review finding.
    custom: bool  # The company has fields of its own.


class View(TypedDict):
    """One document as a template sees it."""

    view: int  # The version of this contract (VIEW_VERSION).
    locale: Locale  # The language of the document.
    labels: dict[str, Any]  # The labels of the pack in this language, nested as in its file.
    today: str  # The day the document is made for.
    today_text: str  # The same day in words.
    document: Document  # Title, number, version, marking, stage, purpose.
    organization: Organization  # The company.
    person: Person  # The person and the people around the process.
    period: Period  # The time that is assessed.
    background: list[str]  # What the goals stand on.
    strategy: list[StrategyItem]  # The company's goals, each with the goals here that serve it.
    product: Product | None  # The product and its stage of life.
    market: Market | None  # What is known about demand.
    team: Team | None  # The team around the person.
    goals: list[Goal]  # The goals in the order of the spec.
    goals_total_weight: str  # The sum of the goal weights: 100%.
    kpis: list[Kpi]  # All KPIs, in the order of their goals, then of the spec.
    headline: Kpi | None  # The KPI that stands for the whole: the heaviest, with planned values if any.
    kpis_total_weight: str  # The sum of the KPI weights.
    milestones: list[Milestone]  # All milestones, parents before their steps, else by day.
    quarters: list[Quarter]  # The same milestones by quarter or other period, in order of time.
    timeline: Timeline | None  # The same milestones as bars on a grid of time; none without milestones.
    weights: list[WeightShare]  # Goals and KPIs as parts of one bar, as wide as they weigh.
    swot: Swot | None  # Four quadrants, strategies, responses, conclusion.
    resources: list[Resource]  # What the company gives.
    dependencies: list[Dependency]  # What others must deliver first.
    contingencies: list[Contingency]  # If this happens, that is done.
    communication: list[Communication]  # Comments of the talks, in order of time.
    tracking: Tracking | None  # How progress is followed.
    checkins: list[CheckIn]  # Reviews along the way, in order of time.
    signed: Signed | None  # What was signed.
    review: Review | None  # What the review says.
    reviews: list[ReviewPoint]  # Ends of quarters, mid-year and final review, in order of time; never empty.
    changes: list[Change]  # Changes of something signed.
    competencies: list[Competency]  # Competencies and their levels.
    development: list[Development]  # What the person will learn.
    commitments: list[Commitment]  # Promises of cooperation or management.
    red_lines: list[RedLine]  # Gates outside the weights.
    adjustments: list[Adjustment]  # Points outside the weights.
    evaluation: Evaluation | None  # The rating scale and, at the end, the results.
    signoff: list[Signature]  # Who signs.
    revisions: list[Revision]  # Versions of the document.
    tools: list[Tool]  # Systems where the work can be followed.
    waivers: list[Waiver]  # Review findings that are accepted, with the reason.
    custom: list[CustomField]  # The company's own fields: those the pack knows in its order, then all others.
    own: dict[str, str]  # The same by name, a text each: own.cost_center; empty where the spec has none.
    clauses: list[Clause]  # Fixed texts of the company that belong to this document.
    columns: Columns  # The columns of the tables of KPIs and milestones.
    has: Has  # Whether a section has anything to say.
