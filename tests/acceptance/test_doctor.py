"""``docgen doctor FILE``: real processes, real files."""

import json

import pytest

from tests.support.spoiling import DOCUMENT, drop, hand_made, packed, put, spoiled


@pytest.fixture
def files(docgen):
    """A folder with a file that is well, one with a warning, one with an error, and one that is none."""
    contents = {
        "well.docx": packed(hand_made()),
        "warned.docx": spoiled(hand_made(), DOCUMENT, "//w:tblHeader", drop),
        "ill.docx": spoiled(hand_made(), DOCUMENT, "//w:tblStyle", put("w:val", "Nobody")),
        "notes.docx": b"no Word file",
    }
    for name, content in contents.items():
        (docgen.folder / name).write_bytes(content)
    return docgen


def test_it_praises_a_file_that_is_well(files):
    ended = files("doctor", "well.docx")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "well.docx: no problems found.\n"


def test_it_says_what_is_wrong_in_english(files):
    ended = files("doctor", "ill.docx", language="en")
    assert ended.code == 1
    assert "error DG665  ill.docx  word/document.xml" in ended.err
    assert "The style “Nobody” is used and not defined." in ended.err
    assert "Errors: 1. Warnings: 0." in ended.err


def test_it_says_what_is_wrong_in_chinese(files):
    ended = files("doctor", "ill.docx", language="zh")
    assert "错误 DG665  ill.docx" in ended.err
    assert "用到的样式“Nobody”在文件里没有定义。附近文字：“指标 目标值 95%”。" in ended.err


def test_a_warning_is_no_error_until_it_is_asked_for(files):
    assert files("doctor", "warned.docx").code == 0
    strict = files("doctor", "warned.docx", "--strict")
    assert strict.code == 1
    assert "error DG664" in strict.err


def test_it_examines_every_file_and_names_each_once(files):
    ended = files(
        "doctor", "notes.docx", "well.docx", "ill.docx", "well.docx", "gone.pdf", "--format", "json"
    )
    assert ended.code == 1
    data = json.loads(ended.out)
    assert data["ok"] is False
    found = {each["file"]: [d["code"] for d in each["diagnostics"]] for each in data["files"]}
    assert found == {"notes.docx": ["DG650"], "well.docx": [], "ill.docx": ["DG665"], "gone.pdf": ["DG710"]}
    assert [each["ok"] for each in data["files"]] == [False, True, False, False]


def test_its_data_say_that_all_is_well(files):
    ended = files("doctor", "well.docx", "--format", "json")
    assert ended.code == 0
    assert ended.data == {"ok": True, "files": [{"file": "well.docx", "ok": True, "diagnostics": []}]}


@pytest.mark.parametrize(
    "arguments", [[""], ["well.docx", "--formt", "json"], ["well.docx", "--format", "xml"]]
)
def test_it_ends_with_two_when_the_command_line_is_wrong(files, arguments):
    ended = files("doctor", *arguments)
    assert ended.code == 2
    assert ended.out == ""


def test_it_finds_what_docgen_made_well(finished):
    made, _ = finished
    assert made("doctor", *(f"out/{name}" for name in made.files("out") if name.endswith(".docx"))).code == 0


def test_it_looks_at_this_machine_and_notes_what_is_no_hindrance(docgen):
    """A terminal that says it is not UTF-8."""
    ended = docgen("doctor", "--format", "json", PYTHONIOENCODING="ascii")
    found = {each["kind"]: each for each in ended.data["results"]}
    assert ended.code == 0
    assert found["library"]["mend"] == []
    assert [each["code"] for each in found["console"]["diagnostics"]] == ["DG645"]
    assert (found["console"]["name"], found["console"]["state"]) == ("ascii", "note")
    assert found["folder"]["state"] == "fine"
