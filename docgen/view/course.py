"""Talks, tracking, check-ins, changes: spec to View."""

from __future__ import annotations

from docgen.spec.models import GoalSpec, course
from docgen.view import model
from docgen.view.kpi_figures import tell_target
from docgen.view.progress import tell_data, tell_standing
from docgen.view.references import References
from docgen.view.signed import tell_differences
from docgen.view.texts import Teller

__all__ = ["present_changes", "present_checkins", "present_communication", "present_tracking"]


def present_communication(spec: GoalSpec, teller: Teller) -> list[model.Communication]:
    """Present the talks in order of time."""
    return [
        {
            "date": teller.day(talk.date),
            "date_text": teller.long_day(talk.date),
            "participants": teller.line(talk.participants),
            "form": teller.line(talk.form),
            "comment": teller.line(talk.comment),
            "resolution": talk.resolution,
            "resolution_text": teller.choice("resolution", talk.resolution),
            "reason": teller.line(talk.reason),
        }
        for talk in sorted(spec.communication, key=lambda each: each.date)
    ]


def present_tracking(tracking: course.Tracking | None, teller: Teller) -> model.Tracking | None:
    """Present how progress is followed."""
    if tracking is None:
        return None
    return {
        "cadence": [
            {
                "when": teller.line(each.when),
                "date": teller.day(each.date),
                "date_text": teller.long_day(each.date),
                "participants": teller.line(each.participants),
                "content": teller.line(each.content),
                "output": teller.line(each.output),
            }
            for each in tracking.cadence
        ],
        "rag": _rag(tracking.rag, teller),
        "note": teller.paragraphs(tracking.note),
    }


def _rag(rag: course.Rag | None, teller: Teller) -> list[str]:
    if rag is None:
        return []
    bands = (
        (teller.bounds(ge=rag.on_track), "on_track"),
        (teller.bounds(ge=rag.at_risk, lt=rag.on_track), "at_risk"),
        (teller.bounds(lt=rag.at_risk), "behind"),
    )
    return [teller.phrase("rag", band=band, status=teller.choice("status", status)) for band, status in bands]


def present_checkins(spec: GoalSpec, teller: Teller, references: References) -> list[model.CheckIn]:
    """Present the reviews along the way in order of time."""
    return [
        {
            "date": teller.day(checkin.date),
            "date_text": teller.long_day(checkin.date),
            "title": teller.line(checkin.title),
            "conclusion": teller.paragraphs(checkin.conclusion),
            "status": checkin.status or "",
            "status_text": teller.choice("status", checkin.status),
            "participants": teller.line(checkin.participants),
            "data_as_of": teller.day(checkin.data_as_of),
            "data_as_of_text": teller.long_day(checkin.data_as_of),
            "actuals": [_actual(spec, actual, teller, references) for actual in checkin.actuals],
            "milestones": [_step(step, teller, references) for step in checkin.milestones],
        }
        for checkin in sorted(spec.checkins, key=lambda each: each.date)
    ]


def _actual(spec: GoalSpec, actual: course.Actual, teller: Teller, references: References) -> model.Actual:
    kpi = references.kpi(actual.kpi)
    return {
        "kpi": actual.kpi,
        "name": teller.line(kpi.name) if kpi else "",
        "unit": teller.line(kpi.unit) if kpi else "",
        "target": tell_target(kpi, teller) if kpi else "",
        "value": teller.figure(actual.value),
        **tell_standing(spec, kpi, actual, teller),  # type: ignore[typeddict-item]  # the rest of the record
    }


def _step(step: course.MilestoneProgress, teller: Teller, references: References) -> model.MilestoneProgress:
    return {
        "milestone": step.milestone,
        "title": references.milestone_title(step.milestone),
        "status": teller.line(step.status),
        "completed": teller.day(step.completed),
        "completed_text": teller.long_day(step.completed),
        "told": tell_data(step.as_of, step.source, teller),
        "note": teller.line(step.note),
    }


def present_changes(spec: GoalSpec, teller: Teller) -> list[model.Change]:
    """Present the changes of what was signed."""
    differences = tell_differences(spec, teller)
    return [
        {
            "id": change.id,
            "date": teller.day(change.date),
            "date_text": teller.long_day(change.date),
            "subject": teller.line(change.subject),
            "ref": change.ref or "",
            "differences": differences.get(change.id, []),
            "old": teller.line(change.old),
            "new": teller.line(change.new),
            "reason": teller.line(change.reason),
            "approver": teller.line(change.approver),
            "approved": teller.day(change.approved),
            "approved_text": teller.long_day(change.approved),
        }
        for change in spec.changes
    ]
