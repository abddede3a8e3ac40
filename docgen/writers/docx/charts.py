"""Charts that Word draws itself, each with its workbook."""

from __future__ import annotations

from docgen.document.blocks import ChartBlock
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.drawings import write_drawing

__all__ = ["write_chart"]


def write_chart(block: ChartBlock, place: Place, draft: Draft, story: Story) -> None:
    """Write a chart as a paragraph of its own."""
    write_drawing(block.drawing, place, draft, story)
