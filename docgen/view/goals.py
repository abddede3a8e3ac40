"""Goals with their own KPIs and milestones: spec to View."""

from __future__ import annotations

from decimal import Decimal

from docgen.i18n.formats import add_up
from docgen.review.model import Review
from docgen.spec.models import GoalSpec, goals
from docgen.view import model
from docgen.view.references import References
from docgen.view.review import SMART, present_verdicts
from docgen.view.texts import Teller

__all__ = ["present_goals"]


def present_goals(
    spec: GoalSpec,
    kpis: list[model.Kpi],
    milestones: list[model.Milestone],
    teller: Teller,
    references: References,
    *,
    review: Review | None = None,
) -> list[model.Goal]:
    """Present the goals in the order of the spec, each with what belongs to it."""
    weights: dict[str, list[Decimal]] = {goal.id: [] for goal in spec.goals}
    for kpi in spec.kpis:
        weights.setdefault(kpi.goal, []).append(kpi.weight)
    verdicts = present_verdicts(spec, review, teller)
    return [
        {
            **_words(goal, teller),  # type: ignore[typeddict-item]  # the rest of the record, by name
            "strategy": [references.strategy(item) for item in goal.strategy],
            "verdicts": verdicts[goal.id],
            "kpis": [kpi for kpi in kpis if kpi["goal_id"] == goal.id],
            "kpis_weight": teller.weight(add_up(weights[goal.id])),
            "milestones": [each for each in milestones if each["goal_id"] == goal.id],
        }
        for goal in spec.goals
    ]


def _words(goal: goals.Goal, teller: Teller) -> dict[str, object]:
    meaning = goal.significance or goals.Significance()
    return {
        "id": goal.id,
        "title": teller.line(goal.title),
        "outcome": teller.paragraphs(goal.outcome),
        "significance": teller.paragraphs(meaning.text),
        "significance_company": teller.paragraphs(meaning.company),
        "significance_team": teller.paragraphs(meaning.team),
        "weight": teller.weight(goal.weight),
        "due": teller.day(goal.due),
        "due_text": teller.long_day(goal.due),
        "owner": teller.line(goal.owner),
        "collaborators": teller.lines(goal.collaborators),
        "smart": _smart(goal.smart, teller),
        "scope": teller.paragraphs(goal.scope),
        "notes": teller.paragraphs(goal.notes),
    }


def _smart(smart: goals.Smart | None, teller: Teller) -> list[model.SmartLetter]:
    return [
        {"letter": letter, "key": key, "text": teller.paragraphs(getattr(smart, key))}
        for letter, key in SMART.items()
        if smart and getattr(smart, key)
    ]
