"""A box in Word: one cell that holds blocks, in the table style its class names.

Word has no other frame that grows with its text and stays in the flow. The style says everything: the
ground and the margins of the cell, the least height of the row, and with a negative indent that the box
goes from edge to edge of the paper.
"""

from __future__ import annotations

from dataclasses import replace

from docgen.document.blocks import Group
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.lists import BlockWriting
from docgen.writers.docx.markup import paragraph
from docgen.writers.docx.paragraphs import write_ground

__all__ = ["box_style", "write_box"]


def box_style(group: Group, draft: Draft, place: Place) -> str | None:
    """Return the id of the table style that makes a group a box; inside a cell nothing is one."""
    if group.style is None or place.in_cell:
        return None
    return draft.styles.find("table", [draft.styles.name_of(group.style)])


def write_box(  # noqa: PLR0917 - what every writer of blocks gets, and the style
    group: Group, style: str, place: Place, draft: Draft, story: Story, write_blocks: BlockWriting
) -> None:
    """Write a group as a table of one cell."""
    shape = draft.styles.boxes[style]
    if story.ends_with_table():
        story.written.append(paragraph(draft.named_style("Table Gap"), ""))
    write_ground(draft, story)
    width = draft.paper_width(story.page) if shape.indent < 0 else place.width - shape.indent
    inner = Story(story.part)
    inside = replace(place, width=max(1, width - shape.margins), in_cell=True)
    draft.mark(group.id)
    write_blocks(group.children, inside, draft, inner)
    if not inner.written or not inner.written[-1].startswith("<w:p>"):
        inner.written.append(paragraph(draft.named_style("Table Gap"), ""))
    height = f'<w:trHeight w:val="{shape.height}" w:hRule="atLeast"/>' if shape.height else ""
    story.written.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{shape.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"{shape.look}</w:tcPr>{''.join(inner.written)}</w:tc></w:tr></w:tbl>"
    )
