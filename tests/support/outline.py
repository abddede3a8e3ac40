"""Outlines: what a document holds, one line a paragraph, so that goldens are text and diffs read well.

A line is ``kind  Style Name  words`` with two blanks between, ``-`` where there is no style. Containers
indent what they hold. ``outline`` takes parsed blocks, the bytes of a .docx or the bytes of a .pdf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.document import blocks as tree
from docgen.document.parse import ParsedBody
from tests.support.docx_text import read_docx
from tests.support.pdf_text import read_pdf

__all__ = ["outline", "outline_blocks"]


def outline(source: bytes | ParsedBody) -> str:
    """Return the outline of a page's tree, a .docx or a .pdf."""
    if isinstance(source, ParsedBody):
        lines = list(_parsed(source))
    elif source.startswith(b"%PDF"):
        lines = list(_pdf(source))
    else:
        lines = [
            f"{'  ' * p.depth}{p.kind}  {p.style or '-'}  {p.text}".rstrip() for p in read_docx(source).body
        ]
    return "\n".join(lines) + "\n"


def outline_blocks(blocks: Iterable[tree.Block]) -> str:
    """Return the outline of some blocks."""
    return "\n".join(_lines(blocks, 0)) + "\n"


def style_name(style: str | None) -> str:
    """Say a class the way Word lists it: ``goal-title`` is Goal Title."""
    return style.replace("-", " ").title() if style else "-"


def _parsed(page: ParsedBody) -> Iterator[str]:
    yield from _lines(page.body, 0)
    for name, blocks in (("header", page.header), ("footer", page.footer)):
        if blocks:
            yield name
            yield from _lines(blocks, 1)


def _pdf(content: bytes) -> Iterator[str]:
    pdf = read_pdf(content)
    for number, page in enumerate(pdf.pages, 1):
        yield f"page  {number}"
        yield from (f"  {line}" for line in page.splitlines() if line.strip())
    for mark in pdf.bookmarks:
        yield f"{'  ' * mark.level}bookmark  {mark.page}  {mark.title}"


def _lines(blocks: Iterable[tree.Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from ("  " * depth + line for line in _block(block))


def _line(kind: str, style: str | None, words: str = "", /, *facts: str | None) -> str:
    said = [fact for fact in facts if fact]
    name = f"{kind}({', '.join(said)})" if said else kind
    return f"{name}  {style_name(style)}  {words}".rstrip()


def _id(name: str | None) -> str | None:
    return f"#{name}" if name else None


def _block(block: tree.Block) -> Iterator[str]:  # noqa: C901, PLR0912, PLR0915 - one case a block is the point
    match block:
        case tree.Section():
            yield _line(
                "section", block.style, "", _id(block.id), block.page, "new page" if block.new_page else None
            )
            yield from _lines(block.children, 1)
        case tree.Group():
            yield _line("group", block.style, "", _id(block.id))
            yield from _lines(block.children, 1)
        case tree.Heading():
            numbered = f"{block.scheme} {block.number}" if block.number else None
            yield _line(f"h{block.level}", block.style, _words(block.children), _id(block.id), numbered)
        case tree.Paragraph():
            yield _line("p", block.style, _words(block.children), _id(block.id))
        case tree.List():
            start = f"from {block.start}" if block.start != 1 else None
            yield _line("ol" if block.ordered else "ul", block.style, "", start)
            for item in block.items:
                yield "  li"
                yield from _lines(item.children, 2)
        case tree.DefinitionList():
            yield _line("dl", block.style)
            for pair in block.items:
                yield f"  dt  {_words(pair.term)}"
                yield from _lines(pair.children, 2)
        case tree.Table():
            yield from _table(block)
        case tree.Figure():
            yield _line("figure", block.style, _words(block.caption), _id(block.id))
            yield from _lines(block.children, 1)
        case tree.Callout() | tree.Quote():
            yield _line(type(block).__name__.lower(), block.style)
            yield from _lines(block.children, 1)
        case tree.Contents():
            yield _line("contents", block.style)
            for entry in block.entries:
                yield f"  entry({entry.level}, {entry.number or '-'}, {entry.href})  {_words(entry.children)}"
        case tree.ChartBlock():
            yield from _chart(block)
        case tree.Drawing():
            size = f"{block.width_mm:g} × {block.height_mm:g} mm"
            yield _line("drawing", block.style, block.alt, size, "behind" if block.behind else None)
        case tree.Rule():
            yield "rule"
        case tree.PageBreak():
            yield "page break"


def _table(table: tree.Table) -> Iterator[str]:
    yield _line("table", table.style, _words(table.caption), _id(table.id), table.description)
    for column in table.columns:
        yield "  " + _line("col", column.style, "", f"{column.width:g} %" if column.width else None)
    for name, rows in (("thead", table.head), ("tbody", table.body), ("tfoot", table.foot)):
        if rows:
            yield f"  {name}"
        for row in rows:
            yield "    " + _line("tr", row.style)
            for cell in row.cells:
                spans = (f"colspan {cell.colspan}" if cell.colspan > 1 else None,
                         f"rowspan {cell.rowspan}" if cell.rowspan > 1 else None)  # fmt: skip
                yield "      " + _line("th" if cell.header else "td", cell.style, "", cell.scope, *spans)
                yield from _lines(cell.children, 4)


def _chart(block: tree.ChartBlock) -> Iterator[str]:
    chart = block.chart
    yield _line("chart", None, chart.description, chart.kind, chart.title, chart.unit)
    for series in chart.series:
        rows = zip(chart.categories, series.values, strict=True)
        values = ", ".join(f"{name} {'-' if value is None else value}" for name, value in rows)
        yield f"  {series.role}({series.key})  {series.name}  {values}"
    yield from _lines([block.drawing], 1)


def _words(inlines: Iterable[tree.Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: tree.Inline) -> str:  # noqa: PLR0911 - one case an inline is the point
    match inline:
        case tree.Text():
            return inline.content
        case tree.LineBreak():
            return "{br}"
        case tree.Field():
            return f"{{{inline.kind}}}"
        case tree.Image():
            width = f" {inline.width_mm:g} mm" if inline.width_mm else ""
            return f"{{img {inline.source} “{inline.alt}”{width}{_class(inline.style)}}}"
        case tree.Link():
            return f"{{link {inline.href}{_class(inline.style)}: {_words(inline.children)}}}"
        case tree.Control():
            facts = [inline.title, inline.hint, inline.bind, "|".join(inline.options), inline.style]
            said = "".join(f" {fact}" for fact in facts if fact)
            return f"{{{inline.kind} {inline.name}{said}: {_words(inline.children)}}}"
        case tree.Span():
            return f"{{span{_class(inline.style)}{_class(inline.language)}: {_words(inline.children)}}}"
        case _:
            return f"{{{type(inline).__name__.lower()}: {_words(inline.children)}}}"


def _class(name: str | None) -> str:
    return f" {name}" if name else ""
