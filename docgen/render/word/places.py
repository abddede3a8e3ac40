"""Where a paragraph stands, as a person would point at it: which part, table, row, cell and paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml.etree import _Element

from docgen.render.word.markup import BOX, CELL, FALLBACK, NOTES, PARAGRAPH, ROW, TABLE, W

__all__ = ["Map", "ancestor", "container_of", "each"]

_STEPS = {PARAGRAPH: "paragraph", CELL: "cell", ROW: "row", TABLE: "table", BOX: "text box"} | {
    note: note.removeprefix(W) for note in NOTES
}


def each(root: _Element, *names: str) -> Iterator[_Element]:
    """Yield elements in their order, without what is there a second time for older programs."""
    for element in root.iter(*names):
        if ancestor(element, FALLBACK) is None:
            yield element


def ancestor(element: _Element, *names: str) -> _Element | None:
    """Return the nearest element around another one that has one of these names."""
    return next(element.iterancestors(*names), None)


def container_of(element: _Element) -> _Element:
    """Return what paragraphs are counted in: a cell, a text box, a note, or the whole part."""
    found = ancestor(element, CELL, BOX, *NOTES)
    return element.getroottree().getroot() if found is None else found


class Map:
    """The places of one part, counted once."""

    def __init__(self, root: _Element, name: str) -> None:
        """Count tables, rows, cells, boxes, notes and paragraphs; ``name`` is the part in words: ``body``."""
        self.name = name
        self._numbers: dict[_Element, int] = {}
        for kind in (TABLE, BOX, *NOTES):
            self._count(root, kind, lambda _: root)
        self._count(root, ROW, lambda row: ancestor(row, TABLE))
        self._count(root, CELL, lambda cell: ancestor(cell, ROW))
        self._count(root, PARAGRAPH, container_of)

    def point_at(self, paragraph: _Element) -> str:
        """Say where a paragraph stands: ``body, table 1, row 3, cell 2, paragraph 4``."""
        steps: list[str] = []
        for element in (paragraph, *paragraph.iterancestors(*_STEPS)):
            if element in self._numbers:
                steps.insert(0, f"{_STEPS[element.tag]} {self._numbers[element]}")
            if element.tag in NOTES:
                return ", ".join(steps)
        return ", ".join([self.name, *steps])

    def _count(self, root: _Element, kind: str, group: Callable[[_Element], _Element | None]) -> None:
        counted: Counter[_Element | None] = Counter()
        for element in each(root, kind):
            if kind in NOTES and element.get(f"{W}type"):  # the lines above notes, which nobody sees
                continue
            owner = group(element)
            counted[owner] += 1
            self._numbers[element] = counted[owner]
