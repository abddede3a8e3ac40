"""What a review gives: findings by rule and goal, and a verdict a letter; never a percentage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from docgen.diagnostics import Diagnostic, Fact, FieldPath
from docgen.i18n.languages import Words

__all__ = [
    "GROUPS",
    "LETTERS",
    "Accepted",
    "Breach",
    "Finding",
    "Letter",
    "Review",
    "Silence",
    "Verdict",
    "group_of",
]

Verdict = Literal["pass", "hint", "fail", "unknown"]
Letter = Literal["S", "M", "A", "R", "T"]
LETTERS: tuple[Letter, ...] = ("S", "M", "A", "R", "T")
GROUPS: tuple[str, ...] = (*LETTERS, "C", "X", "DOC")
"""The first letters of the rules: SMART, communication, tracking, format and compliance."""


def group_of(rule: str) -> str:
    """Return the group of a rule by its id: M for M7."""
    return rule.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule says: a place in the spec, facts for the sentence, and whose it is.

    ``goal`` is the id of the goal it belongs to (None: the whole document), ``ref`` the id that a waiver
    names: of a KPI, a milestone, a goal or a strategy item.
    """

    path: FieldPath
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    goal: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule that can judge nothing of a goal, because what it needs is not there."""

    goal: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a waiver says."""

    reason: Words
    approver: Words


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach with its sentence and place; its code is the id of the rule. ``accepted``: it is waived."""

    diagnostic: Diagnostic
    goal: str | None
    ref: str | None
    accepted: Accepted | None = None

    @property
    def rule(self) -> str:
        """The id of the rule: M7."""
        return self.diagnostic.code

    @property
    def group(self) -> str:
        """The group of the rule: S, M, A, R, T, C, X or DOC; DG for what is said of a waiver."""
        return group_of(self.rule)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the review says of one spec.

    ``verdicts`` holds, for every goal in the order of the spec, a verdict a letter; ``others`` one for each
    group beyond SMART. Waived findings count in none of them.
    """

    findings: tuple[Finding, ...] = ()
    verdicts: Mapping[str, Mapping[Letter, Verdict]] = field(default_factory=lambda: MappingProxyType({}))
    others: Mapping[str, Verdict] = field(default_factory=lambda: MappingProxyType({}))

    def about(self, file: str) -> Review:
        """Return the same, with the file of the spec in every finding that names none."""
        findings = (replace(each, diagnostic=each.diagnostic.about(file)) for each in self.findings)
        return replace(self, findings=tuple(findings))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.accepted is None)
