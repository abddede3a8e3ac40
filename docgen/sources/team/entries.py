"""The lists of one person's spec while they are put together: which shared entries are in, and what is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.diagnostics import FieldPath
from docgen.sources.team.model import Shared
from docgen.sources.team.places import Place
from docgen.spec.raw import Data

__all__ = ["Entries", "Item", "put"]


@dataclass(slots=True)
class Item:
    """One entry: its data, which are replaced and never changed, and the places of what is a person's own."""

    id: str
    data: Data
    place: Place
    own: dict[FieldPath, Place] = field(default_factory=dict)

    def has_own(self, key: str) -> bool:
        """Tell whether the person said something of their own about a field."""
        return any(path[:1] == (key,) for path in self.own)

    def text(self, key: str) -> str | None:
        """Return a well-formed text."""
        value = self.data.get(key) if isinstance(self.data, dict) else None
        return value if isinstance(value, str) else None


class Entries:
    """One list; ``items`` may be replaced, ``is_changed`` tells whether it still is the shared one."""

    def __init__(self, shared: Shared, part: str) -> None:
        """Begin with what is shared."""
        self.part = part
        self.place = shared.spot.below(part)
        listed = shared.data.get(part)
        self.shared: list[Data] | None = listed if isinstance(listed, list) else None
        self.items = [
            Item(_id_of(each), each, self.place.below(index)) for index, each in enumerate(self.shared or ())
        ]

    def find(self, name: str) -> Item | None:
        """Return the entry with an id."""
        return next((each for each in self.items if each.id == name), None)

    def keep(self, items: Sequence[Item]) -> None:
        """Leave out all others."""
        self.items = list(items)

    @property
    def is_changed(self) -> bool:
        """Tell whether the list is no longer the shared one."""
        shared = self.shared or ()
        return len(shared) != len(self.items) or any(
            item.data is not each for item, each in zip(self.items, shared, strict=True)
        )

    def places(self) -> Iterator[tuple[FieldPath, Place]]:
        """Yield where the entries come from."""
        for index, item in enumerate(self.items):
            yield (self.part, index), item.place
            for path, place in item.own.items():
                yield (self.part, index, *path), place


def put(data: Any, path: FieldPath, value: Data) -> Any:
    """Return data with another value at a path; what is not on the way is shared. A list is entered by number.

    Raises LookupError for a place that cannot be: in a text or a figure, or where a list has no entry.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    match data:
        case None | dict() if isinstance(step, str):
            known = data or {}
            return {**known, step: put(known.get(step), rest, value)}
        case list() if isinstance(step, int) and 0 <= step < len(data):
            return [*data[:step], put(data[step], rest, value), *data[step + 1 :]]
    raise LookupError(step)


def _id_of(entry: Data) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""
