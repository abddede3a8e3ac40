"""Workbooks, sheet by sheet and row by row: values as they are, what nobody sees, what programs wrote."""

import datetime
import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from docgen.diagnostics import DocgenError
from docgen.sources.tables.sheet_facts import Watch, letters
from docgen.sources.tables.xlsx_book import open_book


def book(change, *titles):
    made = openpyxl.Workbook()
    for title in titles:
        made.create_sheet(title)
    change(made)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def fill(made):
    sheet = made.active
    sheet.append(["文字", 1.5, True, datetime.date(2027, 3, 1), 0.3, None, "x"])
    sheet["E1"].number_format = "0%"
    sheet.append([])
    sheet.append(["末行"])


def test_it_gives_cells_with_what_they_hold_and_where():
    sheet = open_book(book(fill), "book.xlsx").sheets[0]
    first, last = sheet.rows()
    assert [cell.value for cell in first.cells] == [
        "文字", Decimal("1.5"), True, datetime.datetime(2027, 3, 1), Decimal("0.3"), None, "x",  # noqa: DTZ001
    ]  # fmt: skip
    assert [cell.text for cell in first.cells] == ["文字", "1.5", "True", "2027-03-01", "30%", "", "x"]
    assert [cell.where.cell for cell in first.cells][-1] == "Sheet!G1"
    assert (last.number, first.cells[4].format) == (3, "0%")
    assert list(sheet.rows()) == [first, last]


def test_it_knows_what_nobody_sees():
    def change(made):
        for number in range(1, 6):
            made.active.append([number, number])
        made.active.row_dimensions[2].hidden = True
        made.active.row_dimensions[4].hidden = True
        made.active.column_dimensions["B"].hidden = True
        made["说明"].sheet_state = "hidden"

    made = open_book(book(change, "说明"), "book.xlsx")
    sheet = made.sheets[0]
    assert [row.number for row in sheet.rows() if row.is_hidden] == [2, 4]
    assert sheet.hidden_columns == {2}
    assert [(each.title, each.is_visible) for each in made.sheets] == [("Sheet", True), ("说明", False)]
    assert made.sheet("说明") is made.sheets[1]
    assert made.sheet("别的") is None


def test_it_tells_the_properties_of_programs():
    def change(made):
        made.custom_doc_props.append(StringProperty(name="docgen", value="1"))

    assert open_book(book(change), "book.xlsx").properties == {"docgen": "1"}


def test_it_reads_a_sheet_once_that_does_not_say_how_large_it_is(monkeypatch):
    told = book(fill)
    content, opened = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(told)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<dimension[^>]*/>", b"", old.read(name)))
    original = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile,
        "open",
        lambda self, name, *a, **k: opened.append(str(name)) or original(self, name, *a, **k),
    )
    (sheet,) = open_book(content.getvalue(), "book.xlsx").sheets
    (same,) = open_book(told, "book.xlsx").sheets
    opened.clear()
    assert [row.cells for row in sheet.rows()] == [row.cells for row in same.rows()]
    assert [name for name in opened if "sheet1.xml" in name] == ["xl/worksheets/sheet1.xml"] * 2


def test_it_stops_at_more_rows_than_are_allowed():
    content = book(lambda made: [made.active.append([n]) for n in range(12)])
    assert len(list(open_book(content, "book.xlsx", 12).sheets[0].rows())) == 12
    with pytest.raises(DocgenError) as failure:
        list(open_book(content, "book.xlsx", 11).sheets[0].rows())
    assert [each.code for each in failure.value.diagnostics] == ["DG784"]


@pytest.mark.parametrize("size", [1, 7, 64, 5000])
def test_it_sees_what_lies_across_two_pieces(size):
    text = b"".join(
        (
            b'<sheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>',
            *(b'<row r="%d" spans="1:3"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 60)),
            b'<row r="60" hidden="1"><c r="A60"><f>1+1</f></c></row></sheetData>',
            b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells></sheet>',
        )
    )
    watch = Watch()
    for start in range(0, len(text), size):
        watch.take("xl/worksheets/sheet1.xml", text[start : start + size])
    facts = watch.sheets["xl/worksheets/sheet1.xml"]
    assert (facts.hidden_rows, facts.hidden_columns, facts.has_formulas) == ({60}, {2, 3}, True)
    assert facts.regions == ((1, 1, 2, 2),)
    assert not watch.is_unsafe


def test_it_names_columns_as_excel_does():
    assert [letters(number) for number in (1, 26, 27, 28, 702, 703)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
