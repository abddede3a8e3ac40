"""The text of one part as a reader sees it, and which element every piece of it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from lxml.etree import _Element

from docgen.render.word.markup import BOX, FALLBACK, PARAGRAPH, RUN, M, W
from docgen.render.word.places import Map, each

__all__ = ["Paragraph", "Piece", "Story", "read_story"]

_TEXTS = frozenset({f"{W}t", f"{W}delText", f"{M}t"})
_SIGNS = {f"{W}{name}": sign for name, sign in {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": "\u00ad",
}.items()}  # fmt: skip
_OPAQUE = frozenset({FALLBACK, BOX, PARAGRAPH, f"{W}pPr", f"{W}rPr"})
_STEPS = frozenset(
    {f"{W}{name}" for name in ("hyperlink", "fldSimple", "sdt", "ins", "moveTo")} | {f"{M}oMath"}
)
"""What a placeholder may not begin outside of and end within."""
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one element, and what it stands in."""

    element: _Element
    text: str
    start: int
    """The place of its first sign among those of its paragraph."""
    within: tuple[_Element, ...] = ()
    """The links, fields, controls and insertions around it, outermost first."""
    is_deleted: bool = False

    @property
    def run(self) -> _Element:
        """Return the run, or what is in its place in an equation."""
        return cast("_Element", self.element.getparent())

    @property
    def is_text(self) -> bool:
        """Tell whether it is written out, and no tab, break or special hyphen."""
        return self.element.tag not in _SIGNS

    @property
    def end(self) -> int:
        """Return the place behind its last sign."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its place in words, the pieces of its text, and what tracked changes took out of it."""

    element: _Element
    place: str
    pieces: list[Piece] = field(default_factory=list)
    deleted: list[Piece] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    """The instructions of the fields that begin here."""

    @property
    def text(self) -> str:
        """Return what a reader sees."""
        return "".join([piece.text for piece in self.pieces])

    @property
    def deleted_text(self) -> str:
        """Return what is still there as a tracked deletion."""
        return "".join([piece.text for piece in self.deleted])

    def spanned(self, start: int, end: int) -> list[Piece]:
        """Return the pieces that hold a stretch of the text."""
        return [piece for piece in self.pieces if piece.start < end and piece.end > start]

    def add(self, piece: Piece) -> None:
        """Add the next piece of text."""
        line = self.deleted if piece.is_deleted else self.pieces
        line.append(replace(piece, start=line[-1].end if line else 0))


@dataclass(frozen=True, slots=True)
class Story:
    """One part that holds text."""

    name: str
    root: _Element
    paragraphs: tuple[Paragraph, ...]


def read_story(root: _Element, name: str, *, whole: bool = False) -> Story:
    """Read the text of a part; ``name`` says in words which part it is.

    With ``whole`` the text boxes that are there a second time for older programs are read too.
    """
    places, fields = Map(root, name), _Fields()
    paragraphs = []
    for element in root.iter(PARAGRAPH) if whole else each(root, PARAGRAPH):
        paragraph = Paragraph(element, places.point_at(element))
        for piece in _walk(element, paragraph, fields, (), False):
            paragraph.add(piece)
        paragraphs.append(paragraph)
    return Story(name, root, tuple(paragraphs))


@dataclass(slots=True)
class _Fields:
    """The fields that are open: the element each begins with, whether its result has begun, and its code."""

    open: list[tuple[_Element, Paragraph]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    in_code: list[bool] = field(default_factory=list)

    def meet(self, sign: _Element, paragraph: Paragraph) -> None:
        """Note the beginning, the middle or the end of a field."""
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self.open.append((sign, paragraph))
            self.codes.append("")
            self.in_code.append(True)
        elif kind == "separate" and self.open:
            self.in_code[-1] = False
        elif kind == "end" and self.open:
            self.open.pop()[1].codes.append(self.codes.pop())
            self.in_code.pop()

    def instruct(self, words: str) -> None:
        """Take a piece of an instruction."""
        if self.codes:
            self.codes[-1] += words

    @property
    def around(self) -> tuple[_Element, ...]:
        """Return what the open fields begin with."""
        return tuple(begin for begin, _ in self.open)


def _walk(
    parent: _Element, paragraph: Paragraph, fields: _Fields, within: tuple[_Element, ...], deleted: bool
) -> Iterator[Piece]:
    for element in parent:
        tag = element.tag
        if tag in _TEXTS or (tag in _SIGNS and parent.tag == RUN):
            text = _SIGNS.get(tag) or element.text or ""
            if not any(fields.in_code):
                yield Piece(element, text, 0, (*within, *fields.around), deleted)
        elif tag == f"{W}fldChar":
            fields.meet(element, paragraph)
        elif tag == f"{W}instrText":
            fields.instruct(element.text or "")
        elif tag not in _OPAQUE:
            if tag == f"{W}fldSimple":
                paragraph.codes.append(element.get(f"{W}instr", ""))
            inner = (*within, element) if tag in _STEPS else within
            yield from _walk(element, paragraph, fields, inner, deleted or tag in _DELETED)
