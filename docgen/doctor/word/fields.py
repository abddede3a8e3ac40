"""Fields and bookmarks: what Word computes, and the places it points at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import R, W, tag, value

__all__ = [
    "bookmarks_are_balanced",
    "bookmarks_are_unique",
    "fields_have_results",
    "fields_nest",
    "targets_exist",
]

_RESULTS = ("t", "tab", "br", "cr", "sym", "drawing", "pict", "object", "noBreakHyphen", "ptab", "ruby")
_WORD = re.compile(r'"[^"]*"|\S+')
_POINTERS = {"PAGEREF", "REF", "NOTEREF"}
_SILENT = {"ADVANCE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "PRIVATE", "RD", "SET", "TA", "TC", "XE"}
"""Fields that show nothing, or that wait for somebody to fill them."""
_OWN = {"top", "_top"}
"""Places that every document has."""


@dataclass(slots=True)
class _Field:
    """One field while it is read."""

    part: str
    begin: _Element
    pieces: list[str] = field(default_factory=list)
    is_divided: bool = False
    has_result: bool = False
    is_sound: bool = True

    @property
    def code(self) -> list[str]:
        return [word.strip('"') for word in _WORD.findall("".join(self.pieces))]


def fields_nest(word: WordFile) -> Iterator[Fault]:
    """Ask that a field begins, divides and ends in this order, in one cell, and inside the field around it."""
    for part, story in word.stories.items():
        for each in _fields(part, story):
            if not each.is_sound:
                yield fault(part, each.begin, field=" ".join(each.code[:2]))


def fields_have_results(word: WordFile) -> Iterator[Fault]:
    """Ask that a field shows something before anybody updates it."""
    for part, story in word.stories.items():
        for each in _fields(part, story):
            if each.is_sound and not each.has_result and each.code and each.code[0].upper() not in _SILENT:
                yield fault(part, each.begin, field=" ".join(each.code[:2]))


def bookmarks_are_balanced(word: WordFile) -> Iterator[Fault]:
    """Ask that every bookmark begins once and ends once, in this order."""
    for part, story in word.stories.items():
        names: dict[str, str] = {}
        opened: set[str] = set()
        for mark in story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            number = value(mark, "id")
            if tag(mark) == "bookmarkStart" and number not in names:
                names[number] = value(mark, "name")
                opened.add(number)
            elif tag(mark) == "bookmarkEnd" and number in opened:
                opened.remove(number)
            else:
                yield fault(part, mark, name=value(mark, "name") or names.get(number, ""), id=number)
        yield from (
            Fault(part, {"name": names[number], "id": number}) for number in names if number in opened
        )


def bookmarks_are_unique(word: WordFile) -> Iterator[Fault]:
    """Ask that no two bookmarks have one name; capitals do not tell them apart."""
    names = Counter(value(mark, "name").casefold() for _, mark in word.each("bookmarkStart"))
    yield from (Fault("", {"name": name}) for name, count in names.items() if count > 1)


def targets_exist(word: WordFile) -> Iterator[Fault]:
    """Ask that a link, a page number and a reference lead to a bookmark that is there."""
    known = {value(mark, "name").casefold() for _, mark in word.each("bookmarkStart")} | _OWN
    for part, element, name in _pointers(word):
        if name.casefold() not in known:
            yield fault(part, element, name=name)


def _pointers(word: WordFile) -> Iterator[tuple[str, _Element, str]]:
    for part, link in word.each("hyperlink"):
        if (name := value(link, "anchor")) and not link.get(f"{R}id"):  # with an id it is a place elsewhere
            yield part, link, name
    for part, story in word.stories.items():
        for each in _fields(part, story):
            if name := _target(each.code):
                yield part, each.begin, name


def _target(code: list[str]) -> str:
    match code:
        case [kind, name, *_] if kind.upper() in _POINTERS and not name.startswith("\\"):
            return name
        case [kind, switch, name, *_] if kind.upper() == "HYPERLINK" and switch == "\\l":
            return name
        case _:
            return ""


def _fields(part: str, story: _Element) -> Iterator[_Field]:
    """Yield every field as it ends; those that never end come last."""
    opened: list[_Field] = []
    marks = ("fldChar", "instrText", "delInstrText", "fldSimple", *_RESULTS)
    for element in story.iter(*(f"{W}{name}" for name in marks)):
        match tag(element):
            case "fldChar":
                yield from _step(part, element, opened)
            case "fldSimple":
                has_result = any(True for _ in element.iter(*(f"{W}{name}" for name in _RESULTS)))
                yield _Field(part, element, [value(element, "instr")], True, has_result)
            case "instrText" | "delInstrText" if opened:
                opened[-1].pieces.append(element.text or "")
            case _:
                for each in opened:
                    each.has_result = each.has_result or each.is_divided
    for each in opened:
        each.is_sound = False
        yield each


def _step(part: str, char: _Element, opened: list[_Field]) -> Iterator[_Field]:
    kind = value(char, "fldCharType")
    if kind == "begin":
        opened.append(_Field(part, char))
    elif not opened:
        yield _Field(part, char, is_sound=False)
    elif kind == "separate":
        opened[-1].is_sound = opened[-1].is_sound and not opened[-1].is_divided
        opened[-1].is_divided = True
    else:
        ended = opened.pop()
        ended.is_sound = ended.is_sound and _home(ended.begin) is _home(char)
        yield ended


def _home(element: _Element) -> _Element | None:
    """Return what a field cannot leave: its cell, text box or note."""
    return next(
        element.iterancestors(*(f"{W}{n}" for n in ("tc", "txbxContent", "footnote", "endnote"))), None
    )
