"""The sheet that lists the findings of a check, with links to the cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from docgen.delivery.cells import is_like_formula
from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import say
from docgen.i18n.languages import Words
from docgen.sources.workbook.sheets import FINDINGS
from docgen.workbook.check import Checked, Finding
from docgen.workbook.paint import HEIGHT, lines_of

__all__ = ["FINDINGS_PROPERTY", "SEVERITIES", "name_people", "write_findings"]

FINDINGS_PROPERTY = "docgen findings"
"""The custom property that holds the title of this sheet, so that the next check finds it."""

SEVERITIES: Mapping[Severity, Words] = MappingProxyType(
    {
        Severity.ERROR: Words("错误", "Error"),
        Severity.WARNING: Words("警告", "Warning"),
        Severity.INFO: Words("说明", "Note"),
    }
)
"""What findings are called, by their weight."""

_COLUMNS = (
    (Words("程度", "Severity"), 9),
    (Words("位置", "Cell"), 18),
    (Words("涉及的人", "People"), 24),
    (Words("问题", "What is wrong"), 64),
    (Words("建议", "What to do"), 52),
    (Words("代码", "Code"), 9),
)
_SUM = Words(
    "{people} 人中有 {sound} 人可以生成文档。错误 {errors} 个，警告 {warnings} 个，说明 {notes} 个。改好后再检查一次，这张表会更新。",
    "Documents can be made for {sound} of {people} people. Errors: {errors}, warnings: {warnings}, notes: {notes}. Correct the cells and check again; this sheet is then made anew.",
)
_NOTHING = Words("没有发现问题。", "No problems found.")
_MANY = Words("{people} 等 {count} 人", "{people} and others, {count} in all")
_SHOWN_PEOPLE = 5
_HEAD, _FIRST = 3, 4
_PRIMARY, _WHITE, _INK, _MUTED, _EDGE = "0E4B50", "FFFFFF", "1C2B33", "5A6A72", "D8D4CA"
_GROUNDS = {Severity.ERROR: "F9DED7", Severity.WARNING: "FBF0D9", Severity.INFO: "DCE9E7"}
_FONTS = {"zh": "Microsoft YaHei", "en": "Arial"}


def name_people(people: Sequence[str], language: str) -> str:
    """Name some people, and how many there are when they are many."""
    shown = ("、" if language == "zh" else ", ").join(people[:_SHOWN_PEOPLE])
    if len(people) <= _SHOWN_PEOPLE:
        return shown
    return _MANY.say(language).format(people=shown, count=len(people))


def write_findings(book: Workbook, checked: Checked, language: str) -> None:
    """Add the sheet behind the first one and show it first."""
    title = next(each for each in _names(FINDINGS.say(language)) if each not in book.sheetnames)
    sheet = book.create_sheet(title, min(1, len(book.worksheets)))
    _remember(book, title)
    _write_top(sheet, checked, language)
    for row, finding in enumerate(checked.findings, _FIRST):
        _write_finding(sheet, row, finding, language)
    if not checked.findings:
        _set(sheet, (_FIRST, 4), _NOTHING.say(language), language)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.auto_filter.ref = f"A{_HEAD}:F{max(_FIRST, _HEAD + len(checked.findings))}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = "B5452F" if not checked.ok else _PRIMARY
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = False
    book.active = sheet


def _names(title: str) -> list[str]:
    return [title, *(f"{title} {number}" for number in range(2, 100))]


def _remember(book: Workbook, title: str) -> None:
    if FINDINGS_PROPERTY in [each.name for each in book.custom_doc_props.props]:
        del book.custom_doc_props[FINDINGS_PROPERTY]
    book.custom_doc_props.append(StringProperty(name=FINDINGS_PROPERTY, value=title))


def _write_top(sheet: Worksheet, checked: Checked, language: str) -> None:
    band = PatternFill("solid", fgColor=_PRIMARY)
    for column, (words, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[chr(64 + column)].width = width
        sheet.cell(1, column).fill = band
        head = _set(sheet, (_HEAD, column), words.say(language), language)
        head.font = Font(name=_FONTS[language], bold=True, color=_WHITE, size=10)
        head.fill = band
    first = sheet.cell(1, 1, FINDINGS.say(language))
    first.font = Font(name=_FONTS[language], bold=True, color=_WHITE, size=16)
    first.alignment = Alignment(vertical="center", indent=1)
    sheet.row_dimensions[1].height = 30
    weights = [each.diagnostic.severity for each in checked.findings]
    told = _SUM.say(language).format(
        people=checked.people,
        sound=checked.sound,
        errors=weights.count(Severity.ERROR),
        warnings=weights.count(Severity.WARNING),
        notes=weights.count(Severity.INFO),
    )
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(_COLUMNS))
    about = sheet.cell(2, 1, told)
    about.font = Font(name=_FONTS[language], color=_MUTED, size=10)
    about.alignment = Alignment(vertical="center", wrap_text=True, indent=1)
    sheet.row_dimensions[2].height = 32


def _write_finding(sheet: Worksheet, row: int, finding: Finding, language: str) -> None:
    found, prose = finding.diagnostic, say(finding.diagnostic, language)
    cells = (
        SEVERITIES[found.severity].say(language),
        found.where.cell or "",
        name_people(finding.people, language),
        prose.reason,
        prose.hint,
        found.code,
    )
    for column, text in enumerate(cells, 1):
        _set(sheet, (row, column), text, language)
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_GROUNDS[found.severity])
    title, _, cell = (found.where.cell or "").rpartition("!")
    if title and cell:
        place = sheet.cell(row, 2)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=f"{quote_sheetname(title)}!{cell}")
        place.font = Font(name=_FONTS[language], underline="single", color=_PRIMARY, size=10)
    height = max(lines_of(text, width) for text, (_, width) in zip(cells, _COLUMNS, strict=True))
    sheet.row_dimensions[row].height = HEIGHT * height + 4


def _set(sheet: Worksheet, place: tuple[int, int], text: str, language: str) -> Any:
    """Write a text, whatever it begins with, as text."""
    cell = sheet.cell(*place)
    cell.value = text
    cell.data_type = "s"
    side = Side("thin", color=_EDGE)
    cell.border = Border(side, side, side, side)
    cell.font = Font(name=_FONTS[language], color=_INK, size=10)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.quotePrefix = is_like_formula(text)
    return cell
