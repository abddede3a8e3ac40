"""The names of the elements that carry text in a Word file."""

from __future__ import annotations

__all__ = [
    "BOX",
    "CELL",
    "FALLBACK",
    "NOTES",
    "PARAGRAPH",
    "ROW",
    "RUN",
    "SPACE",
    "TABLE",
    "TEXT",
    "M",
    "R",
    "W",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH, RUN, TEXT = f"{W}p", f"{W}r", f"{W}t"
TABLE, ROW, CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
BOX = f"{W}txbxContent"
NOTES = (f"{W}footnote", f"{W}endnote", f"{W}comment")
