"""Is a line of anchors a line: one score a value, the better the more, and an end on both sides?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.diagnostics import FieldPath
from docgen.scoring.flaw import Flaw
from docgen.scoring.methods import sort_anchors
from docgen.scoring.ranking import find_disorder
from docgen.scoring.spans import write
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.scoring import Anchor, Anchors

__all__ = ["find_anchor_flaws"]

_PATH: FieldPath = ("scoring", "points")


def find_anchor_flaws(rule: Anchors, kpi: Kpi) -> Iterator[Flaw]:
    """Find values with two scores, scores that run the wrong way, and ends beyond which nothing is said."""
    repeated = list(_repeated(rule))
    yield from repeated
    points = sort_anchors(rule)
    if not repeated:
        yield from find_disorder(kpi, [(point.value, point.score) for point in points], _PATH)
    best = max(point.score for point in points)
    low, high = points[0], points[-1]
    if low.score < best and (kpi.lower_bound is None or kpi.lower_bound < low.value):
        yield from _end(rule, low, "below")
    if high.score < best and (kpi.upper_bound is None or kpi.upper_bound > high.value):
        yield from _end(rule, high, "above")


def _repeated(rule: Anchors) -> Iterator[Flaw]:
    seen: dict[Decimal, Decimal] = {}
    for place, point in enumerate(rule.points):
        if point.value in seen:
            scores = {"score": write(seen[point.value]), "other_score": write(point.score)}
            yield Flaw("anchor_repeated", (*_PATH, place, "value"), {"value": write(point.value), **scores})
        seen.setdefault(point.value, point.score)


def _end(rule: Anchors, end: Anchor, side: str) -> Iterator[Flaw]:
    """Look beyond an end that is not the best one; where it is worth 0 already, 0 goes on."""
    facts = {"value": write(end.value), "score": write(end.score)}
    if rule.below is None and end.score:
        place = next(place for place, point in enumerate(rule.points) if point.value == end.value)
        yield Flaw("below_unstated", (*_PATH, place), {**facts, "side": side})
    elif rule.below is not None and rule.below > end.score:
        yield Flaw("below_too_high", ("scoring", "below"), {**facts, "below": write(rule.below)})
