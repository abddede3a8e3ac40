"""How cells look: the colors of the classic pack, and formats made when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from docgen.delivery.cells import is_like_formula

__all__ = ["COLORS", "DAY_FORMAT", "Looks"]

COLORS = MappingProxyType(
    {
        "primary": "#0E4B50", "accent": "#C2903A", "alarm": "#B5452F", "paper": "#F7F5F0", "ink": "#1C2B33",
        "muted": "#5A6A72", "line": "#D8D4CA", "tint": "#F1F6F5", "soft": "#DCE9E7", "missing": "#FBF0D9",
        "wrong": "#F9DED7", "right": "#E1F0E4", "white": "#FFFFFF",
    }
)  # fmt: skip
"""Colors by name."""

DAY_FORMAT = "yyyy-mm-dd"
_FONTS = MappingProxyType({"zh": "Microsoft YaHei", "en": "Arial"})
_SIZE = 10
_GRID: Mapping[str, Any] = MappingProxyType(
    {"border": 1, "border_color": COLORS["line"], "valign": "top", "text_wrap": True}
)
_BAND: Mapping[str, Any] = MappingProxyType(
    {"bg_color": COLORS["primary"], "font_color": COLORS["white"], "valign": "vcenter"}
)
_KINDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "cell": _GRID,
        "day": {**_GRID, "num_format": DAY_FORMAT, "align": "left"},
        "figure": {**_GRID, "align": "right"},
        "counted": {**_GRID, "bg_color": COLORS["paper"], "font_color": COLORS["muted"], "align": "right"},
        "number": {**_GRID, "bg_color": COLORS["paper"], "font_color": COLORS["muted"], "align": "center"},
        "told": {**_GRID, "bg_color": COLORS["paper"], "font_color": COLORS["muted"]},
        "asked": {
            **_GRID, **_BAND, "border_color": COLORS["primary"], "bold": True, "align": "center",
        },
        "optional": {
            **_GRID, "bg_color": COLORS["soft"], "font_color": COLORS["primary"], "bold": True,
            "valign": "vcenter", "align": "center",
        },
        "automatic": {
            **_GRID, "bg_color": COLORS["paper"], "font_color": COLORS["muted"], "bold": True,
            "valign": "vcenter", "align": "center",
        },
        "name": {**_GRID, "bg_color": COLORS["tint"], "font_color": COLORS["primary"], "bold": True},
        "title": {**_BAND, "bold": True, "font_size": 16, "indent": 1},
        "band": _BAND,
        "about": {"font_color": COLORS["muted"], "valign": "vcenter", "text_wrap": True, "indent": 1},
        "text": {"text_wrap": True, "valign": "vcenter"},
        "heading": {"bold": True, "font_size": 12, "font_color": COLORS["primary"], "bottom": 2,
                    "bottom_color": COLORS["accent"]},
        "step": {"bold": True, "font_size": 12, "font_color": COLORS["accent"], "align": "center", "valign": "vcenter"},
        "link": {**_GRID, "font_color": COLORS["primary"], "bold": True, "underline": 1},
        "wrong": {"bg_color": COLORS["wrong"], "font_color": COLORS["alarm"], "bold": True},
        "right": {"bg_color": COLORS["right"], "font_color": COLORS["primary"]},
        "missing": {"bg_color": COLORS["missing"]},
    }
)  # fmt: skip
_CHANGES = frozenset({"wrong", "right", "missing"})
"""Formats that are laid over others by a condition."""


class Looks:
    """The formats of one workbook by name."""

    def __init__(self, book: Workbook, language: str) -> None:
        """Keep the workbook and the font of its language."""
        self._book = book
        self._plain = {"font_name": _FONTS[language], "font_size": _SIZE, "font_color": COLORS["ink"]}
        self._made: dict[tuple[str, tuple[tuple[str, Any], ...]], Format] = {}

    def find(self, name: str, **more: Any) -> Format:
        """Return a format by name, with what else is wanted of it."""
        key = name, tuple(sorted(more.items()))
        if key not in self._made:
            base = {} if name in _CHANGES else self._plain
            self._made[key] = self._book.add_format({**base, **_KINDS[name], **more})
        return self._made[key]

    def inert(self, name: str, text: str) -> Format:
        """Return a format for a text; what looks like a formula stays text when somebody edits it."""
        return self.find(name, quote_prefix=True) if is_like_formula(text) else self.find(name)
