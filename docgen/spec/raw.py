"""A spec as it was written: plain data, and where in the file each value stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from docgen.diagnostics import Diagnostic, FieldPath, Location

__all__ = ["UNREADABLE", "Data", "Mark", "RawSpec", "Source", "Unreadable"]


class Unreadable(Enum):
    """Stands where a value was that the reader refused and named."""

    VALUE = 0


UNREADABLE = Unreadable.VALUE
"""The placeholder: whatever finds it knows that its place has been reported."""

Data: TypeAlias = "str | int | Decimal | bool | Unreadable | list[Data] | dict[str, Data] | None"

# What YAML takes for the end of a line; editors agree on the first three.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """The text of a file and the name it is reported by."""

    name: str
    text: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, without their ends."""
        return tuple(_LINE_END.split(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def at(self, line: int, column: int, path: FieldPath = ()) -> Location:
        """Make a location with its source line; lines and columns count from 1."""
        excerpt = self.lines[line - 1] if line <= len(self.lines) else ""
        return Location(self.name, line, column, path, excerpt)

    def place(self, offset: int) -> tuple[int, int]:
        """Turn an offset of the text into line and column."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """Turn line and column into an offset of the text; a line beyond the last is its end."""
        if line > len(self._starts):
            return len(self.text)
        return self._starts[line - 1] + column - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of one value (and of its key, if it has one); lines and columns count from 1."""

    line: int
    column: int
    key: tuple[int, int] | None = None
    children: Mapping[str | int, Mark] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class RawSpec:
    """Plain data with the file it came from.

    ``mark`` is the place of the whole document. A reader that cannot give it for nothing leaves it
    out and names ``find_marks``, which is asked when the first place is wanted. Data that come from
    no file have neither, and their locations carry a name and a path alone. A spec that was put together
    from several places (a team file and a roster, the sheets of a workbook) names them in ``places``: the
    nearest one above a value is its own.

    ``faults`` are mistakes that did not keep the rest from being read; ``UNREADABLE`` or the last of
    several values stands in their places. ``remarks`` are warnings.
    """

    data: dict[str, Data]
    source: Source
    mark: Mark | None = None
    find_marks: Callable[[Source], Mark] | None = None
    faults: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    places: Mapping[FieldPath, Location] | None = None

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.source.name

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, without their ends."""
        return self.source.lines

    def _find_place(self, path: FieldPath, places: Mapping[FieldPath, Location]) -> Location:
        for length in range(len(path), -1, -1):
            if path[:length] in places:
                return replace(places[path[:length]], path=path)
        return Location(file=self.name, path=path)

    @cached_property
    def _root(self) -> Mark | None:
        if self.mark is None and self.find_marks is not None:
            return self.find_marks(self.source)
        return self.mark

    def locate(self, path: FieldPath, key: bool = False) -> Location:
        """Give the place of the value at ``path`` (or of its key), else of the nearest parent."""
        if self.places is not None:
            return self._find_place(path, self.places)
        mark = self._root
        if mark is None:
            return Location(file=self.name, path=path)
        for step in path:
            child = mark.children.get(step)
            if child is None:
                # The value is not in the file: its parent is best known by its own key.
                key = True
                break
            mark = child
        line, column = (mark.key if key else None) or (mark.line, mark.column)
        return self.source.at(line, column, path)
