"""The line of all results, cut at the bounds of bands: which part lies where, and how it is told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from docgen.spec.models.kpis import Kpi

__all__ = ["Bounds", "Line", "Span", "tell_bounds", "write"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The two sides of a band as they are written; one that is left out is open."""

    ge: Decimal | None = None
    gt: Decimal | None = None
    le: Decimal | None = None
    lt: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Pieces of a line from ``first`` to ``last``, both included; empty when they run backwards."""

    first: int
    last: int

    def __bool__(self) -> bool:
        """Tell whether there is any piece."""
        return self.first <= self.last

    def meets(self, other: Span) -> Span:
        """Return the pieces of both."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    def holds(self, other: Span) -> bool:
        """Tell whether every piece of the other is in this one."""
        return self.first <= other.first and other.last <= self.last

    def crosses(self, other: Span) -> bool:
        """Tell whether both share pieces and each has some of its own."""
        if other.first <= self.first:
            return other.first < self.first <= other.last < self.last
        return self.first < other.first <= self.last < other.last


class Line:
    """A line cut at some values: piece 2i+1 is the i-th value alone, the even ones lie between and outside.

    Results that a KPI cannot have are no pieces of interest: those beyond its bounds, and between the
    decimals it has.
    """

    def __init__(self, kpi: Kpi, values: set[Decimal]) -> None:
        """Cut the line of a KPI at these values and at its own bounds."""
        low, high = kpi.lower_bound, kpi.upper_bound
        self.cuts = sorted(values | {each for each in (low, high) if each is not None})
        self._places = {value: place for place, value in enumerate(self.cuts)}
        self._grid = None if kpi.precision is None else Fraction(1, 10**kpi.precision)
        self.whole = self.span(Bounds(ge=low, le=high))
        self.pieces = [each for each in range(self.whole.first, self.whole.last + 1) if self._is_real(each)]

    def span(self, bounds: Bounds) -> Span:
        """Return the pieces between bounds that are among the cuts."""
        first, last = 0, 2 * len(self.cuts)
        if bounds.ge is not None:
            first = 2 * self._places[bounds.ge] + 1
        if bounds.gt is not None:
            first = 2 * self._places[bounds.gt] + 2
        if bounds.le is not None:
            last = 2 * self._places[bounds.le] + 1
        if bounds.lt is not None:
            last = 2 * self._places[bounds.lt]
        return Span(first, last)

    def trim(self, span: Span) -> Span:
        """Cut a span to results that can be."""
        first, after = bisect_left(self.pieces, span.first), bisect_right(self.pieces, span.last)
        return Span(self.pieces[first], self.pieces[after - 1]) if first < after else Span(1, 0)

    def pick(self, piece: int) -> Decimal:
        """Return one result of a piece, to be named."""
        low, high = self._ends(piece)
        if low is None or high is None:
            end = high if low is None else low
            return Decimal(0) if end is None else end + (self._step() if low is not None else -self._step())
        if low == high:
            return low
        if self._grid is not None:
            return Decimal(floor(Fraction(low) / self._grid) + 1) * self._step()
        return (low + high) / 2

    def value(self, piece: int) -> Decimal | None:
        """Return the value of a piece that is one value alone."""
        return self.cuts[piece // 2] if piece % 2 else None

    def bounds(self, span: Span) -> Bounds:
        """Return the bounds of a span."""
        (low, _), (_, high) = self._ends(span.first), self._ends(span.last)
        first, last = span.first % 2, span.last % 2
        return Bounds(
            ge=low if first else None,
            gt=None if first else low,
            le=high if last else None,
            lt=None if last else high,
        )

    def _ends(self, piece: int) -> tuple[Decimal | None, Decimal | None]:
        place = piece // 2
        if piece % 2:
            return self.cuts[place], self.cuts[place]
        low = self.cuts[place - 1] if place else None
        return low, self.cuts[place] if place < len(self.cuts) else None

    def _step(self) -> Decimal:
        return Decimal(1) if self._grid is None else Decimal(self._grid.numerator) / self._grid.denominator

    def _is_real(self, piece: int) -> bool:
        """Tell whether a result with the decimals of the KPI can lie in a piece."""
        low, high = self._ends(piece)
        if self._grid is None or low is None or high is None:
            return True
        first, last = Fraction(low) / self._grid, Fraction(high) / self._grid
        if low == high:
            return first.denominator == 1
        return floor(first) + 1 <= ceil(last) - 1


def write(value: Decimal | Fraction) -> str:
    """Write a figure with its own digits; of what does not end, two."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    exact = Decimal(value.numerator) / value.denominator
    return f"{exact:f}" if Fraction(exact) == value else f"{exact:.2f}"


def tell_bounds(bounds: Bounds) -> tuple[str, str]:
    """Tell bounds in Chinese and in English: ≥85 且 <92."""
    signs = (("≥", bounds.ge), (">", bounds.gt), ("≤", bounds.le), ("<", bounds.lt))
    told = [f"{sign}{write(value)}" for sign, value in signs if value is not None]
    return " 且 ".join(told), " and ".join(told)
