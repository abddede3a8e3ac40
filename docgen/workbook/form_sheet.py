"""The overview: one field a row, with what it means beside it."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from docgen.i18n.languages import Words
from docgen.sources.workbook.layout import Field
from docgen.sources.workbook.sheets import OVERVIEW
from docgen.workbook.content import Row
from docgen.workbook.entry import limit_cells, prompt_of
from docgen.workbook.grid import FIRST, HEAD
from docgen.workbook.looks import Looks
from docgen.workbook.paint import HEIGHT, lines_of, write_value
from docgen.workbook.table_sheet import arrange, write_title
from docgen.workbook.values import show_value

__all__ = ["write_form"]

_COLUMNS = (
    (Words("字段", "Field"), 24),
    (Words("内容", "Value"), 64),
    (Words("说明", "What it means"), 52),
)


def write_form(target: Worksheet, values: Row, looks: Looks, language: str) -> None:
    """Write the sheet; fields that people seldom need stand at its end."""
    write_title(
        target,
        OVERVIEW.words.say(language),
        OVERVIEW.about.say(language),
        looks,
        [width for _, width in _COLUMNS],
    )
    target.set_row(HEAD, 24)
    for column, (words, width) in enumerate(_COLUMNS):
        target.set_column(column, column, width)
        target.write_string(HEAD, column, words.say(language), looks.find("asked"))
    for place, field in enumerate(OVERVIEW.fields):
        _write_field(target, FIRST + place, field, values, (looks, language))
    arrange(target, frozen=(FIRST, 1), wide=False)
    target.set_selection(FIRST, 1, FIRST, 1)


def _write_field(target: Worksheet, row: int, field: Field, values: Row, style: tuple[Looks, str]) -> None:
    looks, language = style
    name, help_ = field.words.say(language), prompt_of(OVERVIEW, field, language)
    target.write_string(row, 0, f"{name} *" if field.needed else name, looks.find("name"))
    value = values.get(field.path)
    shown = None if value is None else show_value(field, value, language)
    write_value(target, (row, 1), shown, looks, "day" if field.kind == "day" else "cell")
    target.write_string(row, 2, help_, looks.find("told"))
    lines = max(
        lines_of(shown, _COLUMNS[1][1]) if isinstance(shown, str) else 1, lines_of(help_, _COLUMNS[2][1])
    )
    target.set_row(row, HEIGHT * lines + 4)
    limit_cells(target, (row, 1, row, 1), (OVERVIEW, field), language)
    if field.needed:
        rule = {"type": "blanks", "format": looks.find("missing")}
        target.conditional_format(row, 1, row, 1, rule)
