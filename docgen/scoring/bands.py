"""Do bands share out every result, and each to one of them?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from docgen.diagnostics import FieldPath
from docgen.scoring.flaw import Flaw
from docgen.scoring.spans import Bounds, Line, Span, tell_bounds, write
from docgen.spec.models.kpis import Kpi

__all__ = ["Piece", "Shared", "Table", "share_out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A band: its place in the spec, its bounds and what it is worth."""

    path: FieldPath
    bounds: Bounds
    score: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """Bands in the order in which they are asked, and what is left for the rest.

    ``rest`` is None where no band may be left out. ``may_touch`` allows two to hold the value at which they
    meet, because it is said which one counts.
    """

    path: FieldPath
    bands: tuple[Piece, ...]
    rest: Decimal | None
    may_touch: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """How results are shared out: the score of every piece of the line, and what is wrong.

    ``tangled`` tells that bands hide each other, so that the scores say nothing about what was meant.
    """

    line: Line
    scores: tuple[tuple[int, Decimal], ...]
    flaws: tuple[Flaw, ...] = ()
    tangled: bool = False


def share_out(table: Table, kpi: Kpi) -> Shared:
    """Give every result to the first band that holds it."""
    line = Line(kpi, {value for band in table.bands for value in _values(band.bounds)})
    spans = [line.trim(line.span(band.bounds)) for band in table.bands]
    owners = _own(line, spans)
    hidden = list(_hidden(table, spans, owners))
    crossing = list(_crossing(table, spans, line))
    gaps, between = _gaps(table, line, owners)
    scores = [
        (piece, table.rest if owner is None else table.bands[owner].score)
        for piece, owner in owners.items()
        if piece not in between
    ]
    told = tuple((piece, score) for piece, score in scores if score is not None)
    return Shared(line, told, (*hidden, *crossing, *gaps), tangled=bool(hidden or crossing))


def _values(bounds: Bounds) -> Iterator[Decimal]:
    yield from (value for value in (bounds.ge, bounds.gt, bounds.le, bounds.lt) if value is not None)


def _own(line: Line, spans: Sequence[Span]) -> dict[int, int | None]:
    """Name the first band of every piece."""
    owners: dict[int, int | None] = dict.fromkeys(line.pieces)
    free = list(line.pieces)
    for place, span in enumerate(spans):
        taken = slice(bisect_left(free, span.first), bisect_right(free, span.last))
        owners.update(dict.fromkeys(free[taken], place))
        del free[taken]
    return owners


def _hidden(table: Table, spans: Sequence[Span], owners: dict[int, int | None]) -> Iterator[Flaw]:
    """Find bands that no result reaches: earlier ones take all of it."""
    used = set(owners.values())
    for place, band in enumerate(table.bands):
        if place in used:
            continue
        by = next((each for each in range(place) if spans[place] and spans[each].holds(spans[place])), None)
        facts = {"score": write(band.score), **_told("band", band.bounds)}
        cover = _told("by", table.bands[by].bounds) if by is not None else {"by_zh": None, "by_en": None}
        yield Flaw("band_unreachable", band.path, {**facts, **cover})


def _crossing(table: Table, spans: Sequence[Span], line: Line) -> Iterator[Flaw]:
    """Find the first earlier band that takes a part of a later one without lying in it.

    A later band that holds the whole earlier one is a ladder (at least 92, at least 85) and no flaw.
    """
    for place, span in enumerate(spans):
        for earlier in range(place):
            if not span.crosses(spans[earlier]):
                continue
            both = span.meets(spans[earlier])
            one, other = table.bands[earlier], table.bands[place]
            value = line.value(both.first) if both.first == both.last else None
            if one.score == other.score or (value is not None and table.may_touch):
                continue
            yield _cross(one, other, line.bounds(both), value)
            break


def _cross(one: Piece, other: Piece, region: Bounds, value: Decimal | None) -> Flaw:
    scores = {"score": write(one.score), "other_score": write(other.score)}
    if value is not None:
        return Flaw("boundary_twice", other.path, {"value": write(value), **scores})
    facts = {**_told("band", other.bounds), **_told("by", one.bounds), **_told("region", region)}
    return Flaw("band_overlap", other.path, {**facts, **scores})


def _gaps(table: Table, line: Line, owners: dict[int, int | None]) -> tuple[list[Flaw], frozenset[int]]:
    """Find results in no band: between two bands, and where nothing is left for the rest anywhere."""
    owned = [piece for piece, owner in owners.items() if owner is not None]
    flaws, between = [], set()
    for free, pieces in groupby(owners, key=lambda piece: owners[piece] is None):
        found = list(pieces)
        inside = bool(owned) and owned[0] < found[0] < owned[-1]
        if not free or not (inside or table.rest is None):
            continue
        if inside:
            between.update(found)
        flaws.append(_gap(table, line, Span(found[0], found[-1])))
    return flaws, frozenset(between)


def _gap(table: Table, line: Line, span: Span) -> Flaw:
    score = None if table.rest is None else write(table.rest)
    value = line.value(span.first) if span.first == span.last else None
    if value is not None:
        return Flaw("boundary_unstated", table.path, {"value": write(value), "score": score})
    return Flaw("band_gap", table.path, {**_told("region", line.bounds(span)), "score": score})


def _told(name: str, bounds: Bounds) -> dict[str, str | None]:
    zh, en = tell_bounds(bounds)
    return {f"{name}_zh": zh, f"{name}_en": en}
