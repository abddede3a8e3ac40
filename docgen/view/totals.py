"""The sum of everything and the grade it gives, with the arithmetic to redo by hand: scores to View."""

from __future__ import annotations

from decimal import Decimal

from docgen.i18n.formats import write_signed
from docgen.scoring.measure import WHOLE
from docgen.scoring.methods import FULL
from docgen.scoring.model import Evaluated, Measure
from docgen.scoring.model import Total as Sum
from docgen.spec.models import GoalSpec
from docgen.spec.models.evaluation import Competency
from docgen.view import model
from docgen.view.arithmetic import Arithmetic, plainly
from docgen.view.texts import Teller

__all__ = ["present_total"]


def present_total(spec: GoalSpec, evaluated: Evaluated, teller: Teller) -> model.Total | None:
    """Present the total; none before a KPI has points. At any stage but the final one it is a trial."""
    found = evaluated.total
    if found is None:
        return None
    arithmetic = Arithmetic(evaluated.rounding)
    trial = spec.document.stage != "final"
    return {  # type: ignore[return-value]  # put together from parts
        "title": _title(found, teller, trial=trial),
        **_parts(spec, evaluated, found, arithmetic),
        "total": arithmetic.tell(found.total),
        "grade": found.grade or "",
        "capped_grade": found.capped_grade or "",
        "gates": [gate.id for gate in found.gates],
        "grade_text": _grade(spec, found, arithmetic, teller),
        "provisional": found.provisional,
        "provisional_text": _missing(found, teller),
        "trial": trial,
        "trial_text": teller.phrase("trial") if trial else "",
        "lines_text": _remarks(found, arithmetic, teller),
    }


def _title(found: Sum, teller: Teller, *, trial: bool) -> str:
    marks = ("_trial" if trial else "") + ("_provisional" if found.provisional else "")
    return teller.phrase(f"total{marks}")


def _parts(spec: GoalSpec, evaluated: Evaluated, found: Sum, arithmetic: Arithmetic) -> dict[str, str]:
    """Tell the parts of the total, each with its calculation."""
    results, competencies = found.results, found.competencies
    awarded = sum((each.points for each in found.awarded), Decimal(0))
    parts = [(part.points, part.share) for part in (results, competencies) if part is not None]
    alone = len(parts) == 1 and results.share == FULL and not awarded
    return {
        "results": arithmetic.tell(results.points),
        "results_working": _lines(evaluated, found, arithmetic),
        "competencies": arithmetic.tell(competencies.points if competencies else None),
        "competencies_working": (
            _levels(spec.competencies, evaluated.measure, arithmetic, found) if competencies else ""
        ),
        "adjustments": write_signed(awarded) if found.awarded else "",
        "working": "" if alone else arithmetic.shares(parts, awarded, found.exact),
    }


def _lines(evaluated: Evaluated, found: Sum, arithmetic: Arithmetic) -> str:
    """Add up the lines as they are printed; one line needs no adding."""
    lines = [arithmetic.tell(each.weighted) for each in evaluated.scores if each.weighted is not None]
    if len(lines) < 2:  # noqa: PLR2004 - a sum
        return ""
    sign = "=" if found.lines_differ is None else "≈"
    return f"{' + '.join(lines)} {sign} {arithmetic.tell(found.results.points)}"


def _levels(
    competencies: tuple[Competency, ...], measure: Measure, arithmetic: Arithmetic, found: Sum
) -> str:
    """Write the average of the manager's levels as parts of the highest ones."""
    given = [each for each in competencies if each.manager_level is not None]
    if not given or found.competencies is None:
        return ""
    whole = plainly(Decimal(WHOLE[measure]))
    weights = {each.weight for each in competencies}
    fulls = {each.full for each in competencies}
    if len(weights) == 1 and len(fulls) == 1:
        levels = " + ".join(plainly(each.manager_level or Decimal(0)) for each in given)
        formula = f"({levels}) ÷ {len(competencies)} ÷ {plainly(fulls.pop())} × {whole}"
        return arithmetic.result(formula, found.competencies.points)
    alike = weights == {None}
    counts = [Decimal(1) if alike else each.weight or Decimal(0) for each in competencies]
    terms = " + ".join(
        f"{plainly(each.manager_level)} ÷ {plainly(each.full)} × {plainly(count)}"
        for each, count in zip(competencies, counts, strict=True)
        if each.manager_level is not None and count
    )
    formula = f"({terms}) ÷ {plainly(sum(counts, Decimal(0)))} × {whole}"
    return arithmetic.result(formula, found.competencies.points)


def _grade(spec: GoalSpec, found: Sum, arithmetic: Arithmetic, teller: Teller) -> str:
    """Tell how the grade came about: the band of the total, then the red lines that hold it down."""
    scale = spec.evaluation.scale if spec.evaluation else ()
    if found.grade is None:
        return teller.phrase("grade_open") if scale and found.provisional else ""
    band = next((each for each in scale if each.grade == found.grade), None)
    bounds = teller.bounds(ge=band.low, lt=band.below) if band else ""
    values = {"total": arithmetic.tell(found.total), "grade": found.grade, "band": bounds}
    said = teller.phrase("grade_band" if bounds else "grade", **values)
    if found.capped_grade == found.grade:
        return said
    gates = teller.listed(gate.id for gate in found.gates)
    return teller.clauses([said, teller.phrase("grade_gate", gates=gates, grade=found.capped_grade or "")])


def _missing(found: Sum, teller: Teller) -> str:
    if not found.provisional:
        return ""
    weight = teller.phrase("open_weight", weight=teller.weight(found.open_weight))
    names = teller.listed(teller.line(each.name) for each in found.missing_levels)
    if not found.open_weight:
        weight = ""
    if found.open_competencies:
        levels = teller.phrase("open_levels", names=names) if names else teller.phrase("open_competencies")
        weight = teller.clauses([weight, levels])
    return teller.phrase("provisional", missing=weight)


def _remarks(found: Sum, arithmetic: Arithmetic, teller: Teller) -> str:
    """Tell what would puzzle somebody who adds up by hand."""
    remarks = []
    if found.lines_differ is not None:
        results = arithmetic.tell(found.results.points)
        remarks.append(
            teller.phrase("lines_differ", sum=arithmetic.tell(found.lines_differ), results=results)
        )
    if any(each.cut for each in found.awarded):
        remarks.append(teller.phrase("award_cut"))
    return teller.clauses(remarks)
