"""summary.xlsx: what is in it, and that nothing in it acts."""

import datetime
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from docgen.bulk.report.book import Book
from docgen.bulk.report.counting import count
from docgen.bulk.report.model import About
from tests.support.pictures_office import INSTALL, convert, find_office
from tests.support.records import GOALS, KPIS, WARNING, Desk, a_brief, a_failure
from tests.support.validators import SDK, ask_sdk, audit

START = datetime.datetime(2027, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
END = datetime.datetime(2027, 12, 31)  # noqa: DTZ001
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\tx",
    "<script>alert(1)</script>",
    "ab\u202egpj.exe",
    "{=1}",
)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "out")


def rows(sheet):
    titles, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rest]


def read(desk, **about):
    desk.report(**about)
    return openpyxl.load_workbook(desk.folder / "summary.xlsx")


def test_it_has_a_row_for_each_person_goal_kpi_finding_and_team(desk):
    record = desk.add("Maya Okafor", findings=(WARNING,))
    desk.records.append(a_failure("Iris Nair", "West"))
    book = read(desk, zips=True, binders={"East": ("East/_binder.pdf",)})
    assert book.sheetnames == ["People", "Goals", "KPIs", "Findings", "Teams"]
    maya, iris = rows(book["People"])
    pdf, docx = record.files
    assert maya == {
        "Team": "East", "Name": "Maya Okafor", "Employee number": "E001", "Position": "Engineer", "Document number": "HR-E001",
        "Period": "Year 2027", "From": START, "To": END,
        "Stage": "Planning", "Status": "done", "Goals": 2, "Sum of weights": 100, "KPIs": 2, "Milestones": 4,
        "Errors": 0, "Warnings": 1, "Notes": 0,
        "Word": docx.path, "Word SHA-256": docx.digest, "PDF": pdf.path, "PDF SHA-256": pdf.digest,
    }  # fmt: skip
    assert (iris["Name"], iris["Status"], iris["Errors"], iris["PDF"], iris["Goals"]) == (
        "Iris Nair",
        "not made",
        1,
        None,
        None,
    )
    assert [row["Strategy"] for row in rows(book["Goals"])] == ["S1 Grow by keeping", None]
    assert [(row["Baseline"], row["Target"]) for row in rows(book["KPIs"])] == [(100, 120), (None, 4)]
    assert book["KPIs"].cell(3, 10).number_format.startswith("#,##0.0")
    assert [(row["Code"], row["Severity"], row["Place"]) for row in rows(book["Findings"])] == [
        ("DG603", "warning", "team.yaml:14:3  goals[1].weight"),
        ("DG121", "error", "team.yaml:3:9  goals[0].weight"),
    ]
    assert rows(book["Teams"])[0] == {
        "Team": "East", "People": 1, "Done": 1, "Not made": 0, "Goals": 2, "KPIs": 2, "Errors": 0, "Warnings": 1, "Notes": 0,
        "Binder": "East/_binder.pdf", "Archive": "zip/East.zip",
    }  # fmt: skip


def test_it_speaks_the_language_of_most_documents(desk):
    for language in ("zh", "en", "zh"):
        desk.add("林知遥", brief=a_brief("林知遥", "1", language=language))
    assert read(desk).sheetnames == ["人员", "目标", "指标", "检查结果", "团队"]
    desk.records[0] = replace(desk.records[0], brief=a_brief("Maya", "1", language="en"))
    assert read(desk, key="2").sheetnames[0] == "People"
    desk.records[1] = replace(desk.records[1], brief=None)
    assert read(desk, key="3").sheetnames[0] == "人员"  # one of each


def test_it_tells_scores_and_grades_once_there_are_any(desk):
    desk.add("Maya", brief=a_brief("Maya", "1", stage="final", score="91.50", grade="B"))
    desk.add("Tomas")
    book = read(desk)
    assert [(row["Score"], row["Grade"]) for row in rows(book["People"])] == [(91.5, "B"), (None, None)]
    assert rows(book["Teams"])[0]["Grade B"] == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_it_keeps_hostile_text_inert(desk, name):
    goals, kpis = (replace(GOALS[0], title=name),), (replace(KPIS[0], name=name, unit=name),)
    desk.add(
        "x",
        "=East",
        stem="=1+1",
        brief=a_brief(name, name, department=name, position=name, goals=goals, kpis=kpis),
    )
    cells = [cell for sheet in read(desk) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    for cell in cells:
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t")):
            assert cell.quotePrefix
    assert "\u202e" not in "".join(str(cell.value) for cell in cells)


def test_it_links_to_files_whatever_their_names(desk):
    desk.add("x", "部门 #1?", stem="50% 目标 [a]#b")
    desk.report()
    sheet = openpyxl.load_workbook(desk.folder / "summary.xlsx").worksheets[0]
    targets = [cell.hyperlink.target for cell in sheet[2] if cell.hyperlink]
    assert targets == [
        "部门%20%231%3F\\50%25%20目标%20%5Ba%5D%23b.docx", "部门%20%231%3F\\50%25%20目标%20%5Ba%5D%23b.pdf",
    ]  # fmt: skip


def test_it_goes_on_on_another_sheet_when_one_is_full(desk):
    for number in range(5):
        desk.add(f"Person {number}")
    tally = count(desk.records)
    with Book(tally, About("1"), most_rows=4) as book:
        for record in desk.records:
            book.add(record)
        made = openpyxl.load_workbook(book.finish())
    assert made.sheetnames[:5] == ["People", "People 2", "Goals", "Goals 2", "Goals 3"]
    assert [row["Name"] for name in ("People", "People 2") for row in rows(made[name])] == [
        f"Person {n}" for n in range(5)
    ]
    assert [made[name].auto_filter.ref for name in ("People", "People 2")] == ["A1:U4", "A1:U3"]
    assert sum(len(rows(made[name])) for name in made.sheetnames if name.startswith("Goals")) == 10


def test_it_says_the_same_when_it_is_too_large_for_the_memory(desk, monkeypatch):
    desk.add("Maya Okafor", findings=(WARNING,))
    desk.records.append(a_failure("=Iris", "West"))
    small = read(desk)
    monkeypatch.setattr("docgen.bulk.report.book._SMALL", 1)
    large = read(desk, key="2")
    assert [[*sheet.values] for sheet in large] == [[*sheet.values] for sheet in small]


def test_it_keeps_figures_that_are_too_long_for_a_cell(desk):
    goals = (replace(GOALS[0], weight="33.3333333333333333333"),)
    desk.add("Maya", brief=a_brief("Maya", "1", goals=goals))
    assert rows(read(desk)["Goals"])[0]["Weight (%)"] == "33.3333333333333333333"


def test_it_makes_a_file_that_office_programs_take(desk):
    desk.add("Maya Okafor", findings=(WARNING,))
    desk.records.append(a_failure("=Iris", "West"))
    desk.report(zips=True)
    assert audit(desk.folder / "summary.xlsx") == []
    if SDK.exists():
        assert ask_sdk(desk.folder / "summary.xlsx") == []


def test_it_shows_the_whole_of_long_texts_but_not_of_digests(desk):
    goals = (GOALS[0], replace(GOALS[1], title="Answer what customers ask " * 5))
    desk.add("Maya Okafor", findings=(WARNING,), brief=a_brief("Maya Okafor", "E001", goals=goals))
    book = read(desk)
    shown = {
        cell.value: cell.alignment.wrap_text for sheet in book for cells in sheet["A2:U3"] for cell in cells
    }
    assert shown["Keep 92% of customers"]
    assert shown["S1 Grow by keeping"]
    assert not shown[desk.records[0].files[0].digest]
    one, several = (book["Goals"].row_dimensions[row].height for row in (2, 3))
    assert one is None
    assert several >= 45


def test_it_prints_large_enough_to_be_read(desk):
    desk.add("Maya Okafor", findings=(WARNING,))
    for sheet in read(desk):
        last = sheet.print_area.rpartition(":")[2].replace("$", "")
        inside = [*sheet.iter_cols(1, sheet[last].column, 1, 1, values_only=True)]
        assert not any("SHA-256" in title for (title,) in inside)
        width = sum(sheet.column_dimensions[get_column_letter(n + 1)].width for n in range(len(inside)))
        assert width < 320, sheet.title  # characters: less than half of the usual size is too small
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
    assert read(desk)["People"].print_area == "'People'!$A$1:$Q$2"


@pytest.mark.skipif(find_office() is None, reason=f"LibreOffice opens the workbook: {INSTALL}")
def test_it_says_the_same_once_an_office_program_has_saved_it(desk, tmp_path):
    desk.add("Maya Okafor", findings=(WARNING,))
    desk.add(
        "-2", "East", stem="=1+1", brief=a_brief("=1+1", "00418", score="91.50", grade="B", stage="final")
    )
    desk.records.append(a_failure("@SUM(A1)", "West"))
    ours = read(desk, zips=True)
    (saved,) = convert([desk.folder / "summary.xlsx"], tmp_path / "office", "xlsx")
    theirs = openpyxl.load_workbook(saved)
    assert theirs.sheetnames == ours.sheetnames
    for name in ours.sheetnames:
        size = {"max_row": ours[name].max_row, "max_col": ours[name].max_column, "values_only": True}
        assert [*theirs[name].iter_rows(**size)] == [*ours[name].iter_rows(**size)]
