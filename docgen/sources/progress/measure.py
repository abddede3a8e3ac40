"""The value of a KPI by what its tool says: one item's own figure, or a count over items."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from docgen.sources.progress.links import Link
from docgen.sources.progress.model import Item, Tally
from docgen.sources.progress.query import Condition
from docgen.sources.progress.shelf import Shelf
from docgen.sources.progress.steps import Said
from docgen.sources.progress.values import fold, tidy
from docgen.spec.models.kpis import Kpi

__all__ = ["AGGREGATES", "Figure", "NotMeasured", "Window", "WrongUnit", "measure"]

_DIGITS = 1
"""Digits of a share in percent where the KPI names no precision."""
_FULL = Decimal(100)
_PERCENT = {"%", "percent", "per cent", "百分比"}


class Window(NamedTuple):
    """The days in which things count: from the start of the period to the day of the data."""

    start: datetime.date
    day: datetime.date


class Figure(NamedTuple):
    """A value with its day, the arithmetic in words, and the items it was made of."""

    value: Decimal
    day: datetime.date
    note: Said | None
    items: tuple[Item, ...]


class NotMeasured(Exception):  # noqa: N818 - says what happened, and is told as a warning
    """Nothing can be said of this KPI; ``args[0]`` is why, in both languages."""


class WrongUnit(Exception):  # noqa: N818 - as above, and is told as an error
    """The KPI has another unit than the aggregate makes; ``args[0]`` says which it makes."""


def measure(link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window) -> Figure:
    """Return the value of a KPI; raises NotMeasured and WrongUnit."""
    return AGGREGATES[fold(link.ext.aggregate or "value")](link, kpi, shelf, conditions, window)


def _value(link: Link, kpi: Kpi, shelf: Shelf, _: tuple[Condition, ...], window: Window) -> Figure:
    """Take the figure of the one item that is meant; without one, its progress."""
    item = next((each for each in shelf.named(link.ext.tool, link.ext.ref) if each.kind != "progress"), None)
    if item is None:
        raise NotMeasured(Said("没有这个编号的事项", "there is no item with this ref"))
    if item.value is None and item.progress is None:
        raise NotMeasured(Said("这一项既没有数值，也没有进度", "the item has neither a value nor a progress"))
    day = item.as_of or window.day
    if item.value is not None:
        return Figure(item.value, day, None, (item,))
    return Figure(_as_share(item.progress or Decimal(0), kpi), day, None, (item,))


def _share_done(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide what is done by all there is; counts that the tool itself gives come first."""
    if not conditions and (counted := _tally(link, shelf, is_counts=True)):
        return _share(*counted, kpi, window, Said("项中完成", "done"))
    items = _some(link, shelf, conditions)
    done = sum(_is_done(item, window.day) for item in items)
    return _share(Tally(Decimal(done), Decimal(len(items))), items, kpi, window, Said("项中完成", "done"))


def _on_time_rate(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide what was completed by its planned day by all that was completed or should have been."""
    items = _some(link, shelf, conditions)
    due = [
        item
        for item in items
        if item.planned_end and (item.planned_end <= window.day or _is_done(item, window.day))
    ]
    if not due:
        raise NotMeasured(
            Said(
                "到数据日期为止，没有到期或完成的事项",
                "nothing was due or completed by the day of the data",
            )
        )
    on_time = sum(_is_on_time(item) for item in due if _is_done(item, window.day))
    counted = Tally(Decimal(on_time), Decimal(len(due)))
    return _share(counted, items, kpi, window, Said("项中按期完成", "on time"))


def _count_done(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Count what was completed since the start of the period."""
    if _is_percent(kpi):
        raise WrongUnit(Said("个数", "a count"))
    items = _some(link, shelf, conditions)
    done = tuple(
        item for item in items if item.completed is not None and window.start <= item.completed <= window.day
    )
    return Figure(Decimal(len(done)), window.day, None, items)


def _sprint_predictability(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide completed story points by all points of the sprint; what was promised at its start is not known."""
    if not conditions and (counted := _tally(link, shelf, is_counts=False)):
        return _share(*counted, kpi, window, Said("个故事点中完成", "story points done"))
    items = _some(link, shelf, conditions)
    total = sum((item.points or Decimal(0) for item in items), Decimal(0))
    if not total:
        raise NotMeasured(Said("这些事项没有故事点", "the items have no story points"))
    done = sum((item.points or Decimal(0) for item in items if _is_done(item, window.day)), Decimal(0))
    return _share(Tally(done, total), items, kpi, window, Said("个故事点中完成", "story points done"))


AGGREGATES: dict[str, Callable[[Link, Kpi, Shelf, tuple[Condition, ...], Window], Figure]] = {
    "value": _value,
    "share_done": _share_done,
    "on_time_rate": _on_time_rate,
    "count_done": _count_done,
    "sprint_predictability": _sprint_predictability,
}
"""How a value is made, by the word the spec uses."""


def _some(link: Link, shelf: Shelf, conditions: tuple[Condition, ...]) -> tuple[Item, ...]:
    items = shelf.inside(link.ext.tool, link.ext.ref, conditions)
    if not items:
        raise NotMeasured(Said("没有符合条件的事项", "no item fits"))
    return items


def _tally(link: Link, shelf: Shelf, *, is_counts: bool) -> tuple[Tally, tuple[Item, ...]] | None:
    """Find the counts of a project, or the points of a sprint."""
    named = shelf.named(link.ext.tool, link.ext.ref)
    found = [item for item in named if item.tally and (item.kind == "progress") == is_counts]
    return (found[0].tally, tuple(found[:1])) if found and found[0].tally else None


def _share(counted: Tally, items: tuple[Item, ...], kpi: Kpi, window: Window, words: Said) -> Figure:
    if not counted.total:
        raise NotMeasured(Said("总数是 0", "the total is 0"))
    value = _as_share(counted.done * _FULL / counted.total, kpi)
    done, total = tidy(counted.done), tidy(counted.total)
    note = Said(f"{total}{words.zh}{done}{words.zh[0]}", f"{done} of {total} {words.en}")
    return Figure(value, window.day, note, items)


def _as_share(percent: Decimal, kpi: Kpi) -> Decimal:
    """Write a share in the unit of the KPI, rounded to its precision."""
    if _is_percent(kpi):
        digits = _DIGITS if kpi.precision is None else kpi.precision
        return tidy(percent.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    if kpi.value_type == "ratio":
        digits = _DIGITS + 2 if kpi.precision is None else kpi.precision
        return tidy((percent / _FULL).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    raise WrongUnit(Said("百分比", "a percentage"))


def _is_percent(kpi: Kpi) -> bool:
    return (
        kpi.value_type == "percent"
        or fold(kpi.unit.say("en")) in _PERCENT
        or fold(kpi.unit.say("zh")) in _PERCENT
    )


def _is_on_time(item: Item) -> bool:
    return item.completed is not None and item.planned_end is not None and item.completed <= item.planned_end


def _is_done(item: Item, day: datetime.date) -> bool:
    return item.completed <= day if item.completed else item.state == "completed"
