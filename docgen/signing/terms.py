"""What is frozen by a signature: the terms of goals, KPIs and milestones."""

from __future__ import annotations

from docgen.signing.canon import digest
from docgen.spec.models import GoalSpec
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.signed import SignedGoal, SignedKpi, SignedMilestone, SignedTerms

__all__ = ["freeze"]


def freeze(spec: GoalSpec) -> SignedTerms:
    """Return the terms as they stand now. Words and scoring rules are kept as digests."""
    return SignedTerms(
        goals={goal.id: _goal(goal) for goal in spec.goals},
        kpis={kpi.id: _kpi(kpi) for kpi in spec.kpis},
        milestones={step.id: SignedMilestone(due=step.due) for step in spec.milestones},
    )


def _goal(goal: Goal) -> SignedGoal:
    return SignedGoal(title=digest(goal.title), weight=goal.weight, due=goal.due)


def _kpi(kpi: Kpi) -> SignedKpi:
    return SignedKpi(
        weight=kpi.weight,
        direction=kpi.direction,
        unit=digest(kpi.unit),
        target=kpi.target,
        baseline=kpi.baseline.value,
        target_high=kpi.target_high,
        threshold=kpi.threshold,
        stretch=kpi.stretch,
        scoring=None if kpi.scoring is None else digest(kpi.scoring),
    )
