"""Quarters and years of a company: which one a day lies in, when it starts and ends."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

__all__ = ["MONTHS_A_QUARTER", "MONTHS_A_YEAR", "Quarter", "find_quarter"]

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; a fiscal year is named after the year it ends in."""

    year: int
    number: int

    def days(self, first_month: int) -> tuple[datetime.date, datetime.date]:
        """Return its first and its last day, for a year that begins in this month."""
        months = (first_month - 1) + MONTHS_A_QUARTER * (self.number - 1)
        base = self.year - 1 if first_month > 1 else self.year
        start, after = (_month(base, count) for count in (months, months + MONTHS_A_QUARTER))
        return start, after - datetime.timedelta(days=1)

    def following(self) -> Quarter:
        """Return the quarter behind this one."""
        last = MONTHS_A_YEAR // MONTHS_A_QUARTER
        return Quarter(self.year + 1, 1) if self.number == last else Quarter(self.year, self.number + 1)


def find_quarter(day: datetime.date, first_month: int) -> Quarter:
    """Return the quarter of a day, for a year that begins in this month."""
    months = (day.month - first_month) % MONTHS_A_YEAR
    year = day.year + 1 if first_month > 1 and day.month >= first_month else day.year
    return Quarter(year, months // MONTHS_A_QUARTER + 1)


def _month(year: int, months: int) -> datetime.date:
    """Return the first day of the month so many months after January of a year."""
    return datetime.date(year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)
