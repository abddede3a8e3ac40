"""How a milestone stands by what its tool says."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from docgen.sources.progress.model import Item
from docgen.spec.models.plan import Milestone

__all__ = ["Said", "Standing", "judge_step"]


class Said(NamedTuple):
    """A few words in both languages."""

    zh: str
    en: str


class Standing(NamedTuple):
    """The status in words, the day of completion, and how it counts in a sum."""

    status: Said
    completed: datetime.date | None
    is_done: bool
    is_late: bool


_WORDS = {"pending": Said("未开始", "Not started"), "in_progress": Said("进行中", "In progress")}
_DONE = Said("已完成", "Done")
_ON_TIME = Said("按期完成", "Done on time")
_OVERDUE = Said("逾期未完成", "Overdue")
_OPEN = Said("未完成", "Not done")


def judge_step(milestone: Milestone, item: Item, day: datetime.date) -> Standing:
    """Say how a milestone stood on a day; what was completed later was not done then.

    Late is what was completed after the day it was due in the spec; an open one is overdue after that day.
    """
    completed = item.completed if item.completed and item.completed <= day else None
    if completed:
        late = (completed - milestone.due).days
        status = _ON_TIME if late <= 0 else Said(f"延期{late}天完成", f"Done {late} {_days(late)} late")
        return Standing(status, completed, True, late > 0)
    if item.completed is None and item.state == "completed":
        return Standing(_DONE, None, True, False)
    if milestone.due < day:
        return Standing(_OVERDUE, None, False, True)
    said = _WORDS.get(item.state or "") or (Said(item.status, item.status) if item.status else _OPEN)
    return Standing(_OPEN if item.completed else said, None, False, False)


def _days(count: int) -> str:
    return "day" if count == 1 else "days"
