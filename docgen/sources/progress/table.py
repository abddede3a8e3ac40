"""A table as an export writes it, CSV or a sheet of Excel, becomes items by the names of its columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from docgen.diagnostics import Diagnostic, Location, report
from docgen.i18n.fold import fold
from docgen.sources.progress.headers import IGNORED, Headers
from docgen.sources.progress.model import Item, Reading
from docgen.sources.tables.cells import Cell, Table
from docgen.sources.tables.values import day_of, is_share, number_of, percent_of, why_no_share

__all__ = ["read_table"]

T = TypeVar("T")

_HEADER_WITHIN = 20
"""Rows in which the names of the columns are looked for; titles and notes may stand above them."""
_WORDS = ("project", "sprint", "version", "parent", "priority", "tag")
_SHOWN = 20
_CERTAIN = {"status", "planned_end", "completed_at", "progress", "value", "as_of", "points"}
"""Columns that decide about figures: of two that mean the same, both must say the same."""


def read_table(table: Table, headers: Headers, tool: str, zone: datetime.tzinfo) -> Reading:
    """Return the items of a table with what is to be said of it; without a column for ``ref`` it is an error."""
    head = next((n for n, row in enumerate(table.rows[:_HEADER_WITHIN]) if _has_ref(row, headers)), None)
    if head is None:
        return Reading((), None, (_no_ref(table, headers),))
    reader = _Reader(table, headers, tool, zone, table.rows[head])
    items = tuple(reader.read(table.rows[head + 1 :]))
    return Reading(items, None, (*reader.findings, *reader.remarks()))


def _has_ref(row: Sequence[Cell], headers: Headers) -> bool:
    return any(headers.columns.get(fold(cell.text)) == "ref" for cell in row)


def _no_ref(table: Table, headers: Headers) -> Diagnostic:
    first = next((row for row in table.rows if any(cell.text for cell in row)), ())
    found = tuple(cell.text for cell in first if cell.text)[:_SHOWN]
    known = tuple(word for word, column in headers.columns.items() if column == "ref")
    where = next((cell.where for cell in first if cell.text), table.where)
    return report("DG766", where, found=found or None, known=known)


@dataclass(slots=True)
class _Reader:
    """Reads rows by the columns of one header row, and notes what is wrong with cells."""

    table: Table
    headers: Headers
    tool: str
    zone: datetime.tzinfo
    head: Sequence[Cell]
    findings: list[Diagnostic] = field(default_factory=list)
    strange: dict[str, Location] = field(default_factory=dict)
    columns: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, cell in enumerate(self.head):
            column = self.headers.columns.get(fold(cell.text))
            if column and column != IGNORED:
                self.columns.setdefault(column, []).append(number)

    def read(self, rows: Sequence[Sequence[Cell]]) -> Iterator[Item]:
        for row in rows:
            if self._is_shifted(row):
                self.findings.append(report("DG742", row[0].where, count=len(row), columns=len(self.head)))
            elif any(cell.text or cell.fault for cell in row):
                yield from self._item(row)

    def _is_shifted(self, row: Sequence[Cell]) -> bool:
        return self.table.is_strict and any(cell.text for cell in row[len(self.head) :])

    def remarks(self) -> Iterator[Diagnostic]:
        """Name the columns that mean nothing to us, and the words of states that do not."""
        strange = tuple(
            cell.text for cell in self.head if cell.text and fold(cell.text) not in self.headers.columns
        )
        if strange:
            yield report("DG767", self.head[0].where, headers=strange[:_SHOWN], option="--headers")
        if self.strange:
            yield report("DG786", next(iter(self.strange.values())), words=tuple(self.strange)[:_SHOWN])

    def _item(self, row: Sequence[Cell]) -> Iterator[Item]:
        ref, status = self._text(row, "ref"), self._text(row, "status")
        if not ref:
            if not any(cell.fault for cell in row):  # then it has been reported
                self.findings.append(report("DG766", row[0].where, column=self._name("ref")))
            return
        state = self.headers.states.get(fold(status))
        if status and state is None:
            self.strange.setdefault(status, row[self.columns["status"][0]].where)
        yield Item(
            ref=ref,
            tool=self.tool,
            where=row[0].where,
            names=frozenset(map(fold, self._said(row, "ref"))),
            kind=self._text(row, "kind"),
            title=self._text(row, "title"),
            status=status,
            state=state,
            planned_start=self._day(row, "planned_start"),
            planned_end=self._day(row, "planned_end"),
            completed=self._day(row, "completed_at"),
            progress=self._read(row, "progress", "DG771", percent_of),
            value=self._read(row, "value", "DG770", number_of),
            is_share=self._is_share(row, "value"),
            as_of=self._day(row, "as_of"),
            assignee=self._text(row, "assignee"),
            url=self._text(row, "url"),
            points=self._read(row, "points", "DG770", number_of),
            words=MappingProxyType({name: self._words(row, name) for name in _WORDS}),
        )

    def _said(self, row: Sequence[Cell], column: str) -> Iterator[str]:
        """Yield what stands in every column of one meaning, such as a number of the tool and one for people."""
        cells = (row[number] for number in self.columns.get(column, ()) if number < len(row))
        return (cell.text for cell in cells if cell.text)

    def _cell(self, row: Sequence[Cell], column: str) -> Cell | None:
        """Find the cell of a column, and report it when its value cannot be known."""
        cell = self._find(row, column)
        if cell is None or cell.fault is None:
            if column in _CERTAIN and len(set(self._said(row, column))) > 1:
                names = tuple(self.head[number].text for number in self.columns[column])
                self.findings.append(
                    report("DG743", row[0].where, columns=names, values=tuple(self._said(row, column)))
                )
            return cell
        self.findings.append(report("DG768", cell.where, kind=cell.fault, column=self._name(column)))
        return None

    def _find(self, row: Sequence[Cell], column: str) -> Cell | None:
        """Find the cell of a column; of several that mean the same, the first that says something."""
        cells = [row[number] for number in self.columns.get(column, ()) if number < len(row)]
        return next((cell for cell in cells if cell.text or cell.fault), None)

    def _is_share(self, row: Sequence[Cell], column: str) -> bool:
        cell = self._find(row, column)
        return cell is not None and is_share(cell.text)

    def _text(self, row: Sequence[Cell], column: str) -> str:
        cell = self._cell(row, column)
        return cell.text if cell else ""

    def _words(self, row: Sequence[Cell], column: str) -> tuple[str, ...]:
        text = self._text(row, column)
        for sign in ";；、，,":
            text = text.replace(sign, "\n")
        return tuple(word.strip() for word in text.split("\n") if word.strip())

    def _day(self, row: Sequence[Cell], column: str) -> datetime.date | None:
        return self._read(row, column, "DG769", lambda text: day_of(text, self.zone, self.table.calendar))

    def _read(self, row: Sequence[Cell], column: str, code: str, make: Callable[[str], T]) -> T | None:
        cell = self._cell(row, column)
        if cell is None:
            return None
        try:
            return make(cell.text)
        except (ValueError, OverflowError, OSError):
            said = why_no_share(cell.text) if code == "DG771" else code
            self.findings.append(report(said, cell.where, value=cell.text, field=self._name(column)))
            return None

    def _name(self, column: str) -> str:
        numbers = self.columns.get(column)
        return self.head[numbers[0]].text if numbers else column
