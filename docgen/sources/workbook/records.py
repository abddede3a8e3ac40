"""Entries with an id: the rows of a person lie over those of the team, and these over those of everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.diagnostics import Diagnostic, FieldPath, Location, report
from docgen.sources.workbook.choices import make_scoring
from docgen.sources.workbook.layout import WHO, Field, Sheet
from docgen.sources.workbook.pages import Line
from docgen.sources.workbook.people import OWN
from docgen.spec.raw import UNREADABLE, Data

__all__ = ["Made", "Record", "gather", "make_entry"]

_ID: FieldPath = ("id",)
_FIGURES = ("threshold", "target", "stretch")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry: its rows from the farthest to the nearest, each with how near it is."""

    rows: tuple[tuple[int, Line], ...]

    def value(self, path: FieldPath) -> Data:
        """Return a value: that of the nearest row that says something."""
        return next((line.values[path] for _, line in reversed(self.rows) if path in line.values), None)

    def place(self, path: FieldPath) -> Location | None:
        """Return the cell of a value; where no row says it, that of the farthest, which should."""
        said = (line for _, line in reversed(self.rows) if path in line.values)
        line = next(said, self.rows[0][1])
        return line.places.get(path)

    @property
    def where(self) -> Location:
        """The place of the entry as a whole."""
        return self.rows[-1][1].where

    @property
    def is_own(self) -> bool:
        """Tell whether somebody wrote it for this person."""
        return self.rows[-1][0] == OWN


@dataclass(slots=True)
class Made:
    """An entry as a spec has it, with the cells of its fields and what is wrong with them."""

    data: dict[str, Data] = field(default_factory=dict)
    places: dict[FieldPath, Location] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def gather(rows: Sequence[tuple[int, Line]]) -> list[Record]:
    """Lay the rows of an id over each other, the nearest on top; two of equal distance stay two."""
    groups: dict[str, list[tuple[int, Line]]] = {}
    for near, line in rows:
        key = line.text(_ID) or f"\n{line.where.cell}"  # a row without an id stands alone
        groups.setdefault(key, []).append((near, line))
    return [record for group in groups.values() for record in _lay(group)]


def _lay(group: Sequence[tuple[int, Line]]) -> Iterator[Record]:
    top = max(near for near, _ in group)
    below = sorted((row for row in group if row[0] < top), key=lambda row: row[0])
    for row in group:
        if row[0] == top:
            yield Record((*below, row))


def make_entry(sheet: Sheet, record: Record) -> Made:
    """Make an entry of the columns of a sheet; DG745 a scoring rule lacks its figures."""
    made = Made(faults=[fault for _, line in record.rows for fault in line.faults])
    for each in sheet.fields:
        where, value = record.place(each.path), record.value(each.path)
        if where is None or each.path == WHO:
            continue
        made.places[each.path] = where
        made.places.setdefault(each.path[:1], where)
        if value is not None and each.kind != "scoring":
            _put(made.data, each.path, value)
    rule = next((each for each in sheet.fields if each.kind == "scoring"), None)
    if rule:
        _score(rule, record, made)
    return made


def _put(data: dict[str, Data], path: FieldPath, value: Data) -> None:
    here: Any = data
    for step in path[:-1]:
        here = here.setdefault(step, {})
    here[path[-1]] = value


def _score(rule: Field, record: Record, made: Made) -> None:
    """Write out the rule that was chosen by its name; it follows the figures of the KPI."""
    said = record.value(rule.path)
    if said is None or said == "other":
        return
    if said is UNREADABLE or any(made.data.get(name) is UNREADABLE for name in _FIGURES):
        made.data["scoring"] = UNREADABLE
        return
    scoring = make_scoring(str(said), made.data)
    made.data["scoring"] = scoring or UNREADABLE
    if scoring is None:
        made.faults.append(_lacks_figures(rule, made.places[rule.path]))


def _lacks_figures(rule: Field, where: Location) -> Diagnostic:
    return report(
        "DG745",
        where,
        value="60 / 100 / 120",
        column_zh=rule.words.zh,
        column_en=rule.words.en,
        expected_zh="别的规则；要选“线性”，先填目标值和底线值（或挑战值）",
        expected_en="another rule; for Linear, fill in the target and the threshold or stretch first",
    )
