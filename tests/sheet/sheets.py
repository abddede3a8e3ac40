"""Pages side by side in one picture, each with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw, ImageFont

from tests.support.making import ROOT

__all__ = ["lay_out"]

ACROSS = 6
GAP = 12
LINE = 22
GROUND, TEXT = "#55606B", "#FFFFFF"
FONT = ROOT / "templates" / "fonts" / "Inter-Regular.ttf"


def lay_out(title: str, rows: Mapping[str, Sequence[Image.Image]]) -> Image.Image:
    """Lay out the pages of several drawings of one document: six across, the drawings under each other."""
    pages = [page for row in rows.values() for page in row]
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    most = max(map(len, rows.values()))
    bands = [range(start, min(start + ACROSS, most)) for start in range(0, most, ACROSS)]
    step = LINE + height + GAP
    size = (ACROSS * (width + GAP) + GAP, LINE + GAP + len(bands) * len(rows) * step)
    sheet = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, LINE * 0.7)
    pen.text((GAP, GAP / 2), title, TEXT, font)
    top = LINE + GAP
    for band in bands:
        for name, row in rows.items():
            for column, index in enumerate(band):
                if index < len(row):
                    left = GAP + column * (width + GAP)
                    pen.text((left, top), f"{name} {index + 1}", TEXT, font)
                    sheet.paste(row[index], (left, top + LINE))
            top += step
    return sheet
