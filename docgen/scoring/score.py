"""A KPI and what was reached become points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from docgen.scoring.methods import FULL, apply_rule
from docgen.scoring.model import Score, Unscored
from docgen.spec.models.course import Actual
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.scoring import Levels, Manual, Rule

__all__ = ["score", "weigh"]


def score(kpi: Kpi, actual: Actual | None) -> Score:
    """Score a KPI by its rule, on the scale of the rule: exact, and never 0 for what is missing.

    A rule that says nothing about the value gives no points, and ``unscored`` the reason.
    """
    rule = kpi.scoring
    if rule is None:
        return _leave_open(kpi, actual, "no_rule")
    given = _given(rule, actual)
    if given is None:
        return _leave_open(kpi, actual, "no_actual")
    outcome = apply_rule(rule, kpi, given)
    if outcome is None:
        return _leave_open(kpi, actual, "not_applicable")
    points, working = outcome
    return weigh(Score(kpi, actual, points, None, working, None), levels=isinstance(rule, Levels))


def weigh(scored: Score, *, levels: bool) -> Score:
    """Put in the points times the weight: by 100, but of levels in full (five times 100 is 500)."""
    if scored.points is None:
        return scored
    weighted = scored.points * Fraction(scored.kpi.weight)
    return replace(scored, weighted=weighted if levels else weighted / FULL)


def _given(rule: Rule, actual: Actual | None) -> Decimal | None:
    """Return the measured value, or where a person judges the manager's score."""
    if actual is None:
        return None
    return actual.manager_score if isinstance(rule, Manual) else actual.value


def _leave_open(kpi: Kpi, actual: Actual | None, reason: Unscored) -> Score:
    return Score(kpi, actual, None, None, None, reason)
