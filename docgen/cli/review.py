"""What the review says, as the command line shows it: by goal, with a verdict a letter, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docgen.cli.words import Words
from docgen.diagnostics import Severity

if TYPE_CHECKING:
    from docgen.cli.console import Console
    from docgen.review.model import Finding, Review

__all__ = ["review_record", "summarize", "tell_review"]

_VERDICTS = {
    "pass": Words("通过", "pass"),
    "hint": Words("提示", "hint"),
    "fail": Words("不通过", "fail"),
    "unknown": Words("无法判断", "cannot judge"),
}
_GROUPS = {
    "C": Words("沟通", "communication"),
    "X": Words("数据与变更", "data and changes"),
    "DOC": Words("格式与合规", "format and compliance"),
}
_GOAL = Words("目标 {goal}", "Goal {goal}")
_WHOLE = Words("整份文件", "The whole document")
_ACCEPTED = Words("已豁免：{rule} {ref}，理由：{reason}", "Waived: {rule} {ref}, because: {reason}")
_COUNTS = Words(
    "审查：{errors} 项不通过，{warnings} 项提示，{infos} 项供参考，{accepted} 项已豁免。",
    "Review: {errors} fail, {warnings} hints, {infos} remarks, {accepted} waived.",
)
_READY = Words("可以提交评审。", " Ready to be submitted.")
_NOT_READY = Words("还不能提交评审。", " Not ready to be submitted.")
_NOTE = Words(
    "以上检查只说明信息是否齐全、是否自洽，不代表目标合理或必然实现；合理性由本人与上级判断。",
    "These checks say whether the information is complete and consistent, not whether a goal is "
    "reasonable or will be reached; that is for the employee and the manager to judge.",
)
_SEE = Words("详见 docgen check {spec}", " See docgen check {spec}")


def tell_review(console: Console, review: Review) -> None:
    """Print the findings goal by goal, then those of the whole document, then the sum."""
    language = console.language
    by_goal = {key: list(each) for key, each in groupby(_sorted(review), key=lambda f: f.goal)}
    for goal, letters in review.verdicts.items():
        said = "  ".join(f"{letter} {_VERDICTS[each].say(language)}" for letter, each in letters.items())
        console.remark(f"{_GOAL.say(language).format(goal=goal)}  {said}\n")
        _tell(console, by_goal.pop(goal, ()))
    said = "  ".join(
        f"{_GROUPS[group].say(language)} {_VERDICTS[each].say(language)}"
        for group, each in review.others.items()
    )
    console.remark(f"{_WHOLE.say(language)}  {said}\n")
    for rest in by_goal.values():
        _tell(console, rest)
    console.remark(f"{_count(review, language)}\n{_NOTE.say(language)}")


def _sorted(review: Review) -> list[Finding]:
    """Put the findings of a goal side by side, the order kept otherwise."""
    return sorted(review.findings, key=lambda finding: finding.goal or "")


def _tell(console: Console, findings: Iterable[Finding]) -> None:
    from docgen.diagnostics.sentences import show_line

    for finding in findings:
        if finding.accepted is None:
            console.findings([finding.diagnostic])
        else:
            reason = show_line(finding.accepted.reason.say(console.language))
            facts = {"rule": finding.rule, "ref": finding.ref or "", "reason": reason}
            console.remark(_ACCEPTED.say(console.language).format(**facts) + "\n")


def summarize(console: Console, spec: str, review: Review) -> None:
    """Say in one line how a review ended, where its findings are not printed."""
    if review.open:
        said = _count(review, console.language) + _SEE.say(console.language).format(spec=spec)
        console.remark(f"{spec}{'：' if console.language == 'zh' else ': '}{said}")


def _count(review: Review, language: str) -> str:
    counts = _counts(review)
    ready = _NOT_READY if counts["errors"] else _READY
    return _COUNTS.say(language).format(**counts) + ready.say(language)


def _counts(review: Review) -> dict[str, int]:
    severities = [finding.diagnostic.severity for finding in review.open]
    return {
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "infos": severities.count(Severity.INFO),
        "accepted": len(review.findings) - len(severities),
    }


def review_record(review: Review, language: str) -> dict[str, Any]:
    """Return a review as data: counts, verdicts, and every finding with its sentences."""
    counts = _counts(review)
    return {
        "ready": not counts["errors"],
        **counts,
        "goals": {goal: dict(letters) for goal, letters in review.verdicts.items()},
        "others": dict(review.others),
        "findings": list(_records(review, language)),
    }


def _records(review: Review, language: str) -> Iterator[dict[str, Any]]:
    from docgen.cli.report import record

    for finding in review.findings:
        accepted = finding.accepted and {
            "reason": finding.accepted.reason.say(language),
            "approver": finding.accepted.approver.say(language) or None,
        }
        yield {
            **record(finding.diagnostic, language),
            "goal": finding.goal,
            "ref": finding.ref,
            "accepted": accepted,
        }
