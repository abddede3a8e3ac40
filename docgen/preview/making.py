"""Make documents in a child process that can be given up, and hand over what became of them."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from docgen.diagnostics import DocgenError, report
from docgen.pipeline import Outcome, this_day
from docgen.sources.contract import Entry, Source
from docgen.workshop.confined import BrokenError, ConfinedWorkshop
from docgen.workshop.limits import Limits

__all__ = ["Bench", "Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: an entry of a source with a pack in one state of its files (``pack_print``)."""

    pack: str
    pack_print: Hashable
    outputs: tuple[str, ...]
    locale: str | None
    source: Source
    entry: Entry

    @property
    def settings(self) -> dict[str, Any]:
        """Return what the workshop in the child is opened with."""
        return {"pack": self.pack, "to": self.outputs, "locale": self.locale, "review": False}


class Bench:
    """One child process, kept warm: its pack is loaded anew when files of it have changed.

    Every pack is rendered there, our own too, so that the page stays alive and a making that is out of
    date can be ended. ``make`` waits and belongs into a thread; ``abandon`` may be called meanwhile.
    """

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self._limits = limits
        self._workshop: ConfinedWorkshop | None = None
        self._opened: Hashable = None
        self._lock = threading.Lock()

    def make(self, order: Order) -> Outcome:
        """Make the documents of an order; whatever goes wrong is a finding of the outcome."""
        with self._lock:
            try:
                outcome = self._open(order).make(order.source, order.entry, this_day())
            except DocgenError as failure:
                return Outcome(diagnostics=failure.diagnostics)
            except BrokenError as bug:
                return Outcome(diagnostics=(report("DG752", problem=str(bug)),))
            except Exception as bug:  # noqa: BLE001 - the preview outlives whatever a making does
                self.abandon()
                return Outcome(diagnostics=(report("DG752", problem=type(bug).__name__),))
            return outcome

    def abandon(self) -> None:
        """End the child, in the middle of its work if need be."""
        workshop, self._workshop, self._opened = self._workshop, None, None
        if workshop:
            workshop.close()

    def _open(self, order: Order) -> ConfinedWorkshop:
        wanted = (order.pack_print, order.outputs, order.locale)
        workshop = self._workshop
        if workshop is None:
            workshop = self._workshop = ConfinedWorkshop(order.settings, self._limits)
        elif self._opened != wanted:
            self._opened = None
            workshop.reopen(order.settings)
        self._opened = wanted
        return workshop
