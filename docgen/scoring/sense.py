"""Which side of the target is better, and how far a result is on it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from docgen.spec.models.kpis import Kpi

__all__ = ["better_side", "find_lead", "is_met", "is_misdirected"]


def better_side(kpi: Kpi) -> Literal["higher", "lower"] | None:
    """Return the better side; None where both are worse.

    What is to be maintained has the side its other figures show: a threshold or red line lies on the worse,
    a stretch on the better one.
    """
    if kpi.direction in {"higher", "lower"}:
        return "higher" if kpi.direction == "higher" else "lower"
    if kpi.direction == "range":
        return None
    for mark, above in ((kpi.threshold, "lower"), (kpi.red_line, "lower"), (kpi.stretch, "higher")):
        if mark is not None and mark != kpi.target:
            return "higher" if (mark > kpi.target) == (above == "higher") else "lower"
    return None


def find_lead(kpi: Kpi, value: Decimal) -> Fraction:
    """Return how far a result is beyond the target, in units of the KPI; below 0 it falls short.

    Where both sides are worse it is 0 from the target to its upper end, and below 0 outside.
    """
    beyond = Fraction(value) - Fraction(kpi.target)
    side = better_side(kpi)
    if side is not None:
        return beyond if side == "higher" else -beyond
    high = Fraction(kpi.target if kpi.target_high is None else kpi.target_high)
    return min(beyond, high - Fraction(value), Fraction(0))


def is_met(kpi: Kpi, value: Decimal) -> bool:
    """Tell whether a result meets the target; the target itself does."""
    return find_lead(kpi, value) >= 0


def is_misdirected(kpi: Kpi) -> bool:
    """Tell whether the target lies where the direction does not lead to: on the wrong side of the baseline."""
    if kpi.direction == "range":
        return kpi.target_high is None or kpi.target_high <= kpi.target
    start = kpi.baseline.value
    if start is None or kpi.direction == "maintain":
        return False
    return kpi.target <= start if kpi.direction == "higher" else kpi.target >= start
