"""The typed tree of a document: blocks that hold inlines (which stand in ``phrasing`` and are taken from here).

Every writer that reads the tree matches these types exhaustively (``assert_never``), so a block added
here makes the type checker name each writer that has not learnt it. ``style`` is the first class of
the element: the name by which the pack's look is found in CSS and in Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.document.charts import Chart
from docgen.document.phrasing import (
    Control,
    Emphasis,
    Field,
    Image,
    Inline,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)

__all__ = [
    "Block",
    "Callout",
    "Cell",
    "ChartBlock",
    "Column",
    "Contents",
    "ContentsEntry",
    "Control",
    "DefinitionItem",
    "DefinitionList",
    "Drawing",
    "Emphasis",
    "Field",
    "Figure",
    "Group",
    "Heading",
    "Image",
    "Inline",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "PageBreak",
    "Paragraph",
    "Quote",
    "Row",
    "Rule",
    "Section",
    "Span",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
]

Level = Literal[1, 2, 3, 4, 5, 6]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or another part; ``page`` names its kind of pages, ``new_page`` starts one.

    ``cover`` pages have no running header or footer, ``landscape`` pages lie on their side; a section
    with a kind of its own always starts a page.
    """

    children: tuple[Block, ...]
    style: str | None = None
    id: str | None = None
    page: Literal["cover", "landscape"] | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A box without meaning (div); only its look is its own."""

    children: tuple[Block, ...]
    style: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``scheme`` says how it is numbered (``data-numbering``), ``number`` is what that gives.

    The number is no text of the template: CSS counters print it in PDF, list numbering in Word, and
    the parser computes it here for everybody else (``1``, ``2`` … for chapters, ``A``, ``B`` … for appendices).
    """

    level: Level
    children: tuple[Inline, ...]
    style: str | None = None
    id: str | None = None
    scheme: Literal["none", "chapter", "appendix"] = "none"
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a paragraph style."""

    children: tuple[Inline, ...]
    style: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """An entry of a list."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Bullets or numbers; ``start`` counts for numbers."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    style: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    """A term and what is said of it."""

    term: tuple[Inline, ...]
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their definitions."""

    items: tuple[DefinitionItem, ...]
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the width in percent, and a style name."""

    width: float | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``header`` cells are announced, ``scope`` says for what."""

    children: tuple[Block, ...]
    header: bool = False
    scope: Literal["col", "row"] | None = None
    colspan: int = 1
    rowspan: int = 1
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``head`` repeats on every page, ``description`` is read to people who do not see it."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    caption: tuple[Inline, ...] = ()
    description: str | None = None
    style: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or another exhibit with a caption."""

    children: tuple[Block, ...]
    caption: tuple[Inline, ...] = ()
    style: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in lines and areas: an SVG file, its size, and the words for people who do not see it.

    ``behind`` says that it fills the paper behind the text of its page.
    """

    svg: str
    alt: str
    width_mm: float
    height_mm: float
    behind: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart as data, and the drawing of it for formats that have no charts of their own."""

    chart: Chart
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Callout:
    """Something set apart from the flow (aside)."""

    children: tuple[Block, ...]
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody."""

    children: tuple[Block, ...]
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the heading it leads to (``#id``), its number, and the words shown."""

    level: Level
    href: str
    children: tuple[Inline, ...]
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; page numbers come from a layout, never from a guess."""

    entries: tuple[ContentsEntry, ...]
    style: str | None = None


Block = (
    Section
    | Group
    | Heading
    | Paragraph
    | List
    | DefinitionList
    | Table
    | Figure
    | Drawing
    | ChartBlock
    | Callout
    | Quote
    | Rule
    | PageBreak
    | Contents
)
