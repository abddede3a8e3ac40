"""What a program that reads values does not tell of a sheet: what is merged, what is hidden, if there are formulas.

It is found in the XML as it streams by, so that a sheet of a hundred thousand rows is never held as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from docgen.sources.tables.cells import MAX_COLUMNS

__all__ = ["Merged", "Region", "SheetFacts", "Watch", "letters"]

_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]{0,2000}>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]{0,2000}>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_SPAN = re.compile(rb'\s(min|max)="(\d{1,5})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
"""A zero is UTF-16, where nobody would see the others."""
_LONGEST = 2_100
"""Bytes that one of these may have: so many are looked at again with the next piece."""
_MAX_MERGED = 2_000
_MAX_HIDDEN = 200_000


class Region(NamedTuple):
    """Cells merged into one, of which only the first shows anything; rows and columns count from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def hides(self, row: int) -> int:
        """Give the hidden columns of a row, one bit each."""
        if not self.top <= row <= self.bottom or self.left > MAX_COLUMNS:
            return 0
        columns = (2 << min(self.right, MAX_COLUMNS)) - (1 << self.left)
        return columns & ~(1 << self.left) if row == self.top else columns


class Merged:
    """All merged cells of a sheet, asked row by row: what a row hides is worked out where it changes."""

    def __init__(self, regions: Sequence[Region]) -> None:
        """Begin above the first row."""
        self.regions, self.hidden = regions, 0
        self.turns = {row for each in regions for row in (each.top, each.top + 1, each.bottom + 1)}

    def move_to(self, row: int) -> None:
        """Go to the next row."""
        if row in self.turns:
            self.hidden = reduce(or_, (each.hides(row) for each in self.regions), 0)

    def hides(self, column: int) -> bool:
        """Tell whether a cell of this row is a hidden one."""
        return bool(self.hidden >> column & 1)

    @property
    def width(self) -> int:
        """The last hidden column of this row."""
        return max(self.hidden.bit_length() - 1, 0)


class SheetFacts:
    """What is known of one sheet: ``regions`` that are merged, hidden rows and columns, ``has_formulas``."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.merged: dict[Region, None] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.has_formulas = False

    @property
    def regions(self) -> tuple[Region, ...]:
        """The merged cells."""
        return tuple(self.merged)

    def look_at(self, text: bytes) -> None:
        """Find what is new in a piece of XML; what was seen before changes nothing."""
        # Whether a few letters are there at all is asked first: that is a hundred times as fast as a pattern.
        if not self.has_formulas and (b"<f" in text or b":f" in text):
            self.has_formulas = bool(_FORMULA.search(text))
        if b"mergeCell " in text:
            self._find_merged(text)
        if b" hidden=" in text:
            self._find_hidden(text)

    def _find_merged(self, text: bytes) -> None:
        for found in _MERGED.finditer(text):
            left, top, right, bottom = found.groups()
            if len(self.merged) < _MAX_MERGED:
                self.merged[Region(_number(left), int(top), _number(right), int(bottom))] = None

    def _find_hidden(self, text: bytes) -> None:
        for found in _ROW.finditer(text):
            number = _NUMBER.search(found.group())
            if number and _HIDDEN.search(found.group()) and len(self.hidden_rows) < _MAX_HIDDEN:
                self.hidden_rows.add(int(number[1]))
        for found in _COLUMN.finditer(text):
            span = dict(_SPAN.findall(found.group()))
            if _HIDDEN.search(found.group()) and len(span) == 2:  # noqa: PLR2004 - min and max
                last = min(int(span[b"max"]), MAX_COLUMNS)
                self.hidden_columns.update(range(int(span[b"min"]), last + 1))


class Watch:
    """Looks at every part of a workbook while it is unpacked; ``is_unsafe`` is XML that declares things."""

    def __init__(self) -> None:
        """Begin before the first part."""
        self.is_unsafe = False
        self.sheets: dict[str, SheetFacts] = {}
        self._name, self._rest = "", b""

    def take(self, name: str, piece: bytes) -> None:
        """Look at the next piece of a part."""
        if not name.endswith((".xml", ".rels")):
            return
        text = self._rest + piece if name == self._name else piece
        self._name, self._rest = name, text[-_LONGEST:]
        if any(each in text for each in _DECLARATIONS):
            self.is_unsafe = True
        if "/worksheets/" in name and name.endswith(".xml"):
            self.sheets.setdefault(name, SheetFacts()).look_at(text)


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def letters(number: int) -> str:
    """Write the number of a column as Excel does: 28 is AB."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(65 + rest) + written
    return written
