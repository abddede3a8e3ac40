"""Rules about single elements: colours, and the order of children that the schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile
from docgen.doctor.word.markup import W, near, tag
from docgen.doctor.word.sequences import SEQUENCES

__all__ = ["children_are_in_order", "colors_are_colors"]

_SRGB = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
_COLOR = re.compile("auto|[0-9A-Fa-f]{6}")


def colors_are_colors(word: WordFile) -> Iterator[Fault]:
    """Ask that a colour is six hexadecimal figures or "auto"."""
    for part, tree in word.package.trees.items():
        for element in tree.iter(f"{W}*", _SRGB):
            yield from (
                Fault(part, {"color": color, "element": tag(element), "near": near(element)})
                for color in _colors(element)
                if not _COLOR.fullmatch(color)
            )


def children_are_in_order(word: WordFile) -> Iterator[Fault]:
    """Ask that properties follow one another as the schema says; Word may refuse the file otherwise."""
    for part, tree in word.package.trees.items():
        for element in tree.iter(*SEQUENCES):
            places = SEQUENCES[str(element.tag)]
            reached, before = 0, ""
            for child in element:
                place = places.get(str(child.tag), reached)
                if place < reached:
                    facts = {
                        "element": tag(element),
                        "first": tag(child),
                        "then": before,
                        "near": near(element),
                    }
                    yield Fault(part, facts)
                    break
                reached, before = place, tag(child)


def _colors(element: _Element) -> Iterator[str]:
    if element.tag == _SRGB:
        yield element.get("val", "")
        return
    names = ("val", "color", "fill") if element.tag == f"{W}color" else ("color", "fill")
    yield from (color for name in names if (color := element.get(f"{W}{name}")) is not None)
