"""Findings come back as comments, colors and a list; what people wrote and made stays as it was."""

import datetime
import io

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from xlsxwriter import Workbook as Written

from docgen.delivery.marks import is_sealed
from docgen.diagnostics import Location, Severity, report
from docgen.pipeline import inspect
from docgen.sources.workbook import GoalWorkbook
from docgen.workbook.annotate import annotate
from docgen.workbook.blank import make_blank
from docgen.workbook.check import Checked, Finding, check_workbook
from docgen.workbook.make import make_workbook
from tests.support.workbooks import BASE, fill, hand_in

TODAY = datetime.date(2027, 1, 4)


def look(source, entry):
    return inspect(source, entry, today=TODAY)


def check(content, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    return check_workbook(GoalWorkbook(str(path)), look)


def edit(content, work):
    book = load_workbook(io.BytesIO(content))
    work(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def commented(book, text="docgen ——"):
    return {
        f"{page.title}!{cell.coordinate}"
        for page in book
        for line in page.iter_rows()
        for cell in line
        if cell.comment and text in cell.comment.text
    }


def colored(book):
    return {
        f"{page.title}!{each.sqref}"
        for page in book
        for each in page.conditional_formatting
        for rule in each.rules
        if rule.formula == ['LEN("docgen")=6']
    }


@pytest.fixture(scope="module")
def filled():
    """A workbook that docgen made and a manager filled in, with two mistakes and things of their own."""
    base = {**BASE, "目标": [{**BASE["目标"][0], "权重": 0.6}, BASE["目标"][1]]}
    made = fill(make_workbook(make_blank(2, "zh")), base)

    def work(book):
        book["指标"]["G5"].value = "越低越"
        book["目标"]["E4"].comment = Comment("这里请再核对", "李经理")
        book["目标"]["E4"].fill = PatternFill("solid", fgColor="00FF00")
        book["目标"]["C4"].comment = Comment("标题可以", "李经理")

    return edit(made, work)


def test_it_marks_every_cell_and_lists_the_findings_with_links(filled, tmp_path):
    checked = check(filled, tmp_path)
    copy = annotate(filled, checked, "zh")
    book = load_workbook(io.BytesIO(copy))
    cells = {
        each.diagnostic.where.cell for each in checked.findings if "!" in (each.diagnostic.where.cell or "")
    }
    assert {"目标!E4", "指标!G5"} <= cells
    assert commented(book) == colored(book) == cells
    listed = book["检查结果"]
    assert book.active is listed
    links = [
        line[1].hyperlink.location.replace("'", "")
        for line in listed.iter_rows(min_row=4)
        if line[1].hyperlink
    ]
    assert links == [each.diagnostic.where.cell for each in checked.findings]
    assert [line[5].value for line in listed.iter_rows(min_row=4)] == [
        each.diagnostic.code for each in checked.findings
    ]
    assert not checked.ok
    assert checked.sound == 0
    assert all(each.is_wrong for each in checked.findings if each.diagnostic.code.startswith("DG74"))
    assert is_sealed(copy)


def test_it_leaves_alone_what_people_and_the_workbook_had(filled, tmp_path):
    before, after = (load_workbook(io.BytesIO(each)) for each in (filled, annotate(filled, check(filled, tmp_path), "zh")))  # fmt: skip
    page = after["目标"]
    assert page["E4"].comment.text.startswith("这里请再核对\n\n—— docgen ——\n")
    assert page["E4"].comment.author == "李经理"
    assert page["E4"].fill.fgColor.rgb == "0000FF00"
    assert page["C4"].comment.text == "标题可以"
    for sheet in before:
        there = after[sheet.title]
        assert there.data_validations.count == sheet.data_validations.count
        assert there.freeze_panes == sheet.freeze_panes
        values = [[cell.value for cell in line] for line in sheet.iter_rows()]
        assert values == [[cell.value for cell in line] for line in there.iter_rows()]
        for cell in sheet[3]:
            if cell.comment:
                assert there[cell.coordinate].comment.text.startswith(cell.comment.text)
    assert set(before.defined_names) == set(after.defined_names)


def test_it_marks_the_first_of_merged_cells_for_all_of_them(filled, tmp_path):
    def work(book):
        book["目标"].merge_cells("C4:D4")

    merged = edit(filled, work)
    after = load_workbook(io.BytesIO(annotate(merged, check(merged, tmp_path), "zh")))
    assert "DG768" in after["目标"]["C4"].comment.text
    assert "目标!C4" in colored(after)


def test_it_takes_old_findings_away_when_the_copy_was_corrected_and_is_checked_again(filled, tmp_path):
    copy = annotate(filled, check(filled, tmp_path), "zh")

    def work(book):
        book["目标"]["E4"].value = 60
        book["指标"]["G5"].value = "越低越好"

    corrected = edit(copy, work)
    checked = check(corrected, tmp_path)
    again = annotate(corrected, checked, "zh")
    book = load_workbook(io.BytesIO(again))
    assert "目标!E4" not in commented(book) | colored(book)
    assert book["目标"]["E4"].comment.text == "这里请再核对"
    assert book["目标"]["E4"].fill.fgColor.rgb == "0000FF00"
    assert [each for each in book.sheetnames if each.startswith("检查结果")] == ["检查结果"]
    assert checked.sound == 2
    assert annotate(again, checked, "zh") == again


def test_it_says_once_what_is_wrong_for_several_people(tmp_path):
    content = hand_in([{"sheet": "目标", "column": "截止日期", "row": 4, "value": "3/4/2027"}])
    checked = check(content, tmp_path)
    (found,) = [each for each in checked.findings if each.diagnostic.code == "DG745"]
    assert found.people == ["李娜 (E001)", "王强 (E002)"]
    assert found.is_wrong


def test_it_does_not_blame_people_for_what_the_workbook_lacks(tmp_path):
    gone = check(hand_in([{"sheet": "目标", "header": "权重", "to": "XYZ"}]), tmp_path)
    assert {each.diagnostic.code for each in gone.findings} == {"DG706", "DG709"}
    lost = check(hand_in([{"sheet": "目标", "column": "谁的", "row": 5, "value": "李那"}]), tmp_path)
    assert {each.diagnostic.code for each in lost.findings if each.is_wrong} == {"DG747"}
    assert (lost.people, lost.sound) == (2, 0)


def test_it_writes_what_looks_like_a_formula_as_text():
    content = hand_in()
    where = Location(file="book.xlsx", cell="目标!C4")
    finding = Finding(report("DG746", where, value="=cmd()", column_zh="目标", column_en="Goal", near=None, known=()), ["=1+1"])  # fmt: skip
    book = load_workbook(io.BytesIO(annotate(content, Checked((finding,), 1, 0), "en")))
    cell = book["Findings"]["C4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_it_keeps_a_sheet_of_somebody_else_that_has_the_name_of_ours(tmp_path):
    content = edit(hand_in(), lambda book: book.create_sheet("检查结果").append(["我的"]))
    book = load_workbook(io.BytesIO(annotate(content, check(content, tmp_path), "zh")))
    assert book["检查结果"]["A1"].value == "我的"
    assert "检查结果 2" in book.sheetnames


def test_it_makes_warnings_errors_where_that_is_asked(tmp_path):
    checked = check(hand_in([{"sheet": "人员", "hide": 5}]), tmp_path)
    assert any(each.diagnostic.severity is Severity.WARNING for each in checked.findings)
    assert not checked.promoted().ok


def test_it_keeps_the_results_of_formulas_so_that_the_copy_can_be_read_at_once():
    target = io.BytesIO()
    with Written(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("x")
        for row, result in enumerate((45, 0, True, "a<b&c", "#N/A", 46387.5)):
            sheet.write_formula(row, 0, "=B1", None, result)
        sheet.write_formula("C1", "=1+1")
    before = target.getvalue()
    copy = annotate(before, Checked((), 0, 0), "zh")
    shown = [
        [cell.value for cell in line]
        for line in load_workbook(io.BytesIO(copy), data_only=True)["x"].iter_rows()
    ]
    assert [line[0] for line in shown] == [45, 0, True, "a<b&c", "#N/A", 46387.5]
    typed = load_workbook(io.BytesIO(copy))["x"]
    assert typed["A1"].value == "=B1"
