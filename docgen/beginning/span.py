"""The time a spec is for: how people write it, what it is called, the steps it falls into, the next one."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import DocgenError, report
from docgen.i18n.languages import Words
from docgen.spec.models.base import YEARS
from docgen.spec.quarters import MONTHS_A_YEAR, Quarter, find_quarter

__all__ = ["Span", "Step", "find_span", "is_fiscal", "span_after"]

_NAMED = re.compile(r"(FY)?([0-9]{4})(?:年度?)?(?:-?([HQ])([1-4]))?", re.IGNORECASE)
_DAY = "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_DAYS = re.compile(rf"{_DAY}(?:/|~|至|到|to){_DAY}", re.IGNORECASE)
_ORDINALS = "一二三四"
_HALVES = (Words("上半年", "First half of {}"), Words("下半年", "Second half of {}"))
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A quarter or a month of a span; a month has no ``label``, because only quarters are printed."""

    start: datetime.date
    end: datetime.date
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included; ``key`` is how people write it: 2027H1, FY2027.

    ``label`` is what it is called; days of nobody's calendar are called nothing.
    """

    start: datetime.date
    end: datetime.date
    key: str
    label: Words | None = None
    first_month: int = 1

    def steps(self) -> tuple[Step, ...]:
        """Cut it into quarters, or into months where it is but one quarter long."""
        quarters = tuple(self._quarters())
        return quarters if len(quarters) > 1 else tuple(self._months())

    def _quarters(self) -> Iterator[Step]:
        quarter, name = find_quarter(self.start, self.first_month), "Q" if self.first_month == 1 else "FQ"
        while True:
            start, end = quarter.days(self.first_month)
            if start > self.end:
                return
            yield Step(max(start, self.start), min(end, self.end), f"{name}{quarter.number}")
            quarter = quarter.following()

    def _months(self) -> Iterator[Step]:
        start = self.start
        while start <= self.end:
            after = _first_day(start.year, start.month + 1)
            yield Step(start, min(after - _ONE_DAY, self.end))
            start = after


def is_fiscal(given: str) -> bool:
    """Tell whether somebody speaks of a fiscal year, so that its first month matters."""
    return _squeeze(given).upper().startswith("FY")


def find_span(given: str, first_month: int = 1) -> Span:
    """Read 2027, 2027H1, 2027Q1, FY2027, FY2027Q1 or 2027-01-01/2027-12-31.

    ``first_month`` is the month in which the fiscal year begins, which is named after the year it ends in.
    Raises DocgenError: DG791 for what is none of these, DG792 for days that cannot be.
    """
    squeezed = _squeeze(given)
    if named := _NAMED.fullmatch(squeezed):
        fiscal, year, kind, number = named.groups()
        if _is_year(int(year)) and not (kind and kind.upper() == "H" and int(number) > len(_HALVES)):
            return _named(int(year), f"{kind or ''}{number or ''}".upper(), first_month, fiscal=bool(fiscal))
    elif days := _DAYS.fullmatch(squeezed):
        return _between(given, [int(figures) for figures in days.groups()], first_month)
    raise DocgenError([report("DG791", given=given)])


def span_after(start: datetime.date, end: datetime.date, first_month: int) -> Span:
    """Return the span behind another one, as long as that one; a year is followed by a year."""
    for key in _keys(end + _ONE_DAY, first_month):
        span, last = find_span(key, first_month), end + _ONE_DAY
        if span.start == last and _months_of(span.start, span.end) == _months_of(start, end):
            return span
    begin = end + _ONE_DAY
    return _between("", [*begin.timetuple()[:3], *(begin + (end - start)).timetuple()[:3]], first_month)


def _keys(day: datetime.date, first_month: int) -> Iterator[str]:
    quarter = find_quarter(day, first_month)
    year = f"{'FY' if first_month > 1 else ''}{quarter.year}"
    yield from (year, f"{year}H{(quarter.number + 1) // 2}", f"{year}Q{quarter.number}", str(day.year))


def _months_of(start: datetime.date, end: datetime.date) -> int | None:
    """Count the months of a span that begins and ends with a month."""
    after = end + _ONE_DAY
    if start.day != 1 or after.day != 1:
        return None
    return (after.year - start.year) * MONTHS_A_YEAR + after.month - start.month


def _squeeze(given: str) -> str:
    return "".join(unicodedata.normalize("NFKC", given).split())


def _is_year(year: int) -> bool:
    return YEARS[0] < year <= YEARS[1]


def _named(year: int, part: str, first_month: int, *, fiscal: bool) -> Span:
    begins = first_month if fiscal else 1
    quarters = {"H1": (1, 2), "H2": (3, 4)}.get(part) or ((int(part[1]),) * 2 if part else (1, 4))
    first, last = (Quarter(year, number).days(begins) for number in quarters)
    key = f"{'FY' if fiscal else ''}{year}{part}"
    return Span(first[0], last[1], key, _label(year, part, fiscal=fiscal), first_month)


def _label(year: int, part: str, *, fiscal: bool) -> Words:
    zh, en = (f"{year}财年", f"FY{year}") if fiscal else (f"{year}年", str(year))
    if not part:
        return Words(zh, en) if fiscal else Words(f"{year}年度", f"Year {year}")
    number = int(part[1]) - 1
    if part.startswith("Q"):
        return Words(f"{zh}第{_ORDINALS[number]}季度", f"Q{number + 1} {en}")
    half = _HALVES[number]
    return Words(f"{zh}{half.zh}", half.en.format(en))


def _between(given: str, figures: list[int], first_month: int) -> Span:
    try:
        start, end = datetime.date(*figures[:3]), datetime.date(*figures[3:])
    except ValueError:
        raise DocgenError([report("DG792", given=given)]) from None
    if end <= start or not (YEARS[0] <= start.year and end.year <= YEARS[1]):
        raise DocgenError([report("DG792", given=given)])
    return Span(start, end, f"{start}_{end}", None, first_month)


def _first_day(year: int, month: int) -> datetime.date:
    """Return the first day of a month; month 13 is the next January."""
    return datetime.date(year + (month - 1) // MONTHS_A_YEAR, (month - 1) % MONTHS_A_YEAR + 1, 1)
