"""What a total is told in: points, grades from 0 to 1, or levels; and how points of a rule become that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from docgen.scoring.methods import FULL
from docgen.scoring.model import Measure, Score
from docgen.scoring.score import weigh
from docgen.spec.models import scoring

__all__ = ["WHOLE", "find_measure", "tell_in"]

LEAST_LEVEL, MOST_LEVEL = 1, 5

WHOLE: dict[Measure, int] = {"points": FULL, "okr": 1, "levels": MOST_LEVEL * FULL}
"""The total of competencies that are all at their highest level."""


def find_measure(rule: scoring.Rule, total: Measure) -> Measure:
    """Return what the scores of a rule are told in, for a total told in ``total``.

    Levels are levels. Other rules give points, unless all scores they state are written as the total is: up
    to 1 for okr, from 1 to 5 for levels. Scores of a person without grades are written as the total is.
    """
    if isinstance(rule, scoring.Levels):
        return "levels"
    stated = list(_stated_scores(rule))
    if not stated:
        return total if isinstance(rule, scoring.Manual) else "points"
    if total == "okr" and max(stated) <= 1:
        return "okr"
    if total == "levels" and min(stated) >= LEAST_LEVEL and max(stated) <= MOST_LEVEL:
        return "levels"
    return "points"


def tell_in(scored: Score, total: Measure) -> Score:
    """Tell a score in the measure of a total, or leave it open when the rule gives points of another kind."""
    rule, points = scored.kpi.scoring, scored.points
    if rule is None or points is None:
        return scored
    own = find_measure(rule, total)
    if own != total and (own, total) != ("points", "okr"):
        return _leave_open(scored, "other_measure")
    if total == "points":
        return scored
    if total == "okr":
        return _tell_in_okr(scored, points if own == "okr" else points / FULL, exact=own == "okr")
    if not LEAST_LEVEL <= points <= MOST_LEVEL:
        return _leave_open(scored, "not_applicable")
    return weigh(scored, levels=True)


def _tell_in_okr(scored: Score, points: Fraction, *, exact: bool) -> Score:
    """Cut to 0 and 1; a person's grade that is written beyond them is none at all (70 is not 1)."""
    told = min(max(points, Fraction(0)), Fraction(1))
    if exact and told != points and isinstance(scored.kpi.scoring, scoring.Manual):
        return _leave_open(scored, "not_applicable")
    return weigh(replace(scored, points=told, cut=told != points), levels=False)


def _leave_open(scored: Score, reason: Literal["not_applicable", "other_measure"]) -> Score:
    return replace(scored, points=None, weighted=None, working=None, unscored=reason)


def _stated_scores(rule: scoring.Rule) -> Iterator[Decimal]:
    """Name the scores that a rule states; progress and ratio state none and give points."""
    scores: list[Decimal | None] = []
    match rule:
        case scoring.Anchors():
            scores = [*(point.score for point in rule.points), rule.below]
        case scoring.Tiers():
            scores = [*(band.score for band in rule.bands), rule.otherwise]
        case scoring.Step():
            scores = [rule.base, rule.cap]
        case scoring.Binary():
            scores = [rule.met, rule.not_met]
        case scoring.Range():
            scores = [rule.full]
        case scoring.Manual():
            scores = [grade.score for grade in rule.grades]
        case _:
            pass
    return (each for each in scores if each is not None)
