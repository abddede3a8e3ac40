"""Calculations as a reader redoes them by hand: figures, differences, results rounded as the spec says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from docgen.i18n.formats import write_number, write_percent
from docgen.scoring.model import Number
from docgen.scoring.rounding import round_number
from docgen.spec.models.evaluation import Rounding

__all__ = ["Arithmetic", "bracketed", "gap", "plainly", "quotient", "write_ratio", "write_share"]

_FINE = Rounding(digits=6)
"""Of a figure that no decimal writes exactly, such as a third."""
_MOST_DIGITS = 12
_SHARE, _RATIO = Rounding(digits=2), Rounding(digits=3)


def plainly(value: Number) -> str:
    """Write a number that goes into a calculation: a figure of the spec with its own digits, others without idle zeros."""
    if isinstance(value, Decimal):
        return write_number(value)
    rounded = round_number(value, _FINE)
    return write_number(rounded.normalize() if rounded % 1 else rounded.to_integral_value())


def bracketed(value: Number) -> str:
    """Write a number so that a sign may stand before it: 58, (−5)."""
    return plainly(value) if value >= 0 else f"({plainly(value)})"


def gap(one: Decimal, other: Decimal, *, falling: bool = False) -> str:
    """Write a difference in brackets: (66.5 − 58); ``falling`` takes the first from the second."""
    first, second = (other, one) if falling else (one, other)
    return f"({plainly(first)} − {bracketed(second)})"


def quotient(one: Number, other: Number) -> str:
    """Write a quotient of positive numbers: 2.5, or 7 ÷ 3 where no decimals tell it exactly."""
    exact = Fraction(one) / Fraction(other)
    told = Fraction(round_number(exact, _FINE)) == exact
    return plainly(exact) if told else f"{plainly(one)} ÷ {plainly(other)}"


def write_share(value: Fraction | None) -> str:
    """Write a part of the whole in percent: 60.00%; nothing known is no text."""
    return "" if value is None else write_percent(round_number(value * 100, _SHARE))


def write_ratio(value: Fraction | None) -> str:
    """Write one number by another: 0.900; nothing known is no text."""
    return "" if value is None else write_number(round_number(value, _RATIO))


class Arithmetic:
    """Rounds as the spec says, and writes calculations with their results."""

    def __init__(self, rounding: Rounding) -> None:
        """Take over the rounding of a spec."""
        self._rounding = rounding

    def coarser(self) -> Arithmetic:
        """Return the same for numbers a hundred times as large."""
        digits = max(_SHARE.digits, self._rounding.digits - 2)
        return Arithmetic(Rounding(digits=digits, mode=self._rounding.mode))

    def round(self, value: Number, digits: int | None = None) -> Decimal:
        """Round a number, to other digits if asked."""
        rounding = self._rounding
        if digits is not None:
            rounding = Rounding(digits=digits, mode=rounding.mode)
        return round_number(value, rounding)

    def tell(self, value: Number | None) -> str:
        """Write a rounded number; no number is no text."""
        return "" if value is None else write_number(self.round(value))

    def result(self, formula: str, value: Number) -> str:
        """Write a calculation with its result, which stands behind ≈ where it is rounded."""
        sign = "=" if Fraction(self.round(value)) == Fraction(value) else "≈"
        return f"{formula} {sign} {self.tell(value)}"

    def shares(self, parts: Sequence[tuple[Number, Decimal]], rest: Decimal, value: Number) -> str:
        """Write parts by their shares in percent, and a rest, as a sum: 94.867 × 80% + 80.00 × 20% ≈ 91.89.

        The parts have as many decimals as it takes to come to this result by hand.
        """
        for digits in range(self._rounding.digits, _MOST_DIGITS):
            rounded = [(self._as_fine(part, digits), share) for part, share in parts]
            total = sum((Fraction(part) * Fraction(share) / 100 for part, share in rounded), Fraction(rest))
            if self.round(total) == self.round(value):
                break
        terms = " + ".join(_by_share(part, share) for part, share in rounded)
        tail = f" {'+' if rest > 0 else '−'} {plainly(abs(rest))}" if rest else ""
        return self.result(terms + tail, total)

    def _as_fine(self, part: Number, digits: int) -> Decimal:
        """Round to so many digits, but write no zeros that say nothing."""
        usual = self.round(part)
        return usual if Fraction(usual) == Fraction(part) else self.round(part, digits)


def _by_share(part: Decimal, share: Decimal) -> str:
    return plainly(part) if share == 100 else f"{plainly(part)} × {plainly(share)}%"  # noqa: PLR2004 - percent
