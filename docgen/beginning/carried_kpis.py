"""A KPI of the last period for the next one: its definition stays, its baseline is what was reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from docgen.beginning.cards import blank_baseline, offer_trajectory
from docgen.beginning.outline import Node, Offer
from docgen.beginning.past import Past, Reached, keep
from docgen.beginning.span import Span
from docgen.beginning.words import label
from docgen.diagnostics import FieldPath
from docgen.kpis.suggest import suggest_scoring

__all__ = ["carry_kpi"]

Remarks = dict[FieldPath, tuple[str, ...]]

_FIGURES = ("threshold", "target", "target_high", "stretch", "red_line")
_LEFT = frozenset(
    {*_FIGURES, "baseline", "trajectory", "trajectory_note", "justification", "history", "scoring"}
)
_HEAD = ("id", "goal", "name", "lib", "category", "unit", "value_type", "precision", "direction")


def carry_kpi(past: Past, span: Span, old: Mapping[str, Node], path: FieldPath, remarks: Remarks) -> Node:
    """Return a KPI for the next period; what its figures were is noted in ``remarks``."""
    reached = past.reached(str(old["id"]))
    target = past.recall(old["target"])
    if reached:
        target = f"{target} · {_say_reached(past, reached)}"
    figures: dict[str, Node] = {key: None for key in _FIGURES if key in old}
    for key in figures:
        remarks[*path, key] = (past.recall(old[key]),)
    remarks[*path, "target"] = (target,)
    head, rest = keep(old, only=_HEAD), keep(old, without=(*_HEAD, *_LEFT, "weight"))
    return {
        **head,
        "baseline": _baseline(past, reached),
        **figures,
        "weight": old["weight"],
        **rest,
        "justification": None,
        **_history(past, old, reached),
        "trajectory": Offer(offer_trajectory(span)),
        "scoring": _scoring(past, old, path, remarks),
    }


def _say_reached(past: Past, reached: Reached) -> str:
    value = reached.actual.value
    if past.tongue.reader == "zh":
        return f"实际：{value}（{reached.actual.as_of}）"
    return f"actual: {value} ({reached.actual.as_of})"


def _baseline(past: Past, reached: Reached | None) -> Node:
    if reached is None:
        return {"none": past.tongue.say("上期无实际值", "No actual value in the last period")}
    actual = reached.actual
    said = actual.source
    source: Node = None
    if said is not None:
        source = said.plain or {
            key: text for key, text in (("zh", said.zh), ("en", said.en)) if text is not None
        }
    return {**blank_baseline(), "value": actual.value, "as_of": str(actual.as_of), "source": source}


def _history(past: Past, old: Mapping[str, Node], reached: Reached | None) -> dict[str, Node]:
    """Keep the values of earlier times and add the one of the last period."""
    known = list(cast("list[Node]", old.get("history") or []))
    if reached is not None:
        period = past.part("period")
        name = period.get("label") or f"{past.spec.period.start}/{past.spec.period.end}"
        known.append({"period": name, "value": reached.actual.value, "date": reached.actual.as_of})
    return {"history": known} if known else {}


def _scoring(past: Past, old: Mapping[str, Node], path: FieldPath, remarks: Remarks) -> Node:
    """Keep the method; its points of the scale that hang on the target are for the user to say."""
    rule = old.get("scoring")
    if not isinstance(rule, dict):
        return Offer(cast("Node", suggest_scoring("anchors", str(old.get("direction")))))
    blanked = _BLANKERS.get(str(rule["method"]))
    if blanked is not None:
        return blanked(past, rule, (*path, "scoring"), remarks)
    if rule["method"] == "levels":
        remarks[*path, "scoring"] = (label("levels", past.tongue.reader),)
        return Offer(rule)
    return rule


def _blank_points(past: Past, rule: dict[str, Node], path: FieldPath, remarks: Remarks) -> Node:
    points = cast("list[dict[str, Node]]", rule["points"])
    for index, point in enumerate(points):
        remarks[*path, "points", index] = (past.recall(point["value"]),)
    return {**rule, "points": [{**point, "value": None} for point in points]}


def _blank_bands(past: Past, rule: dict[str, Node], path: FieldPath, remarks: Remarks) -> Node:
    bands = cast("list[dict[str, Node]]", rule["bands"])
    for index, band in enumerate(bands):
        bounds = (f"{key} {value}" for key, value in band.items() if key != "score")
        remarks[*path, "bands", index] = (past.recall(" ".join(bounds)),)
    return {
        **rule,
        "bands": [{key: value if key == "score" else None for key, value in band.items()} for band in bands],
    }


def _blank_range(past: Past, rule: dict[str, Node], path: FieldPath, remarks: Remarks) -> Node:
    for key in ("low", "high"):
        remarks[*path, key] = (past.recall(rule[key]),)
    return {**rule, "low": None, "high": None}


_BLANKERS: dict[str, Callable[[Past, dict[str, Node], FieldPath, Remarks], Node]] = {
    "anchors": _blank_points,
    "tiers": _blank_bands,
    "range": _blank_range,
}
