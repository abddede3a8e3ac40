"""The same document for Typst: headings, paragraphs, tables, lists and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.document.blocks import (
    Block,
    Cell,
    ChartBlock,
    Contents,
    DefinitionList,
    Drawing,
    Emphasis,
    Field,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from docgen.document.grid import fit_rows, width_of
from docgen.document.model import Document

__all__ = ["typst_page"]

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_HEAD = """\
#set document(title: "{title}")
#set page(paper: "a4", margin: (top: 25mm, bottom: 22mm, x: 20mm), header: [{header}], footer: [{footer}])
#set text(font: "{font}", size: {size:.4f}pt, lang: "{language}")
#set par(justify: true)
#set table(stroke: 0.5pt + rgb("#c8d0d0"), fill: (_, y) => if y == 0 {{ rgb("#edf2f2") }})
#show heading: set text(fill: rgb("#0e4b50"))
"""
_WIDEST = 170
_FIELDS = {
    "page-number": "#context counter(page).display()",
    "page-count": "#context counter(page).final().first()",
}


def typst_page(document: Document, font: str, size: float) -> str:
    """Return the source of a finished document; ``size`` is that of its letters in points."""
    return _HEAD.format(
        title=document.meta.title.translate(_QUOTED),
        header=" #h(1fr) ".join(_line(block) for block in document.header),
        footer=" #h(1fr) ".join(_line(block) for block in document.footer),
        font=font,
        size=size,
        language=document.meta.language[:2],
    ) + _blocks(document.body)


def _line(block: Block) -> str:
    return _words(block.children) if isinstance(block, Paragraph) else _blocks([block])


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'=' * block.level} {_words(block.children)}"
        case Paragraph():
            return _words(block.children)
        case Table():
            return _table(block)
        case ChartBlock() | Drawing():
            return _drawing(block.drawing if isinstance(block, ChartBlock) else block)
        case List():
            mark = "+" if block.ordered else "-"
            return "\n".join(f"#[{mark} #[{_blocks(item.children)}]]" for item in block.items)
        case _:
            return _other_block(block)


def _other_block(block: Block) -> str:
    match block:
        case DefinitionList():
            return "\n\n".join(f"*{_words(p.term)}*\n\n{_blocks(p.children)}" for p in block.items)
        case Contents():
            return "\n\n".join(_words(entry.children) for entry in block.entries)
        case _:
            parts = [_blocks(getattr(block, "children", ()))]
            if isinstance(block, Section) and (block.new_page or block.page):
                parts.insert(0, "#pagebreak(weak: true)")
            if isinstance(block, Figure) and block.caption:
                parts.append(_words(block.caption))
            return "\n\n".join(parts)


def _table(table: Table) -> str:
    groups = (table.head, table.body, table.foot)
    rows = tuple(row for group in groups for row in group)
    width = max(len(table.columns), width_of(rows))
    shares = [f"{column.width or 1}fr" for column in table.columns] or ["1fr"] * width
    fitted = [", ".join(map(_cell, row.cells)) for row in fit_rows(rows, width).rows]
    head, body = fitted[: len(table.head)], fitted[len(table.head) :]
    parts = [f"table.header({', '.join(head)})"] if head else []
    caption = f"{_words(table.caption)}\n\n" if table.caption else ""
    return f"{caption}#table(columns: ({', '.join(shares)},), {', '.join(filter(None, [*parts, *body]))})"


def _cell(cell: Cell) -> str:
    return f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan})[{_blocks(cell.children)}]"


def _drawing(drawing: Drawing) -> str:
    svg, alt = drawing.svg.translate(_QUOTED), (drawing.alt or "-").translate(_QUOTED)
    width = min(drawing.width_mm, _WIDEST)
    shown = f'image(bytes("{svg}"), format: "svg", width: {width}mm, alt: "{alt}")'
    return f"#place(top + left, {shown})" if drawing.behind else f"#{shown}"


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return _SPECIAL.sub(r"\\\1", inline.content)
        case LineBreak():
            return " \\ "
        case Strong():
            return f"#strong[{_words(inline.children)}]"
        case Emphasis():
            return f"#emph[{_words(inline.children)}]"
        case Field():
            return _FIELDS[inline.kind]
        case _:
            return _words(getattr(inline, "children", ()))
