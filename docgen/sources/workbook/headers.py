"""Which column is which: headers are known by their words in both languages, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from docgen.diagnostics import Diagnostic, FieldPath, Location, report
from docgen.i18n.fold import fold
from docgen.i18n.languages import Words
from docgen.sources.tables.cells import Cell, Row
from docgen.sources.workbook.layout import Field, Sheet

__all__ = ["COUNTED_HEADERS", "Head", "bare", "count_known", "find_head", "read_head"]

HEADER_WITHIN = 20
"""Rows in which the headers are looked for; titles and notes may stand above them."""

COUNTED_HEADERS: Mapping[str, Words] = MappingProxyType(
    {
        "@number": Words("序号", "No."),
        "@goals": Words("目标数", "Goals"),
        "@goal_weight": Words("目标权重合计", "Goal weights"),
        "@kpis": Words("指标数", "KPIs"),
        "@kpi_weight": Words("指标权重合计", "KPI weights"),
        "@total": Words("此人合计", "Person's total"),
    }
)
"""Columns that fill themselves, by name; they are not read."""
_LIKE = 0.6
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of one sheet: field → number of the column, counted from 0."""

    row: int
    columns: Mapping[FieldPath, int] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()


def bare(text: str) -> str:
    """Return what counts of a header: no case, no blanks, no star."""
    return "".join(fold(text).split()).strip("*")


_COUNTED = frozenset(bare(name) for words in COUNTED_HEADERS.values() for name in words)


def count_known(row: Row, sheet: Sheet) -> int:
    """Count the cells of a row that are headers of a sheet."""
    known = {bare(name) for each in sheet.fields for name in each.names}
    return sum(bare(cell.text) in known for cell in row.cells if cell.text)


def find_head(rows: Sequence[Row], sheet: Sheet) -> Row | None:
    """Return the row that has the most headers, and two of them at least."""
    near = [row for row in rows if row.number <= HEADER_WITHIN]
    best = max(near, key=lambda row: (count_known(row, sheet), -row.number), default=None)
    return best if best and count_known(best, sheet) > 1 else None


def read_head(head: Row, sheet: Sheet, where: Location) -> Head:
    """Find the columns of a sheet.

    Among the faults: DG706 a column that is needed is missing, DG707 one is there twice. Among the remarks:
    DG708 a header that is written differently, DG709 columns that mean nothing to us.
    """
    reading = _Reading(sheet, where)
    reading.read(head.cells)
    return Head(head.number, reading.columns, tuple(reading.faults), tuple(reading.remarks))


@dataclass(slots=True)
class _Reading:
    sheet: Sheet
    where: Location
    columns: dict[FieldPath, int] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)

    def read(self, cells: Sequence[Cell]) -> None:
        strange: dict[int, Cell] = {}
        for number, cell in enumerate(cells):
            known = self._find(cell.text)
            if known is None:
                if cell.text and bare(cell.text) not in _COUNTED:
                    strange[number] = cell
            elif known.path in self.columns:
                other = cells[self.columns[known.path]].where.cell
                self.faults.append(report("DG707", cell.where, column=cell.text, other=other))
            else:
                self.columns[known.path] = number
        self._guess(strange)
        self._miss(cells)
        if strange:
            names = tuple(cell.text for cell in strange.values())[:_SHOWN]
            self.remarks.append(report("DG709", next(iter(strange.values())).where, columns=names))

    def _find(self, text: str) -> Field | None:
        """Find the column of a header; of two that share a word the one that is not taken yet."""
        word = bare(text)
        fitting = [each for each in self.sheet.fields if word and word in map(bare, each.names)]
        free = (each for each in fitting if each.path not in self.columns)
        own = next((each for each in fitting if word in map(bare, each.words)), None)
        return own or next(free, None) or next(iter(fitting), None)

    def _guess(self, strange: dict[int, Cell]) -> None:
        """Take headers that were written differently for the columns that are missing; what was taken is no stranger."""
        for each in self.sheet.fields:
            if each.path in self.columns or not each.needed:
                continue
            words = {bare(cell.text): number for number, cell in strange.items()}
            near = [hit for name in each.names for hit in get_close_matches(bare(name), words, 1, _LIKE)]
            if near:
                number = words[near[0]]
                cell = strange.pop(number)
                self.columns[each.path] = number
                told = {"meant_zh": each.words.zh, "meant_en": each.words.en}
                self.remarks.append(report("DG708", cell.where, found=cell.text, **told))

    def _miss(self, cells: Sequence[Cell]) -> None:
        missing = [each for each in self.sheet.fields if each.needed and each.path not in self.columns]
        found = tuple(cell.text for cell in cells if cell.text)[:_SHOWN]
        for each in missing:
            told = {"column_zh": each.words.zh, "column_en": each.words.en}
            where = cells[0].where if cells else self.where
            self.faults.append(report("DG706", where, **told, found=found))
