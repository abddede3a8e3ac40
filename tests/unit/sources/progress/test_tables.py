"""CSV in the encodings of the world, and Excel with all that cells can be."""

import datetime
import io
import re
import time
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import say
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.tables.values import find_zone

SETTINGS = Settings(find_zone("Asia/Shanghai"), None, "worktile")
TEXT = "编号,标题,完成时间\r\nXM-2,二期,2027-06-30\r\n"
DAY = datetime.date(2027, 6, 30)


def read(content, name="export"):
    return read_progress(content, name, SETTINGS)


def codes(reading):
    return [d.code for d in reading.findings]


def places(reading):
    return [f"{d.code} {d.where.cell}" for d in reading.findings]


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
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"PK\x03\x04 not a zip", "broken_workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "no_workbook"),
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
        (85.5, '0.0"%"', "85.5"),
        (85.5, "0.0\\%", "85.5"),
        (0.5, '"共"0%;[Red]-0%', "50"),
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
    assert places(reading) == ["DG768 Sheet!C2", "DG768 Sheet!D3", "DG768 Sheet!A5"]
    assert [d.facts["kind"] for d in reading.findings] == ["formula", "error_cell", "merged"]


def test_it_reports_merged_cells_at_the_end_of_a_row():
    def change(book):
        book.active["B2"] = DAY
        book.active.merge_cells("B2:C3")

    reading = read(workbook(["编号", "完成时间", "进度"], ["XM-1"], ["XM-2"], ["XM-3"], change=change))
    assert places(reading) == ["DG768 Sheet!C2", "DG768 Sheet!B3", "DG768 Sheet!C3"]


def test_it_reads_a_table_under_thousands_of_merged_cells_in_little_time():
    rows = [[f"XM-{number}", *[None] * 148, "x"] for number in range(1000)]
    content = workbook(HEAD, *rows)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    merged = (
        b'<mergeCells><mergeCell ref="D2:ET900"/>' + b'<mergeCell ref="F3:ET800"/>' * 1999 + b"</mergeCells>"
    )
    sheet = members[SHEET].replace(b"</sheetData>", b"</sheetData>" + merged)
    start = time.process_time()
    reading = read(pack({**members, SHEET: sheet}))
    assert time.process_time() - start < 10
    assert len(reading.items) == 1000


def compute(content, cell, result):
    """Put a result into a cell with a formula, as Excel does."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members[SHEET].replace(b"<v/>", b"<v />").replace(b"<v></v>", b"<v />")
    start = sheet.index(f'<c r="{cell}"'.encode())
    end = sheet.index(b"</c>", start)
    formula = sheet[sheet.index(b"<f>", start) : sheet.index(b"<v />", start)]
    return {**members, SHEET: sheet[:start] + result(formula) + sheet[end:]}


def test_it_takes_an_empty_text_for_the_result_of_a_formula():
    content = workbook(HEAD, ["XM-1", '=IF(1,"","")'])
    members = compute(content, "B2", lambda formula: b'<c r="B2" t="str">' + formula + b"<v></v>")
    (item,) = read(pack(members)).items
    assert item.completed is None


@pytest.mark.parametrize(("mark", "expected"), [(b"", []), (b' fullCalcOnLoad="1"', ["DG768 Sheet!D2"])])
def test_it_takes_no_zero_from_a_program_that_leaves_results_to_excel(mark, expected):
    content = workbook(HEAD, ["XM-1", None, None, "=6*7"])
    members = compute(content, "D2", lambda formula: b'<c r="D2">' + formula + b"<v>0</v>")
    book = re.sub(rb' fullCalcOnLoad="[^"]*"', b"", members["xl/workbook.xml"])
    book = book.replace(b"<calcPr", b"<calcPr" + mark)
    assert places(read(pack({**members, "xl/workbook.xml": book}))) == expected


def test_it_keeps_the_warnings_of_libraries_to_itself(recwarn):
    content = workbook(HEAD, ["XM-1", DAY])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = re.sub(rb"<v>\d{5}</v>", b"<v>1e999</v>", members[SHEET])
    assert places(read(pack({**members, SHEET: sheet}))) == ["DG768 Sheet!B2"]
    assert [str(each.message) for each in recwarn] == []


def test_it_refuses_a_number_that_nothing_can_hold():
    def change(book):
        book.active["C2"].number_format = "0%"

    reading = read(workbook(HEAD, ["XM-1", None, 1e300, 1e-300], ["XM-2", None, "bald"], change=change))
    assert places(reading) == ["DG770 Sheet!C2", "DG770 Sheet!D2", "DG770 Sheet!C3"]


def test_it_reads_a_long_text_of_a_csv():
    content = f'编号,标题,完成时间\nXM-2,"{"x" * 200_000}",2027-06-30\n'.encode()
    assert [item.completed for item in read(content).items] == [DAY]


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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_does_not_deny_the_column_of_which_a_cell_is_empty(language):
    (finding,) = read("编号,标题\n,二期\n".encode()).findings
    reason = say(finding, language).reason
    assert "编号" in reason
    assert not re.search("没有编号列|No column", reason)
