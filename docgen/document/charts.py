"""A chart as data: what is drawn, apart from how. The same numbers stand in SVG, in Word and in the spec."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Literal, cast

from docgen.document.source import Plain, as_json

__all__ = ["MAX_POINTS", "MAX_SERIES", "Axis", "Chart", "Series", "make_axis", "read_chart", "write_chart"]

Kind = Literal["column", "line"]
Role = Literal["path", "limit"]

_KINDS = frozenset({"column", "line"})
_ROLES = frozenset({"path", "limit"})
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MAX_POINTS = 1000
"""Categories one chart may have."""
MAX_SERIES = 50
"""Rows of numbers one chart may have."""
MAX_FIGURE = Decimal("1e16")
"""Largest magnitude of a number: Office keeps no more digits than that has."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The value axis: from ``low`` to ``high`` with a line every ``step``."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The values at which a line is drawn, both ends among them."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * number for number in range(count + 1))

    def place(self, value: Decimal) -> float:
        """Tell where a value lies: 0 at the low end, 1 at the high end."""
        return float((value - self.low) / (self.high - self.low))


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, a value a category; ``None`` where there is none.

    The ``path`` is the way to the target; a ``limit`` is a value that stays the same (threshold, stretch)
    and is drawn as a dashed line. ``name`` stands in the legend and in the data sheet, ``key`` names its look.
    """

    name: str
    values: tuple[Decimal | None, ...]
    role: Role = "path"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with one category axis. ``title`` also names it for people who do not see it (``description``).

    ``unit`` stands behind figures, ``decimals`` counts their digits, ``mark`` is the category that stands
    out (from 0; -1: none), as the target does.
    """

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    unit: str = ""
    decimals: int = 0
    mark: int = -1
    description: str = ""


def make_axis(
    values: Sequence[Decimal],
    *,
    from_zero: bool,
    lines: int = 5,
    within: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Axis:
    """Find round ends and steps around some values; columns have to begin ``from_zero``.

    There are at most ``lines`` steps, each 1, 2, 2.5 or 5 times a power of ten. ``within`` are ends that
    no value passes (none: unknown); the axis leaves no room for what lies beyond.
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    else:
        low, high = _wider(low, high, *within)
    if low == high:
        high = low + (abs(low) or Decimal(1))
    step = _round_step((high - low) / lines)
    while True:
        first = (low / step).to_integral_value(ROUND_FLOOR) * step
        last = (high / step).to_integral_value(ROUND_CEILING) * step
        if (last - first) / step <= lines:
            return Axis(_plain(first), _plain(last), _plain(step))
        step = _round_step(step * Decimal("1.01"))


def _wider(
    low: Decimal, high: Decimal, floor: Decimal | None, roof: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Leave a tenth on both sides, but do not pass zero or another end."""
    margin = (high - low or abs(low) or Decimal(10)) / 10
    wide_low, wide_high = (Decimal(0) if 0 <= low < margin else low - margin), high + margin
    if floor is not None:
        wide_low = min(low, max(wide_low, floor))
    if roof is not None:
        wide_high = max(high, min(wide_high, roof))
    return wide_low, wide_high


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest round number that is not below ``least``."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")


def write_chart(chart: Chart) -> str:
    """Write a chart as one line of JSON, for ``data-chart``."""
    data: dict[str, Plain] = {
        "kind": chart.kind,
        "title": chart.title,
        "description": chart.description,
        "unit": chart.unit,
        "decimals": chart.decimals,
        "mark": chart.mark,
        "axis": {"low": chart.axis.low, "high": chart.axis.high, "step": chart.axis.step},
        "categories": list(chart.categories),
        "series": [
            {"name": s.name, "key": s.key, "role": s.role, "values": list(s.values)} for s in chart.series
        ],
    }
    return " ".join(line.lstrip(" ") for line in as_json(data).split("\n"))


def read_chart(text: str) -> Chart:
    """Read a chart from JSON; raises ValueError for anything that is not one."""
    try:
        chart = _chart(json.loads(text, parse_float=Decimal, parse_int=Decimal))
        _check(chart)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return chart


def _check(chart: Chart) -> None:
    axis = chart.axis
    _require(chart.kind in _KINDS and 0 < len(chart.categories) <= MAX_POINTS)
    _require(0 < len(chart.series) <= MAX_SERIES and -1 <= chart.mark < len(chart.categories))
    _require(all(s.role in _ROLES and len(s.values) == len(chart.categories) for s in chart.series))
    _require(axis.low < axis.high and axis.step > 0 and 0 <= chart.decimals <= 9)  # noqa: PLR2004 - more no reader can tell apart
    _require((axis.high - axis.low) / axis.step <= MAX_POINTS)


def _chart(data: Any) -> Chart:
    axis = data["axis"]
    return Chart(
        kind=data["kind"],
        title=str(data["title"]),
        categories=tuple(str(name) for name in data["categories"]),
        series=tuple(_series(row) for row in data["series"]),
        axis=Axis(_number(axis["low"]), _number(axis["high"]), _number(axis["step"])),
        unit=str(data.get("unit", "")),
        decimals=int(data.get("decimals", 0)),
        mark=int(data.get("mark", -1)),
        description=str(data.get("description", "")),
    )


def _series(row: Any) -> Series:
    values = tuple(None if value is None else _number(value) for value in row["values"])
    return Series(str(row["name"]), values, cast("Role", row.get("role", "path")), str(row.get("key", "")))


def _number(value: Any) -> Decimal:
    _require(isinstance(value, Decimal) and value.is_finite() and abs(value) <= MAX_FIGURE)
    return cast("Decimal", value)


def _require(true: bool) -> None:
    if not true:
        raise ValueError
