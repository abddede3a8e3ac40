"""From a total to a grade, and what red lines leave of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docgen.spec.models.evaluation import GradeBand, RedLine

__all__ = ["cap_grade", "find_grade"]


def find_grade(total: Decimal, scale: Iterable[GradeBand]) -> str | None:
    """Return the grade of the first band that holds the rounded total; None where none does.

    ``low`` is included and ``below`` is not: 94.995 rounded to 95.00 is in the band from 95.
    """
    for band in scale:
        if (band.low is None or total >= band.low) and (band.below is None or total < band.below):
            return band.grade
    return None


def cap_grade(
    grade: str | None, scale: tuple[GradeBand, ...], red_lines: Iterable[RedLine]
) -> tuple[str | None, tuple[RedLine, ...]]:
    """Return the grade that crossed red lines leave, and the lines that hold it down.

    Grades are compared by the order of the scale; a line that caps at no worse grade changes nothing.
    """
    ranks = _rank(scale)
    if grade is None or grade not in ranks:
        return grade, ()
    holding = [
        (ranks[line.max_grade], line)
        for line in red_lines
        if line.triggered and line.max_grade in ranks and ranks[line.max_grade] > ranks[grade]
    ]
    if not holding:
        return grade, ()
    worst = max(rank for rank, _ in holding)
    return next(name for name, rank in ranks.items() if rank == worst), tuple(line for _, line in holding)


def _rank(scale: tuple[GradeBand, ...]) -> dict[str | None, int]:
    """Rank the grades from 0, the best, which has the highest bounds; without bounds it is the first."""
    bounded = all(band.low is not None or band.below is not None for band in scale)
    ordered = sorted(scale, key=_height, reverse=True) if bounded else list(scale)
    ranks: dict[str | None, int] = {}
    for band in ordered:
        ranks.setdefault(band.grade, len(ranks))
    return ranks


def _height(band: GradeBand) -> tuple[Decimal, Decimal]:
    endless = Decimal("Infinity")
    return (
        -endless if band.low is None else band.low,
        endless if band.below is None else band.below,
    )
