"""Tables that try (T30): fields without end, rows that are not there, strings that point nowhere, bombs, entities."""

import io
import time

import pytest
import xlsxwriter

from docgen.diagnostics import DocgenError
from docgen.sources.tables.csv_rows import CsvRows
from docgen.sources.tables.csv_table import read_csv
from docgen.sources.tables.xlsx_book import open_book
from tests.support.spoiling import packed, unpacked

SHEET = "xl/worksheets/sheet1.xml"


def workbook(**parts):
    """Return a workbook of one cell in which parts are replaced: a name with its text in the place of another."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as made:
        made.add_worksheet().write_string(0, 0, "姓名")
    target = unpacked(whole.getvalue())
    for part, (before, after) in parts.items():
        name = {"sheet": SHEET, "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}[part]
        assert before in target[name]
        target[name] = target[name].replace(before, after)
    return packed(target)


def outcome(read):
    """Return the codes of what is refused, or the texts that are read; nothing else may come of it."""
    begun = time.monotonic()
    try:
        found = read()
    except DocgenError as failure:
        found = [each.code for each in failure.diagnostics]
    assert time.monotonic() - begun < 10
    return found


def test_it_reads_a_field_of_any_length_or_says_why_not(tmp_path):
    export = read_csv(("id\n" + "甲" * 200_000).encode(), "export.csv")
    assert len(export.rows[1][0].text) == 200_000
    path = tmp_path / "people.csv"
    path.write_text("id,name\n1," + "甲" * 200_000 + "\n2,乙\n", encoding="utf-8")
    (code,) = outcome(lambda: [len(row.cells) for row in CsvRows(str(path)).rows()])
    assert code.startswith("DG7")


@pytest.mark.parametrize(
    "parts",
    [
        {"sheet": (b"<v>0</v>", b"<v>99</v>")},
        {"sheet": (b"<v>0</v>", b"<v>-9</v>")},
        {"sheet": (b"<v>0</v>", b"<v>x</v>")},
        {"sheet": (b"<v>0</v>", b"<v></v>")},
        {"sheet": (b'r="A1"', b'r="\xe7\x94\xb2"')},
        {"sheet": (b'r="A1"', b'r="XFE1048577"')},
        {"sheet": (b"<sheetData>", b'<sheetData><row r="1048576"/>')},
        {"sheet": (b"</worksheet>", b"")},
        {"sheet": (b"<worksheet", b"<!DOCTYPE x [<!ENTITY y 'z'>]><worksheet")},
        {"strings": (b"<sst", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><sst")},
        {"book": (b"<sheets>", b"<sheets><sheet/>")},
    ],
    ids=str,
)
def test_it_reads_a_broken_workbook_or_says_why_not(parts):
    def read():
        book = open_book(workbook(**parts), "people.xlsx", 100)
        return [cell.text for sheet in book.sheets for row in sheet.rows() for cell in row.cells]

    found = outcome(read)
    assert "root:" not in "".join(found)
    assert len(found) < 100
    assert all(each.startswith("DG") or each in {"", "姓名"} for each in found)
