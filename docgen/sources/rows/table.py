"""The table of a roster: its header, then its rows one by one; what hidden rows there are is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.i18n.fold import fold
from docgen.sources.files import read_file
from docgen.sources.rows.mapping import Column, Mapping
from docgen.sources.tables.cells import Row
from docgen.sources.tables.csv_rows import CsvRows
from docgen.sources.tables.xlsx_book import open_book
from docgen.spec.fields import nearest

__all__ = ["Head", "Roster", "open_roster"]

_MAX_BOOK = 64 << 20
_MAX_ROWS = 1_000_000
_HEADER_WITHIN = 20
"""Rows in which the headers are looked for; titles and notes may stand above them."""
_SHOWN = 20


class _Rows(Protocol):
    @property
    def where(self) -> Location: ...

    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Head:
    """The headers: which cell each column of the mapping stands in, and how many there are."""

    columns: tuple[tuple[int, Column], ...]
    width: int
    remarks: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Roster:
    """The rows of a table below its headers."""

    table: _Rows
    mapping: Mapping
    is_book: bool
    hidden: list[int] = field(default_factory=list)

    def read(self) -> tuple[Head, Iterator[Row]]:
        """Return the headers and the rows below; raises DocgenError (DG735, or what the table says of itself)."""
        rows = self.table.rows()
        above: list[Row] = []
        for row in rows:
            above.append(row)
            if self._is_head(row):
                return self._head(row), self._below(rows)
            if len(above) >= _HEADER_WITHIN and self.mapping.header is None:
                break
        raise DocgenError(self._miss(next((each for each in above if _texts(each)), None)))

    def _below(self, rows: Iterator[Row]) -> Iterator[Row]:
        self.hidden.clear()
        for row in rows:
            if row.is_hidden and _texts(row):
                self.hidden.append(row.number)
            yield row

    def _is_head(self, row: Row) -> bool:
        if self.mapping.header is not None:
            return row.number >= self.mapping.header
        known = {_name(each.header) for each in self.mapping.columns}
        return any(_name(cell.text) in known for cell in row.cells)

    def _head(self, row: Row) -> Head:
        found: list[Diagnostic] = []
        places: dict[str, list[int]] = {}
        for number, cell in enumerate(row.cells):
            if cell.text:
                places.setdefault(_name(cell.text), []).append(number)
        headers = dict.fromkeys(each.header for each in self.mapping.columns)
        for header in headers:
            numbers = places.get(_name(header), [])
            if len(numbers) > 1:
                found.append(report("DG735", row.cells[numbers[1]].where, twice=header))
        columns = [
            (places[_name(each.header)][0], each)
            for each in self.mapping.columns
            if _name(each.header) in places
        ]
        missing = [each for each in self.mapping.columns if _name(each.header) not in places]
        found += self._miss(row, missing)
        if found:
            raise DocgenError(found)
        return Head(tuple(columns), len(row.cells), tuple(self._strange(row)))

    def _miss(self, row: Row | None, missing: Sequence[Column] | None = None) -> list[Diagnostic]:
        """Name the headers that the mapping knows and the table does not have."""
        there = _texts(row) if row else ()
        wanted = dict.fromkeys(each.header for each in (self.mapping.columns if missing is None else missing))
        where = row.cells[0].where if row and row.cells else self.table.where
        return [
            report("DG735", where, header=header, near=nearest(header, there), found=there[:_SHOWN] or None)
            for header in wanted
        ]

    def _strange(self, row: Row) -> Iterator[Diagnostic]:
        known = {_name(each.header) for each in self.mapping.columns}
        strange = tuple(text for text in _texts(row) if _name(text) not in known)
        if strange:
            yield report("DG736", row.cells[0].where, headers=strange[:_SHOWN])

    def remarks(self) -> Iterator[Diagnostic]:
        """Say once what rows nobody sees in the table were used all the same."""
        if self.hidden:
            shown = tuple(map(str, self.hidden[:_SHOWN]))
            yield report("DG738", self.table.where, rows=shown, count=len(self.hidden))


def open_roster(mapping: Mapping, table: str | None, encoding: str | None) -> Roster:
    """Open the table of a mapping, or another one that was named.

    Raises DocgenError: DG725 no table is named, DG71x it cannot be opened, DG763 it is no workbook, DG727 it
    has no such sheet.
    """
    path = table or _path_of(mapping)
    if not path.lower().endswith((".xlsx", ".xlsm")):
        return Roster(CsvRows(path, encoding or mapping.encoding, _MAX_ROWS), mapping, is_book=False)
    book = open_book(read_file(path, _MAX_BOOK), path, _MAX_ROWS)
    visible = [each for each in book.sheets if each.is_visible] or list(book.sheets)
    sheet = book.sheet(mapping.sheet) if mapping.sheet else visible[0]
    if sheet is None:
        titles = tuple(each.title for each in book.sheets)
        near = nearest(mapping.sheet, titles)
        where = mapping.places.get("sheet", Location(file=mapping.path))
        raise DocgenError([report("DG727", where, key=mapping.sheet, near=near, known=titles)])
    return Roster(sheet, mapping, is_book=True)


def _path_of(mapping: Mapping) -> str:
    if mapping.table:
        inside = mapping.folder / mapping.table
        try:
            if inside.resolve().is_relative_to(mapping.folder.resolve()):
                return str(inside)
        except (OSError, RuntimeError, ValueError):
            pass
        said = ("同一文件夹或下级文件夹里的文件", "a file in this folder or below it")
    else:
        said = (
            "rows: 表格文件名（或在命令里写出表格）",
            "rows: the name of the table (or name it on the command line)",
        )
    where = mapping.places.get("rows", Location(file=mapping.path))
    raise DocgenError([report("DG727", where, expected_zh=said[0], expected_en=said[1])])


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells if cell.text)


def _name(header: str) -> str:
    return " ".join(fold(header).split())
