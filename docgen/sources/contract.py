"""What a source is: a list of specs, each read only when its turn comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from docgen.diagnostics import Diagnostic, Location

if TYPE_CHECKING:
    from docgen.document.model import Asset
    from docgen.spec.raw import RawSpec

__all__ = ["Entry", "Remarking", "Source", "TeamSource"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One spec of a source: an id that is unique in it, and the name to show to people.

    ``team`` is the folder its files go to, as the source knows it: names of teams with ``/`` between them.
    ``stem`` is how its files are called where a pack has no pattern. ``origin`` is what the source itself
    needs to read the spec (a row, a record); nobody else looks at it, and it leaves no process.
    """

    id: str
    name: str
    team: str = ""
    stem: str = ""
    origin: Any = field(default=None, compare=False, repr=False)


class Source(Protocol):
    """Where specs come from.

    Listing is cheap and reads no more than it must, one spec after the other, so a plan can be made before
    anything is opened and memory does not grow with people. It may be repeated, and gives the same. An
    entry that cannot be read costs itself alone.
    """

    def entries(self) -> Iterator[Entry]:
        """List the specs in a stable order; raise DocgenError when the source as a whole cannot be read."""
        ...

    def read(self, entry: Entry) -> bytes | RawSpec:
        """Return the bytes of one spec, or the spec itself where it was put together; raise DocgenError."""
        ...

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture that a spec names at ``where``; raise DocgenError when it cannot be had."""
        ...


@runtime_checkable
class Remarking(Protocol):
    """A source that has something to say about itself as a whole."""

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Warnings that concern nobody alone, complete once the entries have been listed."""
        ...


@runtime_checkable
class TeamSource(Source, Protocol):
    """A source that knows what the people of a team share."""

    def shared(self, team: str) -> RawSpec | None:
        """Return what everybody of a team has: strategy, goals and KPIs with the targets of the whole team."""
        ...
