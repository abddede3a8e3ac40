"""What several people have alike is written once, what only some have, once for each of them."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from typing import TypeVar

from docgen.sources.workbook.layout import WHO
from docgen.spec.raw import Data
from docgen.workbook.content import Row

__all__ = ["Crowd", "order_of", "spread"]

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of a workbook by their labels, and who is in which team."""

    labels: tuple[str, ...]
    teams: Mapping[str, frozenset[int]]

    def name(self, people: frozenset[int]) -> Iterator[str | None]:
        """Say some people as few times as possible: everybody (None), a team, or one after the other."""
        if len(people) == len(self.labels):
            yield None
            return
        team = next((name for name, members in self.teams.items() if members == people), None)
        yield from (team,) if team else (self.labels[each] for each in sorted(people))


def spread(lists: Sequence[Sequence[Row]], crowd: Crowd) -> list[Row]:
    """Return the rows of a sheet for the lists of all people, in an order that is that of each of them."""
    rows: dict[Hashable, Row] = {}
    holders: dict[Hashable, set[int]] = {}
    keys: list[list[Hashable]] = []
    for person, listed in enumerate(lists):
        numbered = list(_numbered(listed))
        keys.append([key for key, _ in numbered])
        for key, row in numbered:
            rows.setdefault(key, row)
            holders.setdefault(key, set()).add(person)
    return [_named(rows[key], who) for key in order_of(keys) for who in crowd.name(frozenset(holders[key]))]


def order_of(lists: Iterable[Sequence[T]]) -> Iterator[T]:
    """Return everything that stands in some lists, once, in an order that is that of each of them.

    Where lists contradict each other no order can be kept for all, and what was seen first comes first.
    """
    after: dict[T, set[T]] = {}
    for listed in lists:
        for place, key in enumerate(listed):
            after.setdefault(key, set()).update(listed[place - 1 : place] if place else ())
    return _sort(after)


def _sort(after: Mapping[T, set[T]]) -> Iterator[T]:
    first = {key: number for number, key in enumerate(after)}
    waiting = {key: len(earlier) for key, earlier in after.items()}
    behind: dict[T, list[T]] = {}
    for key, earlier in after.items():
        for before in earlier:
            behind.setdefault(before, []).append(key)
    free = [number for key, number in first.items() if not waiting[key]]
    keys = list(after)
    left = dict.fromkeys(after)
    while left:
        number = heappop(free) if free else first[next(iter(left))]
        if keys[number] not in left:
            continue
        del left[keys[number]]
        yield keys[number]
        for key in behind.get(keys[number], ()):
            waiting[key] -= 1
            if not waiting[key]:
                heappush(free, first[key])


def _named(row: Row, who: str | None) -> Row:
    return {WHO: who, **row} if who else row


def _numbered(listed: Sequence[Row]) -> Iterator[tuple[Hashable, Row]]:
    """Give every row a key; of two that are alike in one list, each has its own."""
    seen: dict[str, int] = {}
    for row in listed:
        said = json.dumps(
            _plain({".".join(map(str, path)): value for path, value in row.items()}), sort_keys=True
        )
        seen[said] = seen.get(said, 0) + 1
        yield (said, seen[said]), row


def _plain(value: Data | Mapping[str, Data]) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal) else repr(value)
