"""The worked examples of the scoring guides: every table is filled by docgen itself.

A page gives rules in YAML, and tables whose first column asks; what their last heading names is reckoned.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import Press, prepare, show
from docgen.scoring.evaluate import evaluate
from docgen.scoring.rounding import round_number
from docgen.scoring.standing import judge_standing
from docgen.spec.models import GoalSpec
from docgen.spec.models.course import Actual
from docgen.spec.models.evaluation import Evaluation, Rounding
from docgen.spec.reader import read
from docgen.view.arithmetic import write_ratio, write_share

__all__ = ["fill"]

SAMPLES = Path(__file__).parents[1] / "samples" / "personal"
DAY = datetime.date(2027, 12, 31)
MID_YEAR = datetime.date(2026, 6, 30)
FENCE = "```yaml\n"
STATUS = {
    "zh": {"on_track": "正常", "at_risk": "预警", "behind": "滞后"},
    "en": {"on_track": "on track", "at_risk": "at risk", "behind": "behind"},
}
PROVISIONAL = {"zh": "（暂定）", "en": " (provisional)"}
KPI: dict[str, Any] = {
    "id": "K1", "goal": "G1", "name": "-", "unit": "-", "direction": "higher", "weight": 100,
    "baseline": {"value": 0, "as_of": "2026-12-31"},
}  # fmt: skip
FRAME: dict[str, Any] = {
    "schema": 1,
    "document": {"title": "-"},
    "organization": {"name": "-"},
    "person": {"name": "-"},
    "period": {"start": "2027-01-01", "end": DAY},
    "goals": [{"id": "G1", "title": "-", "outcome": "-", "weight": 100, "due": DAY, "owner": "-"}],
}

Answers = tuple[str, ...]


def fill(page: str, language: str) -> str:
    """Return a page with its tables filled: the first cell of a row asks, the others answer."""
    rule: dict[str, Any] = {}
    blocks = []
    for block in re.split(r"(?<=\n)\n(?=\S)", page):
        if block.startswith(FENCE):
            rule = read(block.removeprefix(FENCE).rpartition("```")[0].encode(), "rule").data
        blocks.append(_fill_table(block, rule, language) if block.startswith("|") else block)
    return "\n".join(blocks)


def _fill_table(table: str, rule: dict[str, Any], language: str) -> str:
    head, line, *rows = table.splitlines()
    answer = ANSWERS.get(_cells(head)[-1])
    if answer is None:
        return table
    asked = [_cells(row)[0] for row in rows]
    filled = [
        f"| {' | '.join((each, *answer(each, number, rule, language)))} |"
        for number, each in enumerate(asked)
    ]
    return "\n".join((head, line, *filled)) + "\n"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _example(asked: str, _: int, rule: dict[str, Any], language: str) -> Answers:
    """Score one value by the rule that was shown, and tell it as a document does."""
    (kpi,) = rule.get("kpis", [rule])
    manual = kpi["scoring"]["method"] == "manual"
    actual = {"kpi": "K1", "as_of": DAY, "manager_score" if manual else "value": Decimal(asked)}
    evaluation = {**rule.get("evaluation", {}), "actuals": [actual]}
    spec = GoalSpec.model_validate({**FRAME, "kpis": [{**KPI, **kpi}], "evaluation": evaluation})
    view, _gaps = show(spec, _press(language), DAY)
    (result,) = view["evaluation"]["results"]
    return result["score"], "<br>".join(result["working"])


def _line(asked: str, *_: object) -> Answers:
    """Tell one line of the final evaluation that comes with docgen."""
    scores = evaluate(_sample("data-platform")).scores
    found = next(each for each in scores if each.kpi.id == asked)
    assert found.actual  # noqa: S101 - each of them has one
    return str(found.actual.value), f"{found.kpi.weight}%", _told(found.points), _told(found.weighted)


def _case(_asked: str, number: int, _rule: object, language: str) -> Answers:
    """Tell the total of the final evaluation in one of the cases, in their order."""
    total = evaluate(_cases()[number]).total
    assert total  # noqa: S101 - there are actuals
    competencies = _told(total.competencies.points) if total.competencies else "–"
    whole = f"{total.total}{PROVISIONAL[language] if total.provisional else ''}"
    return _told(total.results.points), competencies, whole, total.capped_grade or "–"


@cache
def _cases() -> tuple[GoalSpec, ...]:
    """Return the final evaluation as it is, without K9, with either red line, and of the results alone."""
    spec = _sample("data-platform")
    given = spec.evaluation
    assert given  # noqa: S101 - it is one
    without = given.model_copy(update={"actuals": tuple(each for each in given.actuals if each.kpi != "K9")})
    alone = given.model_copy(update={"shares": None})
    crossed = (
        tuple(each.model_copy(update={"triggered": each.id == name}) for each in spec.red_lines)
        for name in ("R1", "R2")
    )
    return (
        spec,
        spec.model_copy(update={"evaluation": without}),
        *(spec.model_copy(update={"red_lines": lines}) for lines in crossed),
        spec.model_copy(update={"evaluation": alone}),
    )


def _rounded(asked: str, *_: object) -> Answers:
    return tuple(
        str(round_number(Decimal(asked), Rounding(digits=2, mode=mode))) for mode in ("half_up", "half_even")
    )


def _standing(asked: str, _: int, _rule: object, language: str) -> Answers:
    """Tell how far a KPI was at mid-year, in the sample that is under way."""
    spec = _sample("saas-retention")
    actual = _mid_year(spec)[asked]
    kpi = next(each for each in spec.kpis if each.id == asked)
    found = judge_standing(spec, kpi, actual)
    return (
        str(actual.value),
        write_share(found.progress),
        write_ratio(found.ratio),
        STATUS[language].get(found.status or "", "–"),
    )


def _trial(*_: object) -> Answers:
    """Score mid-year by the rules of the year's end, which nobody should do."""
    spec = _sample("saas-retention")
    end = Evaluation(actuals=tuple(_mid_year(spec).values()))
    total = evaluate(spec.model_copy(update={"evaluation": end})).total
    assert total  # noqa: S101 - there are actuals
    return (_told(total.results.points),)


def _mid_year(spec: GoalSpec) -> dict[str, Actual]:
    (found,) = (each for each in spec.checkins if each.date > MID_YEAR and _is_of(each.actuals, MID_YEAR))
    return {each.kpi: each for each in found.actuals}


def _is_of(actuals: tuple[Actual, ...], day: datetime.date) -> bool:
    return bool(actuals) and all(each.as_of == day for each in actuals)


ANSWERS: dict[str, Callable[..., Answers]] = {
    "算式": _example, "Working": _example,
    "加权得分": _line, "Weighted": _line,
    "等级": _case, "Grade": _case,
    "half_even": _rounded,
    "状态": _standing, "Status": _standing,
    "业绩得分": _trial, "Results": _trial,
}  # fmt: skip
"""What fills a table, by its last heading."""


def _told(value: Any) -> str:
    return str(round_number(value, Rounding(digits=2)))


@cache
def _press(language: str) -> Press:
    return prepare(load_pack("classic"), ("html",), find_locale(language))


@cache
def _sample(name: str) -> GoalSpec:
    path = SAMPLES / f"{name}.yaml"
    return GoalSpec.model_validate(read(path.read_bytes(), path.name).data)
