"""The sheets of a filled workbook as lines of values, each with the cell it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, report
from docgen.sources.tables.cells import Cell, Row
from docgen.sources.tables.xlsx_book import Book, open_book
from docgen.sources.tables.xlsx_book import Sheet as Worksheet
from docgen.sources.workbook.cells import take
from docgen.sources.workbook.headers import Head, bare, find_head, read_head
from docgen.sources.workbook.layout import PROPERTY, VERSION, Field, Sheet
from docgen.sources.workbook.sheets import ASIDE, OVERVIEW, SHEETS
from docgen.spec.raw import Data

__all__ = ["Line", "Pages", "is_goal_workbook", "read_pages"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_VALUES = frozenset({bare("内容"), bare("Value")})
_ENOUGH = 0.8
"""The part of the needed columns by which a sheet of another name is known."""
_SHOWN = 20
_DIGITS = 9  # a number of a thousand digits cannot even be read


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its values and cells by column, and what is wrong with it."""

    where: Location
    values: Mapping[FieldPath, Data]
    places: Mapping[FieldPath, Location]
    faults: tuple[Diagnostic, ...] = ()

    def text(self, path: FieldPath) -> str:
        """Return a value as text; empty where there is none."""
        value = self.values.get(path)
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class Pages:
    """Everything that stands in a workbook; ``faults`` keep it from being read, ``remarks`` do not."""

    name: str
    titles: tuple[str, ...] = ()
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)

    def of(self, sheet: Sheet) -> tuple[Line, ...]:
        """Return the records of a sheet."""
        return self.lines.get(sheet.key, ())


def is_goal_workbook(content: bytes) -> bool:
    """Tell a goal workbook by the property that docgen gave it, or by its sheets where a program dropped that."""
    if not content.startswith(_ZIP):
        return False
    try:
        book = open_book(content, "")
        return PROPERTY in book.properties or _has_our_sheets(book)
    except DocgenError:
        return False


def _has_our_sheets(book: Book) -> bool:
    titles = {bare(each.title) for each in book.sheets}
    return all({bare(word) for word in sheet.words} & titles for sheet in SHEETS if sheet.needed)


def read_pages(content: bytes, name: str) -> Pages:
    """Read a workbook.

    Raises DocgenError: DG763 it cannot be read, DG759 it is no goal workbook or one of a newer docgen. Among
    the faults are DG705 a sheet is missing, DG706 and DG707 what is wrong with headers; among the remarks
    DG708, DG709, and DG758 hidden rows.
    """
    if content.startswith(_OLD_OFFICE):
        kind = "locked" if _ENCRYPTED in content else "old_office"
        raise DocgenError([report("DG763", Location(file=name), kind=kind)])
    book = open_book(content, name)
    version = book.properties.get(PROPERTY, "")
    if version.isdecimal() and (len(version) > _DIGITS or int(version) > VERSION):
        raise DocgenError([report("DG759", Location(file=name), version=version, known=str(VERSION))])
    pages = Pages(name, tuple(each.title for each in book.sheets))
    found = dict(_find_sheets(book, pages))
    if not found:
        raise DocgenError([report("DG759", Location(file=name), found=_titles(book))])
    for sheet in SHEETS:
        if sheet.key in found:
            _read_sheet(sheet, found[sheet.key], pages)
        elif sheet.needed:
            told = {"sheet_zh": sheet.words.zh, "sheet_en": sheet.words.en}
            pages.faults.append(report("DG705", Location(file=name), **told, found=_titles(book)))
    return pages


def _titles(book: Book) -> tuple[str, ...]:
    return tuple(each.title for each in book.sheets if each.is_visible)[:_SHOWN]


def _find_sheets(book: Book, pages: Pages) -> Iterator[tuple[str, Worksheet]]:
    """Find sheets by their names in both languages, and those that were renamed by their headers."""
    known = {bare(word): sheet for sheet in SHEETS for word in sheet.words}
    taken: dict[str, Worksheet] = {}
    for each in book.sheets:
        if (sheet := known.get(bare(each.title))) and sheet.key not in taken:
            taken[sheet.key] = each
    ours = {bare(word) for words in ASIDE for word in words} | known.keys()
    strangers = [each for each in book.sheets if each.is_visible and bare(each.title) not in ours]
    for sheet in (each for each in SHEETS if each.key not in taken and each.needed and each is not OVERVIEW):
        for each in strangers:
            if _looks_like(each, sheet):
                taken[sheet.key] = each
                strangers.remove(each)
                told = {"meant_zh": sheet.words.zh, "meant_en": sheet.words.en}
                pages.remarks.append(report("DG708", each.where, found=each.title, **told))
                break
    yield from taken.items()


def _looks_like(each: Worksheet, sheet: Sheet) -> bool:
    head = find_head(_first_rows(each), sheet)
    if head is None:
        return False
    there = {bare(cell.text) for cell in head.cells}
    needed = [one for one in sheet.fields if one.needed]
    hits = sum(any(bare(name) in there for name in one.names) for one in needed)
    return len(needed) > 1 and hits >= _ENOUGH * len(needed)


def _first_rows(each: Worksheet) -> Sequence[Row]:
    rows = []
    for row in each.rows():
        rows.append(row)
        if row.number > 30:  # noqa: PLR2004 - beyond where headers are looked for
            break
    return rows


def _read_sheet(sheet: Sheet, each: Worksheet, pages: Pages) -> None:
    rows = list(each.rows())
    if sheet is OVERVIEW:
        pages.lines[sheet.key] = (_read_form(sheet, rows, each, pages),)
        return
    row = find_head(rows, sheet)
    if row is None:
        if sheet.needed or any(cell.text for line in rows for cell in line.cells):
            told = {"sheet_zh": sheet.words.zh, "sheet_en": sheet.words.en}
            pages.faults.append(report("DG705", each.where, **told, headers="none"))
        return
    head = read_head(row, sheet, each.where)
    pages.faults += head.faults
    pages.remarks += head.remarks
    if head.faults:
        return
    below = [line for line in rows if line.number > head.row]
    pages.lines[sheet.key] = tuple(_read_lines(sheet, below, head, each.calendar))
    hidden = tuple(str(line.number) for line in below if line.is_hidden and _says_something(line, head))
    if hidden:
        pages.remarks.append(report("DG758", each.where, rows=hidden[:_SHOWN]))


def _says_something(line: Row, head: Head) -> bool:
    cells = (line.cells[place] for place in head.columns.values() if place < len(line.cells))
    return any(cell.text or cell.fault for cell in cells)


def _read_lines(sheet: Sheet, rows: Sequence[Row], head: Head, calendar: datetime.date) -> Iterator[Line]:
    for row in rows:
        if not _says_something(row, head):
            continue
        cells = {
            field: _cell_at(row, head.columns[field.path])
            for field in sheet.fields
            if field.path in head.columns
        }
        yield _make_line(cells, calendar)


def _cell_at(row: Row, place: int) -> Cell:
    """Return a cell; those at the end of a row that are empty are not there."""
    if place < len(row.cells):
        return row.cells[place]
    from docgen.sources.tables.sheet_facts import letters  # noqa: PLC0415 - most rows are as long as the header

    first = row.cells[0].where
    title = (first.cell or "").rpartition("!")[0]
    return Cell("", Location(file=first.file, cell=f"{title}!{letters(place + 1)}{row.number}"))


def _make_line(cells: Mapping[Field, Cell], calendar: datetime.date) -> Line:
    values: dict[FieldPath, Data] = {}
    faults = []
    for field_, cell in cells.items():
        value, fault = take(field_, cell, calendar)
        if value is not None:
            values[field_.path] = value
        if fault:
            faults.append(fault)
    places = {field_.path: cell.where for field_, cell in cells.items()}
    spoken = next((cell.where for cell in cells.values() if cell.text), next(iter(places.values())))
    return Line(spoken, values, places, tuple(faults))


def _read_form(sheet: Sheet, rows: Sequence[Row], each: Worksheet, pages: Pages) -> Line:
    """Read a form: a field a row, its value beside it, in the column that says so where there is one."""
    known = {bare(name): one for one in sheet.fields for name in one.names}
    cells: dict[Field, Cell] = {}
    column: int | None = None
    for row in rows:
        texts = [bare(cell.text) for cell in row.cells]
        if not cells:
            column = next((place for place, text in enumerate(texts) if text in _VALUES), column)
        place = next((place for place, text in enumerate(texts) if text in known), None)
        if place is not None and known[texts[place]] not in cells:
            at = place + 1 if column is None or column <= place else column
            cells[known[texts[place]]] = _cell_at(row, at)
    for one in sheet.fields:
        if one.needed and one not in cells:
            told = {"column_zh": one.words.zh, "column_en": one.words.en}
            pages.faults.append(report("DG706", each.where, **told, found=None))
    if not cells:
        return Line(each.where, {}, {})
    return _make_line(cells, each.calendar)
