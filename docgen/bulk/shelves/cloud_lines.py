"""Records that grow line by line, where nothing can be added to an object: one object a second.

A line that was not put yet when a run is killed costs no more than making its document again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from docgen.bulk.shelves.cloud_store import CloudStore, TakenError
from docgen.diagnostics import DocgenError, Location, report

__all__ = ["CloudLines"]

_WAIT = 1.0  # seconds
_MANY = 500  # lines


class CloudLines:
    """The lines of records: what an object ``path`` holds, then those of ``path.d/00000001`` and so on."""

    def __init__(self, store: CloudStore) -> None:
        """Keep lines in a store."""
        self._store = store
        self._guard = threading.Lock()
        self._waiting: dict[str, list[bytes]] = {}
        self._next: dict[str, int] = {}
        self._timer: threading.Timer | None = None
        self._failure: DocgenError | None = None

    def append(self, path: str, line: bytes) -> None:
        """Add a line; raises DocgenError when lines before it could not be put."""
        with self._guard:
            self._raise()
            lines = self._waiting.setdefault(path, [])
            lines.append(line + b"\n")
            if len(lines) >= _MANY:
                self._put_all()
            elif self._timer is None:
                self._timer = threading.Timer(_WAIT, self._put_later)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Put what waits; raises DocgenError."""
        with self._guard:
            self._raise()
            self._put_all()

    def read(self, path: str) -> Iterator[bytes]:
        """Return every line, without one that is torn at the end of an object; raises DocgenError."""
        self.flush()
        for name in (path, *self._segments(path)):
            yield from _split(self._store.pieces(name) or ())

    def forget(self, path: str) -> None:
        """Remove all lines that were added; raises DocgenError."""
        with self._guard:
            self._waiting.pop(path, None)
            segments = self._segments(path)
            self._store.remove(segments)
            self._next.pop(path, None)

    def _segments(self, path: str) -> list[str]:
        return sorted(self._store.paths(f"{path}.d"))

    def _put_later(self) -> None:
        with self._guard:
            try:
                self._put_all()
            except DocgenError as failure:
                self._failure = failure

    def _raise(self) -> None:
        if self._failure:
            raise self._failure

    def _put_all(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        for path, lines in self._waiting.items():
            if lines:
                self._put(path, b"".join(lines))
                lines.clear()

    def _put(self, path: str, content: bytes) -> None:
        if path not in self._next:
            last = next(reversed(self._segments(path)), f"{path}.d/0")
            self._next[path] = int(last.rpartition("/")[2]) + 1
        try:
            self._store.create(f"{path}.d/{self._next[path]:08d}", content)
        except TakenError:  # somebody else writes here
            where = Location(self._store.address)
            finding = report("DG851", where, folder=self._store.address, pid=None, host=None)
            raise DocgenError([finding]) from None
        self._next[path] += 1


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
