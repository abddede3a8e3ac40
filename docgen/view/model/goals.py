"""What the person commits to, as a template sees it."""

from typing import TypedDict

from docgen.view.model.kpis import Kpi
from docgen.view.model.parties import Reference
from docgen.view.model.plan import Milestone
from docgen.view.model.review import LetterVerdict

__all__ = ["Goal", "SmartLetter"]


class SmartLetter(TypedDict):
    """The author's rationale for one letter of SMART."""

    letter: str  # S, M, A, R or T.
    key: str  # specific, measurable, achievable, relevant or time_bound.
    text: list[str]  # The rationale as paragraphs.


class Goal(TypedDict):
    """One goal with its own KPIs and milestones."""

    id: str  # Its id: G1.
    title: str  # The title.
    outcome: list[str]  # The final outcome, as paragraphs.
    significance: list[str]  # Why it matters, in general, as paragraphs.
    significance_company: list[str]  # What it means for the company.
    significance_team: list[str]  # What it means for the team.
    weight: str  # Its weight: 60%.
    due: str  # The day it is due.
    due_text: str  # The same day in words.
    owner: str  # Who answers for it.
    collaborators: list[str]  # Who helps.
    strategy: list[Reference]  # The company's goals it serves (title is their text).
    verdicts: list[LetterVerdict]  # What the review says, in the order S M A R T; empty without a review.
    smart: list[SmartLetter]  # The letters that have a rationale, in the order S M A R T.
    scope: list[str]  # What belongs to it and what does not, as paragraphs.
    notes: list[str]  # Further notes, as paragraphs.
    kpis: list[Kpi]  # Its KPIs.
    kpis_weight: str  # The sum of their weights.
    milestones: list[Milestone]  # Its milestones.
