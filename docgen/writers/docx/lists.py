"""Bullets and numbers, three levels deep; each numbered list counts for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from docgen.document.blocks import Block, List, ListItem, Paragraph
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.paragraphs import write_paragraph

__all__ = ["BlockWriting", "write_list"]

BlockWriting = Callable[[Iterable[Block], Place, Draft, Story], None]
"""How blocks are written; handed down, so that lists and tables need not know who does it."""

_LEVELS = 3


def write_list(block: List, place: Place, draft: Draft, story: Story, write_blocks: BlockWriting) -> None:
    """Write the items in "List Bullet" or "List Number", with the level at the end of the name from 2 on."""
    depth = min(place.depth + 1, _LEVELS)
    level = "" if depth == 1 else f" {depth}"
    style = draft.named_style(f"List {'Number' if block.ordered else 'Bullet'}{level}", place.prefixes)
    if block.style:
        style = draft.paragraph_style(block.style, replace(place, plain=style))
    linked = draft.styles.numbering.get(style)
    numbering = None
    if block.ordered and linked:
        numbering = (draft.lists.restart(*linked, block.start), linked[1])
    inner = replace(place, plain=draft.named_style(f"List Continue{level}", place.prefixes), depth=depth)
    for item in block.items:
        first, rest = _opened(item)
        own = draft.paragraph_style(first.style, place) if first.style else style
        marker = (numbering or linked) if first.style else numbering
        draft.mark(first.id)
        write_paragraph(first.children, own, place, draft, story, numbering=marker)
        write_blocks(rest, inner, draft, story)


def _opened(item: ListItem) -> tuple[Paragraph, tuple[Block, ...]]:
    """Part an item into the paragraph that carries its mark, and what follows it."""
    if item.children and isinstance(item.children[0], Paragraph):
        return item.children[0], item.children[1:]
    return Paragraph(()), item.children
