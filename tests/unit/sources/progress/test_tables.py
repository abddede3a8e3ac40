"""CSV in the encodings of the world, and Excel with all that cells can be."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from docgen.diagnostics import Severity, show_path
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.progress.values import find_zone

SETTINGS = Settings(find_zone("Asia/Shanghai"), None, "worktile")
TEXT = "编号,标题,完成时间\r\nXM-2,二期,2027-06-30\r\n"
DAY = datetime.date(2027, 6, 30)


def read(content, name="export"):
    return read_progress(content, name, SETTINGS)


def codes(reading):
    return [d.code for d in reading.findings]


def places(reading):
    return [f"{d.code} {show_path(d.where.path)}" for d in reading.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_it_reads_csv_of_any_program(encoding, separator):
    reading = read(TEXT.replace(",", separator).encode(encoding))
    assert codes(reading) == []
    assert [(item.ref, item.title, item.completed) for item in reading.items] == [("XM-2", "二期", DAY)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b" \n\n", "empty_file"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "old_office"),
        (b"PK\x03\x04 not a zip", "unsafe"),
    ],
)
def test_it_says_why_a_file_cannot_be_used(content, kind):
    reading = read(content)
    assert codes(reading) == ["DG763"]
    assert reading.findings[0].facts["kind"] == kind


@pytest.mark.parametrize("content", [b"\xff\x80\x81,\xfe\r\n", "编号\0,x".encode()])
def test_it_refuses_letters_that_it_would_guess(content):
    assert codes(read(content)) == ["DG765"]


def test_it_stops_at_a_table_that_is_too_long():
    assert codes(read(b"\xe7\xbc\x96\xe5\x8f\xb7\n" + b"a\n" * 20_001)) == ["DG784"]
    assert codes(read(b"ID" + b"," * 201)) == ["DG784"]


def workbook(*rows, change=lambda _: None, date_1904=False):
    book = openpyxl.Workbook()
    if date_1904:
        book.epoch = CALENDAR_MAC_1904
    for row in rows:
        book.active.append(row)
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["编号", "完成时间", "进度", "实际值"]


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime.datetime(2027, 6, 30, 23, 59),  # noqa: DTZ001 - as Excel has it
        "2027-06-30",
        "2027/6/30 08:00",
        "2027年6月30日",
        46568,
        "46568",
        1814284800,
    ],
)
def test_it_reads_a_day_however_a_cell_holds_it(cell):
    (item,) = read(workbook(HEAD, ["XM-2", cell])).items
    assert item.completed == DAY


@pytest.mark.parametrize("cell", [DAY, 46568 - 1462])
def test_it_knows_the_other_calendar_of_excel(cell):
    (item,) = read(workbook(HEAD, ["XM-2", cell], date_1904=True)).items
    assert item.completed == DAY


@pytest.mark.parametrize(
    ("cell", "format_", "expected"),
    [
        (0.855, "0.0%", "85.5"),
        (85.5, "General", "85.5"),
        ("85.5%", "General", "85.5"),
        ("８５．５", "General", "85.5"),
        (0.29, "0%", "29"),
    ],
)
def test_it_reads_a_share_however_a_cell_holds_it(cell, format_, expected):
    def change(book):
        book.active["C2"].number_format = format_

    (item,) = read(workbook(HEAD, ["XM-2", None, cell], change=change)).items
    assert str(item.progress) == expected


def test_it_reads_numbers_that_are_texts_and_refs_that_are_numbers():
    (item,) = read(workbook(HEAD, [102, None, None, "1,234.50"])).items
    assert (item.ref, str(item.value)) == ("102", "1234.50")


def test_it_reports_cells_whose_value_is_not_certain_each_by_its_place():
    def change(book):
        book.active.merge_cells("A4:A5")

    rows = [["XM-1", None, "=1/3"], ["XM-2", None, None, "#N/A"], ["XM-3"], [None, None, "50%"]]
    reading = read(workbook(HEAD, *rows, change=change))
    assert places(reading) == ["DG768 Sheet.C2", "DG768 Sheet.D3", "DG768 Sheet.A5"]
    assert [d.facts["kind"] for d in reading.findings] == ["formula", "error_cell", "merged"]


def test_it_takes_the_computed_value_of_a_formula():
    content = workbook(HEAD, ["XM-1", None, None, "=6*7"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b"<f>6*7</f><v />" in sheet or b"<f>6*7</f><v></v>" in sheet or b"<f>6*7</f><v/>" in sheet
    for empty in (b"<v />", b"<v></v>", b"<v/>"):
        sheet = sheet.replace(b"<f>6*7</f>" + empty, b"<f>6*7</f><v>42</v>")
    (item,) = read(pack({**members, "xl/worksheets/sheet1.xml": sheet})).items
    assert str(item.value) == "42"


def pack(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in members.items():
            archive.writestr(name, each)
    return content.getvalue()


def test_it_reads_every_visible_sheet_that_has_refs():
    def change(book):
        for title, ref, state in (
            ("六月", "XM-6", "visible"),
            ("隐藏", "XM-7", "hidden"),
            ("说明", None, "visible"),
        ):
            sheet = book.create_sheet(title)
            sheet.sheet_state = state
            sheet.append(["编号" if ref else "说明"])
            sheet.append([ref or "导出于六月"])

    reading = read(workbook(HEAD, ["XM-5"], change=change))
    assert [item.ref for item in reading.items] == ["XM-5", "XM-6"]
    assert codes(reading) == []


def test_it_names_the_headers_when_no_sheet_has_refs():
    reading = read(workbook(["名称", "状态"], ["二期", "已完成"]))
    assert codes(reading) == ["DG766"]
    assert reading.findings[0].facts["found"] == ("名称", "状态")


def test_it_is_not_fooled_by_a_format_a_million_rows_below():
    def change(book):
        book.active.cell(1_048_576, 3).number_format = "0%"
        book.active.cell(2, 16_384).number_format = "0%"

    assert [item.ref for item in read(workbook(HEAD, ["XM-5"], change=change)).items] == ["XM-5"]


def spoil(content, change):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return pack(change(members))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _: {"word/document.xml": b"<w/>"}, "no_workbook"),
        (
            lambda m: {**m, "xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + m["xl/workbook.xml"]},
            "unsafe",
        ),
        (
            lambda m: {
                **m,
                "xl/worksheets/sheet1.xml": m["xl/worksheets/sheet1.xml"].decode().encode("utf-16"),
            },
            "unsafe",
        ),
        (lambda m: {**m, "xl/worksheets/sheet1.xml": b"<worksheet"}, "broken_workbook"),
        (lambda m: {k: v for k, v in m.items() if k != "xl/worksheets/sheet1.xml"}, "broken_workbook"),
        (
            lambda m: {
                **m,
                SHEET: m[SHEET].replace(b"<row ", b'<row r="1"><c r="A1" t="s"><v>9</v></c></row><row ', 1),
            },
            "broken_workbook",
        ),
        (lambda m: {**m, "xl/media/x.bin": b"\0" * (40 << 20)}, "unsafe"),
    ],
)
def test_it_refuses_workbooks_that_are_damaged_or_dangerous(change, kind):
    reading = read(spoil(workbook(HEAD, ["XM-5"]), change))
    assert codes(reading) == ["DG763"]
    assert reading.findings[0].facts["kind"] == kind


def test_it_ends_a_sheet_whose_rows_say_they_are_far_away():
    content = spoil(
        workbook(HEAD, ["XM-5"], ["XM-6"]),
        lambda m: {
            **m,
            "xl/worksheets/sheet1.xml": m["xl/worksheets/sheet1.xml"]
            .replace(b'<row r="3"', b'<row r="900000000"')
            .replace(b'"A3"', b'"A900000000"'),
        },
    )
    assert [item.ref for item in read(content).items] == ["XM-5"]


def test_it_counts_a_table_with_an_error_as_no_table():
    reading = read("编号,完成时间\nXM-2,bald\n".encode())
    assert [d.severity for d in reading.findings] == [Severity.ERROR]
