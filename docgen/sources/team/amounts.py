"""Exact figures: a part of a KPI, and weights that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, Overflow
from functools import partial
from typing import Any

from docgen.sources.tables.values import tidy

__all__ = ["FULL", "number", "scale", "spread"]

FULL = Decimal(100)
_EXACT = Context(prec=120, traps=[Overflow])
_DIGITS = 2
"""Digits behind the point that a weight which was worked out has."""


def number(value: Any) -> Decimal | None:
    """Return an exact figure, None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    exact = Decimal(value)
    return exact if exact.is_finite() and abs(exact.adjusted()) < 60 else None  # noqa: PLR2004 - as specs


def spread(weights: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """Spread a total in the ratio of some weights: exactly, at two digits, by the largest remainders.

    Equal remainders go to the first. A total with more digits is spread at as many.
    """
    digits = max(_DIGITS, -int(total.as_tuple().exponent))
    unit = Decimal(1).scaleb(-digits)
    whole = sum(weights, Decimal(0))
    ideal = [_EXACT.divide(_EXACT.multiply(total, each), whole) for each in weights]
    floors = [each.quantize(unit, ROUND_FLOOR, _EXACT) for each in ideal]
    left = int(_EXACT.divide(_EXACT.subtract(total, sum(floors, Decimal(0))), unit))
    order = sorted(range(len(weights)), key=lambda n: (floors[n] - ideal[n], n))
    for n in order[:left]:
        floors[n] += unit
    return [tidy(each) for each in floors]


def scale(kpi: Mapping[str, Any], share: Decimal, precision: int | None) -> dict[str, Any]:
    """Return a KPI with every figure in its own unit multiplied by a share in percent.

    Rounded half up to ``precision`` digits where it is given. Scores and points stay what they are.
    """
    scaled = dict(kpi)
    part = partial(_part, share, precision)
    _apply(scaled, _FIGURES, part)
    for key in ("history", "trajectory"):
        _apply_to_entries(scaled, key, ("value",), part)
    for key, figure in (("baseline", "value"), ("scoring", "unit")):
        if isinstance(scaled.get(key), dict):
            scaled[key] = dict(scaled[key])
            _apply(scaled[key], (figure,), part)
    if isinstance(scaled.get("scoring"), dict):
        for key, figures in _SCORING.items():
            _apply_to_entries(scaled["scoring"], key, figures, part)
    return scaled


def _part(share: Decimal, precision: int | None, value: Any) -> Any:
    """Return a part of a figure, and what is none as it is."""
    figure = number(value)
    if figure is None:
        return value
    exact = _EXACT.divide(_EXACT.multiply(figure, share), FULL)
    if precision is None:
        return tidy(exact)
    return exact.quantize(Decimal(1).scaleb(-precision), ROUND_HALF_UP, _EXACT)


_FIGURES = ("target", "threshold", "stretch", "red_line", "target_high", "lower_bound", "upper_bound")
_SCORING = {"points": ("value",), "bands": ("ge", "gt", "le", "lt"), "levels": ("ge", "le")}


def _apply(entry: dict[str, Any], keys: Sequence[str], part: Callable[[Any], Any]) -> None:
    for key in keys:
        if key in entry:
            entry[key] = part(entry[key])


def _apply_to_entries(
    owner: dict[str, Any], key: str, figures: Sequence[str], part: Callable[[Any], Any]
) -> None:
    if not isinstance(owner.get(key), list):
        return
    copies = [dict(each) if isinstance(each, dict) else each for each in owner[key]]
    for each in copies:
        if isinstance(each, dict):
            _apply(each, figures, part)
    owner[key] = copies
