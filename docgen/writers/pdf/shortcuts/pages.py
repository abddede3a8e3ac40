"""Which pages were laid out, and thrown away because a number on them changed?"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import page

__all__ = ["made_pages", "make_page"]

_make: Any = page.make_page


def make_page(context: Any, *more: Any, **named: Any) -> Any:
    """Lay out a page, and remember it until the layout is let go of."""
    made = _make(context, *more, **named)
    vars(context).setdefault("docgen_pages", []).append(made[0])
    return made


def made_pages(context: Any) -> list[Any]:
    """Return the boxes of all pages of a layout that are known."""
    found: list[Any] = vars(context).get("docgen_pages", [])
    return found
