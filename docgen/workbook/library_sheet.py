"""The KPI library as a sheet to choose from: what each indicator means and what often goes wrong with it."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from docgen.i18n.choices import CHOICES
from docgen.i18n.languages import Words
from docgen.kpis.library import built_in
from docgen.kpis.model import Indicator
from docgen.sources.workbook.sheets import LIBRARY
from docgen.workbook.grid import FIRST, HEAD
from docgen.workbook.looks import Looks
from docgen.workbook.paint import HEIGHT, lines_of
from docgen.workbook.table_sheet import arrange, write_title

__all__ = ["write_library"]

_ABOUT = Words(
    "供查阅，不用填。在“指标”表的“指标库”一列选用；名称、单位、方向和口径随之带入文档。",
    "For reference; nothing to fill in. Choose an indicator in the column “From the library” of the sheet KPIs, and its name, unit, direction and definition come with it.",
)
_COLUMNS = (
    (Words("指标", "Indicator"), 24),
    (Words("代码", "Code"), 20),
    (Words("类别", "Category"), 11),
    (Words("单位", "Unit"), 10),
    (Words("方向", "Better"), 15),
    (Words("口径", "Definition"), 44),
    (Words("公式", "Formula"), 36),
    (Words("数据来源", "Data source"), 24),
    (Words("注意", "Mind"), 46),
)


def write_library(target: Worksheet, looks: Looks, language: str) -> None:
    """Write one row an indicator."""
    write_title(target, LIBRARY.say(language), _ABOUT.say(language), looks, [width for _, width in _COLUMNS])
    target.set_row(HEAD, 24)
    for column, (words, width) in enumerate(_COLUMNS):
        target.set_column(column, column, width)
        target.write_string(HEAD, column, words.say(language), looks.find("optional"))
    indicators = built_in().indicators.values()
    for row, indicator in enumerate(indicators, FIRST):
        cells = _cells(indicator, language)
        for column, text in enumerate(cells):
            target.write_string(row, column, text, looks.find("cell" if column else "name"))
        lines = max(lines_of(text, width) for text, (_, width) in zip(cells, _COLUMNS, strict=True))
        target.set_row(row, HEIGHT * lines + 3)
    arrange(target, frozen=(FIRST, 1))
    target.repeat_rows(HEAD)
    target.autofilter(HEAD, 0, HEAD + len(indicators), len(_COLUMNS) - 1)


def _cells(indicator: Indicator, language: str) -> tuple[str, ...]:
    words = CHOICES[language]
    return (
        indicator.name.say(language),
        indicator.id,
        words["category"][indicator.category],
        indicator.say("unit", language),
        words["direction"][indicator.say("direction", language)],
        *(indicator.say(field, language) for field in ("definition", "formula", "data_source")),
        indicator.pitfall.say(language),
    )
