"""Where everything stands: the columns of a sheet, its first row, and how formulas call its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from docgen.diagnostics import FieldPath
from docgen.sources.workbook.headers import COUNTED_HEADERS
from docgen.sources.workbook.layout import Field, Sheet
from docgen.sources.workbook.sheets import GOALS, KPIS, PEOPLE

__all__ = ["COUNTED", "FIRST", "HEAD", "NUMBER", "TOTAL", "Grid", "counted"]

HEAD, FIRST = 2, 3
"""The rows of the headers and of the first record, counted from 0."""

NUMBER: FieldPath = ("@number",)
TOTAL: FieldPath = ("@total",)
COUNTED: Mapping[str, tuple[FieldPath, ...]] = MappingProxyType(
    {"goals": (("@goals",), ("@goal_weight",)), "kpis": (("@kpis",), ("@kpi_weight",))}
)
"""The columns on the sheet of people that count entries and add up weights, by sheet."""

_WIDTHS = {"@number": 6, "@goals": 9, "@goal_weight": 13, "@kpis": 9, "@kpi_weight": 13, "@total": 10}
_FIELDS = {name: Field((name,), words, width=_WIDTHS[name]) for name, words in COUNTED_HEADERS.items()}
_COUNTED = {
    PEOPLE.key: tuple(
        _FIELDS[name] for name in ("@number", "@goals", "@goal_weight", "@kpis", "@kpi_weight")
    ),
    GOALS.key: (_FIELDS["@total"],),
    KPIS.key: (_FIELDS["@total"],),
}
_WEIGHT: FieldPath = ("weight",)


def counted(sheet: Sheet) -> tuple[Field, ...]:
    """Return the columns of a sheet that fill themselves."""
    return _COUNTED.get(sheet.key, ())


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it is laid out in one language, with room for so many rows."""

    sheet: Sheet
    language: str
    rows: int

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.words.say(self.language)

    @property
    def columns(self) -> tuple[Field, ...]:
        """All columns from left to right: numbers first, sums at the end or behind the weight."""
        own = counted(self.sheet)
        if self.sheet.key == PEOPLE.key:
            return (own[0], *self.sheet.fields, *own[1:])
        if not own:
            return self.sheet.fields
        place = self.place_of(_WEIGHT, self.sheet.fields) + 1
        return (*self.sheet.fields[:place], *own, *self.sheet.fields[place:])

    @property
    def last(self) -> int:
        """The last row with room for a record, counted from 0."""
        return FIRST + self.rows - 1

    def place_of(self, path: FieldPath, columns: tuple[Field, ...] | None = None) -> int:
        """Return the number of a column, counted from 0."""
        names = [each.path for each in columns or self.columns]
        return names.index(path)

    def range(self, path: FieldPath) -> str:
        """Write all cells of a column as formulas of any sheet do."""
        place = self.place_of(path)
        return f"{quote_sheetname(self.name)}!{xl_range_abs(FIRST, place, self.last, place)}"

    def cell(self, path: FieldPath, row: int, *, fixed: bool = True) -> str:
        """Write one cell as formulas of the same sheet do; its column is ``fixed`` where formulas are copied."""
        return str(xl_rowcol_to_cell(row, self.place_of(path), col_abs=fixed))

    def elsewhere(self, path: FieldPath, row: int) -> str:
        """Write one cell as formulas of another sheet do."""
        return f"{quote_sheetname(self.name)}!{self.cell(path, row)}"
