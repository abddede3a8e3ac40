"""Who is asked how a pack calls its files?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from docgen.bulk.model import Order
from docgen.pipeline import Outcome
from docgen.sources.contract import Entry, Source
from docgen.workshop.confined import ConfinedWorkshop
from docgen.workshop.glances import Named, Parts

__all__ = ["Asking", "open_naming"]


class Asking(Protocol):
    """What a plan asks of a workshop."""

    def name(self, glances: Sequence[Parts], today: datetime.date) -> tuple[Named | None, ...]:
        """Name the files of many documents from the first parts of their specs; None: read the whole one."""
        ...

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Have a document made to the point where its name is known."""
        ...


@contextmanager
def open_naming(order: Order) -> Iterator[Asking]:
    """Open a workshop that names documents and makes none, once somebody asks it for a name.

    The patterns of a pack are programs, so a child process tells the names, within the limits of the order.
    """
    naming = _Late(order)
    try:
        yield naming
    finally:
        naming.close()


class _Late:
    """A workshop that opens with the first question; raises DocgenError then if there is a fault in its pack."""

    def __init__(self, order: Order) -> None:
        """Keep what it needs to open."""
        self._order = order
        self._workshop: ConfinedWorkshop | None = None

    def name(self, glances: Sequence[Parts], today: datetime.date) -> tuple[Named | None, ...]:
        """Name documents by what is seen of them."""
        return self._open().name(glances, today)

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Have a document made to the point where its name is known."""
        return self._open().make(source, entry, today)

    def close(self) -> None:
        """End the child, if there is one."""
        if self._workshop:
            self._workshop.close()

    def _open(self) -> ConfinedWorkshop:
        if self._workshop is None:
            settings = {**self._order.settings, "to": (), "word_template": None}
            self._workshop = ConfinedWorkshop(settings, self._order.limits)
        return self._workshop
