"""Many documents in one file: their pages one after the other, their fonts once, their numbers through all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.diagnostics import Checked
from docgen.document.model import Artifact, Document
from docgen.writers.pdf.writer import PdfWriter, guarded

__all__ = ["Member", "Span", "bind"]


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a file: who writes it, and what the outline calls it."""

    writer: PdfWriter
    document: Document
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a document stands: the number of its first page, how many it has, the address for links to it."""

    first: int
    count: int
    address: str


def bind(
    writer: PdfWriter, make_front: Callable[[Sequence[Span]], Document], members: Sequence[Member]
) -> Checked[Artifact]:
    """Write documents behind a front of their own (title, contents) as one tagged PDF.

    ``make_front`` is called with the place of every document, more than once: before the places are known
    it is asked for a front with other numbers, to learn how long it is. Nothing of a document clashes with
    another: links stay inside it, pictures are known by what they show. Fonts are embedded once; no spec is
    attached. All pages are in memory until the file is written, about a megabyte each. What is noticed of
    the front rides along. Raises DocgenError: DG602 when the engine gives up, DG611 for a document without
    end.
    """
    with guarded():
        from docgen.writers.pdf.binding import Binding  # noqa: PLC0415 - imports the engine

        return Binding(writer.layout, make_front, members).make()
