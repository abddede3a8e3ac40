"""Excel workbooks: every visible sheet as a table of texts."""

from __future__ import annotations

from docgen.sources.tables.cells import Table
from docgen.sources.tables.xlsx_book import open_book

__all__ = ["read_xlsx"]


def read_xlsx(content: bytes, name: str) -> list[Table]:
    """Read the visible sheets; raises DocgenError (DG763 no workbook or an unsafe one, DG784 too large)."""
    return [
        Table(sheet.where, [row.cells for row in sheet.rows()], sheet.calendar)
        for sheet in open_book(content, name).sheets
        if sheet.is_visible
    ]
