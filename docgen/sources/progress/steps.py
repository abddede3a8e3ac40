"""How a milestone stands by what its tool says."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from docgen.i18n.languages import Words
from docgen.sources.progress.model import Item
from docgen.sources.tables.values import printable
from docgen.spec.models.plan import Milestone

__all__ = ["Standing", "judge_step"]


class Standing(NamedTuple):
    """The status in words, the day of completion, and how it counts in a sum."""

    status: Words
    completed: datetime.date | None
    is_done: bool
    is_late: bool
    day: datetime.date
    """The day on which it stood so."""


_WORDS = {"pending": Words("未开始", "Not started"), "in_progress": Words("进行中", "In progress")}
_DONE = Words("已完成", "Done")
_ON_TIME = Words("按期完成", "Done on time")
_OVERDUE = Words("逾期未完成", "Overdue")
_OPEN = Words("未完成", "Not done")


def judge_step(milestone: Milestone, item: Item, day: datetime.date) -> Standing:
    """Say how a milestone stood on a day, or on that of its file if that is earlier.

    What was completed later was not done then. Late is what was completed after the day it was due in the
    spec; an open one is overdue after that day.
    """
    day = min(day, item.fetched or day)
    completed = item.completed if item.completed and item.completed <= day else None
    if completed:
        late = (completed - milestone.due).days
        status = _ON_TIME if late <= 0 else Words(f"延期{late}天完成", f"Done {late} {_days(late)} late")
        return Standing(status, completed, True, late > 0, day)
    if item.completed is None and item.state == "completed":
        return Standing(_DONE, None, True, False, day)
    if milestone.due < day:
        return Standing(_OVERDUE, None, False, True, day)
    words = printable(item.status)
    said = _WORDS.get(item.state or "") or (Words(words, words) if words else _OPEN)
    return Standing(_OPEN if item.completed else said, None, False, False, day)


def _days(count: int) -> str:
    return "day" if count == 1 else "days"
