"""Where comments are fastened in the text of a Word document: around a placeholder, down to the letter."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from docgen.checkup.word.findings import Finding
from docgen.checkup.word.template import Template
from docgen.render.word.markup import BOX, NOTES, PARAGRAPH, RUN, SPACE, TEXT, M, W
from docgen.render.word.places import ancestor, each
from docgen.render.word.text import Paragraph, Piece

__all__ = ["Anchors"]

_BEFORE_TEXT = f"{W}pPr"


@dataclass(slots=True)
class _Stretch:
    """A comment to be fastened: its number and what it is around; no stretch: the whole paragraph."""

    number: int
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Place:
    """The comments of one paragraph."""

    element: _Element
    paragraph: Paragraph | None = None
    stretches: list[_Stretch] = field(default_factory=list)


class Anchors:
    """The places of comments in the document; Word knows none in headers, footers and properties."""

    def __init__(self, template: Template) -> None:
        """Find the places that notes and boxes hang on."""
        self._story = template.main.story
        self._root = self._story.root
        self._places: dict[_Element, _Place] = {}
        self._notes = {
            (kind, reference.get(f"{W}id")): reference
            for kind in ("footnote", "endnote")
            for reference in each(self._root, f"{W}{kind}Reference")
        }

    def plan(self, finding: Finding, number: int) -> bool:
        """Choose the place of a comment; tell whether it stands where its finding is about."""
        paragraph = finding.paragraph
        if paragraph is not None and paragraph.element.getroottree().getroot() is self._root:
            is_whole = finding.end <= finding.start or any(not _is_plain(piece) for piece in paragraph.pieces)
            box = ancestor(paragraph.element, BOX)
            if box is None and not is_whole:
                place = self._at(paragraph.element)
                place.paragraph = paragraph
                place.stretches.append(_Stretch(number, finding.start, finding.end))
                return True
            self._at(_outside(paragraph.element)).stretches.append(_Stretch(number))
            return box is None
        self._at(self._far(paragraph)).stretches.append(_Stretch(number))
        return False

    def set(self) -> None:
        """Put all comments into the document."""
        for place in self._places.values():
            pieces = list(place.paragraph.pieces) if place.paragraph else []
            for cut in sorted({cut for s in place.stretches for cut in (s.start, s.end)}, reverse=True):
                _split(pieces, cut)
            for stretch in place.stretches:
                inside = [p for p in pieces if p.start < stretch.end and p.end > stretch.start and p.text]
                _fasten(place.element, inside, stretch.number)

    def _at(self, element: _Element) -> _Place:
        return self._places.setdefault(element, _Place(element))

    def _far(self, paragraph: Paragraph | None) -> _Element:
        """Return the paragraph with the mark of a note, or the first one for everything else."""
        note = None if paragraph is None else ancestor(paragraph.element, *NOTES)
        if note is not None:
            reference = self._notes.get((note.tag.removeprefix(W), note.get(f"{W}id")))
            if reference is not None and (holder := ancestor(reference, PARAGRAPH)) is not None:
                return _outside(holder)
        first = next((p for p in each(self._root, PARAGRAPH) if ancestor(p, BOX) is None), None)
        return _new_paragraph(self._root) if first is None else first


def _is_plain(piece: Piece) -> bool:
    """Tell whether a piece is text between the elements of its paragraph, and not a code or a description."""
    tag = piece.element.tag
    return tag != PARAGRAPH and tag.startswith((W, M))


def _outside(paragraph: _Element) -> _Element:
    """Return the paragraph that the outermost text box around another one hangs on."""
    while (box := ancestor(paragraph, BOX)) is not None and (holder := ancestor(box, PARAGRAPH)) is not None:
        paragraph = holder
    return paragraph


def _new_paragraph(root: _Element) -> _Element:
    body = root.find(f"{W}body")
    holder = root if body is None else body
    paragraph = etree.Element(PARAGRAPH)
    holder.insert(0, paragraph)
    return paragraph


def _split(pieces: list[Piece], cut: int) -> None:
    """Split the piece that goes on behind a place of the text, with its run."""
    number = next((n for n, piece in enumerate(pieces) if piece.start < cut < piece.end), None)
    if number is None:
        return
    piece = pieces[number]
    element, run, at = piece.element, piece.run, cut - piece.start
    if element.tag != TEXT or run.tag != RUN:
        return
    second, text = etree.Element(RUN), etree.Element(TEXT)
    look = run.find(f"{W}rPr")
    if look is not None:
        second.append(deepcopy(look))
    second.append(text)
    text.text, element.text = piece.text[at:], piece.text[:at]
    for part in (text, element):
        part.set(SPACE, "preserve")
    for following in list(element.itersiblings()):
        second.append(following)
    run.addnext(second)
    pieces[number : number + 1] = [
        Piece(element, piece.text[:at], piece.start, piece.within),
        Piece(text, piece.text[at:], cut, piece.within),
    ]


def _fasten(paragraph: _Element, inside: list[Piece], number: int) -> None:
    """Put the two ends of a comment around pieces of a paragraph, or around all of it."""
    start, end = (
        etree.Element(f"{W}commentRange{name}", {f"{W}id": str(number)}) for name in ("Start", "End")
    )
    mark = etree.Element(RUN)
    etree.SubElement(mark, f"{W}commentReference", {f"{W}id": str(number)})
    if inside:
        _child_of(paragraph, inside[0].element).addprevious(start)
        _child_of(paragraph, inside[-1].element).addnext(end)
        end.addnext(mark)
        return
    look = paragraph.find(_BEFORE_TEXT)
    paragraph.insert(0 if look is None else 1, start)
    paragraph.append(end)
    paragraph.append(mark)


def _child_of(paragraph: _Element, element: _Element) -> _Element:
    """Return the element directly in a paragraph that holds another one."""
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element
