"""What a source is: a list of specs, each read only when its turn comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from docgen.diagnostics import Location
from docgen.document.model import Asset

__all__ = ["Entry", "Source"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One spec of a source: an id that is unique in it, and the name to show to people."""

    id: str
    name: str


class Source(Protocol):
    """Where specs come from.

    Listing is cheap and reads no content, so a plan can be made before anything is opened; an entry
    that cannot be read costs itself alone.
    """

    def entries(self) -> Iterator[Entry]:
        """List the specs in a stable order."""
        ...

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of one spec; raise DocgenError when they cannot be had."""
        ...

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture that a spec names at ``where``; raise DocgenError when it cannot be had."""
        ...
