"""Tables: a fixed grid, header rows that repeat, rows that do not split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from docgen.document.blocks import Cell, Row, Table
from docgen.writers.docx.captions import write_caption
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.grid import Slot, column_widths, lay_out, width_of
from docgen.writers.docx.inlines import plain_text
from docgen.writers.docx.lists import BlockWriting
from docgen.writers.docx.markup import attribute, paragraph
from docgen.writers.docx.paragraphs import write_ground
from docgen.writers.docx.styles import CellLook

__all__ = ["write_table"]

_INNER_MARGINS = 240
_LOOK_ORDER = ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign")
_FIRST_ROW, _NO_BANDS_ACROSS, _NO_BANDS_DOWN = 0x20, 0x200, 0x400
_MERGES = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}
Role = Literal["Head", "Key", "Text"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of one kind look: where their blocks stand, and their finished cell properties."""

    place: Place
    look: str


def write_table(table: Table, place: Place, draft: Draft, story: Story, write_blocks: BlockWriting) -> None:
    """Write a table, its caption above it; two tables in a row are kept apart."""
    draft.mark(table.id)
    if table.caption:
        write_caption("table", table.caption, place, draft, story, keep_next=True)
    if story.ends_with_table() or story.apart:
        story.apart = False
        story.written.append(paragraph(draft.named_style("Table Gap"), ""))
    write_ground(draft, story)
    groups = (table.head, table.body, table.foot)
    count = max(len(table.columns), width_of(groups))
    frame = Frame(table, column_widths(table.columns, count, place.width), draft, story, write_blocks)
    rows = [
        (row, slots, group is table.head)
        for group in groups
        for row, slots in zip(group, lay_out(group, count), strict=True)
    ]
    content = "".join(
        frame.row(row, slots, index=index, head=head, last=index == len(rows) - 1)
        for index, (row, slots, head) in enumerate(rows)
    )
    story.written.append(f"<w:tbl>{frame.properties()}{content}</w:tbl>")


class Frame:
    """One table while it is written."""

    def __init__(
        self, table: Table, widths: Sequence[int], draft: Draft, story: Story, write_blocks: BlockWriting
    ) -> None:
        """Find the table's style and the styles its cells have by default."""
        self._table = table
        self._widths = widths
        self._draft = draft
        self._story = story
        self._write_blocks = write_blocks
        self._style = draft.table_style(table.style)
        self._name = draft.styles.name_of(table.style or "data")
        self._kept = self._style in draft.styles.kept
        self._manners: dict[tuple[Role, str | None, str | None, bool], Manner] = {}
        self._places: dict[tuple[int, int, bool | None], Place] = {}

    def properties(self) -> str:
        """Write what is said of the whole table, and its grid."""
        said = ""
        if self._table.caption:
            said += f'<w:tblCaption w:val="{attribute(plain_text(self._table.caption))}"/>'
        if self._table.description:
            said += f'<w:tblDescription w:val="{attribute(self._table.description)}"/>'
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in self._widths])
        return (
            f'<w:tblPr><w:tblStyle w:val="{self._style}"/><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{self._parts()}{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _parts(self) -> str:
        """Say which parts of the table style hold: the head, and bands where the style has any."""
        head, bands = bool(self._table.head), self._style in self._draft.styles.banded
        flags = _NO_BANDS_DOWN | (_FIRST_ROW if head else 0) | (0 if bands else _NO_BANDS_ACROSS)
        return (
            f'<w:tblLook w:val="{flags:04X}" w:firstRow="{head:d}" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="{not bands:d}" w:noVBand="1"/>'
        )

    def row(self, row: Row, slots: Sequence[Slot], *, index: int, head: bool, last: bool) -> str:
        """Write a row; ``index`` counts the rows of the whole table from 0."""
        keep = (not last) if self._kept else None
        cells = [self._cell(slot, row.style, keep, head=head, first=index == 0) for slot in slots]
        repeat = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, slot: Slot, row_style: str | None, keep: bool | None, *, head: bool, first: bool) -> str:
        columns = self._table.columns
        of_column = columns[slot.column].style if slot.column < len(columns) else None
        word = (slot.cell.style if slot.cell else None) or of_column
        role: Role = "Head" if head else "Key" if slot.cell and slot.cell.header else "Text"
        manner = self._manner(role, row_style, word, first)
        width = sum(self._widths[slot.column : slot.column + slot.span])
        place = self._place(manner.place, width, keep)
        cell = slot.cell if slot.merge != "continue" else None
        span = f'<w:gridSpan w:val="{slot.span}"/>' if slot.span > 1 else ""
        merge = _MERGES[slot.merge] if slot.merge else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{manner.look}</w:tcPr>'
            f"{self._content(cell, place)}</w:tc>"
        )

    def _place(self, place: Place, width: int, keep: bool | None) -> Place:
        """Return the place of a manner in a cell so wide; columns share theirs all the way down."""
        key = (id(place), width, keep)  # a manner lives as long as its table
        if key not in self._places:
            self._places[key] = replace(place, width=max(1, width - _INNER_MARGINS), keep_next=keep)
        return self._places[key]

    def _content(self, cell: Cell | None, place: Place) -> str:
        """Write what is in a cell; it always ends with a paragraph, as Word insists."""
        story = Story(self._story.part)
        if cell is not None:
            self._write_blocks(cell.children, place, self._draft, story)
        if not story.written:
            return paragraph(place.plain, "", keep_next=place.keep_next)
        if not story.written[-1].startswith("<w:p>"):
            story.written.append(paragraph(self._draft.named_style("Table Gap"), ""))
        return "".join(story.written)

    def _manner(self, role: Role, row_style: str | None, word: str | None, first: bool) -> Manner:
        key = (role, row_style, word, first)
        if key not in self._manners:
            self._manners[key] = self._new_manner(role, row_style, word, first)
        return self._manners[key]

    def _new_manner(self, role: Role, row_style: str | None, word: str | None, first: bool) -> Manner:
        styles, table = self._draft.styles, (self._name, "Table")
        prefixes: tuple[str, ...] = table
        looks: list[CellLook] = []
        if role == "Head":
            prefixes = (*(f"{name} Head" for name in table), *table)
            looks.append({} if first else styles.head_looks.get(self._style, {}))
        if row_style:
            name = styles.name_of(row_style)
            prefixes = (*(f"{prefix} {name}" for prefix in table), *prefixes)
            looks.append(self._look(f"{name} Row"))
            if not looks[-1] and styles.find("paragraph", [f"{p} {name} Text" for p in table]) is None:
                self._draft.miss("table", name)
        place = Place(self._draft.named_style(role, prefixes), 0, prefixes, in_cell=True)
        if word:
            name = styles.name_of(word)
            looks.append(self._look(f"{name} Cell"))
            known = styles.find("paragraph", [*(f"{p} {name}" for p in prefixes), name])
            if known is None and not looks[-1]:
                self._draft.miss("paragraph", name)
            place = replace(place, plain=known or place.plain)
        return Manner(place, _look_xml(looks))

    def _look(self, name: str) -> CellLook:
        looks = self._draft.styles.cell_looks
        return looks.get(f"{self._name} {name}".lower()) or looks.get(name.lower(), {})


def _look_xml(looks: Sequence[CellLook]) -> str:
    """Lay looks over each other, the later on top, in the order of the schema."""
    merged: dict[str, str] = {}
    for look in looks:
        merged.update(look)
    return "".join(merged[part] for part in _LOOK_ORDER if part in merged)
