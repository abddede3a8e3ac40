"""openpyxl's reader, which does not look how large a sheet says it is.

Nobody believes what a sheet says of its size; and where it says nothing, looking for it reads all of the sheet once
more before its first row is there.
"""

from __future__ import annotations

import io

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

__all__ = ["load_book"]


class _Sheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    def _get_size(self) -> None:
        """Look for nothing."""


class _Reader(ExcelReader):  # type: ignore[misc]  # as above
    def read_worksheets(self) -> None:
        """Make the sheets there are parts for; sheets of charts hold no table."""
        for each, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                sheet = _Sheet(self.wb, each.name, relation.target, self.shared_strings)
                sheet.sheet_state = each.state
                self.wb._sheets.append(sheet)  # noqa: SLF001 - it has no other way to take one


def load_book(content: bytes, *, computed: bool) -> Workbook:
    """Open a workbook to be read row by row: what its formulas gave (``computed``), or the formulas.

    Raises whatever openpyxl does with a damaged file.
    """
    reader = _Reader(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)
    reader.read()
    return reader.wb
