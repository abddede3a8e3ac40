"""The goal workbook from outside: made, filled in, checked, turned into documents."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from docgen.sources.workbook import GoalWorkbook
from docgen.sources.workbook.layout import PROPERTY
from tests.acceptance.conftest import ROOT
from tests.support.pictures_office import convert, find_office
from tests.support.workbooks import BASE, fill, hand_in

TEAM = ROOT / "samples" / "team" / "team.yaml"


def test_it_goes_from_an_empty_workbook_to_documents(docgen):
    made = docgen("workbook", "new", "--people", "2", "--locale", "zh", "--out", "goals.xlsx")
    assert (made.code, made.out) == (0, "goals.xlsx\n")
    path = docgen.folder / "goals.xlsx"
    path.write_bytes(fill(path.read_bytes(), BASE))
    checked = docgen("workbook", "check", "goals.xlsx", "--today", "2027-01-04", "--format", "json")
    assert (checked.data["sound"], checked.data["copy"]) == (2, "goals.checked.xlsx")
    assert checked.code == 1  # the review asks for more than was filled in
    ended = docgen("bulk", "goals.xlsx", "--out", "out", "--to", "html", "--today", "2027-01-04", timeout=120)
    assert ended.code == 0, ended.err
    names = [path.name for path in (docgen.folder / "out").rglob("*.html") if "E00" in path.name]
    assert len(names) == 2


def test_it_fills_in_what_is_known_and_overwrites_only_what_nobody_touched(docgen):
    for _ in range(2):
        assert docgen("workbook", "new", "--team", TEAM, "--out", "team.xlsx").code == 0
    path = docgen.folder / "team.xlsx"
    assert len(GoalWorkbook(str(path)).everybody()) == 6
    path.write_bytes(fill(path.read_bytes(), {}))
    refused = docgen("workbook", "new", "--team", TEAM, "--out", "team.xlsx")
    assert refused.code == 1
    assert "DG805" in refused.err
    assert docgen("workbook", "new", "--team", TEAM, "--out", "team.xlsx", "--force").code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_writes_findings_into_a_copy_in_the_language_of_the_reader(docgen, language):
    content = hand_in([{"sheet": "指标", "column": "方向", "row": 5, "value": "越低越"}])
    (docgen.folder / "book.xlsx").write_bytes(content)
    ended = docgen("workbook", "check", "book.xlsx", "--out", "said.xlsx", language=language)
    assert (ended.code, ended.out) == (1, "said.xlsx\n")
    assert "指标!G5" in ended.err
    assert (docgen.folder / "book.xlsx").read_bytes() == content
    book = load_workbook(io.BytesIO((docgen.folder / "said.xlsx").read_bytes()))
    assert ("下拉列表" if language == "zh" else "from the list") in book["指标"]["G5"].comment.text
    assert ("检查结果" if language == "zh" else "Findings") in book.sheetnames


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("new",), 2),
        (("new", "--people", "3", "--team", "x.yaml"), 2),
        (("new", "--people", "201"), 2),
        (("new", "--people", "3", "--out", "goals.docx"), 2),
        (("new", "--people", "3", "--locale", "klingon"), 2),
        (("new", "--team", "nobody.yaml"), 1),
        (("check", "book.xlsx", "--out", "book.xlsx"), 2),
        (("check", "missing.xlsx"), 1),
        (("check", "old.xls"), 1),
        (("check", "text.xlsx"), 1),
        (("check", "book.xlsx", "--pack", "no-such-pack"), 2),
    ],
)
def test_it_refuses_in_words(docgen, words, code):
    (docgen.folder / "book.xlsx").write_bytes(hand_in())
    (docgen.folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (docgen.folder / "text.xlsx").write_text("no workbook", encoding="utf-8")
    ended = docgen("workbook", *words)
    assert ended.code == code
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_it_tells_a_password_from_an_old_format(docgen):
    (docgen.folder / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    (docgen.folder / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 64)
    assert "password" in docgen("workbook", "check", "locked.xlsx").err
    assert "old Office file" in docgen("workbook", "check", "old.xlsx").err


def test_it_knows_a_newer_workbook_and_one_of_somebody_else(docgen):
    newer, other = Workbook(), Workbook()
    newer.custom_doc_props.append(StringProperty(name=PROPERTY, value="7"))
    newer.save(docgen.folder / "newer.xlsx")
    other.save(docgen.folder / "other.xlsx")
    assert "of version 7" in docgen("workbook", "check", "newer.xlsx").err
    ended = docgen("workbook", "check", "other.xlsx")
    assert "DG759" in ended.err
    assert "Sheet" in ended.err


@pytest.mark.skipif(find_office() is None, reason="LibreOffice computes the workbook")
def test_another_program_computes_the_same_sums_and_saves_what_is_read_again(docgen, tmp_path):
    assert docgen("workbook", "new", "--team", TEAM, "--out", "team.xlsx").code == 0
    path = docgen.folder / "team.xlsx"
    typed = load_workbook(path)  # saved by openpyxl, a formula has no result left
    (tmp_path / "bare").mkdir()
    bare = tmp_path / "bare" / "team.xlsx"
    typed.save(bare)
    (saved,) = convert([bare], tmp_path / "home", "xlsx")
    ours, theirs = load_workbook(path, data_only=True), load_workbook(saved, data_only=True)
    formulas = [c for sheet in typed for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) > 1000
    for cell in formulas:
        mine, yours = (book[cell.parent.title][cell.coordinate].value or None for book in (ours, theirs))
        assert mine == yours or abs(mine - yours) < 1e-9, (cell.parent.title, cell.coordinate, mine, yours)
    specs = [
        [source.read(entry).data for entry in source.entries()]
        for source in (GoalWorkbook(str(path)), GoalWorkbook(str(saved)))
    ]
    assert specs[0] == specs[1]
