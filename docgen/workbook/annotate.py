"""Findings written into a copy of the workbook: a comment and a color on every cell, and a sheet that lists them.

Colors are conditional formats, so that the formats people gave their cells stay below them. Everything that
an earlier check left is taken away first.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import say
from docgen.i18n.languages import Words
from docgen.seal import PACKAGE_SEAL
from docgen.workbook.check import Checked, Finding
from docgen.workbook.findings_sheet import FINDINGS_PROPERTY, SEVERITIES, name_people, write_findings
from docgen.workbook.package import BLANK_SEAL, seal_workbook
from docgen.workbook.paint import lines_of
from docgen.workbook.results import Results, put_back, results_of

__all__ = ["annotate"]

_MARK = "—— docgen ——"
"""Stands above our findings in a comment; what is above it is not ours."""
_OURS = 'LEN("docgen")=6'
"""A condition that always holds, by which our colors are known again."""
_COLORS: Mapping[Severity, tuple[str, str]] = MappingProxyType(
    {
        Severity.ERROR: ("F9DED7", "B5452F"),
        Severity.WARNING: ("FBF0D9", "C2903A"),
        Severity.INFO: ("DCE9E7", "0E4B50"),
    }
)
_PROGRAM = "openpyxl"
_HINT = Words("建议：", "Hint: ")
_FOR = Words("（{people}）", " ({people})")
_WIDTH, _LINE, _SIGNS = 330, 17, 44
"""Points of a comment across and a line, and the signs of a line."""
_MOST = 30_000


def annotate(content: bytes, checked: Checked, language: str) -> bytes:
    """Return a copy with the findings in it; the workbook itself is not touched."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the file that are not kept
        book = load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    _take_away(book)
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in checked.findings:
        title, _, cell = (finding.diagnostic.where.cell or "").rpartition("!")
        if title in book.sheetnames and cell:
            by_cell.setdefault((title, _shown(book[title], cell)), []).append(finding)
    for (title, cell), findings in by_cell.items():
        _mark(book[title], cell, findings, language)
    for sheet in book.worksheets:
        _fit_comments(sheet)
    write_findings(book, checked, language)
    _seal(book)
    if book.properties.creator == _PROGRAM:  # what it puts where nobody is named
        book.properties.creator = None
    titles, results = book.sheetnames, results_of(content)
    book.calculation.fullCalcOnLoad = _lacks_results(book, results)
    target = io.BytesIO()
    book.save(target)
    return seal_workbook(target.getvalue(), lambda members: put_back(members, titles, results))


def _lacks_results(book: Workbook, results: Results) -> bool:
    """Tell whether a formula has no result yet, so that Excel must compute the workbook when it opens it."""
    return any(
        cell.data_type == "f" and results.get(sheet.title, {}).get(cell.coordinate) is None
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
    )


def _take_away(book: Workbook) -> None:
    """Remove what an earlier check left: its sheet, its comments, its colors."""
    listed = {each.name: each.value for each in book.custom_doc_props.props}
    if (title := str(listed.get(FINDINGS_PROPERTY, ""))) in book.sheetnames:
        del book[title]
    for sheet in book.worksheets:
        for cell in _commented(sheet):
            theirs = cell.comment.text.partition(_MARK)[0].rstrip()
            cell.comment = Comment(theirs, cell.comment.author) if theirs else None
        kept = ConditionalFormattingList()
        for each in sheet.conditional_formatting:
            for rule in each.rules:
                if rule.formula != [_OURS]:
                    kept.add(str(each.sqref), rule)
        sheet.conditional_formatting = kept


def _commented(sheet: Worksheet) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if getattr(cell, "comment", None)]


def _shown(sheet: Worksheet, cell: str) -> str:
    """Return the cell that stands for one on the sheet: of merged cells only the first can bear a comment."""
    ranges = (str(each).partition(":")[0] for each in sheet.merged_cells.ranges if cell in each)
    return next(ranges, cell)


def _mark(sheet: Worksheet, cell: str, findings: Sequence[Finding], language: str) -> None:
    """Comment and color one cell; a comment of somebody else stays above ours."""
    place = sheet[cell]
    said = "\n\n".join(_words(each, language) for each in findings)
    older = place.comment
    theirs = f"{older.text.rstrip()}\n\n" if older else ""
    text = f"{theirs}{_MARK}\n{said}"[:_MOST]
    place.comment = Comment(text, older.author if older else "docgen")
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    worst = min((each.diagnostic.severity for each in findings), key=order.index)
    ground, edge = _COLORS[worst]
    side = Side("thin", color=edge)
    style = DifferentialStyle(
        fill=PatternFill(bgColor=ground, fill_type="solid"), border=Border(side, side, side, side)
    )
    rule = Rule(type="expression", dxf=style, formula=[_OURS], priority=1, stopIfTrue=True)
    sheet.conditional_formatting.add(cell, rule)


def _words(finding: Finding, language: str) -> str:
    found = finding.diagnostic
    prose = say(found, language)
    colon = "：" if language == "zh" else ": "
    lines = [f"{SEVERITIES[found.severity].say(language)} {found.code}{colon}{prose.reason}"]
    if prose.hint:
        lines.append(_HINT.say(language) + prose.hint)
    if finding.people:
        lines[0] += _FOR.say(language).format(people=name_people(finding.people, language))
    return "\n".join(lines)


def _fit_comments(sheet: Worksheet) -> None:
    """Give every comment the room it needs: its size is not among what is read."""
    for cell in _commented(sheet):
        cell.comment.width = _WIDTH
        cell.comment.height = _LINE * (lines_of(cell.comment.text, _SIGNS) + 1)


def _seal(book: Workbook) -> None:
    names = [each.name for each in book.custom_doc_props.props]
    if PACKAGE_SEAL in names:
        del book.custom_doc_props[PACKAGE_SEAL]
    book.custom_doc_props.append(StringProperty(name=PACKAGE_SEAL, value=BLANK_SEAL))
