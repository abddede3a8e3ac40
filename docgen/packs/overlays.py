"""Lay a few elements of a Word part over the part of an ancestor: one style, one list, one font.

A file ``word/styles-NAME.xml`` holds the styles that a pack changes or adds, as ``styles/NAME.css``
does for CSS. An element replaces the one with the same tag and id, and follows its kind otherwise.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from docgen.markup import read_xml

__all__ = ["base_part", "lay_over"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IDS = tuple(f"{_W}{name}" for name in ("styleId", "abstractNumId", "numId", "name"))


def base_part(part: str) -> str | None:
    """Return the part that a file is laid over (``styles-acme.xml``: ``styles.xml``); None for a whole part."""
    stem, hyphen, _ = part.removesuffix(".xml").partition("-")
    return f"{stem}.xml" if hyphen else None


def lay_over(part: bytes, changes: bytes) -> bytes:
    """Return the part with every element of ``changes`` in it; raises ``etree.XMLSyntaxError``."""
    root = read_xml(part)
    for element in read_xml(changes):
        if isinstance(element.tag, str):
            _place(root, deepcopy(element))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(root: etree._Element, element: etree._Element) -> None:
    kin = [known for known in root if known.tag == element.tag]
    same = next((known for known in kin if _identity(known) == _identity(element)), None)
    if same is not None:
        root.replace(same, element)
    elif kin:
        kin[-1].addnext(element)
    else:
        root.append(element)


def _identity(element: etree._Element) -> str | None:
    return next((found for name in _IDS if (found := element.get(name)) is not None), None)
