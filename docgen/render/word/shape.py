"""A filled part put in order: signs become elements, and what loops made empty or double is mended."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.etree import _Element

from docgen.render.word.inserts import INSERT, LINE, PAGE, TAB
from docgen.render.word.inserts import PARAGRAPH as NEW_PARAGRAPH
from docgen.render.word.markup import BOX, CELL, NOTES, PARAGRAPH, ROW, RUN, SPACE, TABLE, TEXT, W
from docgen.render.word.runs import PIECES, make_text

__all__ = ["Inserted", "has_signs", "shape", "wrap_loose_values"]

Inserted = Callable[[int, _Element | None], list[_Element]]
"""Gives the runs or drawings that an insert becomes: by its number, with the look of the run around it."""

_ANY = re.compile(f"[{LINE}{TAB}{PAGE}{NEW_PARAGRAPH}{INSERT}]")
_SPLIT = f"{W}paragraphSplit"
_DRAWING = f"{W}drawing"
_CONTENT, _CONTROL, _PROPERTIES = f"{W}sdtContent", f"{W}sdt", f"{W}sdtPr"
_BLOCKS = frozenset({f"{W}body", f"{W}hdr", f"{W}ftr", CELL, BOX, *NOTES})
_WORDS = frozenset({TEXT, f"{W}delText", f"{W}instrText", f"{W}delInstrText"})


def has_signs(text: str) -> bool:
    """Tell whether a rendered part holds signs that become elements."""
    return _ANY.search(text) is not None


def shape(root: _Element, inserted: Inserted, *, signs: bool) -> None:
    """Put a filled part of Word in order; the tree is changed."""
    if signs:
        for text in list(root.iter(TEXT)):
            if text.text and _ANY.search(text.text):
                _expand(text, inserted)
        for split in list(root.iter(_SPLIT)):
            _split_paragraph(split)
    for text in root.iter(TEXT):
        words = text.text
        if words and (words[0].isspace() or words[-1].isspace()):
            text.set(SPACE, "preserve")
    _fill_empty(root)


def _expand(text: _Element, inserted: Inserted) -> None:
    """Make the signs in one element of text elements beside it, and runs beside its run."""
    run = text.getparent()
    if run is None:
        return
    if run.tag != RUN:
        text.text = PIECES.sub(" ", text.text or "")
        return
    made: list[_Element] = []
    for piece in PIECES.split(text.text or ""):
        if piece == NEW_PARAGRAPH:
            made.append(etree.Element(_SPLIT if _may_split(run) else f"{W}br"))
        elif piece.startswith(INSERT):
            made.extend(inserted(int(piece.strip(INSERT)), run.find(f"{W}rPr")))
        else:
            made.extend(make_text(piece))
    _replace(text, made)
    if any(each.tag in {RUN, _SPLIT} for each in made):
        _split_run(run)


def _may_split(run: _Element) -> bool:
    parent = run.getparent()
    return parent is not None and parent.tag == PARAGRAPH


def _replace(element: _Element, made: list[_Element]) -> None:
    if (parent := element.getparent()) is not None:
        at = parent.index(element)
        parent[at : at + 1] = made


def _split_run(run: _Element) -> None:
    """Take runs and ends of paragraphs out of a run; the run goes on behind each of them."""
    look = run.find(f"{W}rPr")
    pieces: list[_Element] = []
    current: _Element | None = None
    for child in list(run):
        if child is look:
            continue
        if child.tag in {RUN, _SPLIT}:
            pieces.append(child)
            current = None
            continue
        if current is None:
            current = etree.Element(RUN, {str(name): str(value) for name, value in run.attrib.items()})
            if look is not None:
                current.append(copy.deepcopy(look))
            pieces.append(current)
        current.append(child)
    _replace(run, pieces)


def _split_paragraph(split: _Element) -> None:
    """End a paragraph here, and begin another one of its kind."""
    paragraph = split.getparent()
    parent = paragraph.getparent() if paragraph is not None else None
    if paragraph is None or parent is None:
        return
    first = etree.Element(PARAGRAPH, {str(name): str(value) for name, value in paragraph.attrib.items()})
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        first.append(copy.deepcopy(properties))
        for section in first[0].findall(f"{W}sectPr"):  # the end of a section stays at the last paragraph
            first[0].remove(section)
    for child in list(paragraph):
        if child is split:
            break
        if child is not properties:
            first.append(child)
    paragraph.remove(split)
    parent.insert(parent.index(paragraph), first)


def wrap_loose_values(root: _Element) -> list[str]:
    """Give values that took the place of a run or of a paragraph one again; return what has no place."""
    lost: list[str] = []
    for element in list(root.iter(etree.Element)):
        if element.tag not in _WORDS and element.text and element.text.strip():
            words, element.text = element.text, None
            lost.extend(_wrap(element, 0, words))
        if element.tail and element.tail.strip():
            parent = element.getparent()
            if parent is not None and parent.tag not in _WORDS and str(parent.tag).startswith(W):
                words, element.tail = element.tail, None
                lost.extend(_wrap(parent, parent.index(element) + 1, words))
    return lost


def _wrap(parent: _Element, at: int, words: str) -> Iterator[str]:
    if not str(parent.tag).startswith(W):
        return
    text = etree.Element(TEXT, {SPACE: "preserve"})
    text.text = words
    if parent.tag == RUN:
        parent.insert(at, text)
        return
    run = etree.Element(RUN)
    run.append(text)
    if parent.tag in {PARAGRAPH, f"{W}hyperlink", f"{W}ins"} or (
        parent.tag == _CONTENT and not _is_block(parent)
    ):
        parent.insert(at, run)
    elif parent.tag in _BLOCKS or parent.tag == _CONTENT:
        paragraph = etree.Element(PARAGRAPH)
        paragraph.append(run)
        parent.insert(at, paragraph)
    else:
        yield words.strip()


def _is_block(content: _Element) -> bool:
    control = content.getparent()
    around = control.getparent() if control is not None else None
    return around is not None and around.tag in {*_BLOCKS, _CONTENT}


def _fill_empty(root: _Element) -> None:
    """Remove rows without cells and tables without rows; give every place of paragraphs one at least."""
    for outer, inner in ((ROW, CELL), (TABLE, ROW)):
        for element in [each for each in root.iter(outer) if each.find(f".//{inner}") is None]:
            _drop(element)
    for place in root.iter(*_BLOCKS):
        if place.tag != f"{W}body" and not _ends_well(place):
            etree.SubElement(place, PARAGRAPH)
    for content in root.iter(_CONTENT):
        if len(content) == 0 and _is_block(content):
            etree.SubElement(content, PARAGRAPH)


def _ends_well(place: _Element) -> bool:
    """Tell whether a place ends with a paragraph, as cells and boxes must, or has one, as all others must."""
    if len(place) and place[-1].tag == PARAGRAPH:
        return True
    if place.tag in {CELL, BOX} and not (len(place) and place[-1].tag == _CONTROL):
        return False
    return place.find(f".//{PARAGRAPH}") is not None


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
