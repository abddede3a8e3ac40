import unicodedata

import pytest

from docgen.cli.report import annotation, paragraph, record
from docgen.diagnostics import Location, report

WHERE = Location("goals.yaml", 14, 5, ("goals", 0, "owner"), "  owner: Ada")
FINDING = report("DG805", WHERE, name="x.docx").within("docx")


def test_it_writes_a_paragraph_in_chinese():
    assert paragraph(FINDING, "zh") == [
        "错误 DG805  goals.yaml:14:5  goals[0].owner",
        "  “x.docx”已经存在，而且不是 docgen 生成的，或者生成后有人修改过。",
        "    14 │   owner: Ada",
        "       │     ^",
        "  环节：docx",
        "  建议：移走该文件、用 --out 换一个文件夹，或确认不需要它后加上 --force。",
        "  详解：docgen explain DG805",
        "",
    ]


def test_it_writes_a_paragraph_in_english():
    lines = paragraph(report("DG805", name="x"), "en")
    assert lines[0] == "error DG805"
    assert lines[2].startswith("  hint: ")
    assert len(lines) == 5


def test_it_gives_the_same_as_data():
    data = record(FINDING, "en")
    assert (data["code"], data["severity"], data["line"], data["column"]) == ("DG805", "error", 14, 5)
    assert data["path"] == "goals[0].owner"
    assert data["facts"] == {"name": "x.docx"}
    assert data["trail"] == ["docx"]


def test_it_annotates_for_github_and_escapes_what_would_end_the_command():
    finding = report("DG805", Location("a,b:c.yaml", 1, 2), name="50%")
    assert annotation(finding, "en").startswith(
        '::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=DG805::"50%25" exists'
    )


@pytest.mark.parametrize("sign", ["\x1b[31m", "\u202e", "\x07", "\udcff", "\u200b"])
def test_it_shows_no_sign_that_moves_the_terminal(sign):
    finding = report("DG805", Location(f"a{sign}.yaml", 1, 1, (f"k{sign}",), f"v{sign}"), name=f"n{sign}")
    text = "\n".join([*paragraph(finding, "zh"), *paragraph(finding, "en")])
    assert sign not in text


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("    stage: x", 12),
        ("标题: {阶段: x}", 10),
        ("甲" * 500 + "x" + "乙" * 500, 501),
        ("a" * 99 + "x", 100),
        ("x" + "a" * 300, 1),
        ("e\u0301 \u200b x", 6),
    ],
)
def test_it_puts_the_caret_under_the_place(line, column):
    finding = report("DG805", Location("a.yaml", 7, column, (), line), name="x")
    shown, caret = paragraph(finding, "zh")[2:4]
    before = shown[: shown.index("x")]
    assert columns(before) == columns(caret[: caret.index("^")])
    assert columns(shown) < 115


def columns(text):
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)
