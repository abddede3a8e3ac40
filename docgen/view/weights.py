"""The weights of goals and KPIs as parts of one bar: spec to View."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from docgen.spec.models import GoalSpec, goals, kpis
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["divide_bar", "present_weights"]

WHOLE = 1000
"""The bar in tenths of a percent."""
LEAST = 40
"""The least width of a column, in tenths: a narrower one cannot hold its words."""


def present_weights(spec: GoalSpec, teller: Teller) -> list[model.WeightShare]:
    """Present every goal with its KPIs and the part of the bar they take."""
    measured = [(goal, [kpi for kpi in spec.kpis if kpi.goal == goal.id]) for goal in spec.goals]
    columns = [[kpi.weight for kpi in own] or [goal.weight] for goal, own in measured]
    tenths = iter(divide_bar([weight for column in columns for weight in column]))
    widths = [[next(tenths) for _ in column] for column in columns]
    return [
        _share(goal, own, index, width, teller)
        for index, ((goal, own), width) in enumerate(zip(measured, widths, strict=True), start=1)
    ]


def _share(
    goal: goals.Goal, own: list[kpis.Kpi], index: int, tenths: list[int], teller: Teller
) -> model.WeightShare:
    return {
        "id": goal.id,
        "title": teller.line(goal.title),
        "index": index,
        "weight": teller.weight(goal.weight),
        "span": len(tenths),
        "kpis": [
            {
                "id": kpi.id,
                "name": teller.line(kpi.name),
                "weight": teller.weight(kpi.weight),
                "width": width / 10,
            }
            for kpi, width in zip(own, tenths, strict=False)  # a goal without KPIs is a column itself
        ],
        "width": sum(tenths) / 10,
    }


def divide_bar(weights: Sequence[Decimal]) -> list[int]:
    """Divide the whole bar, in tenths of a percent, as the weights say; no column is too narrow to read."""
    parts, count = [Fraction(weight) for weight in weights], len(weights)
    if count * LEAST > WHOLE or not any(parts):
        return _round([Fraction(WHOLE, count)] * count)
    return _round(_widen([part * WHOLE / sum(parts) for part in parts]))


def _widen(widths: list[Fraction]) -> list[Fraction]:
    """Raise narrow columns to the least width, at the cost of the wide ones in proportion."""
    narrow: set[int] = set()
    while more := {place for place, width in enumerate(widths) if width < LEAST} - narrow:
        narrow |= more
        wide = sum(width for place, width in enumerate(widths) if place not in narrow)
        room = WHOLE - LEAST * len(narrow)
        widths = [
            Fraction(LEAST) if place in narrow else width * room / wide for place, width in enumerate(widths)
        ]
    return widths


def _round(widths: list[Fraction]) -> list[int]:
    """Round to whole tenths; those that lose most by it get the rest, the first of equals first."""
    whole = [floor(width) for width in widths]
    losers = sorted(range(len(widths)), key=lambda place: whole[place] - widths[place])
    for place in losers[: WHOLE - sum(whole)]:
        whole[place] += 1
    return whole
