"""Does a scoring rule give every result one score, the better the more, and the full mark for the target?

What can be found is listed in ``flaw.FlawKind``, each kind with its facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from docgen.diagnostics import FieldPath
from docgen.scoring.bands import Piece, Table, share_out
from docgen.scoring.divisions import find_progress_flaws, find_ratio_flaws
from docgen.scoring.flaw import Flaw, FlawKind
from docgen.scoring.lines import find_anchor_flaws
from docgen.scoring.measure import find_measure
from docgen.scoring.methods import FULL, apply_rule
from docgen.scoring.model import Measure
from docgen.scoring.ranking import find_disorder
from docgen.scoring.sense import is_misdirected
from docgen.scoring.spans import Bounds, write
from docgen.spec.models import GoalSpec, scoring
from docgen.spec.models.kpis import Kpi

__all__ = ["Flaw", "FlawKind", "find_flaws"]

LEAST_LEVEL = 3
"""The level that a met target must reach: the middle one, which says that what was asked is there."""


def find_flaws(spec: GoalSpec, kpi: Kpi) -> tuple[Flaw, ...]:
    """Return what is wrong with the scoring rule of a KPI; paths are those within the KPI.

    A KPI without a rule has no flaws, and a flaw that only follows from another one, or from a target on the
    wrong side of the baseline, is not told.
    """
    rule = kpi.scoring
    if rule is None:
        return ()
    total: Measure = spec.evaluation.measure if spec.evaluation else "points"
    own = find_measure(rule, total)
    if own != total and (own, total) != ("points", "okr"):
        where: FieldPath = ("scoring", "method")
        return (Flaw("measure_mixed", where, {"method": rule.method, "measure": total}),)
    found = tuple(_examine(rule, kpi))
    return found or tuple(_check_target(rule, kpi, own))


def _examine(rule: scoring.Rule, kpi: Kpi) -> Iterator[Flaw]:  # noqa: C901 - one case a method
    match rule:
        case scoring.Anchors():
            yield from find_anchor_flaws(rule, kpi)
        case scoring.Progress():
            yield from find_progress_flaws(kpi)
        case scoring.Ratio():
            yield from find_ratio_flaws(rule, kpi)
        case scoring.Tiers():
            yield from _examine_bands(_of_tiers(rule), kpi)
        case scoring.Levels():
            yield from _examine_levels(rule, kpi)
        case scoring.Step():
            yield from _examine_step(rule)
        case scoring.Range():
            yield from _examine_range(rule, kpi)
        case scoring.Binary():
            if rule.met <= rule.not_met:
                facts = {"met": write(rule.met), "not_met": write(rule.not_met)}
                yield Flaw("binary_reversed", ("scoring", "met"), facts)
        case scoring.Manual():
            pass
        case _:
            assert_never(rule)


def _of_tiers(rule: scoring.Tiers) -> Table:
    path: FieldPath = ("scoring", "bands")
    bands = tuple(
        Piece((*path, place), Bounds(band.ge, band.gt, band.le, band.lt), band.score)
        for place, band in enumerate(rule.bands)
    )
    return Table(path, bands, rule.otherwise, may_touch=False)


def _examine_bands(table: Table, kpi: Kpi) -> Iterator[Flaw]:
    shared = share_out(table, kpi)
    yield from shared.flaws
    if not shared.tangled and shared.scores:
        pairs = [(shared.line.pick(piece), score) for piece, score in shared.scores]
        yield from find_disorder(kpi, pairs, table.path)


def _examine_levels(rule: scoring.Levels, kpi: Kpi) -> Iterator[Flaw]:
    """Look at levels from the highest, which counts where several hold; the lowest may be the rest."""
    path: FieldPath = ("scoring", "levels")
    ordered = sorted(enumerate(rule.levels), key=lambda pair: pair[1].level, reverse=True)
    endless = [(place, level) for place, level in ordered if level.ge is None and level.le is None]
    last = ordered[-1][0]
    loose = [(place, level) for place, level in endless if place != last]
    for place, level in loose:
        yield Flaw("level_unbounded", (*path, place), {"level": str(level.level)})
    if loose:
        return
    bands = tuple(
        Piece((*path, place), Bounds(ge=level.ge, le=level.le), Decimal(level.level))
        for place, level in ordered
        if (place, level) not in endless
    )
    rest = Decimal(endless[0][1].level) if endless else None
    yield from _examine_bands(Table(path, bands, rest, may_touch=True), kpi)


def _examine_step(rule: scoring.Step) -> Iterator[Flaw]:
    if rule.unit <= 0:
        yield Flaw("step_unit", ("scoring", "unit"), {"unit": write(rule.unit)})
    if rule.points <= 0:
        yield Flaw("step_points", ("scoring", "points"), {"points": write(rule.points)})


def _examine_range(rule: scoring.Range, kpi: Kpi) -> Iterator[Flaw]:
    if rule.per_unit <= 0:
        yield Flaw("range_penalty", ("scoring", "per_unit"), {"per_unit": write(rule.per_unit)})
    if rule.floor is not None and rule.floor >= rule.full:
        facts = {"floor": write(rule.floor), "full": write(rule.full)}
        yield Flaw("range_floor", ("scoring", "floor"), facts)
    if _punishes_better(rule, kpi):
        where: FieldPath = ("scoring", "method")
        yield Flaw("method_direction", where, {"method": rule.method, "direction": kpi.direction})
        return
    targets = [kpi.target] if kpi.target_high is None else [kpi.target, kpi.target_high]
    if not all(rule.low <= target <= rule.high for target in targets):
        high = None if kpi.target_high is None else write(kpi.target_high)
        ends = {"low": write(rule.low), "high": write(rule.high)}
        yield Flaw("range_target", ("scoring",), {"target": write(kpi.target), "target_high": high, **ends})


def _punishes_better(rule: scoring.Range, kpi: Kpi) -> bool:
    """Tell whether a result may be better than the range and lose points for it."""
    if is_misdirected(kpi):
        return False
    if kpi.direction == "higher":
        return kpi.upper_bound is None or kpi.upper_bound > rule.high
    return kpi.direction == "lower" and (kpi.lower_bound is None or kpi.lower_bound < rule.low)


def _check_target(rule: scoring.Rule, kpi: Kpi, own: Measure) -> Iterator[Flaw]:
    """Insist that the target, and of a range its upper end, gets the full mark: 100, or what the rule states."""
    if isinstance(rule, scoring.Manual):
        return
    for target in (kpi.target, kpi.target_high):
        outcome = apply_rule(rule, kpi, target) if target is not None else None
        if target is None or outcome is None:
            continue
        facts = {"target": write(target)}
        if own == "levels":
            if outcome[0] < LEAST_LEVEL:
                level = write(outcome[0])
                yield Flaw("target_level", ("scoring",), {**facts, "level": level, "least": str(LEAST_LEVEL)})
        elif outcome[0] != (expected := _full_mark(rule, own)):
            scores = {"score": write(outcome[0]), "expected": write(expected)}
            yield Flaw("target_score", ("scoring",), {**facts, **scores})


def _full_mark(rule: scoring.Rule, own: Measure) -> Decimal:
    match rule:
        case scoring.Step():
            return rule.base
        case scoring.Binary():
            return rule.met
        case scoring.Range():
            return rule.full
        case _:
            return Decimal(1 if own == "okr" else FULL)
