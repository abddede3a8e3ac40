"""Where can a link lead: the ids of a document as bookmarks Word accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never
from zlib import crc32

from docgen.document.blocks import (
    Block,
    Callout,
    ChartBlock,
    Contents,
    DefinitionList,
    Drawing,
    Figure,
    Group,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)

__all__ = ["bookmark_name", "has_heading", "ids_of"]

_LIMIT = 40
_ACCEPTED = re.compile(rf"[^\W\d]\w{{0,{_LIMIT - 1}}}")


def bookmark_name(identifier: str) -> str:
    """Return a name of at most 40 letters, digits and underscores that starts with a letter.

    An id that had to be changed carries a checksum, so two ids never share a bookmark.
    """
    if _ACCEPTED.fullmatch(identifier):
        return identifier
    readable = re.sub(r"\W", "_", identifier)[: _LIMIT - 10]
    return f"b{readable}_{crc32(identifier.encode('utf-8', 'replace')):08x}"


def ids_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Name every id that these blocks and the blocks in them will mark."""
    for block in blocks:
        own = getattr(block, "id", None)
        if own:
            yield own
        yield from ids_of(_inside(block))


def has_heading(blocks: Iterable[Block]) -> bool:
    """Tell whether there is a heading among these blocks or in them."""
    return any(isinstance(block, Heading) or has_heading(_inside(block)) for block in blocks)


def _inside(block: Block) -> Iterable[Block]:
    match block:
        case Section() | Group() | Figure() | Callout() | Quote():
            return block.children
        case List() | DefinitionList():
            return (child for item in block.items for child in item.children)
        case Table():
            rows = (*block.head, *block.body, *block.foot)
            return (child for row in rows for cell in row.cells for child in cell.children)
        case Heading() | Paragraph() | Rule() | PageBreak() | Drawing() | ChartBlock() | Contents():
            return ()
        case _:
            assert_never(block)
