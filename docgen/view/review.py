"""What the review says, in the reader's language: review to View."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from docgen.diagnostics import Severity, show_path
from docgen.diagnostics.sentences import say
from docgen.review.model import LETTERS, Finding, Letter, Review, Verdict
from docgen.spec.models import GoalSpec
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["SMART", "present_review", "present_verdicts"]

SMART: dict[Letter, str] = {
    "S": "specific",
    "M": "measurable",
    "A": "achievable",
    "R": "relevant",
    "T": "time_bound",
}
"""What each letter is called in a spec."""

_GROUPS = {"C": "communication", "X": "tracking", "DOC": "format"}
_DOCUMENT = "document"
"""The group of everything else that is about no goal."""


def present_review(spec: GoalSpec, review: Review, teller: Teller) -> model.Review:
    """Present everything the review says; findings keep their order."""
    counts = {severity: _count(review.open, severity) for severity in Severity}
    errors, verdicts = counts[Severity.ERROR], present_verdicts(spec, review, teller)
    ready = teller.phrase("review_not_ready", count=str(errors)) if errors else teller.phrase("review_ready")
    return {
        "errors": errors,
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "accepted": len(review.findings) - len(review.open),
        "ready": not errors,
        "ready_text": ready,
        "note": teller.phrase("review_note"),
        "goals": [
            {"id": goal.id, "title": teller.line(goal.title), "letters": verdicts[goal.id]}
            for goal in spec.goals
        ],
        "groups": _groups(spec, review, teller),
    }


def present_verdicts(
    spec: GoalSpec, review: Review | None, teller: Teller
) -> dict[str, list[model.LetterVerdict]]:
    """Present, for every goal, the verdict of every letter with the findings about it; none without a review."""
    if review is None:
        return {goal.id: [] for goal in spec.goals}
    elsewhere = {letter: _elsewhere(letter, review, teller) for letter in LETTERS}
    found: dict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for each in review.findings:
        found[each.goal, each.group].append(each)
    return {
        goal.id: [
            {
                "letter": letter,
                "key": SMART[letter],
                "verdict": (verdict := review.verdicts.get(goal.id, {}).get(letter, "unknown")),
                "verdict_text": teller.choice("verdict", verdict),
                "findings": [_finding(each, teller) for each in found[goal.id, letter]],
                "elsewhere": elsewhere[letter],
            }
            for letter in LETTERS
        ]
        for goal in spec.goals
    }


def _elsewhere(letter: str, review: Review, teller: Teller) -> str:
    """Name the rules whose findings about the whole document weigh on a letter of every goal."""
    rules = (
        each.rule
        for each in review.open
        if each.goal is None and each.group == letter and each.diagnostic.severity is not Severity.INFO
    )
    named = teller.listed(dict.fromkeys(rules))
    return teller.phrase("review_elsewhere", rules=named) if named else ""


def _groups(spec: GoalSpec, review: Review, teller: Teller) -> list[model.GroupReview]:
    goals = {goal.id for goal in spec.goals}
    groups: dict[str, list[Finding]] = {key: [] for key in (_DOCUMENT, *_GROUPS.values())}
    for finding in review.findings:
        if finding.group in LETTERS and finding.goal in goals:
            continue
        groups[_GROUPS.get(finding.group, _DOCUMENT)].append(finding)
    return [
        {
            "key": key,
            "title": teller.choice("review_group", key),
            "verdict": (verdict := _verdict(key, found, review)),
            "verdict_text": teller.choice("verdict", verdict),
            "findings": [_finding(each, teller) for each in found],
        }
        for key, found in groups.items()
    ]


def _verdict(key: str, found: Iterable[Finding], review: Review) -> Verdict:
    """Take the verdict of the review; of what it has no group for, the worst open finding decides."""
    for group, name in _GROUPS.items():
        if name == key and group in review.others:
            return review.others[group]
    severities = {each.diagnostic.severity for each in found if each.accepted is None}
    if Severity.ERROR in severities:
        return "fail"
    return "hint" if Severity.WARNING in severities else "pass"


def _finding(finding: Finding, teller: Teller) -> model.Finding:
    made, accepted = finding.diagnostic, finding.accepted
    language = teller.locale.language
    prose = say(made, language)
    return {
        "rule": finding.rule,
        "severity": str(made.severity),
        "severity_text": teller.choice("finding", str(made.severity)),
        "title": prose.title,
        "text": prose.reason,
        "hint": prose.hint,
        "ref": finding.ref or "",
        "place": show_path(made.where.path),
        "line": "" if made.where.line is None else str(made.where.line),
        "goal": finding.goal or "",
        "accepted": accepted is not None,
        "reason": accepted.reason.say(language) if accepted else "",
        "approver": accepted.approver.say(language) if accepted else "",
    }


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(each.diagnostic.severity is severity for each in findings)
