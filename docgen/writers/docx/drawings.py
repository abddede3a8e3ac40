"""Drawings of a page: in the flow of the text, or behind it."""

from __future__ import annotations

from docgen.document.blocks import Drawing
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.graphics import EMU_PER_MM, EMU_PER_TWIP, behind, inline
from docgen.writers.docx.inlines import write_text
from docgen.writers.docx.paragraphs import write_line
from docgen.writers.docx.sketches import Sketch, add_sketch

__all__ = ["write_drawing"]


def write_drawing(drawing: Drawing, place: Place, draft: Draft, story: Story) -> None:
    """Write a drawing as a paragraph of its own; one behind the text waits for the next paragraph."""
    width, height = (round(length * EMU_PER_MM) for length in (drawing.width_mm, drawing.height_mm))
    room = place.width * EMU_PER_TWIP
    if not drawing.behind and width > room:
        width, height = room, round(height * room / width)
    sketch = Sketch(drawing.svg, drawing.alt, max(1, width), max(1, height), drawing.svg.encode())
    shot = add_sketch(sketch, draft, story)
    if drawing.behind:
        story.ground += behind(shot) if shot else ""
    elif shot:
        write_line(inline(shot), place.plain, draft, story, keep_next=place.keep_next)
    elif drawing.alt:
        write_line(write_text(drawing.alt, draft), place.plain, draft, story, keep_next=place.keep_next)
