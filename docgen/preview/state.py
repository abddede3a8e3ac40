"""What the page shows at one moment, and the board on which the next moment is announced."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from docgen.diagnostics import Diagnostic
from docgen.document.model import Artifact
from docgen.preview.pages import Pages

__all__ = ["About", "Board", "Choice", "Made", "Moment", "Phase"]


class Phase(StrEnum):
    """How far the newest state of the files has come."""

    CHECKING = "checking"
    MAKING = "making"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: a spec by its place in the list, and the language of the document."""

    spec: int = 0
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a pack is called and whom it extends; empty until it could be read once."""

    name: str
    titles: Mapping[str, str] = field(default_factory=dict)
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """One finished making: its files by output, the pages of its PDF, and when by the running clock.

    ``spec`` is the place of its spec in the list.
    """

    number: int
    spec: int
    artifacts: Mapping[str, Artifact]
    pages: Pages | None
    stem: str
    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything the page shows. ``made`` belongs to older files when ``is_current`` is false."""

    phase: Phase
    about: About
    choice: Choice = Choice()
    findings: tuple[Diagnostic, ...] = ()
    made: Made | None = None
    is_current: bool = False


class Board:
    """The newest moment, and everybody who waits for the next; whoever is slow misses those between."""

    def __init__(self, first: Moment) -> None:
        """Begin with a moment."""
        self.moment = first
        self._waiting: set[asyncio.Event] = set()
        self._is_closed = False

    def announce(self, moment: Moment) -> None:
        """Show a new moment to everybody."""
        self.moment = moment
        self._wake()

    def close(self) -> None:
        """Let everybody go who follows."""
        self._is_closed = True
        self._wake()

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def follow(self, heartbeat: float) -> AsyncIterator[Moment | None]:
        """Yield the newest moment now and whenever there is another, and None when nothing happened."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            event.set()
            while not self._is_closed:
                try:
                    await asyncio.wait_for(event.wait(), heartbeat)
                except TimeoutError:
                    yield None
                    continue
                event.clear()
                if not self._is_closed:
                    yield self.moment
        finally:
            self._waiting.discard(event)
