"""Who gets in whose way? Files that two documents would write, and people who are there twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docgen.bulk.planning.glance import read_whole
from docgen.bulk.planning.looking import Row
from docgen.bulk.planning.naming import find_clashes
from docgen.delivery.names import same_name
from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, report
from docgen.sources.contract import Source
from docgen.spec.limits import LIMITS

__all__ = ["Planned", "find_twins"]

_Pair: TypeAlias = tuple[int, int, str]
"""Two documents by their places in the plan, and what they have in common."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The documents of a plan with their paths, and whether they are meant this time."""

    rows: Sequence[Row]
    stems: Sequence[str]
    chosen: Sequence[bool]


def find_twins(planned: Planned, suffixes: Sequence[str], source: Source) -> Iterator[Diagnostic]:
    """Report what documents of a plan have against each other, by pairs; both places are named.

    DG852: both would write one file. DG853: one employee id twice in a team. DG854: in two teams. Of each
    kind a hundred are told, and the rest is counted (DG856). Pairs of which none is meant are left out, and
    files of a pair that has one id anyway.
    """
    pairs = list(_find_namesakes(planned))
    told = {(one, other) for one, other, _ in pairs}
    clashes = (each for each in _find_clashes(planned, suffixes) if each[:2] not in told)
    yield from _tell("DG852", clashes, planned, source)
    yield from _tell("DG853", (pair for pair in pairs if _is_one_team(planned, pair)), planned, source)
    yield from _tell("DG854", (pair for pair in pairs if not _is_one_team(planned, pair)), planned, source)


def _find_clashes(planned: Planned, suffixes: Sequence[str]) -> Iterator[_Pair]:
    stems = [stem if row.is_named else None for row, stem in zip(planned.rows, planned.stems, strict=True)]
    for found in find_clashes(stems, suffixes):
        yield found.first, found.second, found.path


def _find_namesakes(planned: Planned) -> Iterator[_Pair]:
    """Yield pairs of documents with one employee id that are not two documents of one person.

    Two documents of one person have one name, and two languages or two periods.
    """
    first: dict[str, int] = {}
    told: dict[tuple[str, str, str], int] = {}
    for at, row in enumerate(planned.rows):
        if not row.who.employee:
            continue
        employee = same_name(row.who.employee)
        before = told.setdefault((employee, row.which, ""), at)
        if before == at:
            before = first.setdefault(employee, at)
            if before == at or not _differ(planned.rows[before], row):
                continue
        yield before, at, row.who.employee


def _differ(one: Row, other: Row) -> bool:
    """Tell whether two people share an id: names in one language that are not one name."""
    return one.which[:2] == other.which[:2] and same_name(one.who.name) != same_name(other.who.name)


def _is_one_team(planned: Planned, pair: _Pair) -> bool:
    one, other, _ = pair
    return planned.stems[one].rpartition("/")[0] == planned.stems[other].rpartition("/")[0]


def _tell(code: str, pairs: Iterator[_Pair], planned: Planned, source: Source) -> Iterator[Diagnostic]:
    """Report the first pairs and count the rest."""
    rest = 0
    for number, (one, other, what) in enumerate(
        pair for pair in pairs if planned.chosen[pair[0]] or planned.chosen[pair[1]]
    ):
        if number >= LIMITS.findings:
            rest += 1
            continue
        step = "name" if code == "DG852" else "id"
        where = _locate(source, planned.rows[other], ("person", step))
        there = _locate(source, planned.rows[one], ("person", step))
        names = [planned.rows[at].who.name or planned.rows[at].entry.name for at in (one, other)]
        yield report(
            code,
            where,
            what=what,
            first=names[0],
            second=names[1],
            first_at=_show(there),
            second_at=_show(where),
        )
    if rest:
        yield report("DG856", count=rest, about=code)


def _locate(source: Source, row: Row, path: FieldPath) -> Location:
    """Find the place of a value, now that it is wanted."""
    try:
        return read_whole(source, row.entry).locate(path)
    except DocgenError:
        return Location(file=row.entry.name)


def _show(where: Location) -> str:
    spot = where.cell or (str(where.line) if where.line else None)
    return f"{where.file}:{spot}" if spot else str(where.file)
