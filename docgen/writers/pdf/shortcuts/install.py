"""Put the shortcuts into the engine while a document of ours is made, and take them out again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import VERSION, css
from weasyprint.draw import border
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background, page, percent
from weasyprint.layout import float as floats
from weasyprint.text import line_break

from docgen.writers.pdf.shortcuts import boxes, pages, sizes, styles, words

__all__ = ["shortcuts"]

_KNOWN = frozenset({"70.0"})
"""Versions of the engine whose ways were compared with these; with any other it goes its own."""

_Place = tuple[Any, str, Any, Any]
"""Whose name stands for what: the engine's way, and ours."""


def _everywhere(original: Any, ours: Any) -> Iterator[_Place]:
    """Find the names under which the modules of the engine know a function."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for own, value in vars(module).items():
                if value is original:
                    yield module, own, original, ours


_PLACES: tuple[_Place, ...] = (
    (css, "ComputedStyle", css.ComputedStyle, styles.QuickStyle),
    (css, "AnonymousStyle", css.AnonymousStyle, styles.QuickAnonymousStyle),
    (line_break, "Layout", line_break.Layout, words.QuickLayout),
    (line_break, "get_font_description", line_break.get_font_description, words.describe_font),
    *_everywhere(floats.avoid_collisions, boxes.avoid_collisions),
    *_everywhere(background.layout_box_backgrounds, boxes.layout_box_backgrounds),
    *_everywhere(border.draw_border, boxes.draw_border),
    *_everywhere(line_break.strut, words.strut),
    *_everywhere(page.make_page, pages.make_page),
    *_everywhere(percent.resolve_percentages, sizes.resolve_percentages),
    *_everywhere(line_break.split_first_line, words.split_first_line),
    *_everywhere(drawing.draw_first_line, words.draw_first_line),
)
_FOR_GOOD: tuple[_Place, ...] = (
    (Box, "is_in_normal_flow", Box.is_in_normal_flow, boxes.is_in_normal_flow),
    (Box, "rounded_box", Box.rounded_box, boxes.rounded_box),
)
"""Methods; a class that is changed for every document would lose what Python keeps to find its methods quickly."""

_lock = threading.Lock()
_inside = 0

if VERSION in _KNOWN:
    for _owner, _name, _, _ours in _FOR_GOOD:
        setattr(_owner, _name, _ours)


@contextmanager
def shortcuts() -> Iterator[None]:
    """Take the shorter ways inside it; with an engine that nobody compared them with, take none.

    They may be nested, and taken by several threads: the last one to leave puts the engine back.
    """
    if VERSION not in _KNOWN:
        yield
        return
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(step: int) -> None:
    global _inside
    with _lock:
        was, _inside = _inside, _inside + step
        if not (was and _inside):
            for owner, name, original, ours in _PLACES:
                setattr(owner, name, ours if _inside else original)
    if not _inside:
        words.forget()
