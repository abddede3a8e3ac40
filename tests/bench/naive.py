"""A Word file the way python-docx is used at first: call after call, with direct formatting."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from docgen.document.blocks import (
    Block,
    Callout,
    Cell,
    ChartBlock,
    Contents,
    DefinitionList,
    Drawing,
    Emphasis,
    Figure,
    Group,
    Heading,
    Inline,
    LineBreak,
    List,
    Paragraph,
    Quote,
    Section,
    Strong,
    Table,
    Text,
)
from docgen.document.grid import fit_rows, width_of
from docgen.document.model import Document

__all__ = ["write_naively"]

_FONT = "Microsoft YaHei"
_INK = RGBColor(0x22, 0x26, 0x2B)
_SHADE = "EDF2F2"
_SIZES = {1: 18, 2: 14}
_WIDEST = 170


def write_naively(document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """Write a finished document; ``pictures`` holds a PNG for every drawing by its SVG, drawn beforehand."""
    file = docx.Document()
    paper = file.sections[0]
    paper.page_width, paper.page_height = Mm(210), Mm(297)
    paper.left_margin = paper.right_margin = Mm(20)
    writer = _Writer(pictures)
    writer.write(document.header, paper.header)
    writer.write(document.footer, paper.footer)
    writer.write(document.body, file)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


class _Writer:
    """Add blocks to whatever holds paragraphs: the file, a header, a cell."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures

    def write(self, blocks: Iterable[Block], place: Any) -> None:
        for block in blocks:
            match block:
                case Heading():
                    style = f"Heading {block.level}"
                    _say(block.children, place.add_paragraph(style=style), _SIZES.get(block.level, 12))
                case Paragraph():
                    _say(block.children, place.add_paragraph())
                case Table():
                    self._tabulate(block, place)
                case ChartBlock():
                    self._draw(block.drawing, place)
                case Drawing():
                    self._draw(block, place)
                case _:
                    self._write_more(block, place)

    def _write_more(self, block: Block, place: Any) -> None:
        match block:
            case List():
                self._list(block, place)
            case DefinitionList():
                for pair in block.items:
                    _say([Strong(pair.term)], place.add_paragraph())
                    self.write(pair.children, place)
            case Contents():
                for entry in block.entries:
                    _say(entry.children, place.add_paragraph())
            case Section() | Group() | Callout() | Quote() | Figure():
                self._part(block, place)

    def _part(self, block: Section | Group | Callout | Quote | Figure, place: Any) -> None:
        if isinstance(block, Section) and (block.new_page or block.page):
            place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.write(block.children, place)
        if isinstance(block, Figure) and block.caption:
            _say(block.caption, place.add_paragraph(style="Caption"))

    def _list(self, block: List, place: Any) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        for item in block.items:
            first, *rest = item.children
            _say(first.children, place.add_paragraph(style=style))
            self.write(rest, place)

    def _draw(self, drawing: Drawing, place: Any) -> None:
        picture = io.BytesIO(self._pictures[drawing.svg])
        place.add_paragraph().add_run().add_picture(picture, width=Mm(min(drawing.width_mm, _WIDEST)))

    def _tabulate(self, table: Table, place: Any) -> None:
        if table.caption:
            _say(table.caption, place.add_paragraph(style="Caption"))
        rows = (*table.head, *table.body, *table.foot)
        width = max(len(table.columns), width_of(rows))
        grid = place.add_table(len(rows), width)
        grid.style = "Table Grid"
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(fit_rows(rows, width).rows):
            cells, column = grid.rows[number].cells, 0
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                self._fill(cell, _merged(cell, cells[column], grid, number, column))
                taken |= {
                    (number + down, column + right)
                    for down in range(cell.rowspan)
                    for right in range(cell.colspan)
                }
        for row in grid.rows[: len(table.head)]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def _fill(self, cell: Cell, spot: Any) -> None:
        if cell.header:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), _SHADE)
            spot._tc.get_or_add_tcPr().append(shade)
        if cell.children:
            empty = spot.paragraphs[0]._p
            self.write(cell.children, spot)
            empty.getparent().remove(empty)


def _merged(cell: Cell, spot: Any, grid: Any, row: int, column: int) -> Any:
    if cell.colspan == cell.rowspan == 1:
        return spot
    return spot.merge(grid.cell(row + cell.rowspan - 1, column + cell.colspan - 1))


def _say(inlines: Iterable[Inline], paragraph: Any, size: float = 10.5, **look: bool) -> None:
    """Add words run by run, each with its own font, size and colour."""
    for inline in inlines:
        match inline:
            case Text():
                run = paragraph.add_run(inline.content)
                run.font.name, run.font.size, run.font.color.rgb = _FONT, Pt(size), _INK
                run._r.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
                run.bold, run.italic = look.get("bold"), look.get("italic")
            case LineBreak():
                paragraph.add_run().add_break()
            case Strong():
                _say(inline.children, paragraph, size, **{**look, "bold": True})
            case Emphasis():
                _say(inline.children, paragraph, size, **{**look, "italic": True})
            case _:
                _say(getattr(inline, "children", ()), paragraph, size, **look)
