"""From one row to what a person has of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from docgen.diagnostics import Diagnostic, Location, report
from docgen.i18n.fold import fold
from docgen.sources.rows.mapping import Column, Mapping
from docgen.sources.rows.table import Head
from docgen.sources.rows.values import EXPECTED, NotCertainError, shown_text, split_list, value_of
from docgen.sources.tables.cells import Cell, Row
from docgen.sources.tables.sheet_facts import letters
from docgen.sources.tables.values import EXCEL
from docgen.sources.team.model import Given, Own
from docgen.sources.team.share import is_in_percent
from docgen.spec.raw import UNREADABLE

__all__ = ["Packed", "RowReader"]

_PART = "\x1f"
_NAME = ("person", "name")
_NONE = frozenset({"0", "-", "—", "——", "–", "/", "无", "否", "no", "none", "n/a"})
"""What people write for a weight of nothing."""
_FAULTS = {"formula": "F", "error_cell": "E", "merged": "M", "id": "X"}
_NAMES = {sign: name for name, sign in _FAULTS.items()}


class Packed(NamedTuple):
    """A row in little room, for a hundred thousand of them wait for their turn; the text is made by ``pack``."""

    number: int
    text: str
    surplus: int = 0


@dataclass(slots=True)
class RowReader:
    """Reads rows below one header; ``name`` and ``title`` are those of the file and the sheet."""

    mapping: Mapping
    head: Head
    name: str
    title: str = ""
    calendar: datetime.date = EXCEL
    _percents: dict[str, bool] = field(default_factory=dict)

    def pack(self, row: Row) -> Packed | None:
        """Keep what the mapping asks for; None for a row in which nothing of it stands."""
        cells = row.cells
        signs = [
            _sign(cells[number], each) if number < len(cells) else "t" for number, each in self.head.columns
        ]
        if all(each == "t" for each in signs) and not any(cell.text for cell in cells):
            return None
        surplus = len(cells) if any(cell.text for cell in cells[self.head.width :]) else 0
        return Packed(row.number, _PART.join(signs), surplus)

    def look(self, packed: Packed) -> tuple[tuple[str, str, str], str, list[tuple[str, Decimal]]]:
        """Return of a row name, employee id and department, the team, and the shares of KPIs."""
        said: dict[str, str] = {}
        team = self._constant("team")
        shares: list[tuple[str, Decimal]] = []
        for each, (column, sign) in self._cells(packed):
            text = sign[1:]
            if column.path == ("team",) and text:
                team = text
            elif column.path[0] == "person" and len(column.path) > 1 and text:
                said.setdefault(str(column.path[1]), " ".join(text.split()))
            elif column.path[2:] == ("share",) and text:
                shares += self._share(each, column, sign)
        return (said.get("name", ""), said.get("id", ""), said.get("department", "")), team, shares

    def _constant(self, name: str) -> str:
        return next((str(each.value) for each in self.mapping.constants if each.path == (name,)), "")

    def _share(self, _number: int, column: Column, sign: str) -> Iterator[tuple[str, Decimal]]:
        try:
            value = value_of(sign[1:], sign[0], "share", column.path)
        except NotCertainError:
            return
        if isinstance(value, Decimal):
            yield str(column.path[1]), value

    def _cells(self, packed: Packed) -> Iterator[tuple[int, tuple[Column, str]]]:
        signs = packed.text.split(_PART)
        for (number, column), sign in zip(self.head.columns, signs, strict=True):
            yield number, (column, sign)

    def where(self, packed: Packed, number: int = 0, text: str | None = None) -> Location:
        """Return the address of a cell: sheet and cell, or the line of a CSV file with the text."""
        if self.title:
            return Location(self.name, cell=f"{self.title}!{letters(number + 1)}{packed.number}")
        return Location(self.name, packed.number, excerpt=text)

    def read(self, packed: Packed) -> tuple[Own, tuple[Diagnostic, ...]]:
        """Return what a row says, and what is wrong with it."""
        reading = _Reading(self, packed)
        reading.read()
        own = Own(
            self.where(packed),
            reading.team,
            reading.chosen(),
            tuple(reading.given),
            tuple(reading.shares),
            dropped=tuple(reading.dropped),
        )
        return own, tuple(reading.found)

    def may_be_percent(self, column: Column) -> bool:
        """Tell whether a figure of a KPI may have a percent sign."""
        if column.path[0] != "kpis" or column.kind != "number":
            return False
        name = str(column.path[1])
        if name not in self._percents:
            self._percents[name] = is_in_percent(self.mapping.shared.by_id("kpis")[name])
        return self._percents[name]


class _Reading:
    """One row while it is read."""

    def __init__(self, reader: RowReader, packed: Packed) -> None:
        self.reader, self.packed = reader, packed
        self.found: list[Diagnostic] = []
        self.given: list[Given] = [each for each in reader.mapping.constants if each.path != ("team",)]
        self.shares: list[Given] = []
        self.dropped: list[Given] = []
        self.without: set[str] = set()
        self.named: list[Given] | None = None
        self.team = reader._constant("team")  # noqa: SLF001 - of this module

    def read(self) -> None:
        if self.packed.surplus:
            width = self.reader.head.width
            where = self.reader.where(self.packed)
            self.found.append(report("DG742", where, count=self.packed.surplus, columns=width))
            self.given += [
                Given(each.path, UNREADABLE, where)
                for _, each in self.reader.head.columns
                if each.path[0] == "person"
            ]
            return
        for number, (column, sign) in self.reader._cells(self.packed):  # noqa: SLF001 - of this module
            self._take(column, number, sign)

    def _take(self, column: Column, number: int, sign: str) -> None:
        sort, text = sign[0], sign[1:]
        where = self.reader.where(self.packed, number, f"{column.header}: {text}")
        if sort in _NAMES:
            self._refuse(column, where, _NAMES[sort], text)
        elif not text:
            self._require(column, where)
        elif column.path == ("team",):
            self.team = text
        elif column.path in (("goals",), ("drop",)):
            self._take_ids(column, text, where)
        elif column.path[0] == "goals" and column.path[2:] == ("weight",) and fold(text) in _NONE:
            self.without.add(str(column.path[1]))
        else:
            self._take_value(column, sort, text, where)

    def _require(self, column: Column, where: Location) -> None:
        is_name = column.path == _NAME and all(each.path != _NAME for each in self.given)
        if is_name:  # nobody is without one; said here, where the column is known
            self.given.append(Given(column.path, UNREADABLE, where))
        if is_name or column.header in self.reader.mapping.required:
            found = report("DG739", where, column=column.header)
            if found not in self.found:
                self.found.append(found)

    def _refuse(self, column: Column, where: Location, fault: str, text: str) -> None:
        """Report a cell, once if it has several meanings; what it was to be is unknown and brings no consequences."""
        if fault in EXPECTED:
            zh, en = EXPECTED[fault]
            found = report("DG737", where, column=column.header, value=text, expected_zh=zh, expected_en=en)
        else:
            found = report("DG768", where, kind=fault, column=column.header)
        if found not in self.found:
            self.found.append(found)
        if len(column.path) > 1 and column.path[2:] != ("share",):
            self.given.append(Given(column.path, UNREADABLE, where))

    def _take_ids(self, column: Column, text: str, where: Location) -> None:
        ids = [
            Given((str(column.path[0]), each), None, where)
            for each in split_list(text.replace(",", "、").replace("，", "、"))
        ]
        if column.path == ("goals",):
            self.named = [*(self.named or ()), *ids]
        else:
            self.dropped += [Given(each.path[1:], None, where) for each in ids]

    def _take_value(self, column: Column, sort: str, text: str, where: Location) -> None:
        try:
            value = value_of(
                text,
                sort,
                column.kind,
                column.path,
                calendar=self.reader.calendar,
                in_percent=self.reader.may_be_percent(column),
            )
        except NotCertainError as problem:
            self._refuse(column, where, str(problem), text)
            return
        is_share = column.path[0] == "kpis" and column.path[2:] == ("share",)
        (self.shares if is_share else self.given).append(Given(column.path, value, where))

    def chosen(self) -> tuple[Given, ...] | None:
        """Return the goals of this person: those that are named, without those whose weight is nothing."""
        if self.named is None and not self.without:
            return None
        where = self.reader.where(self.packed)
        every = (
            self.named
            if self.named is not None
            else [Given(("goals", each), None, where) for each in self.reader.mapping.shared.by_id("goals")]
        )
        return tuple(each for each in every if each.path[1] not in self.without)


def _sign(cell: Cell, column: Column) -> str:
    """Write one cell: what it was, and its text."""
    if cell.fault:
        return f"{_FAULTS[cell.fault]}{_clean(cell.text)}"
    is_no_id = column.kind == "id" and isinstance(cell.value, bool | datetime.date)
    if column.kind in {"text", "id", "list"} and not is_no_id:
        text = shown_text(cell)
        return f"{_FAULTS['id']}{_clean(cell.text)}" if text is None else f"t{_clean(text)}"
    match cell.value:
        case bool():
            sort = "b"
        case Decimal():
            sort = "n"
        case datetime.date() | datetime.time() | datetime.timedelta():
            sort = "d"
        case _:
            sort = "t"
    return f"{sort}{_clean(cell.text)}"


def _clean(text: str) -> str:
    return text.replace(_PART, "\x1e") if _PART in text else text
