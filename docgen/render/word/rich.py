"""Text with a look of its own, as runs of a Word file."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element

from docgen.render.word.inserts import Rich
from docgen.render.word.markup import RUN, W
from docgen.render.word.runs import make_text

__all__ = ["look_of", "write_rich"]

_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})")
_SIZE = re.compile(r"\d{1,3}(?:\.5)?")
_NAME = re.compile(r"[\w .\-]{1,60}")
_TRUE = {"True", "true", "1"}
_LINES = {"single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave"}
_SEQUENCE = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
_PLACES = {f"{W}{name}": place for place, name in enumerate(_SEQUENCE)}


def write_rich(rich: Rich, look: _Element | None) -> list[_Element]:
    """Return the run of a rich text; it has the look of the run around it, but for what it asks itself."""
    run = etree.Element(RUN)
    properties = copy.deepcopy(look) if look is not None else etree.Element(f"{W}rPr")
    for child in map(copy.copy, rich.properties):
        for old in properties.findall(str(child.tag)):
            properties.remove(old)
        properties.append(child)
    if len(properties):
        properties[:] = sorted(properties, key=lambda child: _PLACES.get(str(child.tag), len(_PLACES)))
        run.append(properties)
    run.extend(make_text(rich.text))
    return [run]


def look_of(asked: Mapping[str, str]) -> tuple[_Element, ...]:
    """Return the properties that a rich text asks for; raises ValueError and TypeError for what Word does not know."""
    made: list[_Element] = []
    for name, value in asked.items():
        if name not in _MAKERS:
            raise TypeError(name)
        made.extend(_MAKERS[name](value))
    return tuple(made)


def _switch(tag: str) -> Callable[[str], list[_Element]]:
    return lambda value: [_element(tag, None if value in _TRUE else "0")]


def _raise(place: str) -> Callable[[str], list[_Element]]:
    return lambda value: [_element("vertAlign", place)] if value in _TRUE else []


def _size(value: str) -> list[_Element]:
    halves = str(round(float(_matched(_SIZE, value)) * 2))
    return [_element("sz", halves), _element("szCs", halves)]


def _underline(value: str) -> list[_Element]:
    return [_element("u", value if value in _LINES else "single" if value in _TRUE else "none")]


def _font(value: str) -> list[_Element]:
    family = _matched(_NAME, value)
    return [
        etree.Element(
            f"{W}rFonts", {f"{W}{script}": family for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        )
    ]


def _shade(value: str) -> list[_Element]:
    fill = _matched(_COLOR, value, 1).upper()
    return [etree.Element(f"{W}shd", {f"{W}val": "clear", f"{W}color": "auto", f"{W}fill": fill})]


def _element(tag: str, value: str | None) -> _Element:
    return etree.Element(f"{W}{tag}", {} if value is None else {f"{W}val": value})


def _matched(pattern: re.Pattern[str], value: str, group: int = 0) -> str:
    found = pattern.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return found[group]


_MAKERS: Mapping[str, Callable[[str], list[_Element]]] = MappingProxyType(
    {
        "bold": _switch("b"),
        "italic": _switch("i"),
        "strike": _switch("strike"),
        "underline": _underline,
        "color": lambda value: [_element("color", _matched(_COLOR, value, 1).upper())],
        "highlight": _shade,
        "size": _size,
        "font": _font,
        "style": lambda value: [_element("rStyle", _matched(_NAME, value))],
        "lang": lambda value: [_element("lang", _matched(_NAME, value))],
        "subscript": _raise("subscript"),
        "superscript": _raise("superscript"),
    }
)
"""What a rich text may ask for."""
