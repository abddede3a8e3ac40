"""Turn a GoalSpec into the View: the whole document, in one language, as plain values."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping
from typing import Any

from docgen.diagnostics import Checked, Locate, nowhere
from docgen.i18n.formats import add_up, write_iso, write_long_day
from docgen.i18n.locale import Locale
from docgen.review.model import Review
from docgen.scoring.evaluate import evaluate
from docgen.scoring.model import Evaluated
from docgen.spec.models import GoalSpec
from docgen.view import course, evaluation, model, people
from docgen.view.columns import present_columns
from docgen.view.custom import present_custom
from docgen.view.gaps import find_gaps
from docgen.view.goals import present_goals
from docgen.view.has import tell_what_is_there
from docgen.view.kpis import find_headline, present_kpis
from docgen.view.milestones import group_by_quarter, present_milestones
from docgen.view.options import Options
from docgen.view.own import name_own_fields
from docgen.view.plan import (
    present_contingencies,
    present_dependencies,
    present_resources,
    present_tool_list,
)
from docgen.view.references import References
from docgen.view.review import present_review
from docgen.view.reviews import present_reviews
from docgen.view.signed import present_signed
from docgen.view.signoff import present_signoff
from docgen.view.swot import present_swot
from docgen.view.texts import Teller
from docgen.view.timeline import present_timeline
from docgen.view.weights import present_weights

__all__ = ["present"]


def present(
    spec: GoalSpec,
    locale: Locale,
    labels: Mapping[str, Any],
    today: datetime.date,
    locate: Locate = nowhere,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    review: Review | None = None,
) -> Checked[model.View]:
    """Return what a template may see, fresh plain values each time.

    A text that lacks the language is told in the other one, and counted in one warning (DG411), for which
    ``locate`` gives the place of a field. ``options`` are what the pack asks for, ``review`` what the review
    says, where one was made. Clauses are empty and a missing document number is missing: their words are
    templates, which see the View this makes.
    """
    teller = Teller(locale, labels)
    evaluated = evaluate(spec)
    view: dict[str, Any] = {
        **_frame(labels, today, locale),
        **_ground(spec, teller, options),
        **_plan(spec, teller, review),
        **_course(spec, teller),
        **_end(spec, evaluated, teller, options),
        "review": present_review(spec, review, teller) if review else None,
        "columns": present_columns(options, labels, teller),
        "clauses": [],
    }
    view["own"] = name_own_fields(view["custom"], options.fields)
    view["has"] = tell_what_is_there(
        spec,
        signed_always=bool(options.places),
        scored=evaluated.total is not None,
        reviewed=review is not None,
    )
    return Checked(view, find_gaps(spec, locale, locate))  # type: ignore[arg-type]  # put together from typed parts


def _frame(labels: Mapping[str, Any], today: datetime.date, locale: Locale) -> dict[str, Any]:
    return {
        "view": model.VIEW_VERSION,
        "locale": {"tag": locale.tag, "language": locale.language},
        "labels": copy.deepcopy(dict(labels)),
        "today": write_iso(today),
        "today_text": write_long_day(today, locale),
    }


def _ground(spec: GoalSpec, teller: Teller, options: Options) -> dict[str, Any]:
    return {
        "document": people.present_document(spec.document, teller),
        "organization": people.present_organization(spec.organization, teller, options.logo),
        "person": people.present_person(spec.person, teller),
        "period": people.present_period(spec.period, teller),
        "background": teller.paragraphs(spec.background),
        "strategy": people.present_strategy(spec, teller),
        "product": people.present_product(spec.product, teller),
        "market": people.present_market(spec.market, teller),
        "team": people.present_team(spec.team, teller),
    }


def _plan(spec: GoalSpec, teller: Teller, review: Review | None) -> dict[str, Any]:
    references = References(spec, teller)
    kpis = present_kpis(spec, teller, references)
    milestones = present_milestones(spec, teller, references)
    return {
        "goals": present_goals(spec, kpis, milestones, teller, references, review=review),
        "goals_total_weight": teller.weight(add_up(goal.weight for goal in spec.goals)),
        "kpis": kpis,
        "headline": find_headline(spec, kpis),
        "kpis_total_weight": teller.weight(add_up(kpi.weight for kpi in spec.kpis)),
        "milestones": milestones,
        "quarters": group_by_quarter(spec, milestones, teller),
        "timeline": present_timeline(spec, milestones, teller),
        "weights": present_weights(spec, teller),
        "swot": present_swot(spec.swot, teller),
        "resources": present_resources(spec, teller),
        "dependencies": present_dependencies(spec, teller),
        "contingencies": present_contingencies(spec, teller, references),
    }


def _course(spec: GoalSpec, teller: Teller) -> dict[str, Any]:
    return {
        "communication": course.present_communication(spec, teller),
        "tracking": course.present_tracking(spec.tracking, teller),
        "checkins": course.present_checkins(spec, teller, References(spec, teller)),
        "signed": present_signed(spec, teller),
        "reviews": present_reviews(spec, teller),
        "changes": course.present_changes(spec, teller),
        "tools": present_tool_list(spec, teller),
    }


def _end(spec: GoalSpec, evaluated: Evaluated, teller: Teller, options: Options) -> dict[str, Any]:
    return {
        "competencies": evaluation.present_competencies(spec, teller),
        "development": evaluation.present_development(spec, teller),
        "commitments": evaluation.present_commitments(spec, teller),
        "red_lines": evaluation.present_red_lines(spec, teller),
        "adjustments": evaluation.present_adjustments(spec, teller),
        "evaluation": evaluation.present_evaluation(spec, evaluated, teller),
        "signoff": present_signoff(spec, teller, options.places),
        "revisions": evaluation.present_revisions(spec, teller),
        "waivers": evaluation.present_waivers(spec, teller),
        "custom": present_custom(spec, teller, options.fields),
    }
