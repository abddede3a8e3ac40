"""The names of the elements that carry text in a Word file, and the one parser for them."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

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
    "parse_part",
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


def parse_part(content: bytes) -> _Element:
    """Read the XML of a part; entities are not resolved and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(content, parser)
