"""A drawing in pixels, for programs that know no SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from docgen.document.model import Font

__all__ = ["PACKAGE", "MissingPainterError", "paint"]

PACKAGE = "resvg-py"
"""The package that paints; what people have to install."""

_DPI = 150
_CSS_DPI = 96
_MAX_PIXELS = 1_000_000  # a page in 100 dpi; painting takes as long as there are pixels
_MM_PER_INCH = 25.4
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]")
_REGULAR = 400


class MissingPainterError(Exception):
    """The package that paints is not installed."""


def paint(svg: str, width_mm: float, height_mm: float, fonts: Sequence[Font]) -> bytes | None:
    """Return a drawing of this size as PNG, or None if it cannot be painted; raises MissingPainterError.

    Only the given fonts are used, so that the picture is the same on every machine.
    """
    dots = min(_DPI / _MM_PER_INCH, (_MAX_PIXELS / (width_mm * height_mm)) ** 0.5)
    used = _in_order(fonts) if "<text" in svg else ()
    return _paint(svg, max(1, round(width_mm * dots)), max(1, round(height_mm * dots)), used)


def _in_order(fonts: Sequence[Font]) -> tuple[Font, ...]:
    """Put the upright weight first: where a family lacks a sign, the first file that has it is taken."""
    return tuple(sorted(fonts, key=lambda font: (font.weight != _REGULAR, font.weight, str(font.path))))


@lru_cache(maxsize=32)
def _paint(svg: str, width: int, height: int, fonts: tuple[Font, ...]) -> bytes | None:
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - few documents hold a drawing
    except ImportError:
        raise MissingPainterError from None
    family = _family(svg, fonts)
    try:
        return svg_to_bytes(
            svg_string=svg,
            width=width,
            height=height,
            dpi=_CSS_DPI,  # or lengths in mm and pt are nothing
            skip_system_fonts=True,
            font_files=[str(font.path) for font in fonts],
            font_family=family,
            sans_serif_family=family,
            style_sheet=f'* {{ font-family: "{family}" !important }}'
            if family and _HAN.search(svg)
            else None,
        )
    except ValueError:
        return None


def _family(svg: str, fonts: Sequence[Font]) -> str | None:
    """Choose the family for Chinese words, whose files are the largest by far, else the first one."""
    if not fonts:
        return None
    if _HAN.search(svg):
        return max(fonts, key=lambda font: Path(font.path).stat().st_size).family
    return fonts[0].family
