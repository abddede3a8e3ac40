"""What every tool is brought to: items with a name to refer to, a state, days and figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from docgen.diagnostics import Diagnostic, Location

__all__ = ["STATES", "Extent", "Item", "Reading", "State", "Tally"]

State = Literal["pending", "in_progress", "completed"]

STATES: tuple[State, ...] = ("pending", "in_progress", "completed")


class Tally(NamedTuple):
    """So many of so many are done: work items, or story points of a sprint."""

    done: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a tool keeps: a task, a milestone, a sprint, a project, a key result.

    ``names`` are all the words by which a spec may refer to it, folded; ``progress`` is in percent;
    ``words`` are what a query can ask for beside kind, title and status, by field.
    """

    ref: str
    tool: str
    where: Location = field(compare=False)
    names: frozenset[str] = frozenset()
    kind: str = ""
    title: str = ""
    status: str = ""
    state: State | None = None
    planned_start: datetime.date | None = None
    planned_end: datetime.date | None = None
    completed: datetime.date | None = None
    progress: Decimal | None = None
    value: Decimal | None = None
    as_of: datetime.date | None = None
    assignee: str = ""
    url: str = ""
    points: Decimal | None = None
    tally: Tally | None = None
    is_counts: bool = False
    """It only says how many things there are, and is none of them."""
    is_share: bool = False
    """Its value was written with a percent sign."""
    fetched: datetime.date | None = field(default=None, compare=False)
    """The day up to which the data of its file go, where the file says so."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_done(self) -> bool:
        """Tell whether the tool calls it finished."""
        return self.completed is not None or self.state == "completed"


class Extent(NamedTuple):
    """How much of a list one page holds: so many entries of so many, the number of the page, and if it is the last."""

    where: Location
    tool: str
    entries: int
    total: int | None
    page: int | None
    is_last: bool | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its items, the day of its data if it says so, and what is to be said of it.

    Findings that are errors make the file unusable.
    """

    items: tuple[Item, ...]
    day: datetime.date | None = None
    findings: tuple[Diagnostic, ...] = ()
    extent: Extent | None = None
