"""Read the page for the engine, forty times faster than its own parser does."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lxml import etree

from docgen.document.attributes import MAX_SPAN
from docgen.document.drawings import NAMES, SVG
from docgen.markup import read_html

__all__ = ["WIDTHS", "read_markup"]

WIDTHS = {"col": "%", "img": "mm"}
"""What ``data-width`` counts, by element; CSS cannot read a length from an attribute."""

FIELDS = frozenset({"page-number", "page-count"})
"""Classes of elements whose words the layout knows; whatever a template put there only stands in."""

_SPANNING = frozenset({"td", "th", "col", "colgroup"})
_COUNT = re.compile("[0-9]{1,9}")


def read_markup(html: str) -> ElementTree.Element:
    """Parse a page into the tree the engine works on.

    The engine would use an HTML parser in pure Python, which takes more time than some layouts.
    Templates keep to the vocabulary and are well formed, so the parser in C sees the same tree.
    """
    root = _copy(read_html(html.encode("utf-8", "replace")))
    for element in root.iter():
        tag = element.tag
        if tag in WIDTHS and (width := element.get("data-width")):
            element.set("style", f"width: {width}{WIDTHS[tag]}")
        elif tag == "ol" and (start := element.get("start", "")).isdecimal():
            element.set("style", f"counter-reset: list-item {int(start) - 1}")
        elif tag == "span" and FIELDS.intersection(element.get("class", "").split()[:1]):
            element[:] = []
            element.text = None
        if tag in _SPANNING:
            _keep_narrow(element)
    return root


def _keep_narrow(element: ElementTree.Element) -> None:
    """Take away what would make the engine count to a billion; the vocabulary has complained already."""
    for name in ("colspan", "rowspan", "span"):
        said = element.get(name, "1").strip()
        if not _COUNT.fullmatch(said) or not 0 < int(said) <= MAX_SPAN:
            del element.attrib[name]


def _copy(source: etree._Element) -> ElementTree.Element:
    if source.tag == "svg":
        return _copy_drawing(source)
    element = ElementTree.Element(str(source.tag), {str(name): str(value) for name, value in source.items()})
    element.text, element.tail = source.text, source.tail
    element.extend([_copy(child) for child in source])
    return element


def _copy_drawing(source: etree._Element) -> ElementTree.Element:
    """Copy an element of a drawing, spelled as SVG is."""
    attributes = {NAMES.get(str(name), str(name)): str(value) for name, value in source.items()}
    element = ElementTree.Element(f"{{{SVG}}}{NAMES.get(str(source.tag), str(source.tag))}", attributes)
    element.text, element.tail = source.text, source.tail
    element.extend([_copy_drawing(child) for child in source])
    return element
