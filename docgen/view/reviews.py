"""The points at which progress is reviewed, to be filled in by hand: spec to View."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.spec.models import GoalSpec
from docgen.spec.quarters import Quarter, find_quarter
from docgen.view import model
from docgen.view.quarters import name_quarter, uses_fiscal_names
from docgen.view.texts import Teller

__all__ = ["present_reviews"]

NEAR = datetime.timedelta(days=15)
"""How far from its day a review may be held."""
SHORTEST_QUARTER = datetime.timedelta(days=89)
"""February to April."""


@dataclass(frozen=True, slots=True)
class _Point:
    key: str
    label: str
    due: datetime.date
    recorded: bool


def present_reviews(spec: GoalSpec, teller: Teller) -> list[model.ReviewPoint]:
    """Present the ends of quarters, the mid-year review and the final review in order of time."""
    points = [*_regular(spec, teller), *_appointed(spec, teller)]
    return [
        {
            "key": point.key,
            "label": point.label,
            "due": teller.day(point.due),
            "due_text": teller.long_day(point.due),
            "recorded": point.recorded,
        }
        for point in sorted(points, key=lambda each: each.due)
    ]


def _regular(spec: GoalSpec, teller: Teller) -> list[_Point]:
    """Make a point a quarter; a period in which no whole quarter fits has one, at its end."""
    quarters = list(_ending_quarters(spec))
    several = len({quarter.year for quarter in quarters}) > 1
    fiscal = uses_fiscal_names(spec)
    points = []
    for quarter in quarters:
        start, end = quarter.days(spec.period.fiscal_year_start)
        key = f"q{quarter.number}"
        label = name_quarter(quarter, teller, fiscal=fiscal, with_year=several)
        recorded = _is_recorded(spec, start, end)
        points.append(_Point(f"{quarter.year}-{key}" if several else key, label, end, recorded))
    if points:
        return points
    period = spec.period
    return [
        _Point("end", teller.phrase("review_end"), period.end, _is_recorded(spec, period.start, period.end))
    ]


def _ending_quarters(spec: GoalSpec) -> Iterator[Quarter]:
    """Name the quarters that end in the period, none for a period shorter than a quarter."""
    period, first_month = spec.period, spec.period.fiscal_year_start
    if period.end - period.start + datetime.timedelta(days=1) < SHORTEST_QUARTER:
        return
    quarter = find_quarter(period.start, first_month)
    _, end = quarter.days(first_month)
    while end <= period.end:
        yield quarter
        quarter = quarter.following()
        _, end = quarter.days(first_month)


def _is_recorded(spec: GoalSpec, start: datetime.date, end: datetime.date) -> bool:
    """Answer whether a check-in tells about these days; held later, its data still stand for them."""
    return any(start <= (checkin.data_as_of or checkin.date) <= end for checkin in spec.checkins)


def _appointed(spec: GoalSpec, teller: Teller) -> Iterator[_Point]:
    """Make a point of every review that has a day of its own."""
    days = {"mid_year": spec.period.mid_year_review, "final": spec.period.final_review}
    for key, day in days.items():
        if day is not None:
            held = any(abs(checkin.date - day) <= NEAR for checkin in spec.checkins)
            yield _Point(key, teller.phrase(f"review_{key}"), day, held)
