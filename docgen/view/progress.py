"""How far along a KPI is: measured values against the plan of their day, and the way so far as a line."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from docgen.i18n.formats import write_number
from docgen.scoring.planned import find_start, planned_days, target_day
from docgen.scoring.rounding import round_number
from docgen.scoring.standing import judge_standing
from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.course import Actual
from docgen.spec.models.evaluation import Rounding
from docgen.spec.models.kpis import Kpi
from docgen.view import model
from docgen.view.arithmetic import write_ratio, write_share
from docgen.view.texts import Teller

__all__ = ["present_progress", "present_track", "tell_data", "tell_standing"]

MOST_DIGITS = 6
"""Decimals of a planned value that lies between stated ones."""


def tell_data(day: datetime.date | None, source: Text | None, teller: Teller) -> str:
    """Tell as of which day data stand and where they come from; nothing known is no text."""
    values = {"day": teller.long_day(day), "source": teller.line(source)}
    if day and source:
        return teller.phrase("data_told", **values)
    if day:
        return teller.phrase("data_of_day", **values)
    return teller.phrase("data_from", **values) if source else ""


def tell_standing(spec: GoalSpec, kpi: Kpi | None, actual: Actual, teller: Teller) -> dict[str, str]:
    """Tell a measured value against the planned way: the texts that every record of one has."""
    told = {"planned": "", "progress": "", "planned_progress": "", "ratio": ""}
    status = actual.status
    if kpi is not None and actual.value is not None:
        standing = judge_standing(spec, kpi, actual)
        told = {
            "planned": _planned(kpi, standing.planned_value, teller),
            "progress": write_share(standing.progress),
            "planned_progress": write_share(standing.planned),
            "ratio": write_ratio(standing.ratio),
        }
        status = status or standing.status
    return {
        **told,
        "as_of": teller.day(actual.as_of),
        "as_of_text": teller.long_day(actual.as_of),
        "source": teller.line(actual.source),
        "told": tell_data(actual.as_of, actual.source, teller),
        "status": status or "",
        "status_text": teller.choice("status", status),
        "note": teller.line(actual.note),
    }


def present_progress(spec: GoalSpec, kpi: Kpi, teller: Teller) -> model.Progress | None:
    """Present the latest value of the check-ins; none before the first."""
    values = _values(spec, kpi)
    if not values:
        return None
    latest = values[-1]
    return {  # type: ignore[return-value]  # put together from parts
        "value": teller.figure(latest.value),
        "value_with_unit": teller.measure(latest.value, teller.line(kpi.unit)),
        "interpolated": judge_standing(spec, kpi, latest).interpolated,
        **tell_standing(spec, kpi, latest, teller),
    }


def present_track(spec: GoalSpec, kpi: Kpi, teller: Teller) -> model.Track | None:
    """Present the planned and the real way for a drawing; none before the first value."""
    values = [(actual.as_of, actual.value) for actual in _values(spec, kpi) if actual.value is not None]
    if not values:
        return None
    planned = _planned_way(spec, kpi, teller)
    actual = [(teller.day(day), day, value) for day, value in values]
    heights = [value for _, _, value in (*planned, *actual)]
    return {
        "planned": [_point(spec, each, heights, teller) for each in planned],
        "actual": [_point(spec, each, heights, teller) for each in actual],
        "description": _describe(kpi, planned, actual, teller),
    }


_Step = tuple[str, datetime.date, Decimal]


def _values(spec: GoalSpec, kpi: Kpi) -> list[Actual]:
    """Return the measured values in order of time; of two for one day, that of the later check-in."""
    found: dict[datetime.date, Actual] = {}
    for checkin in sorted(spec.checkins, key=lambda each: each.date):
        for actual in checkin.actuals:
            if actual.kpi == kpi.id and actual.value is not None:
                found[actual.as_of] = actual
    return [found[day] for day in sorted(found)]


def _planned_way(spec: GoalSpec, kpi: Kpi, teller: Teller) -> list[_Step]:
    """Give the baseline or 0 at the start, the planned values, and the target unless they end with it."""
    way: list[_Step] = []
    steps = planned_days(spec, kpi)
    start = find_start(kpi)
    if start is not None:
        label = teller.phrase("baseline") if start == kpi.baseline.value else teller.day(spec.period.start)
        way.append((label, spec.period.start, start))
    way += [(_label(kpi, day, value, teller), day, value) for day, value in steps]
    due = target_day(spec, kpi)
    if kpi.direction != "range" and (not steps or steps[-1][0] < due):
        way.append((teller.phrase("target"), due, kpi.target))
    return way


def _label(kpi: Kpi, day: datetime.date, value: Decimal, teller: Teller) -> str:
    """Name a planned value as the author did."""
    for point in kpi.trajectory:
        if point.value == value and point.date in {None, day}:
            return teller.line(point.period)
    return teller.day(day)


def _point(spec: GoalSpec, step: _Step, heights: list[Decimal], teller: Teller) -> model.TrackPoint:
    label, day, value = step
    whole = (spec.period.end - spec.period.start).days
    low, high = min(heights), max(heights)
    height = float((value - low) / (high - low)) if high > low else 0.5
    x = (day - spec.period.start).days / whole
    return {
        "label": label,
        "text": teller.figure(value),
        "x": round(min(1.0, max(0.0, x)), 4),
        "y": round(height, 4),
    }


def _describe(kpi: Kpi, planned: list[_Step], actual: list[_Step], teller: Teller) -> str:
    unit = teller.line(kpi.unit)
    ways = []
    for name, steps in (("track_planned", planned), ("track_actual", actual)):
        points = teller.listed(f"{label} {teller.measure(value, unit)}" for label, _, value in steps)
        ways.append(teller.phrase(name, points=points) if points else "")
    return teller.titled(f"{kpi.id} {teller.line(kpi.name)}", teller.clauses(ways))


def _planned(kpi: Kpi, value: Fraction | None, teller: Teller) -> str:
    """Write the planned value of a day: in the digits of the author, or as fine as those where it lies between."""
    if value is None:
        return ""
    stated = [point.value for point in kpi.trajectory]
    for one in stated:
        if one == value:
            return teller.figure(one)
    known = [each for each in (*stated, kpi.baseline.value, kpi.target) if each is not None]
    digits = kpi.precision if kpi.precision is not None else max(_decimals(each) for each in known)
    return write_number(round_number(value, Rounding(digits=min(digits, MOST_DIGITS))))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
