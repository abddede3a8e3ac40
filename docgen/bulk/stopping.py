"""How a run is asked to stop: gently while documents are made, at once while nothing can be lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Stop", "StoppedError"]


class StoppedError(BaseException):
    """Somebody asked to stop; it passes everything that catches mistakes."""


class Stop:
    """The wish to stop, as signals bring it: any time, in the main thread."""

    def __init__(self) -> None:
        """Begin without the wish."""
        self.event = threading.Event()
        self.is_asked = False
        self._is_gentle = False

    def ask(self) -> None:
        """Ask to stop; raises StoppedError unless somebody looks at ``event`` soon, and when asked again."""
        is_gentle = self._is_gentle and not self.is_asked
        self.is_asked = True
        self.event.set()
        if not is_gentle:
            raise StoppedError

    @contextmanager
    def gently(self) -> Iterator[None]:
        """Let the first wish only set ``event`` as long as this lasts."""
        self._is_gentle = True
        try:
            yield
        finally:
            self._is_gentle = False
