"""The results of formulas, put back into a workbook whose writer has dropped them.

Without them the copy would show nothing in a preview, and docgen could not read it before somebody has saved it.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

__all__ = ["Results", "put_back", "results_of"]

_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(<f[^>]*>[^<]*</f>|<f[^>]*/>)<v\s*(?:/>|></v>)</c>'
)
_SHEET = "xl/worksheets/sheet{}.xml"
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})

Results = Mapping[str, Mapping[str, Any]]
"""Values by the title of the sheet and the cell."""


def results_of(content: bytes) -> Results:
    """Return the values that a workbook holds, formulas as they were last computed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = (cell for line in sheet.iter_rows() for cell in line if cell.value is not None)
            found[sheet.title] = {cell.coordinate: cell.value for cell in cells}
    return found


def put_back(members: dict[str, bytes], titles: list[str], results: Results) -> None:
    """Put results into the parts of a workbook; ``titles`` are its sheets in their order."""
    for number, title in enumerate(titles, 1):
        values = results.get(title, {})
        part = _SHEET.format(number)

        def write(found: re.Match[bytes], values: Mapping[str, Any] = values) -> bytes:
            value = values.get(found[1].decode())
            if value is None:
                return found[0]
            kind, text = _spell(value)
            return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (found[1], found[2], kind, found[3], text)

        members[part] = _FORMULA.sub(write, members[part])


def _spell(value: Any) -> tuple[bytes, bytes]:
    """Write the type and the text of a value as the file format does."""
    match value:
        case bool():
            return b' t="b"', b"1" if value else b"0"
        case int() | float():
            return b"", repr(value).encode()
        case datetime.datetime() | datetime.date() | datetime.time() | datetime.timedelta():
            return b"", repr(to_excel(value)).encode()
        case _:
            return (b' t="e"' if value in _ERRORS else b' t="str"'), escape(str(value)).encode()
