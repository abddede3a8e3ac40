"""Quarters and years of a company: which one a day lies in, when it starts and ends, how it is called."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from docgen.spec.models import GoalSpec
from docgen.view.texts import Teller

__all__ = ["MONTHS_A_QUARTER", "MONTHS_A_YEAR", "Quarter", "find_quarter", "uses_fiscal_names"]

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12

_PLAIN = re.compile(r"Q[1-4]\b")


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

    def name(self, teller: Teller, *, fiscal: bool, with_year: bool) -> str:
        """Tell what it is called; the year belongs to it where several years meet."""
        ordinal = teller.phrase("ordinals")[self.number - 1]
        words = teller.phrase("fiscal_quarter" if fiscal else "quarter", ordinal=ordinal)
        if not with_year:
            return words
        return teller.phrase("of_fiscal_year" if fiscal else "of_year", year=str(self.year), quarter=words)


def find_quarter(day: datetime.date, first_month: int) -> Quarter:
    """Return the quarter of a day, for a year that begins in this month."""
    months = (day.month - first_month) % MONTHS_A_YEAR
    year = day.year + 1 if first_month > 1 and day.month >= first_month else day.year
    return Quarter(year, months // MONTHS_A_QUARTER + 1)


def uses_fiscal_names(spec: GoalSpec) -> bool:
    """Answer whether quarters are called fiscal: the year begins late, and no milestone says plain Q1."""
    plain = any(_PLAIN.match(step.period or "") for step in spec.milestones)
    return spec.period.fiscal_year_start > 1 and not plain


def _month(year: int, months: int) -> datetime.date:
    """Return the first day of the month so many months after January of a year."""
    return datetime.date(year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)
