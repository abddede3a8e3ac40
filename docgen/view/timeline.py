"""The milestones against time, as the grid of a table: spec to View."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby

from docgen.spec.models import GoalSpec
from docgen.view import model
from docgen.view.quarters import name_quarter, uses_fiscal_names
from docgen.view.texts import Teller
from docgen.view.time_axis import TimeAxis, fit_axis

__all__ = ["present_timeline"]

COLORS = 5
"""Colours of goals, after which they begin again."""


def present_timeline(
    spec: GoalSpec, milestones: list[model.Milestone], teller: Teller
) -> model.Timeline | None:
    """Present the milestones as bars on a grid of time; no milestones are no timeline."""
    if not milestones:
        return None
    axis = fit_axis(_days(spec), spec.period.fiscal_year_start)
    places = {goal.id: place % COLORS + 1 for place, goal in enumerate(spec.goals)}
    return {
        "columns": axis.columns,
        "quarters": _bands(axis, teller, fiscal=uses_fiscal_names(spec)),
        "months": _months(axis, teller),
        "rows": [_row(step, places[step["goal_id"]], axis) for step in milestones],
    }


def _days(spec: GoalSpec) -> Iterator[datetime.date]:
    """Name every day that must be on the grid."""
    yield from (spec.period.start, spec.period.end)
    for step in spec.milestones:
        yield from (step.start or step.due, step.due)


def _bands(axis: TimeAxis, teller: Teller, *, fiscal: bool) -> list[model.TimelineHead]:
    """Head the quarters, or years where a column is longer than a quarter."""
    bands = [axis.band_of(column) for column in range(axis.columns)]
    several = len({quarter.year for quarter in map(axis.quarter_of, range(axis.columns))}) > 1
    heads: list[model.TimelineHead] = []
    for band, group in groupby(range(axis.columns), key=lambda column: bands[column]):
        columns = list(group)
        quarter = axis.quarter_of(columns[0])
        label = (
            _years(quarter.year, axis.years_a_column, teller, fiscal=fiscal)
            if axis.years_a_column
            else name_quarter(quarter, teller, fiscal=fiscal, with_year=several)
        )
        heads.append({"label": label, "span": len(columns), "even": band % 2 == 1})
    return heads


def _years(first: int, count: int, teller: Teller, *, fiscal: bool) -> str:
    years = str(first)
    if count > 1:
        years = teller.phrase("figures", low=years, high=str(first + count - 1))
    return teller.phrase("fiscal_year" if fiscal else "year", year=years)


def _months(axis: TimeAxis, teller: Teller) -> list[model.TimelineHead]:
    if axis.months_a_column > 1:
        return []
    names = teller.phrase("months").split()
    return [
        {
            "label": names[axis.month_of(column).month - 1],
            "span": axis.parts,
            "even": axis.band_of(column) % 2 == 1,
        }
        for column in range(0, axis.columns, axis.parts)
    ]


def _row(step: model.Milestone, color: int, axis: TimeAxis) -> model.TimelineRow:
    return {
        "id": step["id"],
        "title": step["title"],
        "goal_id": step["goal_id"],
        "goal_index": color,
        "depth": step["depth"],
        "start": step["start"],
        "due": step["due"],
        "cells": list(_cells(step, axis)),
    }


def _cells(step: model.Milestone, axis: TimeAxis) -> Iterator[model.TimelineCell]:
    """Lay gaps and bar from left to right."""
    last = axis.column_of(datetime.date.fromisoformat(step["due"]))
    first = axis.column_of(datetime.date.fromisoformat(step["start"])) if step["start"] else last
    yield from _gaps(0, first, axis)
    if first == last:
        yield _cell("bar" if step["depth"] and step["start"] else "point", first, last + 1, axis)
    elif step["depth"]:
        yield _cell("bar", first, last + 1, axis)
    else:
        yield _cell("bar", first, last, axis)
        yield _cell("end", last, last + 1, axis)
    yield from _gaps(last + 1, axis.columns, axis)


def _gaps(start: int, stop: int, axis: TimeAxis) -> Iterator[model.TimelineCell]:
    """Fill columns with nothing, a cell a quarter."""
    for _, group in groupby(range(start, stop), key=axis.band_of):
        columns = list(group)
        yield _cell("gap", columns[0], columns[-1] + 1, axis)


def _cell(kind: str, start: int, stop: int, axis: TimeAxis) -> model.TimelineCell:
    return {"kind": kind, "span": stop - start, "even": axis.band_of(start) % 2 == 1}
