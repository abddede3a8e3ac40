"""Are the scale, and the scores that people give at the end, within what the spec allows?"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.scoring.flaw import Flaw
from docgen.scoring.scale import find_scale_flaws
from docgen.scoring.spans import write
from docgen.spec.models import GoalSpec
from docgen.spec.models.scoring import Manual

__all__ = ["find_result_flaws"]


def find_result_flaws(spec: GoalSpec) -> tuple[Flaw, ...]:
    """Return what is wrong with points outside the weights, scores of people and the scale; paths are the spec's."""
    given = spec.evaluation
    scale = find_scale_flaws(given.scale, given.measure) if given else ()
    return (*_adjustments(spec), *_entered(spec), *scale)


def _adjustments(spec: GoalSpec) -> Iterator[Flaw]:
    """Compare every adjustment with its cap, whatever sign the cap is written with."""
    okr = spec.evaluation is not None and spec.evaluation.measure == "okr"
    for place, each in enumerate(spec.adjustments):
        path = ("adjustments", place)
        points, cap = write(each.points), None if each.cap is None else write(each.cap)
        if each.cap is not None and abs(each.points) > abs(each.cap):
            yield Flaw("points_beyond_cap", (*path, "points"), {"points": points, "cap": cap})
        if okr and abs(each.points) > 1:
            yield Flaw("points_off_scale", (*path, "points"), {"points": points})
        if each.awarded is None:
            continue
        where, awarded = (*path, "awarded"), write(each.awarded)
        if each.awarded * each.points < 0:
            yield Flaw("award_sign", where, {"awarded": awarded, "points": points})
        elif each.cap is not None and abs(each.awarded) > abs(each.cap):
            yield Flaw("award_beyond_cap", where, {"awarded": awarded, "cap": cap})


def _entered(spec: GoalSpec) -> Iterator[Flaw]:
    """Find scores of people beyond the grades that guide them."""
    rules = {kpi.id: kpi.scoring for kpi in spec.kpis}
    actuals = spec.evaluation.actuals if spec.evaluation else ()
    for place, actual in enumerate(actuals):
        rule = rules.get(actual.kpi)
        if not isinstance(rule, Manual) or not rule.grades:
            continue
        scores = [grade.score for grade in rule.grades]
        least, most = min(scores), max(scores)
        for field in ("self_score", "manager_score"):
            given = getattr(actual, field)
            if given is not None and not least <= given <= most:
                path = ("evaluation", "actuals", place, field)
                limits = {"least": write(least), "most": write(most)}
                yield Flaw("entered_off_scale", path, {"kpi": actual.kpi, "score": write(given), **limits})
