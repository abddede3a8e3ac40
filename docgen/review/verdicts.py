"""From findings to a verdict a letter: fail, hint, unknown or pass.

Open findings count, those of the goal and those of the whole document. An error makes a letter *fail*,
otherwise a warning makes it *hint*. With neither, it is *unknown* when a rule of the letter could judge
nothing of this goal, or when the company has switched off every rule of the letter; else it is *pass*.
Remarks and whatever somebody has accepted change no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from docgen.diagnostics import Severity
from docgen.review.model import GROUPS, LETTERS, Finding, Letter, Verdict, group_of

__all__ = ["Silences", "judge_goals", "judge_others"]

Silences = frozenset[tuple[str, str]]
"""The rules that could judge nothing of a goal: rule and goal."""


def judge_goals(
    goals: Iterable[str], findings: tuple[Finding, ...], silences: Silences, run: frozenset[str]
) -> Mapping[str, Mapping[Letter, Verdict]]:
    """Judge every letter of every goal; ``run`` are the groups of which at least one rule was run."""
    return MappingProxyType({goal: _judge_goal(goal, findings, silences, run) for goal in goals})


def judge_others(findings: tuple[Finding, ...], run: frozenset[str]) -> Mapping[str, Verdict]:
    """Judge the groups beyond SMART, for the whole document."""
    others = (group for group in GROUPS if group not in LETTERS)
    return MappingProxyType({group: _judge(group, findings, known=group in run) for group in others})


def _judge_goal(
    goal: str, findings: tuple[Finding, ...], silences: Silences, run: frozenset[str]
) -> Mapping[Letter, Verdict]:
    mine = tuple(each for each in findings if each.goal in {None, goal})
    unknown = {group_of(rule) for rule, about in silences if about == goal}
    return MappingProxyType(
        {letter: _judge(letter, mine, known=letter in run and letter not in unknown) for letter in LETTERS}
    )


def _judge(group: str, findings: tuple[Finding, ...], *, known: bool) -> Verdict:
    said = {each.diagnostic.severity for each in findings if each.group == group and each.accepted is None}
    if Severity.ERROR in said:
        return "fail"
    if Severity.WARNING in said:
        return "hint"
    return "pass" if known else "unknown"
