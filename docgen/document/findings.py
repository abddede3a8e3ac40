"""What the parser noticed, with the line and the words of the HTML."""

from __future__ import annotations

from typing import cast

from lxml import etree

from docgen.diagnostics import Diagnostic, Fact, Location, report

__all__ = ["Findings", "place_of"]

EXCERPT_LENGTH = 80


class Findings:
    """Diagnostics in the order of the page; the same complaint about the same place is made once."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: dict[tuple[object, ...], Diagnostic] = {}

    def add(self, code: str, element: etree._Element, /, **facts: Fact) -> None:
        """Note a finding about an element."""
        self.at(code, place_of(element), **facts)

    def at(self, code: str, where: Location, /, **facts: Fact) -> None:
        """Note a finding about a place that is no element."""
        self._found.setdefault((code, where.line, *facts.values()), report(code, where, **facts))

    def all(self) -> tuple[Diagnostic, ...]:
        """Return every finding, by line."""
        return tuple(sorted(self._found.values(), key=lambda found: found.where.line or 0))


def place_of(element: etree._Element) -> Location:
    """Return the line of an element and the beginning of its source."""
    line = cast("int | None", element.sourceline)
    return Location(line=line, excerpt=_excerpt(element))


def _excerpt(element: etree._Element) -> str:
    """Return the beginning of an element's source, on one line."""
    source = etree.tostring(element, encoding="unicode", with_tail=False)
    line = " ".join(source.split())
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"
