"""The copy for authors: every finding is a comment at its place, and Word has nothing to object to."""

import re
from pathlib import Path

import pytest
from lxml import etree

from docgen.checkup.word.check import check_word
from docgen.checkup.word.copy import make_copy
from docgen.delivery.marks import is_ours
from docgen.render.word.fill import Filler
from tests.support.validators import SDK, ask_sdk, audit
from tests.support.word_files import paragraphs_of, parts_of
from tests.support.word_templates import read_case

CASES = sorted(path for path in (Path(__file__).parents[3] / "cases" / "word").iterdir() if path.is_dir())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"


def examine(text, **settings):
    return check_word(read_case(text)[0], "letter.docx", **settings)


def copy_of(text, language="zh", **settings):
    checkup = examine(text, **settings)
    return make_copy(checkup.template, checkup.findings, language)


def comments(copy):
    """Map what each comment is about to what it says."""
    root = etree.fromstring(parts_of(copy)[MAIN])
    said = {
        comment.get(f"{W}id"): "\n".join("".join(p.itertext()) for p in comment.iter(f"{W}p"))
        for comment in etree.fromstring(parts_of(copy)[COMMENTS])
        if comment.get(f"{W}author") == "docgen"
    }
    found = []
    for start in root.iter(f"{W}commentRangeStart"):
        number, inside = start.get(f"{W}id"), []
        for element in start.itersiblings():
            if element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
                break
            inside += [text.text or "" for text in element.iter(f"{W}t", f"{W}delText")]
        else:
            pytest.fail(f"comment {number} has no end beside its beginning")
        found.append(("".join(inside), said.pop(number)))
    assert said == {}
    return found


def about(copy):
    """Return what each comment is about, and its code."""
    return [(inside, re.match(r"DG\d{3}", words)[0]) for inside, words in comments(copy)]


def test_it_fastens_comments_to_the_letter():
    copy = copy_of("尊敬的⟦b⟧ {{ person.nmae }}，见 {{ person.di }}⟦/b⟧。{{ person.name }}")
    assert about(copy) == [("{{ person.nmae }}", "DG403"), ("{{ person.di }}", "DG403")]
    assert paragraphs_of(copy)[0] == "尊敬的 {{ person.nmae }}，见 {{ person.di }}。{{ person.name }}"
    bold = [
        r for r in etree.fromstring(parts_of(copy)[MAIN]).iter(f"{W}r") if r.find(f"{W}rPr/{W}b") is not None
    ]
    assert "".join("".join(run.itertext()) for run in bold) == " {{ person.nmae }}，见 {{ person.di }}"


def test_it_fastens_several_comments_to_the_same_words():
    found = about(copy_of("a ｛｛ person.nmae ｝｝ b"))
    assert sorted(found) == [("｛｛ person.nmae ｝｝", code) for code in ("DG403", "DG442")]


def test_it_puts_comments_where_word_allows_them():
    text = (
        "第一段\n第二段⟦note⟧{{ person.a }}⟦/note⟧\n框⟦box⟧{{ person.b }}⟦/box⟧\n⟦link https://example.com⟧{{ person.c }}⟦/link⟧\n"
        "⟦picture {{ person.d }}⟧图\n删⟦del⟧{{ person.e }}⟦/del⟧\n[header]\n{{ person.f }}\n[properties]\ntitle: {{ person.g }}"
    )
    found = {
        re.search(r"“?person\.(\w)|“(\w)”|“(.)”", words)[0]: (inside, words)
        for inside, words in comments(copy_of(text))
    }
    by_letter = {
        letter: next(
            pair for pair in found.values() if f"“{letter}”" in pair[1] or f"person.{letter} " in pair[1]
        )
        for letter in "abcdefg"
    }
    assert by_letter["a"][0] == "第二段"
    assert by_letter["b"][0].startswith("框")
    assert by_letter["c"][0] == "{{ person.c }}"
    assert by_letter["d"][0] == "图"
    assert by_letter["e"][0] == "删{{ person.e }}"
    assert by_letter["f"][0] == by_letter["g"][0] == "第一段"


def test_it_names_the_place_where_a_comment_cannot_stand():
    text = "正文\n[first header]\n{% if goals %}x"
    ((_, chinese),), ((_, english),) = comments(copy_of(text)), comments(copy_of(text, "en"))
    assert "首页页眉" in chinese
    assert "first-page header" in english
    ((_, here),) = comments(copy_of("{% if goals %}x"))
    assert "正文" not in here


def test_it_keeps_the_comments_that_are_there():
    copy = copy_of("看⟦say⟧请改⟦/say⟧ {{ person.nmae }}")
    said = etree.fromstring(parts_of(copy)[COMMENTS])
    assert [comment.get(f"{W}author") for comment in said] == ["Li Ping", "docgen"]
    assert len({comment.get(f"{W}id") for comment in said}) == 2


def test_it_makes_a_place_for_comments_in_an_empty_document():
    assert about(copy_of("[header]\n{{ person.nmae }}")) == [("", "DG403")]


def test_it_can_be_filled_and_examined_again_whatever_its_comments_say():
    first = copy_of("｛｛ person.name ｝｝ {{ document.version|default(“无”) }}", mend=True)
    assert "person.name" in parts_of(first)[COMMENTS].decode()
    assert check_word(first, "letter.docx").diagnostics == ()
    filled = Filler(first, "letter.docx").fill({"person": {"name": "林知遥"}, "document": {}}).value.content
    assert paragraphs_of(filled)[0] == "林知遥 无"


def test_it_is_sealed_until_somebody_works_on_it(tmp_path):
    path = tmp_path / "letter.checked.docx"
    path.write_bytes(copy_of("{{ person.nmae }}"))
    assert is_ours(path)
    path.write_bytes(read_case("{{ person.nmae }}")[0])
    assert not is_ours(path)


def test_it_is_the_same_every_time():
    text = (CASES[0] / "template.txt").read_text(encoding="utf-8")
    assert copy_of(text) == copy_of(text)


@pytest.mark.parametrize("mended", [False, True])
def test_it_gives_validators_nothing_new_to_object_to(mended, tmp_path):
    text = "\n\n[body]\n".join((case / "template.txt").read_text(encoding="utf-8") for case in CASES)
    path = tmp_path / "letter.docx"
    path.write_bytes(read_case(text)[0])
    before = set(audit(path))
    copy = copy_of(text, mend=mended)
    assert len(comments(copy)) > len(CASES)
    path.write_bytes(copy)
    assert set(audit(path)) <= before
    if SDK.exists():
        assert ask_sdk(path) == []
