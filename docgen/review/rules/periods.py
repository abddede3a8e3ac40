"""What the label of a quarter, a half-year or a month says, and whether a day lies in it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from docgen.spec.quarters import find_quarter

__all__ = ["Label", "read_label"]

Unit = Literal["quarter", "half", "month"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT = 3
_NUMBERS = {
    **{sign: place for place, sign in enumerate("一二三四五六七八九十", start=1)},
    **{name[:_SHORT]: place for place, name in enumerate(_MONTHS, start=1)},
    **{name: place for place, name in enumerate(("first", "second", "third", "fourth"), start=1)},
    "十一": 11,
    "十二": 12,
    "上": 1,
    "下": 2,
}
_NAMES = "|".join(rf"({name[:_SHORT]})(?:{name[_SHORT:]}|t?\.?)" for name in _MONTHS)
_FISCAL = re.compile(r"fy|财年?|f(?=[qh])")
_YEAR = re.compile(r"(?<!\d)(20\d\d|(?<=fy)\d\d)(?!\d)(?:年度|财年|年)?")
_FORMS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("quarter", re.compile(r"q([1-4])|第?([一二三四1-4])个?季度?|(first|second|third|fourth) quarter")),
    ("half", re.compile(r"h([12])|([上下])半年?度?|(first|second) half")),
    (
        "month",
        re.compile(rf"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:{_NAMES})"),
    ),
)
_QUARTERS_A_HALF = 2
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a year: which one, and the year where one is named; ``fiscal`` tells what kind of year."""

    unit: Unit
    number: int
    year: int | None
    fiscal: bool

    def holds(self, day: datetime.date, first_month: int) -> bool:
        """Tell whether a day lies in it, for a company whose year begins in this month.

        Quarters and halves are those of the company's year. A year that may be meant either way fits
        either way.
        """
        quarter = find_quarter(day, first_month)
        numbers = {
            "quarter": quarter.number,
            "half": (quarter.number + 1) // _QUARTERS_A_HALF,
            "month": day.month,
        }
        years = {quarter.year} if self.fiscal and self.unit != "month" else {quarter.year, day.year}
        if self.unit == "month" and not self.fiscal:
            years = {day.year}
        return numbers[self.unit] == self.number and (self.year is None or self.year in years)


def read_label(text: str) -> Label | None:
    """Read ``Q1``, ``FQ3``, 第一季度, 2027年上半年, 3月 or ``March 2027``; None for any other text."""
    said = text.strip().casefold()
    year = _YEAR.search(said)
    fiscal = bool(_FISCAL.search(said))
    rest = _FISCAL.sub("", _YEAR.sub("", said, count=1)).strip(" -–·/,，的")
    for unit, form in _FORMS:
        found = form.fullmatch(rest)
        if found:
            sign = next(group for group in found.groups() if group)
            number = int(sign) if sign.isdecimal() else _NUMBERS[sign]
            return Label(unit, number, _full_year(year), fiscal)
    return None


def _full_year(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    year = int(found[1])
    return year if year >= _CENTURY else _CENTURY + year
