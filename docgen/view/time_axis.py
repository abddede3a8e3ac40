"""A span of time as equal columns, from quarters of a month to several years."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.spec.quarters import MONTHS_A_QUARTER, MONTHS_A_YEAR, Quarter, find_quarter

__all__ = ["MOST_COLUMNS", "TimeAxis", "fit_axis"]

MOST_COLUMNS = 48
"""More become too narrow on a page."""
DAYS_A_MONTH = 30
"""For parts of a month: the second half begins on the 16th of every month."""

_PARTS = ((4, 6), (2, 24), (1, MOST_COLUMNS))
"""Columns a month, and the months up to which they are readable; finest first."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Columns of time, counted from 0; months are counted from the year 0."""

    first: int
    columns: int
    parts: int
    """Columns a month; 1 where a column is a month or longer."""
    months_a_column: int
    first_month: int

    @property
    def years_a_column(self) -> int:
        """Years of a column, 0 for a column shorter than a year."""
        return self.months_a_column // MONTHS_A_YEAR

    def column_of(self, day: datetime.date) -> int:
        """Return the column in which a day lies."""
        part = min((day.day - 1) * self.parts // DAYS_A_MONTH, self.parts - 1)
        return (_count(day) - self.first) * self.parts // self.months_a_column + part

    def month_of(self, column: int) -> datetime.date:
        """Return the first day of the month in which a column begins."""
        months = self.first + column // self.parts * self.months_a_column
        return datetime.date(months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)

    def quarter_of(self, column: int) -> Quarter:
        """Return the quarter in which a column begins."""
        return find_quarter(self.month_of(column), self.first_month)

    def band_of(self, column: int) -> int:
        """Return the place of its quarter, or of the column itself where that is longer; from 0."""
        if self.months_a_column >= MONTHS_A_QUARTER:
            return column
        begun = (self.first - (self.first_month - 1)) % MONTHS_A_QUARTER
        return (column // self.parts * self.months_a_column + begun) // MONTHS_A_QUARTER


def fit_axis(days: Iterable[datetime.date], first_month: int) -> TimeAxis:
    """Return the finest axis that shows all these days, for a year that begins in this month."""
    counts = sorted(_count(day) for day in days)
    first, last = counts[0], counts[-1]
    months = last - first + 1
    for parts, limit in _PARTS:
        if months <= limit:
            return TimeAxis(first, months * parts, parts, 1, first_month)
    return _in_long_columns(first, last, first_month)


def _in_long_columns(first: int, last: int, first_month: int) -> TimeAxis:
    """Return columns of quarters, of years or, at the worst, of several years."""
    size = MONTHS_A_QUARTER
    while True:
        unit = min(size, MONTHS_A_YEAR)
        start = first - (first - (first_month - 1)) % unit
        columns = (last - start) // size + 1
        if columns <= MOST_COLUMNS:
            return TimeAxis(start, columns, 1, size, first_month)
        size = MONTHS_A_YEAR if size < MONTHS_A_YEAR else size + MONTHS_A_YEAR


def _count(day: datetime.date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1
