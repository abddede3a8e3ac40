"""Scale, results, competencies, growth, signatures: spec to View."""

from __future__ import annotations

from docgen.i18n.formats import add_up, write_signed
from docgen.scoring.model import Evaluated
from docgen.spec.models import GoalSpec, evaluation
from docgen.view import model
from docgen.view.results import is_missing, present_results
from docgen.view.texts import Teller
from docgen.view.totals import present_total

__all__ = [
    "present_adjustments",
    "present_commitments",
    "present_competencies",
    "present_development",
    "present_evaluation",
    "present_red_lines",
    "present_revisions",
    "present_waivers",
]


def present_evaluation(spec: GoalSpec, evaluated: Evaluated, teller: Teller) -> model.Evaluation | None:
    """Present the rating scale and, once there are any, the results; at the end always, to be filled in."""
    given = spec.evaluation
    if given is None and spec.document.stage == "final":
        given = evaluation.Evaluation()
    if given is None:
        return None
    results = present_results(spec, evaluated, teller)
    missing = [each.kpi.weight for each in evaluated.scores if is_missing(each)]
    return {
        "scale": [_band(band, teller) for band in given.scale],
        "shares": _shares(given.shares, teller),
        "rounding": _rounding(evaluated.rounding, teller),
        "rules": teller.lines(given.rules),
        "measure": given.measure,
        "measure_text": teller.phrase(f"measure_{given.measure}"),
        "total": present_total(spec, evaluated, teller),
        "results": results,
        "results_weight": teller.weight(add_up(kpi.weight for kpi in spec.kpis)) if results else "",
        "missing_weight": teller.weight(add_up(missing)) if results and missing else "",
        "self_comment": teller.paragraphs(given.self_comment),
        "manager_comment": teller.paragraphs(given.manager_comment),
        "calibration": teller.paragraphs(given.calibration),
        "calibration_date": teller.day(given.calibration_date),
        "calibration_date_text": teller.long_day(given.calibration_date),
        "decided_by": teller.line(given.decided_by),
        "computed_grade": given.computed_grade or "",
        "final_grade": given.final_grade or "",
        "dissent": teller.paragraphs(given.dissent),
        "appeal_days": teller.figure(given.appeal_days),
        "improvements": [_improvement(each, teller) for each in given.improvements],
    }


def _band(band: evaluation.GradeBand, teller: Teller) -> model.GradeBand:
    return {
        "grade": band.grade,
        "band": teller.bounds(ge=band.low, lt=band.below),
        "text": teller.line(band.text),
    }


def _shares(shares: evaluation.Shares | None, teller: Teller) -> model.Shares | None:
    if shares is None:
        return None
    results, competencies = teller.weight(shares.results), teller.weight(shares.competencies)
    name = "shares" if competencies else "share"
    text = teller.phrase(name, results=results, competencies=competencies)
    return {"results": results, "competencies": competencies, "text": text}


def _rounding(rounding: evaluation.Rounding, teller: Teller) -> str:
    number = str(rounding.digits) if rounding.digits < 2 else "n"  # noqa: PLR2004 - one, and many
    even = "even_" if rounding.mode == "half_even" else ""
    return teller.phrase(f"rounding_{even}{number}", digits=str(rounding.digits))


def _improvement(each: evaluation.Improvement, teller: Teller) -> model.Improvement:
    return {
        "text": teller.line(each.text),
        "start": teller.day(each.start),
        "start_text": teller.long_day(each.start),
        "due": teller.day(each.due),
        "due_text": teller.long_day(each.due),
        "owner": teller.line(each.owner),
    }


def present_competencies(spec: GoalSpec, teller: Teller) -> list[model.Competency]:
    """Present the competencies and their levels."""
    return [
        {
            "name": teller.line(each.name),
            "description": teller.paragraphs(each.description),
            "full": teller.figure(each.full),
            "weight": teller.weight(each.weight),
            "self_level": teller.figure(each.self_level),
            "manager_level": teller.figure(each.manager_level),
            "comment": teller.line(each.comment),
        }
        for each in spec.competencies
    ]


def present_development(spec: GoalSpec, teller: Teller) -> list[model.Development]:
    """Present what the person will learn."""
    return [
        {
            "kind": teller.line(each.kind),
            "goal": teller.line(each.goal),
            "action": teller.line(each.action),
            "due": teller.day(each.due),
            "due_text": teller.long_day(each.due),
        }
        for each in spec.development
    ]


def present_commitments(spec: GoalSpec, teller: Teller) -> list[model.Commitment]:
    """Present promises of cooperation or management."""
    return [{"kind": teller.line(each.kind), "text": teller.line(each.text)} for each in spec.commitments]


def present_red_lines(spec: GoalSpec, teller: Teller) -> list[model.RedLine]:
    """Present the gates outside the weights."""
    return [
        {
            "id": each.id,
            "kind": teller.line(each.kind),
            "text": teller.line(each.text),
            "max_grade": each.max_grade or "",
            "finding": teller.line(each.finding),
            "triggered": _gate(each.triggered) or "",
            "triggered_text": teller.choice("red_line", _gate(each.triggered)),
        }
        for each in spec.red_lines
    ]


def _gate(triggered: bool | None) -> str | None:
    return None if triggered is None else "triggered" if triggered else "clear"


def present_adjustments(spec: GoalSpec, teller: Teller) -> list[model.Adjustment]:
    """Present the points outside the weights."""
    return [
        {
            "text": teller.line(each.text),
            "points": write_signed(each.points),
            "cap": teller.figure(each.cap),
            "awarded": "" if each.awarded is None else write_signed(each.awarded),
            "reason": teller.line(each.reason),
        }
        for each in spec.adjustments
    ]


def present_revisions(spec: GoalSpec, teller: Teller) -> list[model.Revision]:
    """Present the versions of the document."""
    return [
        {
            "version": each.version,
            "date": teller.day(each.date),
            "date_text": teller.long_day(each.date),
            "author": teller.line(each.author),
            "content": teller.line(each.content),
            "reviewer": teller.line(each.reviewer),
            "approver": teller.line(each.approver),
        }
        for each in spec.revisions
    ]


def present_waivers(spec: GoalSpec, teller: Teller) -> list[model.Waiver]:
    """Present the review findings that are accepted."""
    return [
        {
            "rule": each.rule,
            "ref": each.ref or "",
            "reason": teller.line(each.reason),
            "approver": teller.line(each.approver),
        }
        for each in spec.waivers
    ]
