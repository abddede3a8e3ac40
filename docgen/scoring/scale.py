"""Does a rating scale give every total one grade?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from docgen.diagnostics import Fact
from docgen.scoring.flaw import Flaw
from docgen.scoring.model import Measure
from docgen.scoring.spans import Bounds, tell_bounds
from docgen.spec.models.evaluation import GradeBand

__all__ = ["find_scale_flaws"]

_LEAST: dict[Measure, Decimal] = {"points": Decimal(0), "okr": Decimal(0), "levels": Decimal(100)}
"""The least total that rules give; deductions below it are no reason for a further grade."""


def find_scale_flaws(scale: tuple[GradeBand, ...], measure: Measure) -> Iterator[Flaw]:
    """Find totals without a grade or with two, and grades that no total gets; paths are the spec's.

    The first band that holds a total counts, so that a scale told from the best grade down by ``low`` alone
    is whole. Bands overlap where both write the bound at which they should have met.
    """
    cuts = sorted({each for band in scale for each in (band.low, band.below) if each is not None})
    pieces = list(zip((None, *cuts), (*cuts, None), strict=True))
    owners = [_owner(scale, low, high) for low, high in pieces]
    crossing = list(_crossing(scale))
    yield from crossing
    for place, band in enumerate(scale):
        if place not in owners and not crossing:
            yield Flaw("scale_hidden", ("evaluation", "scale", place), {"grade": band.grade})
    last = max((place for place, owner in enumerate(owners) if owner is not None), default=-1)
    for (low, high), owner in list(zip(pieces, owners, strict=True))[:last]:
        if owner is None and high is not None and high > _LEAST[measure]:
            yield Flaw("scale_gap", ("evaluation", "scale"), _region(low, high))


def _owner(scale: tuple[GradeBand, ...], low: Decimal | None, high: Decimal | None) -> int | None:
    """Return the first band that holds all totals from low (included) to high, which no bound parts."""
    for place, band in enumerate(scale):
        begins = band.low is None or (low is not None and band.low <= low)
        ends = band.below is None or (high is not None and band.below >= high)
        if begins and ends:
            return place
    return None


def _crossing(scale: tuple[GradeBand, ...]) -> Iterator[Flaw]:
    for one, other in combinations(range(len(scale)), 2):
        lower, upper = sorted((one, other), key=lambda place: _bottom(scale[place]))
        below, low = scale[lower].below, scale[upper].low
        if below is not None and low is not None and below > low:
            ends = [each for each in (below, scale[upper].below) if each is not None]
            facts = {"grade": scale[lower].grade, "other": scale[upper].grade, **_region(low, min(ends))}
            yield Flaw("scale_overlap", ("evaluation", "scale", max(one, other)), facts)


def _bottom(band: GradeBand) -> Decimal:
    return Decimal("-Infinity") if band.low is None else band.low


def _region(low: Decimal | None, high: Decimal | None) -> dict[str, Fact]:
    zh, en = tell_bounds(Bounds(ge=low, lt=high))
    return {"region_zh": zh, "region_en": en}
