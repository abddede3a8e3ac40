"""All items of an import where they can be found: by their names, and by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.i18n.fold import fold
from docgen.sources.progress.model import Item
from docgen.sources.progress.query import Condition, matches

__all__ = ["EVERYTHING", "Shelf"]

EVERYTHING = "*"
"""The ref that means all items of a tool."""

_BELONGINGS = ("project", "sprint", "version", "parent")


class Shelf:
    """Items by tool; the same item read twice (pages overlap) is one."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Put the items in their places."""
        self.items = _single(items)
        self.tools = {item.tool for item in self.items}
        self._named: dict[tuple[str, str], list[Item]] = defaultdict(list)
        self._inside: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.items:
            for name in item.names:
                self._named[item.tool, name].append(item)
            for word in _belongings(item):
                self._inside[item.tool, word].append(item)
            self._inside[item.tool, EVERYTHING].append(item)

    def named(self, tool: str, ref: str) -> tuple[Item, ...]:
        """Return the items that a ref means; there should be one."""
        return tuple(self._named[fold(tool), fold(ref)])

    def inside(self, tool: str, ref: str, conditions: tuple[Condition, ...]) -> tuple[Item, ...]:
        """Return what belongs to a project, a sprint, a version or a parent, and meets the conditions.

        Counts of a project are no items of it.
        """
        found = self._inside[fold(tool), fold(ref)]
        return tuple(item for item in found if not item.is_counts and matches(item, conditions))

    def doubles(self) -> Iterator[tuple[Item, ...]]:
        """Yield the items of which there are several with one ref and different data."""
        groups: dict[tuple[str, str, bool], list[Item]] = defaultdict(list)
        for item in self.items:
            groups[item.tool, fold(item.ref), item.is_counts].append(item)
        yield from (tuple(group) for group in groups.values() if len(group) > 1)


def _single(items: Iterable[Item]) -> tuple[Item, ...]:
    seen: dict[tuple[str, str], list[Item]] = defaultdict(list)
    kept = []
    for item in items:
        same, plain = seen[item.tool, fold(item.ref)], replace(item, ref="")
        if plain not in same:
            same.append(plain)
            kept.append(item)
    return tuple(kept)


def _belongings(item: Item) -> set[str]:
    return {fold(word) for name in _BELONGINGS for word in item.words.get(name, ())}
