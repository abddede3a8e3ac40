"""The hidden sheet that drop-down lists and sums look at: choices, people, and the ids that are in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from docgen.diagnostics import FieldPath
from docgen.sources.workbook.choices import list_of, words_of
from docgen.sources.workbook.layout import Sheet
from docgen.sources.workbook.sheets import GOALS, KPIS, PEOPLE, SHEETS
from docgen.workbook.content import Content, label_of
from docgen.workbook.grid import FIRST, Grid

__all__ = ["LISTS_SHEET", "PEOPLE_LIST", "name_of", "people_range", "write_lists"]

LISTS_SHEET = "_lists"
PEOPLE_LIST = "docgen_people"
_IDS: Mapping[str, str] = MappingProxyType({GOALS.key: "docgen_goals", KPIS.key: "docgen_kpis"})
_NAME, _EMPLOYEE, _ID = ("person", "name"), ("person", "id"), ("id",)
_NAMES: Mapping[str, str] = MappingProxyType(
    {"who": PEOPLE_LIST, "goal": _IDS[GOALS.key], "kpi": _IDS[KPIS.key]}
)


def name_of(sheet: Sheet, path: FieldPath) -> str:
    """Return the defined name of the list that a column chooses from; empty when it chooses from none."""
    field = sheet.find(path)
    if field.kind in _NAMES:
        return _NAMES[field.kind]
    found = list_of(field)
    return f"docgen_{found.lstrip('@')}" if found else ""


def people_range(people: Grid) -> str:
    """Write the cells that hold the labels of the people; the row of a person is the same in both sheets."""
    return f"{LISTS_SHEET}!{xl_range_abs(FIRST, 0, people.last, 0)}"


@dataclass(slots=True)
class _Writer:
    """Writes one list a column."""

    book: Workbook
    sheet: Worksheet
    column: int = 0

    def choices(self, name: str, words: Sequence[str]) -> None:
        """Write words that never change."""
        for row, word in enumerate(words):
            self.sheet.write_string(row, self.column, word)
        self._define(name, f"{LISTS_SHEET}!{xl_range_abs(0, self.column, len(words) - 1, self.column)}")

    def labels(self, people: Grid, known: Sequence[str]) -> None:
        """Write a formula for the label of every person, on the row where the person stands."""
        for row in range(FIRST, people.last + 1):
            name, employee = (people.elsewhere(path, row) for path in (_NAME, _EMPLOYEE))
            value = known[row - FIRST] if row - FIRST < len(known) else ""
            formula = f'=IF({name}="","",IF({employee}="",{name}&"",{name}&" "&{employee}))'
            self.sheet.write_formula(row, self.column, formula, None, value)
        self._define(PEOPLE_LIST, self._filled(FIRST, people.last))

    def ids(self, name: str, grid: Grid, known: Sequence[str]) -> None:
        """Write formulas for the ids of a sheet, each once and without gaps: a rank, and the id of each rank."""
        rank, column = self.column, self.column + 1
        unique = list(dict.fromkeys(each for each in known if each))
        first, last = FIRST, grid.last
        for row in range(first, last + 1):
            place = row - first
            here = grid.elsewhere(_ID, row)
            above = grid.range(_ID).split(":")[0] + f":{here.rpartition('!')[2]}"
            best = f"MAX({xl_rowcol_to_cell(0, rank, row_abs=True, col_abs=True)}:{xl_rowcol_to_cell(row - 1, rank)})"
            is_new = place < len(known) and bool(known[place]) and known[place] not in known[:place]
            number = unique.index(known[place]) + 1 if is_new else ""
            formula = f'=IF({here}="","",IF(COUNTIF({above},{here})>1,"",{best}+1))'
            self.sheet.write_formula(row, rank, formula, None, number)
            found = f"MATCH({place + 1},{xl_range_abs(first, rank, last, rank)},0)"
            self.sheet.write_formula(
                row, column, f'=IFERROR(INDEX({grid.range(_ID)},{found})&"","")', None,
                unique[place] if place < len(unique) else "",
            )  # fmt: skip
        self.column = column
        self._define(name, self._filled(first, last))

    def _filled(self, first: int, last: int) -> str:
        """Write the range of a column down to its last word."""
        everything = xl_range_abs(first, self.column, last, self.column)
        start = everything.split(":")[0]
        area = f"{LISTS_SHEET}!{everything}"
        count = f'MAX(1,SUMPRODUCT(MAX(({area}<>"")*(ROW({area})-{first}))))'
        return f"{LISTS_SHEET}!{start}:INDEX({LISTS_SHEET}!{everything},{count})"

    def _define(self, name: str, formula: str) -> None:
        self.book.define_name(name, f"={formula}")
        self.column += 1


def write_lists(book: Workbook, sheet: Worksheet, grids: Mapping[str, Grid], content: Content) -> None:
    """Fill the hidden sheet and name every list."""
    sheet.hide()
    writer = _Writer(book, sheet)
    people = content.of(PEOPLE.key)
    labels = [label_of(str(row.get(_NAME) or ""), str(row.get(_EMPLOYEE) or "")) for row in people]
    writer.labels(grids[PEOPLE.key], labels)
    for key, name in _IDS.items():
        writer.ids(name, grids[key], [str(row.get(_ID, "")) for row in content.of(key)])
    lists = {
        list_of(field): name_of(each, field.path)
        for each in SHEETS for field in each.fields if list_of(field) != ""
    }  # fmt: skip
    for key, name in lists.items():
        writer.choices(name, [words.say(content.language) for words in words_of(key).values()])
