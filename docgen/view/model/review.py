"""What the review says, as a template sees it."""

from typing import TypedDict

__all__ = ["Finding", "GoalReview", "GroupReview", "LetterVerdict", "Review"]


class Finding(TypedDict):
    """One thing the review says."""

    rule: str  # The id of the rule: M7.
    severity: str  # error, warning or info.
    severity_text: str  # The severity in words: 不通过, 提示, 供参考.
    title: str  # What the rule is about.
    text: str  # What is the matter here.
    hint: str  # What to do.
    ref: str  # The id of what it is about: K1; empty for the whole document.
    place: str  # The field: kpis[0].target.
    line: str  # The line in the file of the spec; empty when it is not known.
    goal: str  # The id of the goal it belongs to; empty for the whole document.
    accepted: bool  # Somebody has accepted it.
    reason: str  # Why it is accepted.
    approver: str  # Who accepted it.


class LetterVerdict(TypedDict):
    """What the review says of one letter of SMART."""

    letter: str  # S, M, A, R or T.
    key: str  # specific, measurable, achievable, relevant or time_bound.
    verdict: str  # pass, hint, fail or unknown.
    verdict_text: str  # The verdict in words: 通过, 提示, 不通过, 无法判断.
    findings: list[Finding]  # What it rests on about this goal; accepted ones too.
    elsewhere: str  # What it rests on besides, about the whole document: 另见对整份文档的意见：M6.


class GoalReview(TypedDict):
    """What the review says of one goal."""

    id: str  # The id of the goal.
    title: str  # The title of the goal.
    letters: list[LetterVerdict]  # The five letters.


class GroupReview(TypedDict):
    """What the review says of the document beyond its goals."""

    key: str  # document (findings of SMART rules about no goal), communication, tracking or format.
    title: str  # The name of the group.
    verdict: str  # pass, hint, fail or unknown.
    verdict_text: str  # The verdict in words.
    findings: list[Finding]  # What it rests on.


class Review(TypedDict):
    """Everything the review says."""

    errors: int  # Open findings that fail.
    warnings: int  # Open hints.
    infos: int  # Remarks.
    accepted: int  # Findings that somebody has accepted.
    ready: bool  # Nothing fails: the document may go to be reviewed and signed.
    ready_text: str  # The same in words.
    note: str  # What these checks say and what they do not.
    goals: list[GoalReview]  # Every goal.
    groups: list[GroupReview]  # What is not about one goal.
