"""Tiny fonts, right and wrong in one thing."""

from __future__ import annotations

import io
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.S_V_G_ import SVGDocument

__all__ = ["collection", "font", "web_font"]


def font(
    family: str = "Acme Sans", weight: int = 400, rights: int = 0, drawing: str = "", **names: str
) -> bytes:
    """Make a font of two glyphs; ``drawing`` is an SVG for the second, ``names`` more names of the family."""
    target = io.BytesIO()
    _build(family, weight, rights, drawing, names).save(target)
    return target.getvalue()


def collection() -> bytes:
    """Put two fonts into one file, as ``.ttc`` files do."""
    both = TTCollection()
    both.fonts = [TTFont(io.BytesIO(font())), TTFont(io.BytesIO(font(weight=700)))]
    target = io.BytesIO()
    both.save(target)
    return target.getvalue()


def web_font() -> bytes:
    """Compress a font as web pages want it."""
    packed = TTFont(io.BytesIO(font()))
    packed.flavor = "woff"
    target = io.BytesIO()
    packed.save(target)
    return target.getvalue()


def _build(family: str, weight: int, rights: int, drawing: str, names: dict[str, str]) -> Any:
    pen = TTGlyphPen(None)
    for step, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (500, 700)), (pen.lineTo, (500, 0))):
        step(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": {"en": family, **names}, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, fsType=rights, version=4)
    builder.setupPost()
    if drawing:
        table = newTable("SVG ")
        table.docList = [SVGDocument(drawing, 1, 1, False)]
        builder.font["SVG "] = table
    return builder.font
