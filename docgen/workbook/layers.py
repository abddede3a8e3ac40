"""Entries with an id: what all have alike is written once, and below it what is different for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.diagnostics import FieldPath
from docgen.sources.workbook.layout import WHO
from docgen.spec.raw import Data
from docgen.workbook.content import Row
from docgen.workbook.spread import Crowd, order_of, spread

__all__ = ["layer"]

_ID: FieldPath = ("id",)
_GOAL: FieldPath = ("goal",)
_WEIGHT: FieldPath = ("weight",)
_NAMES: tuple[FieldPath, ...] = (("title",), ("name",), ("lib",), ("text",))
"""Where any of these differs, entries of one id are different things."""


def layer(lists: Sequence[Sequence[Row]], crowd: Crowd, goals: Sequence[frozenset[Data]]) -> list[Row]:
    """Return the rows of a sheet for the entries of all people; ``goals`` are the ids of the goals of each.

    Where the order of somebody's entries could not be kept this way, every row is written in full.
    """
    ids = [[str(row.get(_ID)) for row in listed] for listed in lists]
    order = list(order_of(ids))
    places = {name: place for place, name in enumerate(order)}
    if any(_numbers(each, places) != sorted(set(_numbers(each, places))) for each in ids):
        return spread(lists, crowd)
    by_id: dict[str, dict[int, Row]] = {}
    for person, listed in enumerate(lists):
        for row in listed:
            by_id.setdefault(str(row.get(_ID)), {})[person] = row
    return [row for name in order for row in _Entry(by_id[name], crowd, goals).rows()]


def _numbers(ids: Sequence[str], places: Mapping[str, int]) -> list[int]:
    return [places[name] for name in ids]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as different people have it."""

    variants: Mapping[int, Row]
    crowd: Crowd
    goals: Sequence[frozenset[Data]]

    def rows(self) -> Iterator[Row]:
        """Write what is common, and then what is not; or everything in full where a common row would mislead."""
        common = self._common()
        if len(self.variants) > 1 and any(path in common for path in _NAMES) and self._reaches_all(common):
            if len(self.variants) < len(self.crowd.labels):
                common.pop(
                    _WEIGHT, None
                )  # whoever has not got the goal would be counted in the sums of Excel
            yield common
            yield from self._own(common)
        else:
            yield from self._own({})

    def _common(self) -> dict[FieldPath, Data]:
        first, *others = self.variants.values()
        return {
            path: value
            for path, value in first.items()
            if all(path in row and _same(row[path], value) for row in others)
        }

    def _reaches_all(self, common: Row) -> bool:
        """Tell whether a row for everybody reaches just those who have the entry."""
        if not any(_GOAL in row for row in self.variants.values()):
            return len(self.variants) == len(self.crowd.labels)
        if _GOAL not in common:
            return False
        return set(self.variants) == {n for n, each in enumerate(self.goals) if common[_GOAL] in each}

    def _own(self, common: Row) -> Iterator[Row]:
        groups: list[tuple[Row, set[int]]] = []
        for person, row in self.variants.items():
            rest: Row = {path: value for path, value in row.items() if path not in common}
            holders = next((each for known, each in groups if _alike(known, rest)), None)
            if holders is None:
                groups.append((rest, {person}))
            else:
                holders.add(person)
        for rest, people in groups:
            if rest:
                for who in self.crowd.name(frozenset(people)):
                    named: Row = {_ID: common[_ID], **rest} if common else {**rest}
                    yield {WHO: who, **named} if who else named


def _alike(one: Row, other: Row) -> bool:
    return one.keys() == other.keys() and all(_same(one[path], other[path]) for path in one)


def _same(one: Data, other: Data) -> bool:
    """Compare values and the digits they are written with."""
    return one == other and str(one) == str(other)
