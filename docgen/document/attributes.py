"""The attributes of an element: allowed ones, their values, its style and its anchor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

from docgen.diagnostics import DocgenError, report
from docgen.document.findings import Findings, place_of
from docgen.document.vocabulary import GLOBAL_ATTRIBUTES, MEANINGS, VOCABULARY

__all__ = ["MAX_DEPTH", "MAX_SPAN", "Attributes"]

MAX_DEPTH = 100
"""How deep elements may stand in each other; a layout engine recurses, and so does every writer."""

MAX_SPAN = 1000
"""The widest and tallest cell."""

_DIGITS = 9  # a number of a thousand digits takes long to read

_CHOICES = {
    "data-page": frozenset({"cover", "landscape"}),
    "data-break": frozenset({"page"}),
    "data-numbering": frozenset({"none", "chapter", "appendix"}),
    "data-control": frozenset({"text", "rich", "date", "choice", "checkbox"}),
    "scope": frozenset({"col", "row"}),
}
_ALLOWED = {name: GLOBAL_ATTRIBUTES | word.attributes for name, word in VOCABULARY.items()}


class Attributes:
    """Read attributes and report those outside the vocabulary.

    ``anchors`` are ids waiting for a paragraph to carry them: a cell or a list item has no place of its own.
    """

    def __init__(self, findings: Findings) -> None:
        """Start at the top of a page without any id."""
        self.findings = findings
        self.anchors: list[str] = []
        self.placed: set[str] = set()
        self._depth = 0

    def enter(self, element: etree._Element) -> None:
        """Go one element down, or raise DG508 where a layout could not follow."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _too_deep(element)

    def leave(self) -> None:
        """Come back up; a page that raised is not read any further, so nobody else needs to."""
        self._depth -= 1

    def walk(self, element: etree._Element) -> None:
        """Go down to the deepest of what is read as a whole, a drawing; raise DG508 as ``enter`` does."""
        depth = self._depth
        for event, inner in etree.iterwalk(element, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise _too_deep(inner)

    def check(self, element: etree._Element, *, holds_id: bool = False) -> None:
        """Report foreign attributes and values; ids of elements without a place wait for a paragraph."""
        if not element.attrib:
            return
        allowed = _ALLOWED[element.tag]
        for name, value in cast("Mapping[str, str]", element.attrib).items():
            if name not in allowed:
                self.findings.add("DG502", element, attribute=name, element=element.tag)
            elif name in _CHOICES and value not in _CHOICES[name]:
                self.findings.add("DG510", element, attribute=name, value=value, element=element.tag)
            elif name == "id" and not holds_id and self._is_new(element):
                self.anchors.append(value)

    def own_id(self, element: etree._Element) -> str | None:
        """Return the element's id; the second use of one is reported and gives ``None``."""
        name = element.get("id")
        if not name or not self._is_new(element):
            return None
        self.placed.add(name)
        return name

    def anchor(self, element: etree._Element | None = None) -> str | None:
        """Return the id of a paragraph: its own, else the first one that waits."""
        if element is not None and (own := self.own_id(element)):
            return own
        if not self.anchors:
            return None
        waiting = self.anchors.pop(0)
        self.placed.add(waiting)
        return waiting

    def style(self, element: etree._Element) -> str | None:
        """Return the first class, unless it has a meaning of its own."""
        name = _first_class(element)
        if name is None or name not in MEANINGS:
            return name
        self.meaning(element)
        return None

    def meaning(self, element: etree._Element) -> str | None:
        """Return the first class if it has a meaning; on the wrong element it is reported and has none."""
        name = _first_class(element)
        if name is None or name not in MEANINGS:
            return None
        if element.tag in MEANINGS[name].on:
            return name
        self.findings.add("DG510", element, attribute="class", value=name, element=element.tag)
        return None

    def number(self, element: etree._Element, name: str) -> float | None:
        """Return a positive number, or ``None`` with a finding."""
        value = element.get(name)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if 0 < number < MAX_SPAN:
            return number
        self.findings.add("DG510", element, attribute=name, value=value, element=element.tag)
        return None

    def count(self, element: etree._Element, name: str) -> int:
        """Return a whole number from 1 (the default) to ``MAX_SPAN``; anything else is reported."""
        value = element.get(name)
        if value is None:
            return 1
        if value.isascii() and value.isdigit() and len(value) < _DIGITS and 1 <= int(value) <= MAX_SPAN:
            return int(value)
        self.findings.add("DG510", element, attribute=name, value=value, element=element.tag)
        return 1

    def _is_new(self, element: etree._Element) -> bool:
        name = element.get("id", "")
        if name not in self.placed and name not in self.anchors:
            return True
        self.findings.add("DG504", element, id=name)
        return False


def _first_class(element: etree._Element) -> str | None:
    classes = element.get("class")
    names = classes.split() if classes else None
    return names[0] if names else None


def _too_deep(element: etree._Element) -> DocgenError:
    return DocgenError([report("DG508", place_of(element), limit=MAX_DEPTH, kind="depth")])
