"""Drawings: an SVG with a PNG beside it for programs that know no SVG."""

from __future__ import annotations

from docgen.document.blocks import Drawing
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.markup import paragraph

__all__ = ["write_drawing"]


def write_drawing(drawing: Drawing, place: Place, draft: Draft, story: Story) -> None:  # noqa: ARG001 - what it will need
    """Write a drawing as a paragraph of its own."""
    story.written.append(paragraph(place.plain, ""))
