"""A KPI of a spec, begun from the library: what to fill in stands open."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.i18n.languages import Words
from docgen.kpis.model import Indicator
from docgen.kpis.suggest import MARKS, suggest_scoring
from docgen.spec.models.kpis import SURVEYS
from docgen.spec.scalars import write_inline

__all__ = ["write_snippet"]

_FIELDS: dict[str, Words] = {
    "baseline": Words("现状：数值、日期和来源", "where it stands today: value, day and source"),
    "target": Words("目标值", "target"),
    "target_high": Words("区间的上限；target 是下限", "upper end of the range; target is the lower one"),
    "window": Words("统计窗口和取数截止日", "window and cut-off of the cohort"),
    "minimum_sample": Words("最小样本量", "smallest sample"),
    "verifier": Words("谁审核数据", "who verifies the data"),
    "weight": Words("权重（%）", "weight in percent"),
}
_MARKS: dict[str, Words] = {
    "threshold": Words("底线", "threshold"),
    "target": Words("目标", "target"),
    "stretch": Words("挑战", "stretch"),
}


def write_snippet(indicator: Indicator, language: str, *, id: str = "K1", goal: str = "G1") -> str:  # noqa: A002 - the field is called so
    """Return an entry for ``kpis`` of a spec in YAML; what has to be filled in is empty and explained."""
    name = write_inline(indicator.id)
    lines = [f"- id: {id}", f"  goal: {goal}", f"  lib: {name}  # {_in_a_line(indicator.name.say(language))}"]
    for field in _fields(indicator):
        said = _FIELDS[field].say(language)
        if field.startswith("target"):
            said += _in_unit(indicator, language)
        value = " {value: , as_of: , source: }" if field == "baseline" else ""
        lines.append(f"  {field}:{value}  # {said}")
    return "\n".join([*lines, *(f"  {line}" for line in _scoring(indicator, language))]) + "\n"


def _fields(indicator: Indicator) -> Iterator[str]:
    card = indicator.card
    yield from ("baseline", "target")
    if card["direction"] == "range":
        yield "target_high"
    if card.get("aggregation") == "cohort":
        yield "window"
    if card.get("aggregation") in SURVEYS:
        yield "minimum_sample"
    yield from ("verifier", "weight")


def _in_unit(indicator: Indicator, language: str) -> str:
    said = _in_a_line(indicator.say("unit", language))
    return f"，单位：{said}" if language == "zh" else f", in {said}"


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _scoring(indicator: Indicator, language: str) -> Iterator[str]:
    """Write the suggested scoring rule with its figures left open; a person's judgement needs none."""
    if indicator.suggested_scoring is None:
        return
    yield "scoring:"
    rule = suggest_scoring(indicator.suggested_scoring, str(indicator.card["direction"]))
    for key, value in rule.items():
        if not isinstance(value, list):
            yield f"  {key}:{_open(value)}"
            continue
        yield f"  {key}:"
        for each in value:
            mark = MARKS.get(each.get("score") or 0)
            said = f"  # {_MARKS[mark].say(language)}" if mark else ""
            entry = ", ".join(f"{name}:{_open(figure) or ' '}" for name, figure in each.items())
            yield f"    - {{{entry}}}{said}"


def _open(value: str | int | None) -> str:
    return "" if value is None else f" {value}"
