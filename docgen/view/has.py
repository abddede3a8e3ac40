"""Whether a section has anything to say."""

from __future__ import annotations

from docgen.spec.models import GoalSpec
from docgen.spec.models.evaluation import Evaluation
from docgen.spec.models.plan import Swot
from docgen.view import model

__all__ = ["tell_what_is_there"]


def tell_what_is_there(
    spec: GoalSpec, *, signed_always: bool = False, scored: bool = False, reviewed: bool = False
) -> model.Has:
    """Answer for every section at once; the pack may have places to sign in every document."""
    evaluation, tracking, swot = spec.evaluation, spec.tracking, spec.swot
    return {
        "purpose": spec.document.purpose is not None,
        "strategy": any((spec.background, spec.strategy, spec.product, spec.market)),
        "responsibilities": bool(spec.person.responsibilities or spec.team),
        "kpis": bool(spec.kpis),
        "milestones": bool(spec.milestones),
        "swot": swot is not None and any(getattr(swot, name) for name in Swot.model_fields),
        "resources": bool(spec.resources or spec.dependencies),
        "contingencies": bool(spec.contingencies),
        "development": bool(spec.competencies or spec.development),
        "commitments": bool(spec.commitments),
        "communication": bool(spec.communication),
        "tracking": bool(spec.tools)
        or bool(tracking and (tracking.cadence or tracking.rag or tracking.note)),
        "progress": any(actual.value is not None for each in spec.checkins for actual in each.actuals),
        "scores": scored,
        "review": reviewed,
        "signed": spec.signed is not None,
        "checkins": bool(spec.checkins),
        "evaluation": spec.document.stage == "final" or _is_evaluated(spec),
        "scale": bool(evaluation and (evaluation.scale or evaluation.rules or evaluation.shares))
        or any(kpi.scoring for kpi in spec.kpis),
        "signoff": signed_always or bool(spec.signoff),
        "revisions": bool(spec.revisions),
        "changes": bool(spec.changes),
        "waivers": bool(spec.waivers),
        "custom": bool(spec.custom),
    }


_RESULTS = (
    "actuals", "self_comment", "manager_comment", "calibration", "computed_grade", "final_grade",
    "dissent", "improvements",
)  # fmt: skip


def _is_evaluated(spec: GoalSpec) -> bool:
    given: Evaluation | None = spec.evaluation
    results = given is not None and any(getattr(given, name) for name in _RESULTS)
    findings = any(line.finding or line.triggered is not None for line in spec.red_lines)
    return results or findings or bool(spec.adjustments)
