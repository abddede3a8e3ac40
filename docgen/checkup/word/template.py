"""A Word template opened for the doctor: its package, and every part that may hold placeholders as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree
from lxml.etree import _Element

from docgen.checkup.word.findings import Finding
from docgen.checkup.word.spelling import tell_repairs
from docgen.markup import read_xml
from docgen.render.word.markup import NOTES, W
from docgen.render.word.package import Package
from docgen.render.word.parts import find_texts, is_word_markup, name_part
from docgen.render.word.places import ancestor, each
from docgen.render.word.repair import repair
from docgen.render.word.text import Paragraph, Piece, Story, read_story

__all__ = ["AUTHOR", "Part", "Template", "open_template"]

AUTHOR = "docgen"
"""Who writes the comments of the doctor; what they say is no part of a template."""

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DESCRIBED = ("title", "descr")
_ORDER = ("body", "header", "footer", "footnote", "endnote", "comment", "properties")
_MARKS = ("{{", "{%", "{#", "}}", "%}")


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its text; of a part that is no Word markup every element is a paragraph."""

    name: str
    story: Story
    is_word: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A package, its parts in order (the document first), and what was mended in them."""

    package: Package
    parts: tuple[Part, ...]
    repairs: tuple[Finding, ...] = ()

    @property
    def main(self) -> Part:
        """Return the document."""
        return self.parts[0]

    def written(self) -> Package:
        """Return the package with its parts as they are now."""
        mended = {part.name: _xml(part.story.root) for part in self.parts if part.is_word}
        return replace(self.package, parts={**self.package.parts, **mended})


def open_template(package: Package, *, mend: bool = False) -> Template:
    """Read the text of every part; with ``mend`` after mending the placeholders in it."""
    parts: list[Part] = []
    told: list[Finding] = []
    for name in find_texts(package):
        content = package.parts[name]
        is_word = is_word_markup(content)
        if not is_word and not any(mark.encode() in content for mark in _MARKS):
            continue
        root, words = read_xml(content), name_part(package, name)
        repairs = repair(root, words) if mend and is_word else []
        story = _read(root, words) if is_word else _read_plain(root, words)
        parts.append(Part(name, story, is_word))
        told += tell_repairs(repairs)
    ranks = {kind: rank for rank, kind in enumerate(_ORDER)}
    parts.sort(key=lambda part: ranks.get(part.story.name.rpartition("-page ")[2], len(ranks)))
    return Template(package, tuple(parts), tuple(told))


def _read(root: _Element, words: str) -> Story:
    """Read Word markup, with what stands in the codes of fields and in the descriptions of pictures."""
    story = read_story(root, words)
    paragraphs: list[Paragraph] = []
    for paragraph in story.paragraphs:
        note = ancestor(paragraph.element, *NOTES)
        if note is not None and note.get(f"{W}author") == AUTHOR:
            continue
        paragraphs.append(paragraph)
        paragraphs += _hidden(paragraph)
    return Story(story.name, root, tuple(paragraphs))


def _hidden(paragraph: Paragraph) -> Iterator[Paragraph]:
    element = paragraph.element
    for code in paragraph.codes:
        if any(mark in code for mark in _MARKS):
            place = f"{paragraph.place}, field"
            yield Paragraph(element, place, [Piece(element, code, 0)])
    for picture in each(element, _PICTURE):
        if next(picture.iterancestors(f"{W}p"), None) is element:
            for key in _DESCRIBED:
                words = picture.get(key, "")
                if any(mark in words for mark in _MARKS):
                    place = f"{paragraph.place}, alternative text"
                    yield Paragraph(element, place, [Piece(picture, words, 0)])


def _read_plain(root: _Element, words: str) -> Story:
    """Read a part that is no Word markup, such as the properties of the file."""
    paragraphs = []
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            place = f"{words}, {etree.QName(element).localname}"
            paragraphs.append(Paragraph(element, place, [Piece(element, element.text, 0)]))
    return Story(words, root, tuple(paragraphs))


def _xml(root: _Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
