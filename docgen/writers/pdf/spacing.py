"""How far apart do Chinese and Latin letters stand? A little, and no character is added for it.

Between a Chinese character and a Latin letter or digit stand two characters without width; the engine
draws nothing for them, so they are in no text that is searched or copied. Given letter spacing they are
the gap. One alone cannot be: Pango spaces no run whose glyphs are all without width, but between two of
them it does.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from pydyf import Stream
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

__all__ = ["GAP", "SpacedFonts", "insert_gaps", "show_gaps", "without_gaps"]

GAP = 0.16
"""Width of the gap, in parts of the size of the letters; with more, PDFium takes it for a space when text is copied."""

_MARK = "\u200b\u200b"
_OPEN = _MARK + "\u200b"
"""At the end of a bold word or a link; it has three, because two at the end of a text are the end of a line."""

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff"
_BORDER = re.compile(f"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])")
_GAPS = re.compile(f"{_OPEN}|{_MARK}")
_PARTS = {(_MARK, False): 2.0, (_MARK, True): 0.0, (_OPEN, False): 3.0, (_OPEN, True): 2.5}
"""How often its letter spacing a mark is wide, inside a text and at its end, where Pango takes half of one away.

A line that ends at a gap has none, though there was one while the end of the line was sought.
"""
_INLINE = frozenset({"a", "strong", "em", "span"})


class SpacedFonts(FontConfiguration):  # type: ignore[misc]  # the engine has no types
    """The fonts of a document whose gaps are shown; the engine hands them to every text it lays out."""


def insert_gaps(root: ElementTree.Element) -> None:
    """Mark the places of the gaps in a page."""
    body = root.find("body")
    if body is not None:
        _Marking().mark(body)


def show_gaps(pdf: Any) -> None:
    """Take the empty strings from lines of text, which the engine writes for characters without width.

    PDFium forgets the distance that follows them at the end of a line of text.
    """
    for stream in pdf.objects:
        if isinstance(stream, Stream):
            operators = stream.stream
            for place, operator in enumerate(operators):
                if isinstance(operator, bytes) and operator.endswith(b"] TJ") and b"<>" in operator:
                    operators[place] = operator.replace(b"<>", b" ")


def without_gaps(words: str) -> str:
    """Return words of a marked page as they were."""
    return words.replace("\u200b\u200b\u200b", "").replace(_MARK, "")


class _Marking:
    """A walk through a page that knows the last piece of text of the line it is in."""

    def __init__(self) -> None:
        self._last: tuple[ElementTree.Element, str] | None = None

    def mark(self, element: ElementTree.Element) -> None:
        """Mark everything in an element."""
        is_inline = element.tag in _INLINE
        if not is_inline:
            self._last = None
        self._text(element, "text")
        for child in element:
            if "}" in child.tag or child.tag in {"img", "br"}:
                self._last = None
            else:
                self.mark(child)
            self._text(child, "tail")
        if not is_inline:
            self._last = None

    def _text(self, element: ElementTree.Element, name: str) -> None:
        words = getattr(element, name)
        if not words:
            return
        setattr(element, name, _BORDER.sub(_MARK, words))
        if self._last is not None:
            owner, place = self._last
            before = getattr(owner, place)
            if _BORDER.search(before[-1] + words[0]):
                setattr(owner, place, before + _OPEN)
        self._last = element, name


_set_text = Layout.set_text


def _set_spaced_text(layout: Any, text: str, justify: bool = False) -> None:
    _set_text(layout, text, justify)
    if _MARK in layout.text and isinstance(layout.style.font_config, SpacedFonts):
        _space(layout)


Layout.set_text = _set_spaced_text


def _space(layout: Any) -> None:
    """Give the marks of a text their width."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    width = GAP * layout.style["font_size"] * TO_UNITS
    text = layout.text
    for gap in _GAPS.finditer(text):
        is_end = gap.end() == len(text)
        parts = _PARTS[gap[0], is_end]
        attribute = pango.pango_attr_letter_spacing_new(int(width / parts) if parts else 0)
        attribute.start_index = len(text[: gap.start()].encode())
        attribute.end_index = attribute.start_index + len(gap[0].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
