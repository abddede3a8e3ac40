"""Where the values of a spec stand that was put together from several places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from docgen.diagnostics import FieldPath, Location
from docgen.spec.raw import Mark, RawSpec, Source

__all__ = ["Place", "Places", "Spot", "locate", "spot_of"]


class Spot(NamedTuple):
    """A value in a text, with the places of everything in it."""

    source: Source
    mark: Mark

    def below(self, *steps: str | int) -> Spot:
        """Go down as far as the text does."""
        mark = self.mark
        for step in steps:
            child = mark.children.get(step)
            if child is None:
                break
            mark = child
        return Spot(self.source, mark)

    def find(self, steps: FieldPath) -> Mark | None:
        """Find the mark of a value below this one, None when it is not in the text."""
        mark: Mark | None = self.mark
        for step in steps:
            mark = mark.children.get(step) if mark else None
        return mark


Place: TypeAlias = "Spot | Location"
"""A value in a text, or a cell of a table."""


def spot_of(raw: RawSpec) -> Spot:
    """Return the whole of a file that has been read."""
    mark = raw.mark or (raw.find_marks(raw.source) if raw.find_marks else Mark(1, 1))
    return Spot(raw.source, mark)


def locate(place: Place, path: FieldPath = ()) -> Location:
    """Give the address of a place."""
    if isinstance(place, Location):
        return place
    return place.source.at(place.mark.line, place.mark.column, path)


class Places(Mapping[FieldPath, Location]):
    """The place of every value, worked out when it is asked for.

    ``moves`` say for parts of the spec where they come from; the nearest one above a value counts. What is
    pickled is a plain table without the texts, for these hold the values of other people.
    """

    def __init__(self, moves: Mapping[FieldPath, Place]) -> None:
        """Keep the moves; there should be one for the whole, ``()``."""
        self._moves = moves

    def __getitem__(self, path: FieldPath) -> Location:
        """Return the place of exactly this value; raises KeyError when it stands nowhere."""
        for length in range(len(path), -1, -1):
            place = self._moves.get(path[:length])
            if place is None:
                continue
            if isinstance(place, Location):
                if length == len(path):
                    return place
                break
            mark = place.find(path[length:])
            if mark is None:
                break
            return place.source.at(mark.line, mark.column, path)
        raise KeyError(path)

    def __iter__(self) -> Iterator[FieldPath]:
        """Name every value that has a place of its own."""
        for path, place in self._moves.items():
            yield path
            if isinstance(place, Spot):
                yield from self._inside(path, place.mark)

    def _inside(self, path: FieldPath, mark: Mark) -> Iterator[FieldPath]:
        for step, child in mark.children.items():
            below = (*path, step)
            if below not in self._moves:
                yield below
                yield from self._inside(below, child)

    def __len__(self) -> int:
        """Count the values that have a place."""
        return sum(1 for _ in self)

    def __reduce__(self) -> tuple[type[dict[FieldPath, Location]], tuple[dict[FieldPath, Location]]]:
        """Become a plain table."""
        return dict, ({path: self[path] for path in self},)
