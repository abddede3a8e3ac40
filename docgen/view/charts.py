"""The chart of a KPI: the way from the baseline to the target, with the limits that matter beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from docgen.document.charts import Axis, Chart, Series, make_axis, write_chart
from docgen.spec.models import kpis
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["present_chart"]

LABEL_GAP = 0.13
"""The least distance of two labels, as a share of the height of the plot."""
FIRST_WIDE, NARROW = 0x2E80, 0.58

MOST_LABELS = 7
"""Figures that have room beside each other in a small drawing."""

_WHOLE = Decimal(100)
_COUNTED = frozenset({"count", "currency"})


class _Point(NamedTuple):
    """One category: its name, its value, and what kind of value it is."""

    label: str
    value: Decimal
    key: str


def present_chart(kpi: kpis.Kpi, actual: Decimal | None, teller: Teller) -> model.Chart:
    """Present a KPI as a chart: planned values, the actual result if there is one, and limits."""
    points = list(_points(kpi, actual, teller))
    limits = list(_limits(kpi, teller))
    column = kpi.baseline.value == 0 or (kpi.direction == "higher" and kpi.value_type in _COUNTED)
    values = [point.value for point in (*points, *limits)]
    axis = make_axis(values, from_zero=column, within=_bounds(kpi, values, teller))
    chart = Chart(
        kind="column" if column else "line",
        title=teller.line(kpi.name),
        categories=tuple(point.label for point in points),
        series=tuple(_series(points, limits, teller)),
        axis=axis,
        unit=teller.line(kpi.unit),
        decimals=max(0, *(-_exponent(value) for value in values)),
        mark=next((place for place, point in enumerate(points) if point.key == "target"), -1),
        description=_describe(kpi, points, limits, teller),
    )
    return _present(chart, points, limits, teller)


def _series(points: list[_Point], limits: list[_Point], teller: Teller) -> Iterator[Series]:
    """Yield what was planned, the result, which is no part of the plan, and limits: each a column of the data sheet."""
    planned = tuple(None if point.key == "actual" else point.value for point in points)
    yield Series(teller.phrase("planned"), planned, "path", "path")
    if points[-1].key == "actual":
        yield Series(points[-1].label, (*(None for _ in planned[:-1]), points[-1].value), "path", "actual")
    for one in limits:
        yield Series(one.label, (one.value,) * len(points), "limit", one.key)


def _bounds(kpi: kpis.Kpi, values: list[Decimal], teller: Teller) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends that no value can pass: shares that never exceed the whole end with it."""
    whole = _WHOLE if teller.line(kpi.unit) == "%" and max(values) <= _WHOLE else None
    return kpi.lower_bound, kpi.upper_bound if kpi.upper_bound is not None else whole


def _points(kpi: kpis.Kpi, actual: Decimal | None, teller: Teller) -> Iterator[_Point]:
    """Yield the baseline, the way, the target unless the way ends with it, and the result."""
    if kpi.baseline.value is not None:
        yield _Point(teller.phrase("baseline"), kpi.baseline.value, "baseline")
    last = len(kpi.trajectory) - 1
    for place, point in enumerate(kpi.trajectory):
        is_target = place == last and point.value == kpi.target
        yield _Point(teller.line(point.period), point.value, "target" if is_target else "step")
    if not kpi.trajectory or kpi.trajectory[last].value != kpi.target:
        yield _Point(teller.phrase("target"), kpi.target, "target")
    if actual is not None:
        yield _Point(teller.phrase("actual"), actual, "actual")


def _limits(kpi: kpis.Kpi, teller: Teller) -> Iterator[_Point]:
    for key, value in (
        ("threshold", kpi.threshold),
        ("stretch", kpi.stretch),
        ("high", kpi.target_high),
        ("red_line", kpi.red_line),
    ):
        if value is not None:
            yield _Point(teller.phrase(f"limit_{key}"), value, key)


def _labelled(points: list[_Point]) -> frozenset[int]:
    """Choose the points that are labelled: both ends of the way, the result, and some between, evenly, back from the target."""
    every = -(-len(points) // MOST_LABELS)
    target = next((place for place, point in enumerate(points) if point.key == "target"), len(points) - 1)
    ends = {0, target, len(points) - 1}
    return frozenset(ends | {place for place in range(every, target) if (target - place) % every == 0})


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _describe(kpi: kpis.Kpi, points: list[_Point], limits: list[_Point], teller: Teller) -> str:
    """Say in words what the chart shows."""
    unit = teller.line(kpi.unit)
    told = (f"{point.label} {teller.measure(point.value, unit)}" for point in (*points, *limits))
    return teller.titled(f"{kpi.id} {teller.line(kpi.name)}", teller.clauses(told))


def _present(chart: Chart, points: list[_Point], limits: list[_Point], teller: Teller) -> model.Chart:
    axis, shown = chart.axis, _labelled(points)
    return {
        "kind": chart.kind,
        "title": chart.title,
        "unit": chart.unit,
        "description": chart.description,
        "data": write_chart(chart),
        "points": [_mark(point, axis, teller, labelled=place in shown) for place, point in enumerate(points)],
        "limits": _spread([_mark(point, axis, teller) for point in limits]),
        "label_width": max((_ems(f"{one.label} {teller.figure(one.value)}") for one in limits), default=0.0),
        "ticks": [{"text": teller.figure(tick), "at": axis.place(tick)} for tick in axis.ticks],
        "zero": axis.place(min(max(axis.low, Decimal(0)), axis.high)),
    }


def _mark(point: _Point, axis: Axis, teller: Teller, *, labelled: bool = True) -> model.ChartMark:
    return {
        "key": point.key,
        "label": point.label,
        "text": teller.figure(point.value),
        "at": axis.place(point.value),
        "label_at": axis.place(point.value),
        "labelled": labelled,
    }


def _spread(marks: list[model.ChartMark]) -> list[model.ChartMark]:
    """Keep labels of limits apart: each is moved up until it is clear of the one below."""
    lowest = -LABEL_GAP
    for mark in sorted(marks, key=lambda each: each["at"]):
        mark["label_at"] = max(mark["at"], lowest + LABEL_GAP)
        lowest = mark["label_at"]
    return marks


def _ems(text: str) -> float:
    """Estimate how wide a label is: a Chinese character is one em, others a little over half."""
    return round(sum(1 if ord(character) >= FIRST_WIDE else NARROW for character in text), 2)
