"""What do the first pages of a binder show? An overview with its figures as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from docgen.bulk.binders.overview import Alignment, GoalShare, Member, Served, TeamOverview
from docgen.bulk.binders.sums import KpiSum, write_figure
from docgen.i18n.formats import write_number, write_percent, write_signed

__all__ = ["show"]

_HUNDRED = Decimal(100)
_HEAT = (Decimal(20), Decimal(40))
"""Weights from which a cell stands out, and stands out most."""


def show(overview: TeamOverview, absent: int) -> dict[str, Any]:
    """Return plain values for the templates; ``absent`` counts the people whose document is missing."""
    members = overview.members
    kpis = sum(member.kpis for member in members)
    return {
        "stage": overview.stage,
        "absent": absent,
        "goals": sum(len(member.goals) for member in members),
        "kpis_count": kpis,
        "kpis_each": write_figure(Decimal(kpis) / (len(members) or 1), places=1),
        "average": overview.average,
        "scored": sum(member.score is not None for member in members),
        "unserved": sum(not item.served_by for item in overview.alignment),
        "columns": [{"id": each.id, "title": each.title, "people": each.people} for each in overview.columns],
        "members": [_member(member, len(overview.columns)) for member in members],
        "alignment": [_item(item, members) for item in overview.alignment],
        "loose": [_loose(goal, members) for goal in overview.loose],
        "is_part": overview.is_part and any(kpi.target is not None for kpi in overview.kpis),
        "sums": [_sum(kpi, members) for kpi in overview.kpis],
        "grades": list(_grades(overview.grades)),
    }


def _grades(grades: Sequence[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    total = sum(people for _, people in grades)
    for grade, people in grades:
        share = _percent(write_figure(_HUNDRED * people / total, places=1))
        yield {"grade": grade, "people": people, "part": people / total, "share": share}


def _item(item: Alignment, members: Sequence[Member]) -> dict[str, Any]:
    return {"id": item.id, "text": item.text, "people": _people(item.served_by, members)}


def _loose(goal: Served, members: Sequence[Member]) -> dict[str, Any]:
    weight = _percent(goal.weight)
    return {"name": members[goal.member].name, "goal": goal.goal, "title": goal.title, "weight": weight}


def _member(member: Member, columns: int) -> dict[str, Any]:
    total = Decimal(member.total)
    return {
        "name": member.name,
        "position": member.position,
        "kpis": member.kpis,
        "goals": list(_goals(member.goals)),
        "cells": [_cell(goal for goal in member.goals if goal.column == place) for place in range(columns)],
        "own": _cell(goal for goal in member.goals if goal.column is None),
        "sum": float(total),
        "total": _percent(member.total),
        "is_full": member.is_full,
        "score": None if member.score is None else write_number(Decimal(member.score)),
        "grade": member.grade,
    }


def _goals(goals: Sequence[GoalShare]) -> Iterable[dict[str, Any]]:
    """Yield the goals of a person with the place of each in a bar of weights."""
    start = Decimal(0)
    for goal in goals:
        yield {
            "id": goal.id,
            "title": goal.title,
            "weight": _percent(goal.weight),
            "due": goal.due,
            "strategy": list(goal.strategy),
            "start": float(start),
            "part": float(Decimal(goal.weight)),
        }
        start += Decimal(goal.weight)


def _cell(goals: Iterable[GoalShare]) -> dict[str, Any]:
    """Return a cell of the table of shared goals; the more weight, the more it stands out."""
    total = sum((Decimal(goal.weight) for goal in goals), Decimal(0))
    heat = 1 + sum(total >= step for step in _HEAT) if total else 0
    return {"weight": _percent(write_figure(total)) if total else "", "heat": heat}


def _people(served: Sequence[Served], members: Sequence[Member]) -> list[dict[str, Any]]:
    """Gather who serves an item, each person once with the goals that do."""
    goals: dict[int, list[str]] = {}
    for each in served:
        goals.setdefault(each.member, []).append(each.goal)
    return [{"name": members[place].name, "goals": found} for place, found in goals.items()]


def _sum(kpi: KpiSum, members: Sequence[Member]) -> dict[str, Any]:
    return {
        "name": kpi.name,
        "unit": kpi.unit,
        "target": None if kpi.target is None else write_number(Decimal(kpi.target)),
        "total": write_number(Decimal(kpi.total)),
        "difference": None if kpi.difference is None else write_signed(Decimal(kpi.difference)),
        "covered": None if kpi.covered is None else _percent(kpi.covered),
        "is_met": kpi.is_met,
        "carriers": [
            {
                "name": members[each.member].name,
                "value": write_number(Decimal(each.value)),
                "share": None if each.share is None else _percent(each.share),
            }
            for each in kpi.carriers
        ],
    }


def _percent(figure: str) -> str:
    return write_percent(Decimal(figure))
