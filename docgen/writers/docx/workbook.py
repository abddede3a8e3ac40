"""The workbook behind a chart: what “Edit Data” opens in Word.

It is one sheet of words and figures, written as text like every other part: a library for workbooks of any
kind takes ten times as long for it, and most of what it writes is a theme that nobody sees. Its members are
stored as they are, because the document around it is compressed as a whole.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

from docgen.document.charts import Chart, Series
from docgen.writers.docx.markup import attribute, characters

__all__ = ["categories_range", "digits", "make_workbook", "name_cell", "number_format", "values_range"]

_SHEET = "Sheet1"
_DAY = (1980, 1, 1, 0, 0, 0)
_WIDTH = "14.7109375"  # fourteen letters and the margins of a cell
_MINUS = "\N{MINUS SIGN}"
_LONGEST = 32_767
"""Characters that a cell can hold."""
_LETTERS = 26

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_PACKAGE = f"{_FORMATS}/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STEADY = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KINDS}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
}
_SAME_LOOK = 'fontId="0" fillId="0" borderId="0"'
# What looks like an escape of the format has to be escaped itself; a bare carriage return would be lost.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def make_workbook(chart: Chart) -> bytes:
    """Write categories into column A and every series into a column of its own, its name on top.

    Decimals keep their digits, as many as a cell can hold: the first sixteen. Nothing becomes a formula.
    """
    words = _Words()
    sheet = _sheet(chart, words)
    members = {
        **_STEADY,
        "xl/styles.xml": _styles(_counts(chart)),
        "xl/sharedStrings.xml": words.xml(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system = 0
            archive.writestr(info, (_HEAD + content).encode())
    return target.getvalue()


def digits(value: Decimal) -> int:
    """Count the digits behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number_format(count: int) -> str:
    """Return how Office spells a figure with so many digits behind the point."""
    figure = "#,##0" + ("." + "0" * count if count else "")
    return f'{figure};"{_MINUS}"{figure}'


def categories_range(chart: Chart) -> str:
    """Return where the names of the categories stand."""
    return _below(0, len(chart.categories))


def name_cell(column: int) -> str:
    """Return where the name of a series stands; the first series is in column 1."""
    return f"{_SHEET}!${_letters(column)}$1"


def values_range(chart: Chart, column: int) -> str:
    """Return where the values of a series stand."""
    return _below(column, len(chart.categories))


class _Words:
    """Every text of the sheet once; cells name it by its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cell(self, place: str, text: str) -> str:
        """Write a cell of words; one without any is left out."""
        if not text:
            return ""
        number = self._numbers.setdefault(text[:_LONGEST], len(self._numbers))
        return f'<c r="{place}" t="s"><v>{number}</v></c>'

    def xml(self) -> str:
        """Write the texts in the order of their numbers."""
        texts = "".join(f'<si><t xml:space="preserve">{_escaped(each)}</t></si>' for each in self._numbers)
        return f'<sst xmlns="{_MAIN}" uniqueCount="{len(self._numbers)}">{texts}</sst>'


def _sheet(chart: Chart, words: _Words) -> str:
    looks = {count: number for number, count in enumerate(_counts(chart), 1)}
    columns = [(_letters(column), series) for column, series in enumerate(chart.series, 1)]
    rows = ["".join(words.cell(f"{letters}1", series.name) for letters, series in columns)]
    for place, name in enumerate(chart.categories):
        figures = "".join(_figures(columns, place, looks))
        rows.append(words.cell(f"A{place + 2}", name) + figures)
    data = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1))
    return (
        f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="{len(columns) + 1}" width="{_WIDTH}"'
        f' customWidth="1"/></cols><sheetData>{data}</sheetData></worksheet>'
    )


def _figures(columns: list[tuple[str, Series]], place: int, looks: dict[int, int]) -> Iterator[str]:
    """Yield the cells of the figures at one place of every series."""
    for letters, series in columns:
        value = series.values[place] if place < len(series.values) else None
        if value is not None:
            yield f'<c r="{letters}{place + 2}" s="{looks[digits(value)]}"><v>{value:.16G}</v></c>'


def _styles(counts: list[int]) -> str:
    """Write one look for words and one for every number of digits behind the point."""
    first = 164  # below are the formats that every program knows
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{attribute(number_format(count))}"/>'
        for number, count in enumerate(counts, first)
    )
    looks = "".join(
        f'<xf numFmtId="{first + place}" {_SAME_LOOK} xfId="0" applyNumberFormat="1"/>'
        for place in range(len(counts))
    )
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(counts)}">{formats}</numFmts>' if counts else "")
        + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {_SAME_LOOK}/></cellStyleXfs>'
        f'<cellXfs count="{len(counts) + 1}"><xf numFmtId="0" {_SAME_LOOK} xfId="0"/>{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _counts(chart: Chart) -> list[int]:
    return sorted({digits(value) for each in chart.series for value in each.values if value is not None})


def _below(column: int, count: int) -> str:
    """Return where so many cells below the first row stand; a single one is no range."""
    letters = _letters(column)
    first = f"{_SHEET}!${letters}$2"
    return f"{first}:${letters}${count + 1}" if count > 1 else first


def _letters(column: int) -> str:
    """Return the name of a column, counted from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def _escaped(text: str) -> str:
    return characters(_ESCAPE.sub("_x005F_", text)).replace("\r", "_x000D_")
