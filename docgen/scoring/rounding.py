"""Rounding of exact sums, as the spec asks for it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from docgen.spec.models.evaluation import Evaluation, Rounding

__all__ = ["OKR_DIGITS", "find_rounding", "round_number"]

OKR_DIGITS = 4
"""Digits of a grade from 0 to 1 where the spec states none; two would tell too little."""


def find_rounding(evaluation: Evaluation | None) -> Rounding:
    """Return the rounding that holds: the stated one, else 2 digits half up, and 4 for okr."""
    if evaluation is None:
        return Rounding()
    if evaluation.measure == "okr" and "rounding" not in evaluation.model_fields_set:
        return Rounding(digits=OKR_DIGITS)
    return evaluation.rounding


def round_number(value: Fraction | Decimal, rounding: Rounding) -> Decimal:
    """Round to the digits of the rounding, all of them written (4 is 4.00); a half goes away from zero or to even."""
    scaled = abs(Fraction(value)) * 10**rounding.digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    beyond_half = 2 * rest - scaled.denominator
    if beyond_half > 0 or (beyond_half == 0 and (rounding.mode == "half_up" or whole % 2)):
        whole += 1
    # Made of its digits, because arithmetic of decimals would cut them to the precision of the context.
    return Decimal((int(value < 0 < whole), tuple(map(int, str(whole))), -rounding.digits))
