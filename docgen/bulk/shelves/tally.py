"""The digest and the size of a file that passes piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from docgen.bulk.model import File

__all__ = ["Tally"]


class Tally:
    """Counts what passes, and holds none of it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._digest, self._size = sha256(), 0

    def pass_on(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces as they are."""
        for piece in pieces:
            self._digest.update(piece)
            self._size += len(piece)
            yield piece

    def count(self, pieces: Iterable[bytes]) -> None:
        """Count pieces that nobody else wants."""
        for _ in self.pass_on(pieces):
            pass

    def file(self, path: str) -> File:
        """Return what has passed so far as the file of this path."""
        return File(path, self._digest.hexdigest(), self._size)
