"""What a manager gets: lists, checks, sums, help, and nothing that runs."""

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from docgen.delivery.marks import is_ours
from docgen.diagnostics import Location
from docgen.kpis.library import built_in
from docgen.sources.tables.cells import Cell
from docgen.sources.workbook import GoalWorkbook
from docgen.sources.workbook.cells import take
from docgen.sources.workbook.choices import list_of, words_of
from docgen.sources.workbook.headers import bare
from docgen.sources.workbook.sheets import GOALS, PEOPLE, SHEETS
from docgen.workbook.blank import make_blank
from docgen.workbook.content import Content
from docgen.workbook.grid import FIRST, HEAD, counted
from docgen.workbook.make import make_workbook
from tests.support.workbooks import BASE, fill

CHOOSING = [
    pytest.param(field, id=f"{sheet.key} {'.'.join(map(str, field.path))}")
    for sheet in SHEETS
    for field in sheet.fields
    if list_of(field)
]


@pytest.fixture(scope="module", params=["zh", "en"])
def blank(request):
    """A workbook for three people, and its language."""
    content = make_workbook(make_blank(3, request.param))
    return content, load_workbook(io.BytesIO(content)), request.param


@pytest.mark.parametrize("field", CHOOSING)
def test_it_understands_every_word_of_its_lists_in_both_languages(field):
    for key, words in words_of(list_of(field)).items():
        for said in (*words, key):
            value, fault = take(field, Cell(said, Location(cell="A1"), None, said))
            expected = {"true": True, "false": False}.get(key, key) if field.kind == "flag" else key
            assert (value, fault) == (expected, None)


def test_it_offers_the_whole_library_and_every_choice(blank):
    _, book, language = blank
    lists = book["_lists"]
    for field in (field for sheet in SHEETS for field in sheet.fields if list_of(field)):
        name = f"docgen_{list_of(field).lstrip('@')}"
        ((title, cells),) = book.defined_names[name].destinations
        words = [row[0].value for row in book[title][cells]]
        assert words == [each.say(language) for each in words_of(list_of(field)).values()]
    assert lists.sheet_state == "hidden"
    assert len(words_of("@library")) == len(built_in().indicators)


def test_it_has_a_list_or_a_limit_behind_every_column_that_takes_no_free_text(blank):
    _, book, language = blank
    for sheet in SHEETS[1:]:
        page = book[sheet.words.say(language)]
        rules = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
            for rule in page.data_validations.dataValidation
        }
        heads = {bare(str(cell.value)): cell.column_letter for cell in page[HEAD + 1] if cell.value}
        for field in sheet.fields:
            if field.kind in {"text", "word", "lines", "ids", "id", "field", "value", "team"}:
                continue
            rule = rules[heads[bare(field.words.say(language))]]
            assert rule.type in {"list", "date", "decimal", "whole"}
            assert rule.prompt
            assert rule.error
            assert rule.formula1 is None or len(rule.prompt) <= 255
            if rule.type == "list":
                assert rule.formula1 in book.defined_names


def test_it_explains_every_header_and_keeps_it_in_sight(blank):
    _, book, language = blank
    for sheet in SHEETS[1:]:
        page = book[sheet.words.say(language)]
        names = [cell for cell in page[HEAD + 1] if cell.value]
        assert len(names) == len(sheet.fields) + len(counted(sheet))
        assert all(cell.comment and cell.comment.text.strip() for cell in names)
        assert page.freeze_panes.endswith(str(FIRST + 1))
        assert page.auto_filter.ref
    numbered = book[PEOPLE.words.say(language)]
    assert [numbered.cell(FIRST + row, 1).value for row in (1, 2, 3)] == [1, 2, 3]


def test_it_is_the_same_every_time_and_sealed_until_somebody_fills_it_in(blank, tmp_path):
    content, _, language = blank
    assert make_workbook(make_blank(3, language)) == content
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert is_ours(path)
    path.write_bytes(fill(content, {}))
    assert not is_ours(path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}


def test_it_is_read_when_a_manager_has_filled_it_in(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(fill(make_workbook(make_blank(2, "zh")), BASE))
    book = GoalWorkbook(str(path))
    entries = list(book.entries())
    assert [each.name for each in entries] == ["李娜 (E001)", "王强 (E002)"]
    spec = book.read(entries[1])
    assert spec.data["goals"][0]["owner"] == "王强"
    assert spec.locate(("goals", 0, "weight")).cell == "目标!E4"
    assert spec.locate(("period", "start")).cell.startswith("总览!B")
    assert book.remarks == ()


def test_it_reads_nothing_of_an_empty_workbook_and_says_so(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_workbook(make_blank(2, "en")))
    assert [each.code for each in GoalWorkbook(str(path)).faults] == ["DG755"]


def row(**values):
    return {tuple(key.split("__")): value for key, value in values.items()}


PEOPLE_ROWS = [
    {**row(person__name="李娜", person__id="E001", person__department="客户部"), ("@team",): "东"},
    row(person__name="王强", person__department="客户部"),
    row(person__name="=cmd()", person__id="E003"),
]
GOAL_ROWS = [
    row(id="G1", title="=1+1", weight=60),
    row(id="G2", title="二", weight=40),
    {("@who",): "客户部", **row(id="G1", weight=70)},
    {("@who",): "李娜 E001", **row(id="G1", weight=0)},
    {("@who",): "李娜 E001", **row(id="G3", weight=60)},
]


@pytest.fixture(scope="module")
def filled():
    """A workbook with rows of everybody, of a team and of one person."""
    content = Content("zh", {}, {PEOPLE.key: PEOPLE_ROWS, GOALS.key: GOAL_ROWS}, 3)
    made = make_workbook(content)
    return content, load_workbook(io.BytesIO(made)), load_workbook(io.BytesIO(made), data_only=True)


def test_it_adds_up_the_weights_of_each_person_by_the_nearest_row(filled):
    _, formulas, values = filled
    heads = {str(cell.value): cell.column for cell in values["人员"][HEAD + 1]}
    sums = [values["人员"].cell(FIRST + n, heads["目标权重合计"]).value for n in (1, 2, 3, 4)]
    counts = [values["人员"].cell(FIRST + n, heads["目标数"]).value for n in (1, 2, 3, 4)]
    assert (sums, counts) == ([100, 110, 100, None], [2, 2, 2, None])
    assert formulas["人员"].cell(FIRST + 1, heads["目标权重合计"]).value.startswith("=IF(_lists!$A4")
    reds = [
        rule
        for each in values["人员"].conditional_formatting
        for rule in each.rules
        if "<>100" in str(rule.formula)
    ]
    assert len(reds) == 2


def test_it_writes_what_looks_like_a_formula_as_text(filled):
    _, formulas, _ = filled
    name, title = formulas["人员"].cell(FIRST + 3, 2), formulas["目标"].cell(FIRST + 1, 3)
    assert (name.value, name.data_type, name.quotePrefix) == ("=cmd()", "s", True)
    assert (title.value, title.data_type) == ("=1+1", "s")


def test_it_names_no_formula_that_excel_of_2010_does_not_know(filled):
    _, formulas, _ = filled
    used = set()
    for page in formulas:
        for line in page.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    used |= set(re.findall(r"([A-Z]+)\(", str(cell.value)))
    assert used <= {"IF", "SUMPRODUCT", "COUNTIFS", "COUNTIF", "ROUND", "IFERROR", "INDEX", "MATCH", "COUNTA", "SUM", "MAX"}  # fmt: skip


def test_it_never_takes_the_example_for_what_was_filled_in(tmp_path):
    book = load_workbook(io.BytesIO(make_workbook(make_blank(2, "zh"))))
    del book["目标"]
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert "DG705" in {each.code for each in GoalWorkbook(str(path)).faults}
