"""A spec as the rules read it: plain data in which whatever has a mistake of its own counts as unknown.

Rules across fields run although some fields have the wrong shape. They ask for what they need, get
nothing where a mistake has been reported already, and say nothing about its consequences.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from docgen.diagnostics import Fact, FieldPath
from docgen.spec.raw import Data

__all__ = ["Breach", "Draft", "repeated"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken: its code, the place, facts, and another place the sentence names."""

    code: str
    path: FieldPath
    facts: Mapping[str, Fact] = field(default_factory=dict)
    first: FieldPath | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A part of the data; ``unknown`` are the places of all mistakes, ``lost`` tells that this is one."""

    value: Data
    unknown: frozenset[FieldPath] = frozenset()
    path: FieldPath = ()
    lost: bool = False

    def part(self, step: str | int) -> Draft:
        """Go one step down; what is not there is an empty part."""
        path = (*self.path, step)
        lost = self.lost or path in self.unknown
        value: Data = None
        if isinstance(self.value, dict) and isinstance(step, str):
            value = self.value.get(step)
        elif isinstance(self.value, list) and isinstance(step, int):
            value = self.value[step]
        return Draft(None if lost else value, self.unknown, path, lost)

    def items(self, key: str) -> Iterator[Draft]:
        """Go through a list."""
        part = self.part(key)
        if isinstance(part.value, list):
            yield from (part.part(index) for index in range(len(part.value)))

    def is_sure(self, key: str) -> bool:
        """Tell that no mistake was found at this very place; it may be left out."""
        return not self.part(key).lost

    def text(self, key: str) -> str | None:
        """Give a well-formed text or id."""
        value = self.part(key).value
        return value if isinstance(value, str) else None

    def number(self, key: str) -> Decimal | None:
        """Give a well-formed number."""
        value = self.part(key).value
        return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def day(self, key: str) -> datetime.date | None:
        """Give a well-formed date."""
        with suppress(ValueError):
            return datetime.date.fromisoformat(self.text(key) or "")
        return None

    def at(self, *steps: str | int) -> FieldPath:
        """Give the path of something in this part."""
        return (*self.path, *steps)


def repeated(entries: Iterable[Draft], key: str) -> Iterator[tuple[Draft, Draft]]:
    """Give every entry whose text under a key stood in an earlier one, with the first of those."""
    first: dict[str, Draft] = {}
    for entry in entries:
        word = entry.text(key)
        if word in first:
            yield entry, first[word]
        elif word is not None:
            first[word] = entry
