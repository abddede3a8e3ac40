"""The evaluation of a spec: every KPI, the total in its parts, the grade."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from docgen.scoring.grades import cap_grade, find_grade
from docgen.scoring.measure import WHOLE, tell_in
from docgen.scoring.methods import FULL
from docgen.scoring.model import Awarded, Evaluated, Part, Score, Total
from docgen.scoring.rounding import find_rounding, round_number
from docgen.scoring.score import score
from docgen.spec.models import GoalSpec
from docgen.spec.models.evaluation import Adjustment, Competency, Evaluation, Rounding

__all__ = ["evaluate"]


def evaluate(spec: GoalSpec) -> Evaluated:
    """Score every KPI by the results of the evaluation and sum up.

    Sums are exact and rounded once, at the end. What has no points yet counts neither as 0 nor is its
    weight spread over the rest: the total is the points so far, and tells the weight that is open.
    """
    given = spec.evaluation or Evaluation()
    rounding = find_rounding(spec.evaluation)
    actuals = {actual.kpi: actual for actual in given.actuals}
    scores = tuple(tell_in(score(kpi, actuals.get(kpi.id)), given.measure) for kpi in spec.kpis)
    scored = any(each.points is not None for each in scores)
    total = _sum_up(spec, given, scores, rounding) if scored else None
    return Evaluated(given.measure, rounding, scores, total)


def _sum_up(spec: GoalSpec, given: Evaluation, scores: tuple[Score, ...], rounding: Rounding) -> Total:
    lines = [each.weighted for each in scores if each.weighted is not None]
    results = _part(
        sum(lines, Fraction(0)), given.shares.results if given.shares else Decimal(FULL), rounding
    )
    competencies, open_part = _competencies(spec, given, rounding)
    awarded = tuple(_award(each) for each in spec.adjustments if each.awarded is not None)
    exact = _combine((part.points, part.share) for part in _present(results, competencies))
    exact += sum((Fraction(each.points) for each in awarded), Fraction(0))
    total = round_number(exact, rounding)
    open_weight = _open_weight(spec, scores)
    final = not open_weight and not open_part
    grade = find_grade(total, given.scale) if final else None
    capped, gates = cap_grade(grade, given.scale, spec.red_lines)
    return Total(
        results=results,
        competencies=competencies,
        awarded=awarded,
        exact=exact,
        total=total,
        lines_differ=_other(
            sum((round_number(each, rounding) for each in lines), Decimal(0)), results.rounded
        ),
        parts_differ=_other(_redo(results, competencies, awarded, rounding), total),
        open_weight=open_weight,
        open_competencies=open_part,
        missing_levels=_missing(spec.competencies) if competencies else (),
        grade=grade,
        gates=gates,
        capped_grade=capped,
    )


def _part(points: Fraction, share: Decimal, rounding: Rounding) -> Part:
    return Part(points, round_number(points, rounding), share)


def _present(results: Part, competencies: Part | None) -> list[Part]:
    return [results] if competencies is None else [results, competencies]


def _combine(parts: Iterable[tuple[Fraction | Decimal, Decimal]]) -> Fraction:
    return sum((Fraction(points) * Fraction(share) / FULL for points, share in parts), Fraction(0))


def _redo(
    results: Part, competencies: Part | None, awarded: tuple[Awarded, ...], rounding: Rounding
) -> Decimal:
    """Sum up as a reader does, from the rounded parts that are printed."""
    exact = _combine((part.rounded, part.share) for part in _present(results, competencies))
    return round_number(exact + sum((Fraction(each.points) for each in awarded), Fraction(0)), rounding)


def _other(found: Decimal, expected: Decimal) -> Decimal | None:
    return None if found == expected else found


def _open_weight(spec: GoalSpec, scores: tuple[Score, ...]) -> Decimal:
    """Sum up what has no points: KPIs without a score, and goals that nothing measures."""
    measured = {kpi.goal for kpi in spec.kpis}
    unscored = [each.kpi.weight for each in scores if each.points is None]
    return sum((*unscored, *(goal.weight for goal in spec.goals if goal.id not in measured)), Decimal(0))


def _competencies(spec: GoalSpec, given: Evaluation, rounding: Rounding) -> tuple[Part | None, Fraction]:
    """Average the manager's levels as parts of their highest; tell also how much of 100 has no level yet."""
    share = given.shares.competencies if given.shares else None
    if share is None:
        return None, Fraction(0)
    weights = _weights(spec.competencies)
    whole = sum(weights, Fraction(0))
    reached, done = Fraction(0), Fraction(0)
    for each, weight in zip(spec.competencies, weights, strict=True):
        level = _level(each)
        if level is not None:
            reached += weight / whole * level
            done += weight / whole
    return _part(reached * WHOLE[given.measure], share, rounding), (1 - done) * FULL


def _level(competency: Competency) -> Fraction | None:
    """Return the manager's level as a part of the highest."""
    if competency.manager_level is None or competency.full <= 0:
        return None
    return Fraction(competency.manager_level) / Fraction(competency.full)


def _weights(competencies: tuple[Competency, ...]) -> list[Fraction]:
    """Return what each counts: its weight where any has one, else all the same."""
    if any(each.weight is not None for each in competencies):
        return [Fraction(each.weight or 0) for each in competencies]
    return [Fraction(1) for _ in competencies]


def _missing(competencies: tuple[Competency, ...]) -> tuple[Competency, ...]:
    weights = _weights(competencies)
    return tuple(
        each for each, weight in zip(competencies, weights, strict=True) if weight and _level(each) is None
    )


def _award(adjustment: Adjustment) -> Awarded:
    """Cut what was given to the cap; a bonus never takes away and a deduction never gives."""
    given = adjustment.awarded or Decimal(0)
    most = Decimal("Infinity") if adjustment.cap is None else abs(adjustment.cap)
    low = Decimal(0) if adjustment.points > 0 else -most
    high = Decimal(0) if adjustment.points < 0 else most
    points = min(max(given, low), high)
    return Awarded(adjustment, points, cut=points != given)
