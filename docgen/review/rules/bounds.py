"""Can the values of a KPI and the shares in it be, and are they of one measure? Rule M9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from docgen.diagnostics import Fact, FieldPath
from docgen.review.case import Case
from docgen.review.figures import kind_of_unit
from docgen.review.model import Breach
from docgen.review.reading import language_of
from docgen.review.rules.rule import Outcry
from docgen.spec.models.kpis import Kpi

__all__ = ["find_bounds", "is_written_as_fraction", "values_are_of_one_measure"]

_MARKS = ("threshold", "target", "target_high", "stretch")
_SCALES = {"三": 3, "四": 4, "五": 5, "七": 7, "十": 10, "百": 100}
_SCALE_ZH = re.compile(r"([三四五七十百])[分级]制")
_SCALE_EN = re.compile(
    r"\b(?:scale of )?[01]\s?(?:to|[–-])\s?(5|7|10|100)\b|\bout of (5|7|10|100)\b", re.IGNORECASE
)
_NPS = re.compile(r"净推荐值|\bNPS\b|net promoter", re.IGNORECASE)
_GRR = re.compile(r"总收入留存率|\bGRR\b|gross revenue retention", re.IGNORECASE)
_FULL = Decimal(100)
_FAR_APART = 100
"""A stretch or threshold a hundred times the target is written in another unit."""


def values_are_of_one_measure(case: Case) -> Outcry:
    """Find values and shares beyond their bounds, percentages written as fractions, and values of two units."""
    for index, kpi in case.kpis():
        if is_written_as_fraction(case, kpi):
            facts: dict[str, Fact] = {"fraction": f"{kpi.target:f}", "meant": _plain(kpi.target * _FULL)}
            yield _about(kpi, ("kpis", index, "target"), facts)
            continue
        yield from _find_excess(kpi, index)
        outside = list(_find_outside(case, kpi, index))
        yield from outside
        if not outside:
            yield from _find_mixed(kpi, index)


def is_written_as_fraction(case: Case, kpi: Kpi) -> bool:
    """Tell whether a percentage is written as 0.10 where 10 is meant.

    So it is when all values that should grow stay at or below 1, unless it is a rate that is that small;
    and when one value is a hundredth of another.
    """
    if kind_of_unit(case.say(kpi.unit)) != "percent":
        return False
    marks = [abs(value) for _, value in _marks(kpi) if value]
    small = [value for value in marks if value <= 1]
    if any(value * _FULL in marks for value in small):
        return True
    start = kpi.baseline.value or Decimal(0)
    if not small or small != marks or abs(start) > 1 or kpi.direction != "higher":
        return False
    name = case.say(kpi.name)
    return not case.lexicon.find("small_rates", name, language_of(name))


def find_bounds(case: Case, kpi: Kpi) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds of a KPI: its own, those of the library, or those its name and scale imply."""
    low, high = case.bound(kpi, "lower_bound"), case.bound(kpi, "upper_bound")
    name = case.say(kpi.name)
    if _NPS.search(name):
        return (-_FULL if low is None else low), (_FULL if high is None else high)
    if high is None and _GRR.search(name):
        return low, _FULL
    if high is None and kind_of_unit(case.say(kpi.unit)) == "score":
        high = _scale(" ".join((name, case.say(kpi.unit), case.say(kpi.definition))))
    return low, high


def _find_outside(case: Case, kpi: Kpi, index: int) -> Iterator[Breach]:
    low, high = find_bounds(case, kpi)
    for path, value in _values(kpi, index):
        facts: dict[str, Fact] = {"value": _plain(value)}
        if low is not None and value < low:
            yield _about(kpi, path, {**facts, "low": _plain(low)})
        elif high is not None and value > high:
            yield _about(kpi, path, {**facts, "high": _plain(high)})


def _find_excess(kpi: Kpi, index: int) -> Iterator[Breach]:
    """Find more than the whole among those who carry a part of a KPI."""
    shares = sum((each.share for each in kpi.collaborators if each.share is not None), Decimal(0))
    if shares > _FULL:
        yield _about(kpi, ("kpis", index, "collaborators"), {"shares": _plain(shares)})


def _find_mixed(kpi: Kpi, index: int) -> Iterator[Breach]:
    for (_, one), (field, other) in combinations(_marks(kpi), 2):
        small, large = sorted((abs(one), abs(other)))
        if small and large >= small * _FAR_APART:
            facts: dict[str, Fact] = {"one": _plain(one), "other": _plain(other)}
            yield _about(kpi, ("kpis", index, field), facts)
            return


def _scale(said: str) -> Decimal | None:
    if found := _SCALE_ZH.search(said):
        return Decimal(_SCALES[found[1]])
    if found := _SCALE_EN.search(said):
        return Decimal(found[1] or found[2])
    return None


def _marks(kpi: Kpi) -> Iterator[tuple[str, Decimal]]:
    for field in _MARKS:
        value: Decimal | None = getattr(kpi, field)
        if value is not None:
            yield field, value


def _values(kpi: Kpi, index: int) -> Iterator[tuple[FieldPath, Decimal]]:
    """Walk every value of a KPI that is planned; what was measured is looked at by X8."""
    if kpi.baseline.value is not None:
        yield ("kpis", index, "baseline", "value"), kpi.baseline.value
    yield from ((("kpis", index, field), value) for field, value in _marks(kpi))
    for place, point in enumerate(kpi.trajectory):
        yield ("kpis", index, "trajectory", place, "value"), point.value


def _about(kpi: Kpi, path: FieldPath, facts: dict[str, Fact]) -> Breach:
    return Breach(path, {"kpi": kpi.id, **facts}, kpi.goal, kpi.id)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
