"""The review: every rule looks at the spec, waivers are weighed in, and each letter gets its verdict."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from docgen.diagnostics import Diagnostic, FieldPath, Locate, Severity, nowhere, report
from docgen.kpis.library import built_in
from docgen.kpis.model import Library
from docgen.review.case import Case
from docgen.review.lexicon import load_lexicon
from docgen.review.model import Breach, Finding, Review, Silence, group_of
from docgen.review.options import Options
from docgen.review.rules import RULES
from docgen.review.verdicts import Silences, judge_goals, judge_others
from docgen.review.waivers import accept
from docgen.spec.models import GoalSpec, Model

__all__ = ["review"]


def review(
    spec: GoalSpec,
    today: datetime.date,
    options: Options = Options(),  # noqa: B008 - frozen
    library: Library | None = None,
    locate: Locate = nowhere,
) -> Review:
    """Say what speaks against signing this spec.

    ``library`` is the one whose indicators the KPIs name, ours unless told otherwise; ``locate`` gives the
    place of a field in the file. Findings come in the order of the spec, at one place in that of the rules.
    """
    case = Case(spec, today, options, library or built_in(), load_lexicon(options.words))
    found, silences = _examine(case, locate)
    found = accept(spec, found, options, locate)
    findings = tuple(sorted(found, key=lambda each: _order(spec, each.diagnostic.where.path)))
    run = frozenset(group_of(rule.id) for rule in RULES if rule.id not in options.off)
    goals = (goal.id for _, goal in case.goals())
    return Review(findings, judge_goals(goals, findings, silences, run), judge_others(findings, run))


def _examine(case: Case, locate: Locate) -> tuple[list[Finding], Silences]:
    findings: list[Finding] = []
    silences: set[tuple[str, str]] = set()
    for rule in RULES:
        if rule.id in case.options.off:
            continue
        for said in rule.examine(case):
            if isinstance(said, Silence):
                silences.add((rule.id, said.goal))
            else:
                findings.append(_find(rule.id, said, case.options, locate))
    return findings, frozenset(silences)


def _find(rule: str, breach: Breach, options: Options, locate: Locate) -> Finding:
    said = report(rule, locate(breach.path), **breach.facts)
    return Finding(_weigh(said, options.severities), breach.goal, breach.ref)


def _weigh(said: Diagnostic, severities: Mapping[str, Severity]) -> Diagnostic:
    severity = severities.get(said.code)
    return replace(said, severity=severity) if severity else said


def _order(spec: GoalSpec, path: FieldPath) -> tuple[tuple[int, str], ...]:
    """Sort paths as fields stand in the models, and entries of lists by their numbers."""
    node: object = spec
    order: list[tuple[int, str]] = []
    for step in path:
        if isinstance(step, int):
            order.append((step, ""))
            node = node[step] if isinstance(node, tuple) and step < len(node) else None
        else:
            known = list(type(node).model_fields) if isinstance(node, Model) else []
            order.append((known.index(step) if step in known else len(known), step))
            node = getattr(node, step, None)
    return tuple(order)
