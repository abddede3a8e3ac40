"""Are the grades that somebody wrote those that follow, and is it said why another one was decided? Rule X5."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.scoring.evaluate import evaluate
from docgen.scoring.grades import cap_grade
from docgen.scoring.model import Total
from docgen.spec.models.evaluation import Evaluation

__all__ = ["grades_follow"]


def grades_follow(case: Case) -> Iterator[Breach]:
    """X5: the computed grade is what the rules give; another final one has a reason and keeps to red lines."""
    given = case.spec.evaluation
    if given is None:
        return
    total = evaluate(case.spec).total
    if total is not None and total.grade is not None:
        yield from _computed(given, total)
    yield from _final(case, given, total)


def _computed(given: Evaluation, total: Total) -> Iterator[Breach]:
    if given.computed_grade not in {None, total.grade, total.capped_grade}:
        facts = {"computed": total.capped_grade, "total": f"{total.total:f}"}
        yield Breach(("evaluation", "computed_grade"), {"given": given.computed_grade, **facts})


def _final(case: Case, given: Evaluation, total: Total | None) -> Iterator[Breach]:
    """Look at the final grade; a red line holds it down whatever a calibration says."""
    where, final = ("evaluation", "final_grade"), given.final_grade
    allowed, gates = cap_grade(final, given.scale, case.spec.red_lines)
    if gates:
        lines = tuple(line.id for line in gates)
        yield Breach(where, {"final": final, "red_lines": lines, "allowed": allowed})
    elif final and total and total.capped_grade not in {None, final} and given.calibration is None:
        yield Breach(where, {"unexplained": final, "follows": total.capped_grade})
