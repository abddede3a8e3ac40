"""Numbers and names that must be unique in a Word file, although loops repeat what bears them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import count

from lxml.etree import _Element

from docgen.render.word.markup import FALLBACK, PARAGRAPH, ROW, W

__all__ = ["renumber", "repeat_notes"]

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_STARTS = {
    f"{W}bookmarkStart": f"{W}bookmarkEnd",
    f"{W}commentRangeStart": f"{W}commentRangeEnd",
}


def renumber(roots: Iterable[_Element]) -> None:
    """Give drawings, controls and paragraphs numbers of their own; keep each bookmark and comment once."""
    trees = list(roots)
    _renumber_drawings(trees)
    _renumber_controls(trees)
    for root in trees:
        _free_paragraphs(root)
        for start, end in _STARTS.items():
            _keep_first(root, start, end)


def _renumber_drawings(trees: list[_Element]) -> None:
    found = [drawing for root in trees for drawing in root.iter(_DRAWING)]
    taken: set[str] = set()
    fresh = count(1)
    known = {drawing.get("id") for drawing in found}
    for drawing in found:
        if drawing.get("id") in taken:
            number = next(str(number) for number in fresh if str(number) not in known)
            known.add(number)
            drawing.set("id", number)
        taken.add(drawing.get("id", ""))


def _renumber_controls(trees: list[_Element]) -> None:
    numbers = [each for root in trees for each in root.iter(f"{W}sdtPr") for each in each.findall(f"{W}id")]
    known = {number.get(f"{W}val") for number in numbers}
    taken: set[str] = set()
    fresh = count(1)
    for number in numbers:
        if number.get(f"{W}val", "") in taken:
            new = next(str(each) for each in fresh if str(each) not in known)
            known.add(new)
            number.set(f"{W}val", new)
        taken.add(number.get(f"{W}val", ""))


def _free_paragraphs(root: _Element) -> None:
    """Take the number from a repeated paragraph; Word gives it one when it saves."""
    taken: set[str] = set()
    for element in root.iter(PARAGRAPH, ROW):
        number = element.get(f"{_W14}paraId")
        if number in taken and next(element.iterancestors(FALLBACK), None) is None:
            del element.attrib[f"{_W14}paraId"]
            element.attrib.pop(f"{_W14}textId", "")
        elif number:
            taken.add(number)


def _keep_first(root: _Element, start: str, end: str) -> None:
    """Remove the second and later marks of one name or number, and ends without a beginning."""
    seen: set[str] = set()
    gone: list[_Element] = []
    for mark in root.iter(start):
        keys = {key for key in (mark.get(f"{W}id"), mark.get(f"{W}name")) if key}
        if keys & seen:
            gone.append(mark)
        seen |= keys
    begun = {mark.get(f"{W}id") for mark in root.iter(start)}
    ended: set[str] = set()
    for mark in root.iter(end):
        number = mark.get(f"{W}id", "")
        if number in ended or number not in begun:
            gone.append(mark)
        ended.add(number)
    for mark in [*gone, *_second_references(root, start)]:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def repeat_notes(root: _Element, notes: _Element, kind: str) -> bool:
    """Give every further reference to a note (``footnote``, ``endnote``) a copy of the note; tell whether any was made."""
    known = {note.get(f"{W}id"): note for note in notes.iter(f"{W}{kind}")}
    taken: set[str] = set()
    fresh = count(1)
    made = False
    for reference in root.iter(f"{W}{kind}Reference"):
        number = reference.get(f"{W}id", "")
        if number in taken and number in known:
            new = next(str(each) for each in fresh if str(each) not in known)
            known[new] = copy.deepcopy(known[number])
            known[new].set(f"{W}id", new)
            notes.append(known[new])
            reference.set(f"{W}id", new)
            number, made = new, True
        taken.add(number)
    return made


def _second_references(root: _Element, start: str) -> Iterator[_Element]:
    if not start.endswith("commentRangeStart"):
        return
    seen: set[str] = set()
    for reference in root.iter(f"{W}commentReference"):
        number = reference.get(f"{W}id", "")
        if number in seen:
            yield reference
        seen.add(number)
