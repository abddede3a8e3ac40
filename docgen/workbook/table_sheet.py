"""A sheet with one record a row: headers that explain themselves, drop-down lists, sums, room for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from docgen.diagnostics import FieldPath
from docgen.i18n.languages import Words
from docgen.sources.workbook.layout import WHO, Field
from docgen.workbook.content import Row
from docgen.workbook.entry import limit_cells, prompt_of
from docgen.workbook.grid import FIRST, HEAD, NUMBER, Grid, counted
from docgen.workbook.looks import COLORS, Looks
from docgen.workbook.paint import HEIGHT, lines_of, write_value
from docgen.workbook.values import Shown, show_value

__all__ = ["Formula", "arrange", "write_help", "write_table", "write_title"]

_AUTOMATIC = Words("自动计算，不用填。", "Counted automatically; leave it alone.")
_FIGURES = frozenset({"number", "weight", "integer", "month"})
_COMMENT = {"author": "docgen", "x_scale": 1.9, "color": COLORS["paper"], "font_size": 9, "visible": False}
_LINE_OF_COMMENT = 34
_ABOUT_COLUMNS = 8
_MIN_ROWS = 2
_MOST_LINES = 4
"""Lines that a row is high at the beginning; longer texts are read in the formula bar or by making it higher."""
_LIBRARY, _ID = ("lib",), ("id",)
_OF_LIBRARY = frozenset({("name",), ("unit",), ("direction",)})

Formula = dict[tuple[int, FieldPath], tuple[str, float | int | str]]
"""Formulas with their first results, by row and column."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet under way."""

    target: Worksheet
    grid: Grid
    looks: Looks

    def write_head(self) -> None:
        """Write the headers with their comments; those that must be filled in are dark and bear a star."""
        grid, language = self.grid, self.grid.language
        own = counted(grid.sheet)
        for column, field in enumerate(grid.columns):
            name = field.words.say(language)
            look = "automatic" if field in own else "asked" if field.needed else "optional"
            self.target.set_column(column, column, field.width)
            self.target.write_string(
                HEAD, column, f"{name} *" if field.needed else name, self.looks.find(look)
            )
            said = _AUTOMATIC.say(language) if field in own else prompt_of(grid.sheet, field, language)
            write_help(self.target, (HEAD, column), said)

    def write_rows(self, rows: Sequence[Row], formulas: Formula) -> None:
        """Write records, and empty cells below them."""
        for place in range(self.grid.rows):
            record = rows[place] if place < len(rows) else {}
            self._write_row(FIRST + place, record, formulas)

    def _write_row(self, row: int, record: Row, formulas: Formula) -> None:
        own, height = counted(self.grid.sheet), 1
        for column, field in enumerate(self.grid.columns):
            if field.path == NUMBER:
                self.target.write_number(row, column, row - FIRST + 1, self.looks.find("number"))
            elif field in own:
                formula, known = formulas[row, field.path]
                self.target.write_formula(row, column, formula, self.looks.find("counted"), known)
            else:
                shown = self._show(field, record)
                write_value(self.target, (row, column), shown, self.looks, _look(field))
                height = max(height, lines_of(shown, field.width) if isinstance(shown, str) else 1)
        if record:
            self.target.set_row(row, HEIGHT * min(height, _MOST_LINES) + 3)

    def _show(self, field: Field, record: Row) -> Shown:
        value = record.get(field.path)
        return None if value is None else show_value(field, value, self.grid.language)

    def limit(self) -> None:
        """Give every column its drop-down list or its limits."""
        grid = self.grid
        for field in grid.sheet.fields:
            column = grid.place_of(field.path)
            place = (FIRST, column, grid.last, column)
            limit_cells(self.target, place, (grid.sheet, field), grid.language)

    def mark(self) -> None:
        """Tint what is still missing, and tell by color whether weights add up."""
        grid = self.grid
        for field in grid.sheet.fields:
            if field.needed and field.path != WHO:
                column = grid.place_of(field.path)
                self._paint(column, self._is_missing(field), "missing")
        for field in counted(grid.sheet):
            if field.path[-1] in {"@goal_weight", "@kpi_weight", "@total"}:
                column = grid.place_of(field.path)
                cell = grid.cell(field.path, FIRST)
                self._paint(column, f"AND(ISNUMBER({cell}),ROUND({cell},2)=100)", "right")
                self._paint(column, f"AND(ISNUMBER({cell}),ROUND({cell},2)<>100)", "wrong")

    def _is_missing(self, field: Field) -> str:
        """Write when an empty cell is a gap: the row says something, and nothing else says this."""
        grid = self.grid
        first, last = grid.sheet.fields[0], grid.sheet.fields[-1]
        row = f"{grid.cell(first.path, FIRST)}:{grid.cell(last.path, FIRST)}"
        tests = [f"ISBLANK({grid.cell(field.path, FIRST)})"]
        own = [each for each in counted(grid.sheet) if grid.place_of(each.path) < grid.place_of(last.path)]
        automatic = sum(grid.place_of(each.path) > grid.place_of(first.path) for each in own)
        tests.append(f"COUNTA({row})>{automatic}")
        if grid.sheet.has_ids and field.path != _ID:
            here = grid.cell(_ID, FIRST)
            tests.append(f"COUNTIF({_bare(grid.range(_ID))},{here})<2")
        if field.path in _OF_LIBRARY and any(each.path == _LIBRARY for each in grid.sheet.fields):
            tests.append(f"ISBLANK({grid.cell(_LIBRARY, FIRST)})")
        return f"AND({','.join(tests)})"

    def _paint(self, column: int, formula: str, look: str) -> None:
        self.target.conditional_format(
            FIRST, column, self.grid.last, column,
            {"type": "formula", "criteria": f"={formula}", "format": self.looks.find(look)},
        )  # fmt: skip


def _bare(area: str) -> str:
    return area.rpartition("!")[2]


def _look(field: Field) -> str:
    return "day" if field.kind == "day" else "figure" if field.kind in _FIGURES else "cell"


def write_help(target: Worksheet, place: tuple[int, int], text: str) -> None:
    """Put a comment on a header that says what belongs below it."""
    lines = max(lines_of(text, _LINE_OF_COMMENT), _MIN_ROWS)
    target.write_comment(*place, text, {**_COMMENT, "y_scale": lines * 0.26})


def write_title(target: Worksheet, title: str, about: str, looks: Looks, widths: Sequence[int]) -> None:
    """Write the band at the top of a sheet and the sentence below it."""
    target.hide_gridlines(2)
    target.set_row(0, 30)
    for column in range(len(widths)):
        target.write_blank(0, column, None, looks.find("band"))
    target.write_string(0, 0, title, looks.find("title"))
    across = widths[:_ABOUT_COLUMNS]
    target.set_row(1, HEIGHT * max(lines_of(about, sum(across)), 1) + 14)
    target.merge_range(1, 0, 1, len(across) - 1, about, looks.find("about"))


def arrange(target: Worksheet, *, frozen: tuple[int, int], wide: bool = True) -> None:
    """Make a sheet easy to read on the screen and on paper."""
    target.freeze_panes(*frozen)
    target.set_paper(9)  # A4
    if wide:
        target.set_landscape()
    target.fit_to_pages(1, 0)
    target.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    target.set_footer("&L&8&A&R&8&P / &N")


def write_table(target: Worksheet, grid: Grid, rows: Sequence[Row], formulas: Formula, looks: Looks) -> None:
    """Write a whole sheet."""
    columns = len(grid.columns)
    write_title(
        target, grid.name, grid.sheet.about.say(grid.language), looks, [each.width for each in grid.columns]
    )
    target.set_row(HEAD, 32)
    table = _Table(target, grid, looks)
    table.write_head()
    table.write_rows(rows, formulas)
    table.limit()
    table.mark()
    arrange(target, frozen=(FIRST, _frozen(grid)))
    target.repeat_rows(HEAD)
    target.autofilter(HEAD, 0, grid.last, columns - 1)
    filled = max(len(rows), _MIN_ROWS) - 1
    target.print_area(0, 0, FIRST + filled, columns - 1)
    target.set_selection(xl_rowcol_to_cell(FIRST, 1 if grid.columns[0].path == NUMBER else 0))


def _frozen(grid: Grid) -> int:
    """Count the columns that stay in sight: those that say what a row is."""
    return 3 if grid.sheet.has_ids and grid.columns[2].path == ("title",) else 2
