"""Drawings on their way into the file: an SVG, and a PNG beside it for programs that know no SVG."""

from __future__ import annotations

from typing import NamedTuple

from docgen.writers.docx.draft import Draft, Story
from docgen.writers.docx.graphics import EMU_PER_MM, Shot
from docgen.writers.docx.rasters import PACKAGE, MissingPainterError, paint

__all__ = ["Sketch", "add_sketch"]


class Sketch(NamedTuple):
    """A drawing that is to be shown: its text, its words, its size in EMU, the file as it came."""

    svg: str
    alt: str
    width: int
    height: int
    content: bytes


def add_sketch(sketch: Sketch, draft: Draft, story: Story) -> Shot | None:
    """Add both files of a drawing to the package; None if there is no painting it (the draft knows why)."""
    size = (sketch.width / EMU_PER_MM, sketch.height / EMU_PER_MM)
    try:
        pixels = paint(sketch.svg, *size, draft.fonts)
    except MissingPainterError:
        draft.warn("DG628", package=PACKAGE)
        return None
    if pixels is None:
        draft.warn("DG629", words=sketch.alt)
        return None
    add, part = draft.package.picture, story.part
    relation = add(f"{sketch.width}x{sketch.height} {sketch.svg}", pixels, "image/png", "png", part)
    svg = add(sketch.svg, sketch.content, "image/svg+xml", "svg", part)
    return Shot(relation, draft.next_drawing(), sketch.alt, sketch.width, sketch.height, svg)
