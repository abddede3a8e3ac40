"""Lay out the documents of one file and write them together; imported when the engine is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docgen.diagnostics import Checked
from docgen.document.model import Artifact, Document
from docgen.writers.pdf.binder import Member, Span
from docgen.writers.pdf.layout import Layout, Sheets, print_pages
from docgen.writers.pdf.log import explain, listen
from docgen.writers.pdf.rendering import Rendering
from docgen.writers.pdf.structure import write_structure
from docgen.writers.pdf.tags import Node, Tags
from docgen.writers.pdf.writer import PdfWriter

__all__ = ["Binding"]

_UNKNOWN = 888
"""Stands for the number of a page that is not known yet; wide, so that the true one has room."""

_ROUNDS = 4


class Binding:
    """The making of one file."""

    def __init__(
        self, layout: Layout, make_front: Callable[[Sequence[Span]], Document], members: Sequence[Member]
    ) -> None:
        """Keep what the file is made of; ``layout`` is that of the front."""
        self._layout = layout
        self._make_front = make_front
        self._members = members

    def make(self) -> Checked[Artifact]:
        """Lay out the front, the documents behind it, and the front anew with the true numbers of pages.

        Were it as long as nobody expected, everything would be done again for that length.
        """
        unknown = [Span(_UNKNOWN, 1, _address(number)) for number in range(len(self._members))]
        length = self._measure(self._make_front(unknown))
        for _ in range(_ROUNDS):
            parts, spans = self._lay_out(length)
            with listen() as notes:
                document = self._make_front(spans)
                front = self._layout.lay_out(document)
                found = len(front.rendering.pages)
                if found == length:
                    made = self._write(front, document, parts, spans)
            self._let_go((front, *parts))
            if found == length:
                return Checked(made, (*explain(notes, front.refused), *front.removed))
            length = found
        raise RuntimeError("the front does not come to rest")  # a front whose length follows its numbers

    def _measure(self, front: Document) -> int:
        with listen():
            sheets = self._layout.lay_out(front)
        length = len(sheets.rendering.pages)
        self._let_go([sheets])
        return length

    def _lay_out(self, length: int) -> tuple[list[Sheets], list[Span]]:
        """Lay out every document behind a front of a length; what is noticed has been said of each alone."""
        parts: list[Sheets] = []
        spans: list[Span] = []
        first = length + 1
        for number, member in enumerate(self._members):
            with listen():
                sheets = member.writer.layout.lay_out(member.document, first)
            count = len(sheets.rendering.pages)
            parts.append(sheets)
            spans.append(Span(first, count, _address(number)))
            first += count
        return parts, spans

    def _write(
        self, front: Sheets, document: Document, parts: Sequence[Sheets], spans: Sequence[Span]
    ) -> Artifact:
        language = document.meta.language
        total = spans[-1].first + spans[-1].count - 1 if spans else len(front.rendering.pages)
        front.rendering.count_to(total)
        tags = [_show(front.rendering, 0, language)]
        for sheets, span, member in zip(parts, spans, self._members, strict=True):
            sheets.rendering.count_to(total)
            sheets.rendering.name_pictures()
            _set_apart(sheets.rendering, span.address, member.name)
            tags.append(_show(sheets.rendering, span.first - 1, member.document.meta.language))
        pages = [page for sheets in (front, *parts) for page in sheets.rendering.pages]
        whole = front.rendering.copy(pages)

        def add(pdf: Any) -> None:
            write_structure(pdf, _join(tags, language))

        content = print_pages(whole, document.meta, add)
        return Artifact(content, PdfWriter.media_type, PdfWriter.suffix, page_count=total)

    def _let_go(self, sheets: Sequence[Sheets]) -> None:
        for each in sheets:
            each.rendering.let_go()


def _address(number: int) -> str:
    return f"document-{number + 1}"


def _show(rendering: Rendering, start: int, language: str) -> tuple[Tags, str]:
    tags = Tags(language, "Part")
    rendering.show_to(tags, start)
    return tags, language


def _join(parts: Sequence[tuple[Tags, str]], language: str) -> Node:
    """Put the tags of all documents under one; a part in another language says so."""
    whole = Node("Document")
    for tags, own in parts:
        if own != language:
            tags.document.words["Lang"] = own
        whole.kids.append(tags.document)
    return whole


def _set_apart(rendering: Rendering, address: str, name: str) -> None:
    """Keep the links of a document inside it, and put it into the outline as a whole."""
    for page in rendering.pages:
        page.anchors = {f"{address}-{anchor}": place for anchor, place in page.anchors.items()}
        page.links = [
            (kind, f"{address}-{target}" if kind == "internal" else target, *rest)
            for kind, target, *rest in page.links
        ]
        page.bookmarks = [(level + 1, *rest) for level, *rest in page.bookmarks]
    start = rendering.pages[0]
    start.anchors = {address: (0, 0, 0, 0), **start.anchors}
    start.bookmarks.insert(0, (1, name, (0, 0), "closed"))
