"""A repaired template is one that can be filled, and nothing but its placeholders has changed."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docgen.checkup.word.check import check_word
from docgen.checkup.word.copy import make_copy
from docgen.render.word.fill import Filler
from tests.support.word_files import paragraphs_of, parts_of
from tests.support.word_templates import read_case

CASES = Path(__file__).parents[3] / "cases" / "word"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PERSON = {"name": "林知遥", "姓名": "林知遥", "id": "E1"}
VIEW = {
    "person": PERSON, "员工": PERSON, "document": {}, "goals": [{"title": "甲"}, {"title": "乙"}],
    "目标列表": [1], "周期": {"名称": "2027年度"}, "period": {"label": "2027年度"},
}  # fmt: skip


def mend(text):
    """Mend a template; return what was found and the copy."""
    checkup = check_word(read_case(text)[0], "letter.docx", mend=True)
    return checkup, make_copy(checkup.template, checkup.findings, "zh")


def fill(copy):
    return Filler(copy, "letter.docx").fill(VIEW).value.content


def lines(content, part="word/document.xml"):
    return [line for line in paragraphs_of(content, part) if line]


def runs(content):
    """Return the text of every run that has any, and whether it is bold."""
    root = etree.fromstring(parts_of(content)["word/document.xml"])
    found = [
        ("".join(text.text or "" for text in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}b") is not None)
        for run in root.iter(f"{W}r")
    ]
    return [(text, is_bold) for text, is_bold in found if text]


FILLED = {
    "full-width": ["尊敬的林知遥：", "2027年度"],
    "curly-quotes": ["暂无—无", "无", "“无”"],
    "unseen-signs": ["林知遥"],
}


@pytest.mark.parametrize("case", FILLED)
def test_it_makes_a_broken_case_one_that_can_be_filled(case):
    checkup, copy = mend((CASES / case / "template.txt").read_text(encoding="utf-8"))
    assert {each.code for each in checkup.diagnostics} == {"DG440"}
    assert lines(fill(copy)) == FILLED[case]


def test_it_joins_what_word_split_in_the_format_of_the_beginning():
    text = "a ⟦b⟧{¦{ per¦son⟦/b⟧⟦proof⟧.na⟦goback⟧me¦ }¦}¦ z {⟦b⟧{ person.id }⟦/b⟧}!"
    checkup, copy = mend(text)
    assert [(each.code, each.facts["pieces"], each.facts["before"]) for each in checkup.diagnostics] == [
        ("DG440", 7, None),
        ("DG440", 3, None),
    ]
    expected = [
        ("a ", False),
        ("{{ person.name }}", True),
        (" z ", False),
        ("{{ person.id }}", False),
        ("!", False),
    ]
    assert runs(copy) == expected
    markup = parts_of(copy)["word/document.xml"]
    assert b"proofErr" not in markup
    assert b"_GoBack" not in markup
    assert lines(fill(copy)) == ["a 林知遥 z E1!"]


def test_it_mends_several_in_the_same_pieces():
    _, copy = mend("{{ person.¦name }}、{{ ¦person.id }¦}、{% ¦if goals %¦}x{% endif ¦%}")
    assert lines(copy) == ["{{ person.name }}、{{ person.id }}、{% if goals %}x{% endif %}"]
    assert lines(fill(copy)) == ["林知遥、E1、x"]


def test_it_keeps_bookmarks_that_somebody_set():
    content, _ = read_case("{{ person¦.name }}")
    members = parts_of(content)
    mark = '<w:bookmarkStart w:id="5" w:name="here"/><w:bookmarkEnd w:id="5"/><w:r>'
    first, _, rest = members["word/document.xml"].decode().rpartition("<w:r>")
    changed = _zip({**members, "word/document.xml": f"{first}{mark}{rest}".encode()})
    checkup = check_word(changed, "letter.docx", mend=True)
    markup = parts_of(make_copy(checkup.template, checkup.findings, "zh"))["word/document.xml"]
    assert b'w:name="here"' in markup
    assert b"{{ person.name }}" in markup


def test_it_mends_a_text_box_both_times_it_is_there():
    checkup, copy = mend("x⟦box⟧｛｛ per¦son.name ｝｝⟦/box⟧")
    assert [each.code for each in checkup.diagnostics] == ["DG440"]
    markup = parts_of(copy)["word/document.xml"].decode()
    assert markup.count("{{ person.name }}") == 2
    assert lines(fill(copy)) == ["x", "林知遥", "林知遥"]


@pytest.mark.parametrize(
    "case",
    [
        "cut-by-a-link",
        "cut-by-a-field",
        "cut-by-a-control",
        "tracked-changes",
        "deleted",
        "over-two-paragraphs",
    ],
)
def test_it_leaves_what_it_cannot_mend_and_says_so(case):
    text = (CASES / case / "template.txt").read_text(encoding="utf-8")
    before, after = check_word(read_case(text)[0], "letter.docx"), mend(text)[0]
    assert [each.code for each in after.diagnostics] == [each.code for each in before.diagnostics]
    assert not after.ok


def test_it_changes_nothing_in_a_template_that_is_whole():
    text = "{{ person.name }}，“你好” ｛ ｝ — {% if goals %}x{% endif %}\n| {{ person.id }} | y |\n[header]\n{{ person.name }}"
    checkup, copy = mend(text)
    assert checkup.diagnostics == ()
    content, _ = read_case(text)
    for part in ("word/document.xml", "word/header.xml"):
        assert lines(copy, part) == lines(content, part)


def _zip(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
