"""The vocabulary: what a template may write, and what each word becomes everywhere.

One table. The parser reads it to know what is allowed, the reference page for HR is generated from
it, and a test holds a case for every row. An element or attribute outside it is DG501/DG502.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["GLOBAL_ATTRIBUTES", "MEANINGS", "VOCABULARY", "Meaning", "Word"]

Kind = Literal["block", "inline", "part"]


@dataclass(frozen=True, slots=True)
class Word:
    """One element: its kind, its own attributes, the node it becomes, its place in PDF and in Word."""

    element: str
    kind: Kind
    attributes: frozenset[str]
    node: str
    pdf: str
    word: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """One class with a meaning of its own; every other first class is a style name."""

    name: str
    on: frozenset[str]
    node: str
    pdf: str
    word: str


GLOBAL_ATTRIBUTES = frozenset({"class", "id", "lang", "data-only", "title"})


def _w(element: str, kind: Kind, node: str, pdf: str, word: str, *attributes: str) -> Word:
    return Word(element, kind, frozenset(attributes), node, pdf, word)


VOCABULARY: dict[str, Word] = {
    w.element: w
    for w in (
        _w("section", "block", "Section", "named page, break before", "section properties",
           "data-page", "data-break"),
        _w("div", "block", "Group", "box, look only", "its children; a box where its class names a table style"),
        _w("header", "block", "Document.header", "running element at the top", "header part"),
        _w("footer", "block", "Document.footer", "running element at the foot", "footer part"),
        _w("nav", "block", "Contents", "links with leader and page", "TOC field with entries"),
        *(_w(f"h{n}", "block", f"Heading({n})", "bookmark", f"Heading {n}", "data-numbering")
          for n in range(1, 7)),
        _w("p", "block", "Paragraph", "paragraph", "paragraph in the style of its class"),
        _w("ul", "block", "List", "bullets", "List Bullet 1–3"),
        _w("ol", "block", "List(ordered)", "numbers", "List Number 1–3", "start"),
        _w("li", "part", "ListItem", "list item", "numbered paragraph"),
        _w("dl", "block", "DefinitionList", "terms and definitions", "Definition Term, Definition"),
        _w("dt", "part", "DefinitionItem.term", "term", "Definition Term"),
        _w("dd", "part", "DefinitionItem", "definition", "Definition"),
        _w("table", "block", "Table", "table", "table in the table style of its class",
           "data-description"),
        _w("caption", "part", "Table.caption", "caption", "Caption with SEQ field"),
        _w("colgroup", "part", "Table.columns", "columns", "grid"),
        _w("col", "part", "Column", "column width", "grid column", "data-width"),
        _w("thead", "part", "Table.head", "repeated head", "repeated header rows"),
        _w("tbody", "part", "Table.body", "body", "rows that do not split"),
        _w("tfoot", "part", "Table.foot", "foot", "last rows"),
        _w("tr", "part", "Row", "row", "row"),
        _w("th", "part", "Cell(header)", "header cell", "cell", "colspan", "rowspan", "scope"),
        _w("td", "part", "Cell", "cell", "cell", "colspan", "rowspan"),
        _w("figure", "block", "Figure", "figure", "kept together", "data-chart"),
        _w("svg", "block", "Drawing", "drawing", "SVG with a PNG beside it; a chart where data-chart says so",
           "viewbox", "width", "height", "preserveaspectratio", "fill", "stroke", "font-family", "font-size"),
        _w("figcaption", "part", "Figure.caption", "caption", "Caption with SEQ field"),
        _w("aside", "block", "Callout", "box set apart", "Callout style"),
        _w("blockquote", "block", "Quote", "quote", "Quote style"),
        _w("hr", "block", "Rule", "line", "paragraph border"),
        _w("a", "inline", "Link", "link", "hyperlink", "href"),
        _w("br", "inline", "LineBreak", "new line", "line break"),
        _w("strong", "inline", "Strong", "bold", "Strong style"),
        _w("em", "inline", "Emphasis", "emphasis", "Emphasis style"),
        _w("sub", "inline", "Subscript", "lowered", "subscript"),
        _w("sup", "inline", "Superscript", "raised", "superscript"),
        _w("span", "inline", "Span", "style of its class", "character style of its class; content control",
           "data-control", "data-name", "data-hint", "data-bind", "data-options"),
        _w("img", "inline", "Image", "picture", "drawing with alt text", "src", "alt", "data-width"),
    )
}  # fmt: skip

MEANINGS: dict[str, Meaning] = {
    m.name: m
    for m in (
        Meaning("page-break", frozenset({"div"}), "PageBreak", "page break", "page break"),
        Meaning("page-number", frozenset({"span"}), "Field", "number of the page", "PAGE field"),
        Meaning("page-count", frozenset({"span"}), "Field", "count of pages", "NUMPAGES field"),
        Meaning(
            "page-picture",
            frozenset({"figure"}),
            "Drawing(behind)",
            "drawing behind the page",
            "picture behind the text",
        ),
        Meaning("toc", frozenset({"nav"}), "Contents", "contents", "TOC field"),
        Meaning("running-header", frozenset({"header"}), "Document.header", "page head", "header"),
        Meaning("running-footer", frozenset({"footer"}), "Document.footer", "page foot", "footer"),
    )
}
"""``data-only="pdf"`` (or ``docx``, ``html``) leaves an element out of the other outputs, on purpose and in writing."""
