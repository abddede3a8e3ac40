"""Can results of a KPI be divided by its target, or measured on the way to it?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.diagnostics import Fact, FieldPath
from docgen.scoring.flaw import Flaw
from docgen.scoring.sense import better_side, is_misdirected
from docgen.scoring.spans import write
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.scoring import Ratio

__all__ = ["find_progress_flaws", "find_ratio_flaws"]

_METHOD: FieldPath = ("scoring", "method")
_MAY_BE_NEGATIVE = frozenset({"currency", "percent", "percentage_points", "score"})
"""Profits, growth, changes and net scores; counts, durations and ratios are not."""


def find_progress_flaws(kpi: Kpi) -> Iterator[Flaw]:
    """Find what keeps progress from being measured: no start, no way, or no one point to go to."""
    if kpi.direction == "range":
        yield Flaw("method_direction", _METHOD, {"method": "progress", "direction": kpi.direction})
    elif kpi.baseline.value is None:
        yield Flaw("progress_baseline", _METHOD)
    elif kpi.baseline.value == kpi.target and not is_misdirected(kpi):
        yield Flaw("progress_way", _METHOD, {"target": write(kpi.target)})


def find_ratio_flaws(rule: Ratio, kpi: Kpi) -> Iterator[Flaw]:
    """Find ratios that mean nothing: of or by figures that may be 0 or less, or for the wrong side."""
    if kpi.target <= 0:
        yield Flaw("ratio_target", _METHOD, {"target": write(kpi.target)})
        return
    bound = None if kpi.lower_bound is None else write(kpi.lower_bound)
    negative = next((value for value in _known(kpi) if value < 0), None)
    if _may_be_negative(kpi) or negative is not None:
        value = None if negative is None else write(negative)
        unstated: dict[str, Fact] = {} if bound or value else {"unbounded": "lower_bound"}
        yield Flaw("ratio_negative", _METHOD, {"lower_bound": bound, "value": value, **unstated})
    elif rule.form == "target/actual" and (kpi.lower_bound is None or kpi.lower_bound <= 0):
        yield Flaw("ratio_zero", ("scoring", "form"), {"lower_bound": bound})
    yield from _form(rule, kpi)


def _may_be_negative(kpi: Kpi) -> bool:
    if kpi.lower_bound is None:
        return kpi.value_type in _MAY_BE_NEGATIVE
    return kpi.lower_bound < 0


def _known(kpi: Kpi) -> Iterator[Decimal]:
    """Name the figures of a KPI that are or may become results."""
    yield from (value for value in (kpi.baseline.value, kpi.threshold) if value is not None)
    yield from (point.value for point in kpi.trajectory)
    yield from (point.value for point in kpi.history)


def _form(rule: Ratio, kpi: Kpi) -> Iterator[Flaw]:
    side = better_side(kpi)
    facts: dict[str, Fact] = {"direction": kpi.direction}
    if side is None:
        yield Flaw("method_direction", _METHOD, {**facts, "method": rule.method})
    elif (rule.form == "actual/target") != (side == "higher") and not is_misdirected(kpi):
        yield Flaw("ratio_form", ("scoring", "form"), {**facts, "form": rule.form})
