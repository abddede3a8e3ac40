"""Does the better result get the better score?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from docgen.diagnostics import FieldPath
from docgen.scoring.flaw import Flaw
from docgen.scoring.sense import better_side, is_misdirected
from docgen.scoring.spans import write
from docgen.spec.models.kpis import Kpi

__all__ = ["find_disorder"]

_Pair = tuple[Decimal, Decimal]


def find_disorder(kpi: Kpi, pairs: Sequence[_Pair], path: FieldPath) -> Iterator[Flaw]:
    """Compare the scores of results, given in ascending order, with the direction of the KPI; one flaw at most.

    Where the target lies on the wrong side of the baseline, a rule that is reversed as a whole may be right.
    """
    if len({score for _, score in pairs}) == 1:
        yield Flaw("scores_equal", path, {"score": write(pairs[0][1])})
        return
    if kpi.direction == "range" and is_misdirected(kpi):
        return
    ways = _ways(kpi, pairs)
    fall = next((pair for way in ways for pair in pairwise(way) if pair[0][1] > pair[1][1]), None)
    if fall is None:
        return
    reversed_whole = len(ways) == 1 and all(one[1] >= other[1] for one, other in pairwise(ways[0]))
    if reversed_whole and is_misdirected(kpi):
        return
    (result, score), (other, other_score) = fall
    facts = {"direction": kpi.direction, "result": write(result), "score": write(score)}
    facts |= {"other": write(other), "other_score": write(other_score)}
    yield Flaw("against_direction" if reversed_whole else "not_monotone", path, facts)


def _ways(kpi: Kpi, pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Order results from worse to better: one way, or one from each side where both are worse."""
    side = better_side(kpi)
    if side is not None:
        return [list(pairs if side == "higher" else reversed(pairs))]
    high = kpi.target if kpi.target_high is None else kpi.target_high
    below = [pair for pair in pairs if pair[0] <= kpi.target]
    above = [pair for pair in pairs if pair[0] >= high]
    return [below, above[::-1]]
