"""A part of a Word template as the text of a Jinja template: placeholders joined, marked, unfolded by docxtpl.

docxtpl turns what people write in Word (``{%tr for … %}``, ``{{r …}}``, ``{% cellbg … %}``) into plain
Jinja around XML. Before that every placeholder is put together where Word split it over several runs,
and marked with its number; afterwards each mark becomes a line break inside the placeholder. So the
line of an error is the number of a placeholder, and its paragraph is known.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from docxtpl import DocxTemplate
from lxml import etree
from lxml.etree import _Element

from docgen.markup import read_xml
from docgen.render.word.inserts import BRACE
from docgen.render.word.markup import CELL, FALLBACK, PARAGRAPH, TEXT, M, W
from docgen.render.word.places import Map
from docgen.render.word.signs import make_plain

__all__ = ["TOUCHED", "Source", "Spot", "make_source"]

TOUCHED = "touched"
"""Attribute that marks a control in which a placeholder stands, until the part is finished."""

_HOLE = "\0"
"""Stands for a placeholder while it is put together; no XML can hold it."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_OPEN, _CLOSE = "\ufdd6", "\ufdd7"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LAST = re.compile(r"[-+]?[}%]\}$")
_UNMARKED = re.compile(r"\{%[-+]?\s*(?:vm|hm)\s*[-+]?%\}")
_CURLY = str.maketrans({"“": r"\u201c", "”": r"\u201d", "‘": r"\u2018", "’": r"\u2019"})
_SHAPES = re.compile(r"\{%[-+]?\s*(?:colspan|cellbg|vm|hm)\b|\{%tc\b")
_LOOSE_VALUES = re.compile(r"\{\{(?:p|r|tr|tc)\s")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_LITERALS = (("{_{", BRACE * 2), ("}_}", "}}"), ("{_%", f"{BRACE}%"), ("%_}", "%}"))
"""How a template writes braces that are no placeholder, and what becomes of them."""
_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Spot:
    """One placeholder: as it is written, where it stands in words, and the text around it."""

    tag: str
    place: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Source:
    """A part ready to be compiled."""

    part: str
    text: str
    spots: tuple[Spot, ...]
    """The placeholders; one at line 3 of the text is the third."""
    stray: tuple[Spot, ...]
    """Brackets without a partner."""
    reshapes: bool
    """Whether cells are added, merged or colored, so that the tables have to be put in order."""
    has_loose_values: bool
    """Whether values take the place of runs or paragraphs."""

    def spot(self, line: int | None) -> Spot | None:
        """Return the placeholder of a line of the text."""
        if line is None or not self.spots:
            return None
        return self.spots[min(line, len(self.spots)) - 1]


class _Marker:
    """Gives every placeholder of a part its number."""

    def __init__(self) -> None:
        self.spots: list[Spot] = []

    def mark(self, tag: str, place: str, excerpt: str) -> str:
        """Return a placeholder with plain signs and its number before its end."""
        if tag.startswith("{#") or _UNMARKED.match(tag):
            return tag
        self.spots.append(Spot(tag, place, excerpt))
        plain = make_plain(tag).translate(_CURLY)
        number = f"{_OPEN}{len(self.spots) - 1}{_CLOSE}"
        return _LAST.sub(lambda end: f" {number}{end[0]}", plain)


def make_source(root: _Element, part: str, name: str, *, is_word: bool) -> Source:
    """Make a part into the text of a template; ``name`` is the part in words. The tree may be changed."""
    root = _without_signs(root)
    marker, stray = _Marker(), list[Spot]()
    places = Map(root, name)
    if is_word:
        for paragraph, pieces in _paragraphs(root):
            stray.extend(_join(paragraph, pieces, places, marker))
    else:
        for element in root.iter(etree.Element):
            stray.extend(_mark_plain(element, name, marker))
    for element in root.iter(etree.Element):
        _mark_attributes(element, places, marker)
    for cell in root.iter(CELL):
        _give_properties(cell)
    xml = etree.tostring(root, encoding="unicode")
    shaped = DocxTemplate("").patch_xml(xml) if is_word else xml
    text, order = _break_lines(shaped)
    return Source(
        part=part,
        text=text,
        spots=tuple(marker.spots[number] for number in order),
        stray=tuple(stray),
        reshapes=bool(_SHAPES.search(xml)),
        has_loose_values=bool(_LOOSE_VALUES.search(xml)),
    )


def _give_properties(cell: _Element) -> None:
    """Give a cell the properties among which docxtpl puts color and span; without any it would drop them."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    if not len(properties):
        etree.SubElement(properties, f"{W}tcW", {f"{W}w": "0", f"{W}type": "auto"})


def _without_signs(root: _Element) -> _Element:
    """Return a part without the signs that mean something to us and nothing to anybody else."""
    xml = etree.tostring(root, encoding="unicode")
    if not _NONCHARACTERS.search(xml):
        return root
    return read_xml(_NONCHARACTERS.sub("�", xml).encode())


def _paragraphs(root: _Element) -> Iterator[tuple[_Element, list[_Element]]]:
    """Yield paragraphs with the elements that hold their text, those of boxes in them apart."""
    owned: dict[_Element, list[_Element]] = {}
    for text in root.iter(TEXT, f"{M}t", f"{W}instrText"):
        owner = next(text.iterancestors(PARAGRAPH), None)
        if owner is not None:
            owned.setdefault(owner, []).append(text)
    for paragraph, texts in owned.items():
        codes = [text for text in texts if text.tag == f"{W}instrText"]
        yield paragraph, [text for text in texts if text.tag != f"{W}instrText"]
        for code in codes:
            yield paragraph, [code]


def _join(paragraph: _Element, pieces: list[_Element], places: Map, marker: _Marker) -> Iterator[Spot]:
    """Put every placeholder of a paragraph into the element where it begins, marked."""
    texts = [piece.text or "" for piece in pieces]
    whole = "".join(texts)
    if not _LOOSE.search(whole):
        return
    place = places.point_at(paragraph)
    tags = list(_TAG.finditer(whole))
    for tag in reversed(tags):
        _gather(texts, tag.start(), tag.end())
    marks = iter([marker.mark(tag[0], place, _around(whole, tag.start(), tag.end())) for tag in tags])
    for piece, text in zip(pieces, texts, strict=True):
        if _HOLE in text:
            _touch(piece)
        if text != piece.text:
            piece.text = re.sub(_HOLE, lambda _: next(marks), text) or None
    if next(paragraph.iterancestors(FALLBACK), None) is None:  # what is there twice is told once
        rest = _TAG.sub(lambda tag: " " * len(tag[0]), whole)
        for sign in _LOOSE.finditer(rest):
            yield Spot(sign[0], place, _around(whole, sign.start(), sign.end()))


def _gather(texts: list[str], start: int, end: int) -> None:
    """Cut a stretch out of several texts, as if they were one; a hole is left in the first of them."""
    at, hole = 0, _HOLE
    for index, text in enumerate(texts):
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            texts[index] = text[:first] + hole + text[last:]
            hole = ""
        at += len(text)


def _around(whole: str, start: int, end: int) -> str:
    """Quote a paragraph around a place in it."""
    if len(whole) <= _EXCERPT:
        return whole.strip()
    middle = max(0, min((start + end - _EXCERPT) // 2, len(whole) - _EXCERPT))
    return whole[middle : middle + _EXCERPT].strip()


def _touch(piece: _Element) -> None:
    """Mark the controls around a placeholder."""
    for control in piece.iterancestors(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if properties is not None:
            properties.set(TOUCHED, "1")


def _mark_plain(element: _Element, name: str, marker: _Marker) -> Iterator[Spot]:
    """Mark the placeholders in an element that is no paragraph of Word: a property, a title of a chart."""
    whole = element.text or ""
    if not _LOOSE.search(whole):
        return
    place = f"{name}, {etree.QName(element).localname}"
    element.text = _TAG.sub(lambda tag: marker.mark(tag[0], place, whole.strip()[:_EXCERPT]), whole)
    for sign in _LOOSE.finditer(_TAG.sub("", whole)):
        yield Spot(sign[0], place, whole.strip()[:_EXCERPT])


def _mark_attributes(element: _Element, places: Map, marker: _Marker) -> None:
    """Mark the placeholders in attributes, such as the words that describe a picture."""
    for key, value in element.items():
        words = str(value)
        if "{{" in words or "{%" in words:
            paragraph = next(element.iterancestors(PARAGRAPH), None)
            place = places.name if paragraph is None else places.point_at(paragraph)
            mark = partial(marker.mark, place=place, excerpt=words.strip()[:_EXCERPT])
            element.set(key, _TAG.sub(lambda tag, mark=mark: mark(tag[0]), words))  # type: ignore[misc]  # bound early


def _break_lines(shaped: str) -> tuple[str, list[int]]:
    """Make a mark a line break inside its placeholder; return the text and the placeholders line by line."""
    order: list[int] = []

    def mend(tag: re.Match[str]) -> str:
        order.extend(map(int, _MARK.findall(tag[0])))
        return _MARK.sub("\n", html.unescape(tag[0]).replace("\n", " "))

    flat = shaped.replace("\r", " ").replace("\n", " ")
    text = _TAG.sub(mend, flat)
    for literal, meant in _LITERALS:
        text = text.replace(literal, meant)
    return text, order
