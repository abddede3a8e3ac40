"""How full is the page? A chapter that starts a page must not leave one behind that is nearly empty.

The engine asks between every two blocks whether a page ends there. While a layout is watched, the
question is answered anew where a chapter begins: its page break is left out when hardly anything stands
on the page so far. Asking during the layout costs nothing; laying out a second time would double it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.layout import block

from docgen.document.model import PageSetup

__all__ = ["LEAST", "Watch", "watched"]

LEAST = 0.2
"""The share of its height that a page before a chapter should be filled to."""

SPACE = 37.0
"""CSS pixels above a chapter that runs on; at the top of a page it needs none."""

_PX_PER_MM = 96 / 25.4
_HEADINGS = ("h1", "h2", "h3")
_ask = block.block_level_page_break
_watch: Watch | None = None


class Watch:
    """One layout while it is made.

    The engine lays a page out again when a number on it changes; a chapter is decided about once, so that
    the pages come to rest.
    """

    def __init__(self, paper: PageSetup) -> None:
        """Note from where to where text goes on upright paper."""
        height = paper.height - paper.top - paper.bottom
        self._mark = (paper.top + height * LEAST) * _PX_PER_MM
        self._decided: dict[str, bool] = {}

    def answer(self, before: Any, after: Any) -> str:
        """Say whether a page ends between a laid-out block and a chapter: ``page`` or ``auto``."""
        name = _heading(after.element)
        if not name or (before.element is not None and before.element.get("data-page")):
            return "page"
        if name not in self._decided:
            self._decided[name] = before.position_y + before.margin_height() < self._mark
            if self._decided[name]:
                after.style["margin_top"] = Dimension(SPACE, "px")
        return "auto" if self._decided[name] else "page"

    @property
    def run_on(self) -> frozenset[str]:
        """The headings of chapters that do not start a page."""
        return frozenset(name for name, runs_on in self._decided.items() if runs_on)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Let the engine ask ``watch`` where chapters begin."""
    global _watch  # noqa: PLW0603 - the engine calls a function of its module, without anything of ours
    outer, _watch = _watch, watch
    try:
        yield
    finally:
        _watch = outer


def _answer(before: Any, after: Any) -> str:
    said: str = _ask(before, after)
    return said if said != "page" or _watch is None else _watch.answer(before, after)


block.block_level_page_break = _answer


def _heading(section: Any) -> str:
    """Return the id of the heading a chapter begins with; an empty text for everything else."""
    if section is None or section.tag != "section" or section.get("data-break") != "page":
        return ""
    first = next(iter(section), None)
    if section.get("data-page") or first is None or first.tag not in _HEADINGS:
        return ""
    return str(first.get("id", ""))
