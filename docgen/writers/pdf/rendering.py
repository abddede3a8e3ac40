"""The engine's rendering, prepared to be taken apart once it is written.

Boxes, styles and the engine's bookkeeping refer to each other in rings, so nothing of a finished layout
is freed until the garbage collector has looked at two hundred thousand objects. The rings close in two
places only; ``let_go`` opens them there, and the rest falls apart by itself, at a tenth of the cost.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from hashlib import md5
from typing import Any
from xml.etree import ElementTree

import cssselect2
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, UA_STYLESHEET
from weasyprint.anchors import gather_anchors
from weasyprint.document import Document
from weasyprint.document import Page as DrawnPage
from weasyprint.formatting_structure.boxes import (
    FootnoteAreaBox,
    LineBox,
    MarginBox,
    ParentBox,
    ReplacedBox,
    TableBox,
)
from weasyprint.images import RasterImage, SVGImage
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import make_margin_boxes

from docgen.writers.pdf.fetcher import AssetFetcher
from docgen.writers.pdf.shortcuts import made_pages
from docgen.writers.pdf.tags import Tags

__all__ = ["BASE", "Page", "Rendering"]

BASE = "pack:"
"""Base of every relative address: a scheme nobody serves, so an address stays the name of an asset."""

_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})


def _lean(sheet: CSS) -> CSS:
    """Return the engine's own style sheet for pages without notes, where only ``li`` has a marker.

    The sheet as it is gives every element of a page six pseudo-elements, which is most of the cascade.
    """
    lean, matcher = copy.copy(sheet), copy.copy(sheet.matcher)
    everywhere = [entry for entry in matcher.other_selectors if entry[3] not in _NOTES]
    markers = [entry for entry in everywhere if entry[3] == "marker"]
    by_name = matcher.lower_local_name_selectors
    matcher.lower_local_name_selectors = {**by_name, "li": [*by_name.get("li", ()), *markers]}
    matcher.other_selectors = [entry for entry in everywhere if entry[3] != "marker"]
    lean.matcher = matcher
    return lean


_LEAN = _lean(UA_STYLESHEET)


class Page(HTML):  # type: ignore[misc]  # the engine has no types
    """A page whose tree is there already; the engine's own constructor would parse it again."""

    def __init__(self, root: ElementTree.Element, fetcher: AssetFetcher, *, lean: bool = False) -> None:
        """Set what the engine's constructor sets, from a tree instead of a text.

        ``lean`` may be said of a page that, with its style sheet, makes no notes and no list items but ``li``.
        """
        self._sheets = [_LEAN if lean else UA_STYLESHEET]
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.context: Any = None
        self.pictures: dict[str, Any] = {}

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002 - the engine's signature
        return self._sheets

    def lay_out(
        self, *, font_config: Any, counter_style: Any, color_profiles: Any, sheets: Sequence[Any]
    ) -> Rendering:
        """Do what the engine's ``render`` does, and keep hold of its bookkeeping."""
        options = {**DEFAULT_OPTIONS, "stylesheets": sheets, "output_intent": "srgb", "cache": self.pictures}
        rendering: Rendering = Rendering._render(self, font_config, counter_style, color_profiles, options)  # noqa: SLF001 - the engine's ``render`` calls it the same way
        return rendering


class _WatchedPage(DrawnPage):  # type: ignore[misc]  # the engine has no types
    """A page that shows what is on it to the tags, and then to nobody: the engine would make its own."""

    number: int
    tags: Tags

    def paint(self, stream: Any, scale: float = 1) -> None:
        super().paint(stream, scale)
        box = self._page_box
        self.tags.read_page(self.number, box, stream)
        self.children, box.children = box.children, ()


class Rendering(Document):  # type: ignore[misc]  # the engine has no types
    """A laid-out document."""

    @classmethod
    def _build_layout_context(cls, html: Page, *settings: Any) -> Any:
        html.context = super()._build_layout_context(html, *settings)
        return html.context

    def count_to(self, total: int) -> None:
        """Write heads and feet anew, for pages that become part of a file of ``total`` pages."""
        context = self._html.context
        for number, page in enumerate(self.pages, start=1):
            context.current_page = number
            box = page._page_box  # noqa: SLF001 - the engine has no public way to its boxes
            state = context.page_maker[number][3]
            state[1]["pages"] = [total]
            edges = tuple(make_margin_boxes(context, box, state))
            for edge in edges:
                layout_box_backgrounds(box, edge, context.get_image_from_uri)
                gather_anchors(edge, {}, [], [], {None: []})  # it also notes where boxes are turned
            box.children = (*(child for child in box.children if not isinstance(child, MarginBox)), *edges)

    def name_pictures(self) -> None:
        """Know pictures by what they show: in one file two documents may have two logos of one name."""
        for picture in self._html.pictures.values():
            if isinstance(picture, RasterImage):
                picture.id = md5(picture.image_data.data, usedforsecurity=False).hexdigest()

    def show_to(self, tags: Tags, start: int = 0) -> None:
        """Let tags be read from every page as soon as it is painted; ``start`` counts the pages before it."""
        for number, page in enumerate(self.pages, start=start):
            page.__class__ = _WatchedPage
            page.number, page.tags = number, tags

    def put_back(self) -> None:
        """Give the pages back what was hidden from the engine."""
        for page in self.pages:
            page._page_box.children = page.children  # noqa: SLF001
            del page.children, page.tags

    def let_go(self) -> None:
        """Open the rings; the rendering cannot be used after that."""
        context, self._html.context = self._html.context, None
        for page in {id(page): page for page in (*self._page_boxes(), *made_pages(context))}.values():
            _open_rings(page)
        vars(context.target_collector).clear()
        vars(context).clear()

    def _page_boxes(self) -> Iterator[Any]:
        for page in self.pages:
            yield page._page_box  # noqa: SLF001 - the engine has no public way to its boxes


def _open_rings(page: Any) -> None:
    """Take apart what refers to itself on a page; what is inside a line is left to the garbage collector."""
    waiting = [page]
    while waiting:
        box = waiting.pop()
        if isinstance(box, TableBox):
            for column in (column for group in box.column_groups for column in group.children):
                vars(column).pop("get_cells", None)
        elif isinstance(box, FootnoteAreaBox):
            vars(box).pop("page", None)
        elif isinstance(box, ReplacedBox) and isinstance(box.replacement, SVGImage):
            vars(box.replacement._svg).clear()  # noqa: SLF001
        if isinstance(box, ParentBox) and not isinstance(box, LineBox):
            waiting.extend(box.children)
