"""What every KPI is worth at the end, and the total: scores to View, with the arithmetic to redo by hand."""

from __future__ import annotations

from docgen.scoring.model import Evaluated, Measure, Score
from docgen.scoring.score import score as score_by_rule
from docgen.spec.models import GoalSpec, scoring
from docgen.view import model
from docgen.view.arithmetic import Arithmetic, plainly
from docgen.view.kpi_figures import tell_target
from docgen.view.progress import tell_data
from docgen.view.texts import Teller
from docgen.view.working import tell_working

__all__ = ["is_missing", "present_results"]


def present_results(spec: GoalSpec, evaluated: Evaluated, teller: Teller) -> list[model.Result]:
    """Present every KPI with what was reached; nothing before something is there or the stage is final."""
    given = spec.evaluation
    if not (given and given.actuals) and spec.document.stage != "final":
        return []
    arithmetic = Arithmetic(evaluated.rounding)
    return [_result(each, evaluated.measure, arithmetic, teller) for each in evaluated.scores]


def is_missing(scored: Score) -> bool:
    """Tell whether nothing was reported; where a person judges, the score stands for a value."""
    return scored.actual is None or (scored.actual.value is None and scored.points is None)


def _tell_unscored(scored: Score, teller: Teller) -> str:
    """Tell why there are no points; where a person judges, it is that person's score that is missing."""
    reason: str | None = scored.unscored
    if reason == "no_actual" and isinstance(scored.kpi.scoring, scoring.Manual):
        reason = "no_score"
    return teller.choice("unscored", reason)


def _result(scored: Score, measure: Measure, arithmetic: Arithmetic, teller: Teller) -> model.Result:
    kpi, actual = scored.kpi, scored.actual
    value = actual.value if actual else None
    status = actual.status if actual else None
    return {
        "kpi": kpi.id,
        "name": teller.line(kpi.name),
        "unit": teller.line(kpi.unit),
        "baseline": teller.figure(kpi.baseline.value),
        "target": tell_target(kpi, teller),
        "value": teller.figure(value),
        "missing": is_missing(scored),
        "weight": teller.weight(kpi.weight),
        "as_of": teller.day(actual.as_of if actual else None),
        "as_of_text": teller.long_day(actual.as_of if actual else None),
        "source": teller.line(actual.source if actual else None),
        "told": tell_data(actual.as_of, actual.source, teller) if actual else "",
        "scored": scored.points is not None,
        "unscored": _tell_unscored(scored, teller),
        "score": _tell_points(scored, measure, arithmetic),
        "weighted": arithmetic.tell(scored.weighted),
        "working": _working(scored, measure, arithmetic, teller),
        "self_score": teller.figure(actual.self_score if actual else None),
        "manager_score": teller.figure(actual.manager_score if actual else None),
        "status": status or "",
        "status_text": teller.choice("status", status),
        "note": teller.line(actual.note if actual else None),
    }


def _tell_points(scored: Score, measure: Measure, arithmetic: Arithmetic) -> str:
    """Write the points; a level is a whole number and has no decimals to round."""
    if scored.points is not None and measure == "levels" and scored.points.denominator == 1:
        return plainly(scored.points)
    return arithmetic.tell(scored.points)


def _working(scored: Score, measure: Measure, arithmetic: Arithmetic, teller: Teller) -> list[str]:
    """Tell the way to the points of the rule, and from there to a grade from 0 to 1 where one is asked for."""
    if scored.points is None:
        return []
    by_rule = score_by_rule(scored.kpi, scored.actual)
    if by_rule.points is None:
        return []
    if measure != "okr" or by_rule.points == scored.points:
        return tell_working(by_rule, teller, arithmetic)
    lines = tell_working(by_rule, teller, arithmetic.coarser())
    formula = f"{plainly(by_rule.points)} ÷ 100"
    if scored.cut:
        return [*lines, teller.phrase("working_cut", formula=formula, score=plainly(scored.points))]
    return [*lines, arithmetic.result(formula, scored.points)]
