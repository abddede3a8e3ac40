"""What a run needs from outside: somebody who makes documents, and a place to put them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from docgen.bulk.model import Begun, File, Job, Order, Record
from docgen.sources.contract import Source

__all__ = ["Engine", "Shelf", "Work"]


class Shelf(Protocol):
    """Where finished files go: a folder, or a bucket of an object store.

    Paths are relative, use ``/`` and never leave the shelf. Everything raises DocgenError for what the place
    refuses (DG80x for a folder, DG88x for a store).
    """

    @property
    def address(self) -> str:
        """The place as a person would write it."""
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Keep every other run away as long as it lasts; raises DocgenError (DG851) when one is there already."""
        ...

    def put(self, files: Mapping[str, bytes], *, force: bool = False) -> tuple[File, ...]:
        """Save files, each whole or not at all, durably; those of one call lie in one folder.

        What docgen did not make, or somebody changed since, is not replaced without ``force`` (DG805).
        """
        ...

    def put_stream(self, path: str, chunks: Iterable[bytes], *, force: bool = False) -> File:
        """Save one file that may be larger than the memory, as ``put`` does: whole or not at all, durably.

        Nothing is saved when the chunks end with an exception.
        """
        ...

    def find(self, path: str) -> File | None:
        """Return the digest and the size of a file without keeping it in memory, None when there is none."""
        ...

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        ...

    def paths(self) -> Iterator[str]:
        """Name every file there is, in no order, but for docgen's own records under ``.docgen/``."""
        ...

    def is_ours(self, path: str) -> bool:
        """Tell whether docgen made a file and nobody changed it since."""
        ...

    def remove(self, path: str) -> None:
        """Remove a file, and folders that are empty then; nothing happens when it is gone already."""
        ...

    def append(self, path: str, line: bytes) -> None:
        """Add one line to a record of ours, durably; a line is there whole, or torn at the very end."""
        ...

    def lines(self, path: str) -> Iterator[bytes]:
        """Return the lines of a record of ours, without a torn one at its end; none when there is no record."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """What the making of every document of a run shares."""

    order: Order
    source: Source
    shelf: Shelf
    stop: threading.Event
    """Set when no further document is to be begun; what is under way may be given up after a few seconds."""
    confide: Callable[[Exception], None] = field(default=lambda _bug: None)
    """Called with every bug of ours that a document meets, from any thread; its record says DG901 alone."""


class Engine(Protocol):
    """Somebody who makes documents: workers on this machine, or on many."""

    def run(self, jobs: Iterator[Job], work: Work) -> Iterator[Begun | Record]:
        """Make every document, in any order; yield a ``Begun`` and later a ``Record`` for each.

        A document that kills, hangs or fails its worker costs itself alone: its record says why. Jobs are
        taken one by one as workers become free. When ``work.stop`` is set the run ends within five seconds;
        documents that were begun and not finished leave neither files nor records.
        """
        ...
