"""Rules about styles and numbering: what is used is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import W, value

__all__ = ["numbers_exist", "styles_are_defined_once", "styles_exist", "styles_refer_to_styles"]

_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_LINKS = ("basedOn", "next", "link")
_STYLES_OF_NUMBERING = ("pStyle", "styleLink", "numStyleLink")


def styles_exist(word: WordFile) -> Iterator[Fault]:
    """Ask that a paragraph, a run and a table name a style that the file has."""
    known = {(value(style, "type"), value(style, "styleId")) for style in word.styles()}
    for part, use in word.each(*_USES):
        kind = _USES[str(use.tag).rpartition("}")[2]]
        if (kind, value(use)) not in known:
            yield fault(part, _user(use), style=value(use))


def styles_refer_to_styles(word: WordFile) -> Iterator[Fault]:
    """Ask that styles and list levels refer to styles that the file has."""
    known = {value(style, "styleId") for style in word.styles()}
    for style in word.styles():
        for name in _LINKS:
            link = style.find(f"{W}{name}")
            if link is not None and value(link) not in known:
                yield Fault("", {"owner": value(style.find(f"{W}name")), "style": value(link)})
    for name in _STYLES_OF_NUMBERING:
        for link in _all(word, "numbering", name):
            if value(link) not in known:
                yield Fault("", {"owner": f"numbering/{name}", "style": value(link)})


def styles_are_defined_once(word: WordFile) -> Iterator[Fault]:
    """Ask that neither the id nor the name of a style is taken twice."""
    for names in (
        [value(style, "styleId") for style in word.styles()],
        [value(style.find(f"{W}name")).casefold() for style in word.styles()],
    ):
        yield from (Fault("", {"style": name}) for name, count in Counter(names).items() if count > 1)


def numbers_exist(word: WordFile) -> Iterator[Fault]:
    """Ask that a list item has a number, and the number a definition."""
    definitions = {value(each, "abstractNumId") for each in _all(word, "numbering", "abstractNum")}
    numbers = {value(each, "numId") for each in _all(word, "numbering", "num")} | {"0"}
    for number in _all(word, "numbering", "num"):
        if value(number.find(f"{W}abstractNumId")) not in definitions:
            yield Fault("", {"number": value(number, "numId")})
    for part, use in word.each("numId"):
        if value(use) not in numbers:
            yield fault(part, _user(use), number=value(use))
    for use in _all(word, "styles", "numId"):
        if value(use) not in numbers:
            yield Fault("", {"number": value(use)})


def _all(word: WordFile, kind: str, name: str) -> Iterator[_Element]:
    if kind in word.parts:
        yield from word.parts[kind].iter(f"{W}{name}")


def _user(use: _Element) -> _Element:
    """Return the paragraph, run or table whose property this is."""
    return next(use.iterancestors(f"{W}p", f"{W}r", f"{W}tbl"), use)
