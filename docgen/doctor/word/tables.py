"""Rules about tables: cells, grids and header rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import W, is_on, seen_through, value, whole

__all__ = [
    "cells_end_in_a_paragraph",
    "header_rows_repeat",
    "merges_begin",
    "rows_fill_the_grid",
    "tables_are_apart",
]


def cells_end_in_a_paragraph(word: WordFile) -> Iterator[Fault]:
    """Ask that a cell ends with a paragraph; Word calls a file unreadable otherwise."""
    for part, cell in word.each("tc"):
        *_, last = (None, *seen_through(cell, "p", "tbl"))
        if last is None or last.tag != f"{W}p":
            yield fault(part, cell)


def rows_fill_the_grid(word: WordFile) -> Iterator[Fault]:
    """Ask that the cells of a row, with what it leaves out before and after, span the columns of the table."""
    for part, table in word.each("tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for number, row in enumerate(seen_through(table, "tr"), 1):
            spans = [span for _, span, _ in _placed(row)]
            total = sum(spans) + _skipped(row, "gridBefore") + _skipped(row, "gridAfter")
            if total != columns:
                yield fault(part, row, row=number, span=total, columns=columns)


def merges_begin(word: WordFile) -> Iterator[Fault]:
    """Ask that a cell that continues the one above stands below a cell that is merged downwards."""
    for part, table in word.each("tbl"):
        above: set[int] = set()
        for number, row in enumerate(seen_through(table, "tr"), 1):
            merged = set()
            for column, _, cell in _placed(row):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None:
                    continue
                merged.add(column)
                if value(merge) != "restart" and column not in above:
                    yield fault(part, row, row=number)
            above = merged


def tables_are_apart(word: WordFile) -> Iterator[Fault]:
    """Ask that tables do not touch; Word makes one of two that do."""
    for part, table in word.each("tbl"):
        following = table.getnext()
        if (
            following is not None
            and following.tag == table.tag
            and not (_floats(table) or _floats(following))
        ):
            yield fault(part, following)


def header_rows_repeat(word: WordFile) -> Iterator[Fault]:
    """Ask that the first row of a table of data is marked as its header, for readers and for the next page."""
    for part, table in word.each("tbl"):
        rows = list(seen_through(table, "tr"))
        if len(rows) > 1 and _has_header(table) and not is_on(rows[0].find(f"{W}trPr/{W}tblHeader")):
            yield fault(part, table)


def _placed(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """Yield the first grid column, the span and each cell of a row."""
    column = _skipped(row, "gridBefore")
    for cell in seen_through(row, "tc"):
        span = whole(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
        yield column, span, cell
        column += span


def _skipped(row: _Element, name: str) -> int:
    return whole(value(row.find(f"{W}trPr/{W}{name}")))


def _floats(table: _Element) -> bool:
    return table.find(f"{W}tblPr/{W}tblpPr") is not None


def _has_header(table: _Element) -> bool:
    """Tell whether a table of two columns or more is drawn with a first row of its own."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if len(table.findall(f"{W}tblGrid/{W}gridCol")) < 2:  # noqa: PLR2004 - a list is no table of data
        return False
    return value(look, "firstRow") in {"1", "true", "on"} or (
        not value(look, "firstRow") and bool(_bits(value(look)) & 0x20)
    )


def _bits(figures: str) -> int:
    try:
        return int(figures, 16)
    except ValueError:
        return 0
