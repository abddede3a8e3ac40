"""The words of WordprocessingML, and how its elements are read without trusting them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

__all__ = ["MC", "WP", "R", "W", "is_on", "near", "seen_through", "tag", "value", "whole", "words"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
)
_NUMBER = re.compile(r"-?\d{1,9}")
_NEAR = 40
_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}p": "\n"}


def value(element: _Element | None, name: str = "val") -> str:
    """Return an attribute of an element that need not be there."""
    return "" if element is None else element.get(f"{W}{name}", "")


def whole(text: str, default: int = 0) -> int:
    """Return a whole number, or the default for anything that is none."""
    return int(text) if _NUMBER.fullmatch(text) else default


def is_on(element: _Element | None) -> bool:
    """Tell whether a switch is there and not turned off."""
    return element is not None and value(element).lower() not in {"0", "false", "off"}


def tag(element: _Element) -> str:
    """Return the local name."""
    return str(element.tag).rpartition("}")[2]


def seen_through(element: _Element, *names: str) -> Iterator[_Element]:
    """Yield the children of these names, also those inside content controls and tracked changes."""
    wanted = {f"{W}{name}" for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from seen_through(child, *names)


def words(element: _Element) -> str:
    """Return the text of an element as Word shows it, paragraphs apart."""
    pieces = element.iter(f"{W}t", *_SPACES)
    return "".join(_SPACES.get(str(piece.tag)) or piece.text or "" for piece in pieces)


def near(element: _Element) -> str:
    """Return the first words of an element, or of the paragraph around it: that is how people find it."""
    around = (element, next(element.iterancestors(f"{W}p"), None), next(element.itersiblings(), None))
    for each in around:
        if each is not None and (text := " ".join(words(each).split())):
            return text[:_NEAR]
    before = next(element.itersiblings(preceding=True), None)
    return "" if before is None else " ".join(words(before).split())[:_NEAR]
