"""The words of a document, for comparing outputs and for search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from docgen.document.blocks import (
    Block,
    Callout,
    ChartBlock,
    Contents,
    DefinitionList,
    Drawing,
    Field,
    Figure,
    Group,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Table,
    Text,
)

__all__ = ["document_lines", "document_text", "inline_text"]


def document_text(blocks: Iterable[Block]) -> str:
    """Return the words in reading order, one line a paragraph or cell."""
    return "\n".join(document_lines(blocks))


def document_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of every paragraph, heading, caption, term and entry that has any.

    Numbers that a layout computes (headings, captions, pages) are not among them, nor are the words of
    drawings.
    """
    return (words for line in _lines(blocks) if (words := line.strip(" ")))


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a line break becomes a blank, pictures and fields have none."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.content
    if isinstance(inline, LineBreak):
        return " "
    if isinstance(inline, Image | Field):
        return ""
    return inline_text(inline.children)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:  # noqa: C901 - one case a block is the point
    match block:
        case Heading() | Paragraph():
            yield inline_text(block.children)
        case Section() | Group() | Callout() | Quote():
            yield from _lines(block.children)
        case Figure():
            yield from _lines(block.children)
            yield inline_text(block.caption)
        case Table():
            yield inline_text(block.caption)
            yield from _row_lines((*block.head, *block.body, *block.foot))
        case List():
            for item in block.items:
                yield from _lines(item.children)
        case DefinitionList():
            for pair in block.items:
                yield inline_text(pair.term)
                yield from _lines(pair.children)
        case Contents():
            for entry in block.entries:
                yield inline_text(entry.children)
        case Rule() | PageBreak() | Drawing() | ChartBlock():
            return
        case _:
            assert_never(block)


def _row_lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from _lines(cell.children)
