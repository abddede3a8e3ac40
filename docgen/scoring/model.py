"""What scoring gives: points with their working, a total, a grade. All numbers are exact fractions.

Nothing here is rounded but ``Total.total`` and ``Part.rounded``, each once and from the exact sum, and what
the two ``…_differ`` compare with them. Sentences are made by the View, from the working.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from docgen.spec.models.course import Actual
from docgen.spec.models.evaluation import Adjustment, Competency, RedLine, Rounding
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.scoring import Anchor, Band, Level

__all__ = [
    "At",
    "Awarded",
    "Between",
    "Beyond",
    "Entered",
    "Evaluated",
    "InBand",
    "InRange",
    "Measure",
    "Met",
    "Number",
    "Part",
    "Quotient",
    "Reached",
    "Score",
    "Standing",
    "Stepped",
    "Total",
    "Unscored",
    "Working",
]

Number = Decimal | Fraction
Measure = Literal["points", "okr", "levels"]
"""What a total is told in."""
Unscored = Literal["no_actual", "no_rule", "not_applicable", "other_measure"]
"""Why there are no points: nothing was measured, the KPI has no rule, the rule says nothing about this value,
or it gives points of another kind than the total (levels and points do not add up).
"""


@dataclass(frozen=True, slots=True)
class At:
    """Anchors: exactly at one of them."""

    point: Anchor


@dataclass(frozen=True, slots=True)
class Between:
    """Anchors: on the line between two points."""

    low: Anchor
    high: Anchor


@dataclass(frozen=True, slots=True)
class Beyond:
    """Anchors: beyond an end; ``point`` is that end, ``worse`` tells whether the score there is not the best."""

    point: Anchor
    worse: bool


@dataclass(frozen=True, slots=True)
class Quotient:
    """Progress or ratio: what was divided by what, before cap and floor."""

    form: Literal["progress", "actual/target", "target/actual", "2-actual/target"]
    points: Fraction
    limit: Literal["cap", "floor"] | None


@dataclass(frozen=True, slots=True)
class InBand:
    """Tiers: the band that holds, or none of them (``otherwise``)."""

    band: Band | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """Step: how many units better (above 0) or worse than the target, before cap and floor."""

    units: Fraction
    points: Fraction
    limit: Literal["cap", "floor"] | None


@dataclass(frozen=True, slots=True)
class Met:
    """Binary: whether the target was met."""

    met: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Levels: the level that was reached."""

    level: Level


@dataclass(frozen=True, slots=True)
class InRange:
    """Range: how many units outside (0 is inside), before the floor."""

    outside: Fraction
    points: Fraction
    limit: Literal["floor"] | None


@dataclass(frozen=True, slots=True)
class Entered:
    """Manual: the score a person gave."""

    score: Decimal


Working = At | Between | Beyond | Quotient | InBand | Stepped | Met | Reached | InRange | Entered
"""How the points came about, so that an employee can redo it by hand."""


@dataclass(frozen=True, slots=True)
class Score:
    """A KPI at the end: its points with their working, or why there are none.

    ``points`` are those of the rule; in an evaluation they are told in its measure (okr: 0 to 1), and ``cut``
    tells that they were beyond what it can tell. ``weighted`` is points times weight by 100 (of levels: level
    times weight, so that all fives give 500).
    """

    kpi: Kpi
    actual: Actual | None
    points: Fraction | None
    weighted: Fraction | None
    working: Working | None
    unscored: Unscored | None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the total: results or competencies; ``share`` in percent."""

    points: Fraction
    rounded: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Awarded:
    """An adjustment that was given; cut to its cap, and to 0 where a bonus would take or a deduction give."""

    adjustment: Adjustment
    points: Decimal
    cut: bool


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of everything, rounded once, and the grade it gives.

    ``open_weight`` is the weight without points, of goals without a KPI too, ``open_competencies`` the part
    of 100 of the competencies without a level by the manager (all 100 where they have a share and none is
    listed); above 0 the total is provisional: the points so far, with nothing put in for what is missing.
    ``lines_differ`` is what the rounded lines of the results sum to, ``parts_differ`` what the rounded parts
    and the adjustments give, each only when that is another number than the one beside it.

    ``grade`` is that of the scale for ``total``, None while it is provisional; ``gates`` are the red lines
    that hold it down, and ``capped_grade`` the grade they leave (the same as ``grade`` when none does).
    ``competencies`` is None where they have no share; ``missing_levels`` are those not given yet.
    """

    results: Part
    competencies: Part | None
    awarded: tuple[Awarded, ...]
    exact: Fraction
    total: Decimal
    lines_differ: Decimal | None
    parts_differ: Decimal | None
    open_weight: Decimal
    open_competencies: Fraction
    missing_levels: tuple[Competency, ...]
    grade: str | None
    gates: tuple[RedLine, ...]
    capped_grade: str | None

    @property
    def provisional(self) -> bool:
        """Tell whether something is still missing."""
        return bool(self.open_weight or self.open_competencies)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Every KPI in the order of the spec, and the total; None when no KPI has points yet.

    ``rounding`` is the one that holds: for what is told in okr, 4 digits where the spec states none.
    """

    measure: Measure
    rounding: Rounding
    scores: tuple[Score, ...]
    total: Total | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A measured value against the planned way.

    ``progress`` is (value - baseline) / (target - baseline), ``planned`` the same for the planned value of
    that day, ``ratio`` the one by the other; each is None where it has no meaning (no baseline, a target at
    the baseline, a range, nothing planned by that day, a KPI planned for the end alone). ``interpolated``
    tells that the planned value lies between two stated ones. ``status`` follows from ratio and thresholds;
    without either it is None.
    """

    planned_value: Fraction | None
    interpolated: bool
    progress: Fraction | None
    planned: Fraction | None
    ratio: Fraction | None
    status: Literal["on_track", "at_risk", "behind"] | None
