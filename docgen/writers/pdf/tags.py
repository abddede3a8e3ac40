"""What does a screen reader hear? The tree of tags, made from the elements of the page.

The engine makes tags box by box, so a table on three pages is three tables, and what a page style adds
has no place. Here a tag is made element by element: however many boxes and pages an element has, it is
one tag, and what belongs to the page and not to the text is an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from pydyf import String
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ParentBox, TableRowGroupBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from docgen.document.drawings import SVG
from docgen.writers.pdf.marks import LAYOUT, Mark, make_artifact, pagination, take_marks
from docgen.writers.pdf.spacing import without_gaps

__all__ = ["Link", "Node", "Tags"]

_ROLES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "section": "Sect",
    "nav": "TOC",
    "figure": "Div",
    "aside": "Div",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
"""The tag of an element; what is not named leaves its words to the element around it."""

_TABLE = frozenset({"Table", "THead", "TBody", "TFoot", "TR"})
_WORDLESS = {
    "Document": "P",
    "Part": "P",
    "Sect": "P",
    "Div": "P",
    "BlockQuote": "P",
    "TOC": "P",
    "TOCI": "Reference",
}
"""Tags that hold no words themselves, and the tag their words get."""

_PICTURES = frozenset({"img", f"{{{SVG}}}svg"})
_BEHIND = "page-picture"
_NUMBERING = {
    "decimal": "Decimal", "disc": "Disc", "circle": "Circle", "square": "Square", "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Link:
    """The area of a link on a page."""

    annotation: Any
    page: int


@dataclass(slots=True, eq=False)
class Node:
    """A tag, the element it stands for, the page it begins on, and what is in it."""

    tag: str
    element: ElementTree.Element | None = None
    page: int = 0
    kids: list[Node | Mark | Link] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    """Alternative text (``Alt``) and language (``Lang``)."""
    look: dict[str, Any] = field(default_factory=dict)
    """Attributes in the manner of their owner ``O``: of a list, a picture, a cell."""
    headers: tuple[Node, ...] = ()

    @property
    def last(self) -> Node | None:
        """The tag at the end, if a tag is there."""
        kid = self.kids[-1] if self.kids else None
        return kid if isinstance(kid, Node) else None


class Tags:
    """The tags of one document, gathered page by page while the engine paints."""

    def __init__(self, language: str, tag: str = "Document") -> None:
        """Begin with nothing; ``tag`` is ``Part`` for a document that becomes part of another."""
        self.document = Node(tag)
        self._language = language
        self._nodes: dict[ElementTree.Element, Node | None] = {}
        self._items: dict[ElementTree.Element, Node] = {}
        self._marks: dict[Any, Mark] = {}
        self._page = 0
        self._height = 0.0

    def read_page(self, number: int, page: Any, stream: Any) -> None:
        """Take over what the engine marked on a page that is just painted."""
        self._page, self._height = number, page.margin_height()
        self._marks = take_marks(number, stream)
        for box in page.children:
            if isinstance(box, MarginBox):
                self._discard(box, pagination(box.at_keyword))
            else:
                self._walk(box, self.document, None)
        for mark in self._marks.values():
            make_artifact(mark, LAYOUT)
        self._marks = {}

    def _walk(self, box: Any, around: Node, block: ElementTree.Element | None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - the engine wraps a box that is taken out of the flow
        node = self._node_of(box, around, block)
        if node is None:
            self._discard(box, LAYOUT)
        elif self._is_again(box, node):
            self._discard(box, pagination())
        else:
            self._fill(node, box, box.element if isinstance(box, LineBox) else block)

    def _fill(self, node: Node, box: Any, block: ElementTree.Element | None) -> None:
        if box.link_annotation:
            if words := without_gaps("".join(box.element.itertext())).strip():
                box.link_annotation["Contents"] = String(words)
            node.kids.append(Link(box.link_annotation, self._page))
        if (mark := self._marks.pop(box, None)) is not None:
            self._holder(node, block).kids.append(mark)
        if isinstance(box, ParentBox):
            for child in box.children:
                self._walk(child, node, block)

    def _discard(self, box: Any, kind: dict[str, str]) -> None:
        """Make an artifact of everything in a box."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if (mark := self._marks.pop(box, None)) is not None:
            make_artifact(mark, kind)
        if isinstance(box, ParentBox):
            for child in box.children:
                self._discard(child, kind)

    def _is_again(self, box: Any, node: Node) -> bool:
        """Tell whether a box is the head or foot of a table that stood on a page before."""
        is_repeated = isinstance(box, TableRowGroupBox) and (box.is_header or box.is_footer)
        return is_repeated and node.page != self._page

    def _node_of(self, box: Any, around: Node, block: ElementTree.Element | None) -> Node | None:
        """Return the tag of a box: its own, that of the element around it, or none for mere decoration."""
        element = box.element
        if box.element_tag == "li::marker" and around.tag != "Lbl":
            return self._label(element, around)
        if element is None or element is around.element or "::" in box.element_tag:
            return around
        if element in self._nodes:
            return self._nodes[element]
        node = self._make(box, element, around, block)
        if node is not around:
            self._nodes[element] = node
        return node

    def _make(
        self, box: Any, element: ElementTree.Element, around: Node, block: ElementTree.Element | None
    ) -> Node | None:
        name = element.tag
        if name in _PICTURES or element.get("class", "").split()[:1] == [_BEHIND]:
            return self._picture(box, element, around, block)
        if box.link_annotation:  # without one, what was a link is words
            return self._add(self._holder(around, block), "Link", element)
        if name in {"li", "dt", "dd"}:
            return self._item(element, around)
        role = _role(element, around)
        foreign = element.get("lang", self._language) != self._language
        if not role and foreign:
            return self._add(self._holder(around, block), "Span", element)
        return self._add(around, role, element, box) if role else around

    def _add(self, around: Node, tag: str, element: ElementTree.Element | None, box: Any = None) -> Node:
        node = Node(tag, element, self._page)
        around.kids.append(node)
        language = element.get("lang") if element is not None else None
        if language and language != self._language:
            node.words["Lang"] = language
        if tag == "L" and box is not None:
            numbering = _NUMBERING.get(box.style["list_style_type"], "None")
            node.look = {"O": "/List", "ListNumbering": f"/{numbering}"}
        return node

    def _holder(self, node: Node, block: ElementTree.Element | None) -> Node:
        """Return where the words of a block go: its tag, or a paragraph in it."""
        tag = _WORDLESS.get(node.tag)
        if tag is None:
            return node
        last = node.last
        if last is not None and last.tag == tag and last.element is block:
            return last
        held = Node(tag, block, self._page)
        node.kids.append(held)
        return held

    def _picture(
        self, box: Any, element: ElementTree.Element, around: Node, block: ElementTree.Element | None
    ) -> Node | None:
        """Return the tag of a picture that says something, or none."""
        words = _alternative(element) if element.tag in _PICTURES else ""
        if not words:
            return None
        node = self._add(self._holder(around, block), "Figure", element)
        left, top, scale = box.content_box_x(), box.content_box_y(), 0.75
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        node.words["Alt"] = words
        node.look = {"O": "/Layout", "BBox": [round(corner * scale, 3) for corner in corners]}
        return node

    def _item(self, element: ElementTree.Element, around: Node) -> Node:
        """Return the tag of an item of a list; a term and what is said of it are one item."""
        if around.tag == "TOC":
            item = self._items[element] = self._add(around, "TOCI", element)
            return item
        last = around.last
        if element.tag == "dd" and last is not None and last.last is not None and last.last.tag == "Lbl":
            item = last
        else:
            item = self._add(around, "LI", None)
        self._items[element] = item
        return self._add(item, "Lbl" if element.tag == "dt" else "LBody", element)

    def _label(self, element: ElementTree.Element, around: Node) -> Node:
        item = self._items.get(element, around)
        label = Node("Lbl", element, self._page)
        item.kids.insert(0, label)
        return label


def _role(element: ElementTree.Element, around: Node) -> str:
    """Return the tag of an element that stands in another, or nothing if it has none."""
    role = _ROLES.get(element.tag, "")
    if role == "L" and around.tag in {"TOC", "TOCI"}:
        return "TOC" if around.tag == "TOCI" else ""
    if role == "Table" and element.find(".//th") is None:
        return "Div"  # a table without a head is a layout
    if role in {*_TABLE, "TH", "TD"} and role != "Table" and around.tag not in _TABLE:
        return "Div" if role in {"TH", "TD"} else ""
    return role


def _alternative(element: ElementTree.Element) -> str:
    if element.tag == "img":
        return element.get("alt", "").strip()
    said = (element.findtext(f"{{{SVG}}}{name}", "").strip() for name in ("title", "desc"))
    return "\n".join(filter(None, said))
