"""The value of a KPI by what its tool says: one item's own figure, or a count over items."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from docgen.i18n.fold import fold
from docgen.i18n.languages import Words
from docgen.sources.progress.links import Link
from docgen.sources.progress.model import Item, Tally
from docgen.sources.progress.query import Condition
from docgen.sources.progress.shelf import Shelf
from docgen.sources.tables.values import tidy
from docgen.spec.models.kpis import Kpi

__all__ = ["AGGREGATES", "Figure", "NotMeasured", "Window", "WrongUnit", "measure"]

_DIGITS = 4
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
    note: Words | None
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
    item = next((each for each in shelf.named(link.ext.tool, link.ext.ref) if not each.is_counts), None)
    if item is None:
        raise NotMeasured(Words("没有这个编号的事项", "there is no item with this ref"))
    if item.value is None and item.progress is None:
        raise NotMeasured(
            Words("这一项既没有数值，也没有进度", "the item has neither a value nor a progress")
        )
    day = item.as_of or item.fetched or window.day
    if item.value is not None:
        return Figure(_in_unit(item.value, kpi) if item.is_share else item.value, day, None, (item,))
    return Figure(_as_share(item.progress or Decimal(0), kpi), day, None, (item,))


def _share_done(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide what is done by all there is; counts that the tool itself gives come first."""
    if not conditions and (counted := _tally(link, shelf, is_counts=True)):
        return _share(*counted, kpi, _day_of_counts(counted[1], window), Words("项中完成", "done"))
    items = _some(link, shelf, conditions)
    day = _true_day(items, window)
    done = sum(_is_done(item, day) for item in items)
    return _share(Tally(Decimal(done), Decimal(len(items))), items, kpi, day, Words("项中完成", "done"))


def _on_time_rate(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide what was completed by its planned day by all that was completed or should have been."""
    items = _some(link, shelf, conditions)
    day = _true_day(items, window)
    due = [item for item in items if item.planned_end and (item.planned_end <= day or _is_done(item, day))]
    if not due:
        raise NotMeasured(
            Words(
                "到数据日期为止，没有到期或完成的事项",
                "nothing was due or completed by the day of the data",
            )
        )
    _insist_on_days([item for item in due if item.planned_end and item.planned_end < day])
    on_time = sum(_is_on_time(item) for item in due if _is_done(item, day))
    counted = Tally(Decimal(on_time), Decimal(len(due)))
    return _share(counted, items, kpi, day, Words("项中按期完成", "on time"))


def _count_done(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Count what was completed since the start of the period."""
    if _is_percent(kpi):
        raise WrongUnit(Words("个数", "a count"))
    items = _some(link, shelf, conditions)
    _insist_on_days(items)
    day = _true_day(items, window)
    done = sum(item.completed is not None and window.start <= item.completed <= day for item in items)
    return Figure(Decimal(done), day, None, items)


def _sprint_predictability(
    link: Link, kpi: Kpi, shelf: Shelf, conditions: tuple[Condition, ...], window: Window
) -> Figure:
    """Divide completed story points by all points of the sprint; what was promised at its start is not known."""
    if not conditions and (counted := _tally(link, shelf, is_counts=False)):
        return _share(
            *counted, kpi, _day_of_counts(counted[1], window), Words("个故事点中完成", "story points done")
        )
    items = _some(link, shelf, conditions)
    day = _true_day(items, window)
    total = sum((item.points or Decimal(0) for item in items), Decimal(0))
    if not total:
        raise NotMeasured(Words("这些事项没有故事点", "the items have no story points"))
    done = sum((item.points or Decimal(0) for item in items if _is_done(item, day)), Decimal(0))
    return _share(Tally(done, total), items, kpi, day, Words("个故事点中完成", "story points done"))


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
        raise NotMeasured(Words("没有符合条件的事项", "no item fits"))
    return items


def _tally(link: Link, shelf: Shelf, *, is_counts: bool) -> tuple[Tally, tuple[Item, ...]] | None:
    """Find the counts of a project, or the points of a sprint."""
    named = shelf.named(link.ext.tool, link.ext.ref)
    found = [item for item in named if item.tally and item.is_counts == is_counts]
    return (found[0].tally, tuple(found[:1])) if found and found[0].tally else None


def _true_day(items: tuple[Item, ...], window: Window) -> datetime.date:
    """Give the day of the data, or that of the oldest of their files if that is earlier."""
    return min([window.day, *(item.fetched for item in items if item.fetched)])


def _day_of_counts(items: tuple[Item, ...], window: Window) -> datetime.date:
    """Give the day of counts that a tool made itself: they cannot be brought back to an earlier one."""
    return items[0].fetched or window.day


def _insist_on_days(items: Sequence[Item]) -> None:
    """Refuse to count what is done but not said when."""
    missing = sum(item.state == "completed" and item.completed is None for item in items)
    if missing:
        raise NotMeasured(
            Words(
                f"有{missing}项已完成但没有完成时间",
                f"{missing} completed without a day of completion",
            )
        )


def _share(counted: Tally, items: tuple[Item, ...], kpi: Kpi, day: datetime.date, words: Words) -> Figure:
    if not counted.total:
        raise NotMeasured(Words("总数是 0", "the total is 0"))
    if not 0 <= counted.done <= counted.total:
        raise NotMeasured(Words("完成数与总数矛盾", "what is done and the total contradict each other"))
    value = _as_share(counted.done * _FULL / counted.total, kpi)
    done, total = tidy(counted.done), tidy(counted.total)
    note = Words(f"{total}{words.zh}{done}{words.zh[0]}", f"{done} of {total} {words.en}")
    return Figure(value, day, note, items)


def _as_share(percent: Decimal, kpi: Kpi) -> Decimal:
    """Write a share in the unit of the KPI; with digits to spare, so that none is rounded up to its target."""
    if _is_percent(kpi):
        digits = max(_DIGITS, kpi.precision or 0)
        return tidy(percent.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    if kpi.value_type == "ratio":
        digits = max(_DIGITS + 2, kpi.precision or 0)
        return tidy((percent / _FULL).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    raise WrongUnit(Words("百分比", "a percentage"))


def _in_unit(percent: Decimal, kpi: Kpi) -> Decimal:
    """Write a share that somebody gave in the unit of the KPI, with every digit."""
    if _is_percent(kpi):
        return percent
    if kpi.value_type == "ratio":
        return tidy(percent / _FULL)
    raise WrongUnit(Words("百分比", "a percentage"))


def _is_percent(kpi: Kpi) -> bool:
    return (
        kpi.value_type == "percent"
        or fold(kpi.unit.say("en")) in _PERCENT
        or fold(kpi.unit.say("zh")) in _PERCENT
    )


def _is_on_time(item: Item) -> bool:
    """Tell what was done by its planned day; without a day of its own, it was done before that of the data."""
    return item.planned_end is not None and (item.completed is None or item.completed <= item.planned_end)


def _is_done(item: Item, day: datetime.date) -> bool:
    return item.completed <= day if item.completed else item.state == "completed"
