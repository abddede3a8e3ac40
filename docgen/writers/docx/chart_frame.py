"""Where things lie in a chart: the plot, and labels that stay clear of lines and of each other. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from docgen.document.charts import Chart, Series

__all__ = ["SMALL", "Frame", "figure", "label_spot", "limit_shifts", "make_frame", "shown_labels"]

SMALL, LINE = 7.5, 9.5
"""The size of small words in a chart, and the height of a line of them."""

_WIDEST_COLUMN = 46.0
_FILLED = 1 / 1.6
"""How much of its slot a column fills, unless it grows too wide."""
_SCALED_FROM = 283
"""From this width on (100 mm) there is room for figures of the value axis."""
_TOP, _GAP, _TALLEST_NAME = 14.0, 5.0, 27.0
_MOST_OF_WIDTH = 0.4
_FIRST_WIDE = "\u2e80"
_NARROW = 0.54
_SMALLEST = 6.0
_CLEAR = 11.0
"""How far a label reaches from the point it belongs to."""

Spot = Literal["t", "b", "outEnd", "inEnd"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart and the place of its plot.

    ``scaled`` says that the value axis shows its figures; ``spill`` is how far the last figure reaches
    beyond the plot, where names of limits begin; ``names`` is the size of the names of categories.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scaled: bool
    spill: float = 0.0
    names: float = SMALL

    @property
    def plot_width(self) -> float:
        """The width of the plot."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> float:
        """The height of the plot."""
        return self.height - self.top - self.bottom

    def slot(self, chart: Chart) -> float:
        """Return the width that one category has."""
        return self.plot_width / len(chart.categories)

    def column(self, chart: Chart) -> float:
        """Return the width of a column."""
        return min(_WIDEST_COLUMN, self.slot(chart) * _FILLED)


def make_frame(chart: Chart, width: float, height: float) -> Frame:
    """Leave room for figures at the left, for names of limits at the right, for categories below."""
    scaled = width >= _SCALED_FROM
    left = max(map(_wide, (figure(tick) for tick in chart.axis.ticks))) + 2 * _GAP if scaled else _GAP
    names = [_wide(f"{each.name} {figure(_level(each))}") for each in chart.series if each.role == "limit"]
    right = min(max(names) + 2 * _GAP, width * _MOST_OF_WIDTH) if names else _GAP
    slot = (width - left - right) / len(chart.categories)
    spill = max(0.0, (_widest(chart) - slot) / 2) if names else 0.0
    two_lines = max(map(_wide, chart.categories)) > slot
    bottom = min(_TALLEST_NAME if two_lines else _TALLEST_NAME - LINE, height / 3)
    return Frame(
        width,
        height,
        left,
        right + spill,
        min(_TOP, height / 4),
        bottom,
        scaled,
        spill,
        _name_size(chart, slot),
    )


def _name_size(chart: Chart, slot: float) -> float:
    """Make names smaller where a word would break that has to stay whole; Chinese may break anywhere."""
    words = (word for name in chart.categories for word in name.split() if max(word) < _FIRST_WIDE)
    longest = max(map(_wide, words), default=0.0)
    return max(_SMALLEST, SMALL * min(1.0, slot / longest)) if longest else SMALL


def _widest(chart: Chart) -> float:
    """Return the width of the widest figure of the way."""
    ways = (each.values for each in chart.series if each.role == "path")
    return max((_wide(figure(value)) for way in ways for value in way if value is not None), default=0.0)


def figure(value: Decimal) -> str:
    """Write a figure as the chart shows it: its own digits, commas between thousands."""
    return f"{value:,f}"


def _wide(text: str) -> float:
    """Estimate the width of small words: a Chinese character is as wide as high, others about half."""
    return SMALL * sum(1 if character >= _FIRST_WIDE else _NARROW for character in text)


def _level(limit: Series) -> Decimal:
    return next((value for value in reversed(limit.values) if value is not None), Decimal(0))


def _up(value: Decimal, chart: Chart, frame: Frame) -> float:
    return chart.axis.place(value) * frame.plot_height


def shown_labels(chart: Chart, series: Series, frame: Frame) -> frozenset[int]:
    """Choose the points whose figures are written: so many as have room, the one that stands out among them."""
    there = [place for place, value in enumerate(series.values) if value is not None]
    if not there:
        return frozenset()
    every = max(1, -int(-(_widest(chart) + _GAP / 2) // frame.slot(chart)))
    anchor = chart.mark if chart.mark in there else there[-1]
    return frozenset(place for place in there if (anchor - place) % every == 0)


def label_spot(value: Decimal, chart: Chart, frame: Frame) -> Spot:
    """Choose the side of a point where its figure is not crossed by the line of a limit."""
    lines = [_up(_level(each), chart, frame) for each in chart.series if each.role == "limit"]
    end = _up(value, chart, frame)
    if chart.kind == "line":
        above = _is_free(lines, end, end + 1.4 * _CLEAR)
        below = _is_free(lines, end - 1.4 * _CLEAR, end) and end > 1.4 * _CLEAR
        return "t" if above or not below else "b"
    foot = _up(min(max(chart.axis.low, Decimal(0)), chart.axis.high), chart, frame)
    outside = (end, end + _CLEAR) if value >= 0 else (end - _CLEAR, end)
    free = _is_free(lines, *outside) and outside[0] >= 0
    has_room = abs(end - foot) > 1.4 * _CLEAR and _wide(figure(value)) < frame.column(chart)
    return "outEnd" if free or not has_room else "inEnd"


def _is_free(lines: list[float], low: float, high: float) -> bool:
    return not any(low < line < high for line in lines)


def limit_shifts(chart: Chart, frame: Frame) -> dict[int, float]:
    """Tell how far the name of every limit moves up, so that none covers another; by place in ``series``."""
    limits = {place: each for place, each in enumerate(chart.series) if each.role == "limit"}
    own = {place: _up(_level(each), chart, frame) for place, each in limits.items()}
    places: dict[int, float] = {}
    floor, roof = -LINE, frame.plot_height + frame.top / 2
    order = sorted(own, key=lambda each: (own[each], each))
    for place in order:
        floor = places[place] = max(own[place], floor + LINE)
    for place in reversed(order):
        places[place] = min(places[place], roof)
        roof = places[place] - LINE
    return {place: places[place] - own[place] for place in order}
