"""What can be wrong with a scoring rule: the kinds of flaws and the facts each of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from docgen.diagnostics import Fact, FieldPath

__all__ = ["Flaw", "FlawKind"]

FlawKind = Literal[
    # Anchors
    "anchor_repeated",  # value, score, other_score: one value, two scores
    "below_unstated",  # value, score, side (below | above): what a result beyond the worst anchor is worth
    "below_too_high",  # below, value, score: beyond the worst anchor there is more than at it
    # Order of scores, of anchors, tiers and levels. ``result`` is worse than ``other`` and gets more.
    "against_direction",  # direction, result, score, other, other_score: the whole rule is reversed
    "not_monotone",  # direction, result, score, other, other_score: scores go up and down
    "scores_equal",  # score: every result gets the same
    # Bands of tiers and levels; region, band and by are told in both languages (region_zh, region_en, …)
    "band_gap",  # region, score (None of levels): results between two bands are in none
    "boundary_unstated",  # value, score (None of levels): two bands meet and neither holds this value
    "boundary_twice",  # value, score, other_score: two bands meet and both hold this value
    "band_overlap",  # band, by, region, score, other_score: two bands claim the same results
    "band_unreachable",  # band, score: earlier bands (of levels: higher ones) take every result of it
    "level_unbounded",  # level: it has no bounds, and is not the lowest
    # The target
    "target_score",  # target, score, expected: what meets the target does not get the full mark
    "target_level",  # target, level, least: what meets the target reaches a poor level only
    # Ratio and progress
    "ratio_target",  # target: a target of 0 or less divides badly
    "ratio_negative",  # lower_bound (None when not stated), value (known to be below 0), unbounded (if neither)
    "ratio_zero",  # lower_bound (None when not stated): the result is divided by and may be 0
    "ratio_form",  # form, direction: the form rewards the wrong side
    "progress_baseline",  # (none): there is no figure to start from
    "progress_way",  # target: it is the baseline, there is no way to measure
    # Step, range, binary
    "step_unit",  # unit: not above 0
    "step_points",  # points: not above 0
    "range_target",  # target, target_high (None when not stated), low, high: outside the best range
    "range_penalty",  # per_unit: not above 0
    "range_floor",  # floor, full: the floor is not below the full mark
    "binary_reversed",  # met, not_met: meeting the target is not worth more
    # The method as such
    "method_direction",  # method, direction: the method cannot score this direction
    "measure_mixed",  # method, measure: points and levels do not add up to one total
    # The end, of the whole spec
    "points_beyond_cap",  # points, cap: one case is worth more than all together may be
    "award_beyond_cap",  # awarded, cap
    "award_sign",  # awarded, points: a bonus takes away, or a deduction gives
    "points_off_scale",  # points: more than the whole total of an OKR sheet, which ends at 1
    "scale_gap",  # region: totals without a grade
    "scale_overlap",  # grade, other, region: totals with two
    "scale_hidden",  # grade: earlier bands take every total of it
    "entered_off_scale",  # kpi, score, least, most: a person's score that the rule does not know
]
"""Every kind with its facts, which are text: figures as they are written in the spec."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw: its kind, the place (within the KPI, or within the spec for what is wrong at the end), facts."""

    kind: FlawKind
    path: FieldPath
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
