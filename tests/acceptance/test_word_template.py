"""Word files with placeholders from outside: one given by hand, and one that a pack fills."""

import pytest

from tests.support.letter import make_letter
from tests.support.word_files import WordFile, paragraph, paragraphs_of, parts_of
from tests.support.word_templates import read_case

PACK = """name: acme
title: {zh: 某公司, en: Acme}
extends: classic
outputs: {docx: {}, letter: {fill: word/letter.docx}}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="60"><rect width="60" height="60" fill="#1F4E79"/></svg>'


@pytest.fixture
def acme(docgen):
    folder = docgen.folder / "acme"
    (folder / "word").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "brand.yaml").write_text("logo: assets/logo.svg\n", encoding="utf-8")
    (folder / "assets" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / "word" / "letter.docx").write_bytes(make_letter())
    return folder


def test_it_makes_the_docx_from_a_word_file_alone(docgen):
    docgen.spec()
    word = WordFile(paragraph("{{ person.name }} 与 {{ 员工.姓名 }}")).add(
        "header", paragraph("{{ document.number }}")
    )
    (docgen.folder / "letter.docx").write_bytes(bytes(word))
    ended = docgen("generate", "goals.yaml", "--word-template", "letter.docx")
    assert (ended.code, ended.out) == (0, "goals.docx\n")
    content = (docgen.folder / "goals.docx").read_bytes()
    assert paragraphs_of(content) == ["林知遥 与 林知遥"]
    assert paragraphs_of(content, "word/header1.xml") == ["LY-HR-PG-2027-0117"]
    again = docgen(
        "generate", "goals.yaml", "--word-template", "letter.docx", "--to", "html", "--locale", "en"
    )
    assert (again.code, again.out.split()) == (0, ["goals.en.html", "goals.en.docx"])
    assert (
        docgen("generate", "goals.yaml", "--word-template", "letter.docx").code == 0
    )  # it is ours, so it is replaced


@pytest.mark.usefixtures("acme")
def test_it_makes_what_a_pack_fills_beside_its_other_formats(docgen):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", "--pack", "acme", "--to", "docx,letter", "--out", "out")
    assert ended.code == 0, ended.err
    assert docgen.files("out") == ["goals.docx", "goals.letter.docx"]
    letter = (docgen.folder / "out" / "goals.letter.docx").read_bytes()
    assert "绩效目标确认函" in paragraphs_of(letter)
    assert any(name.endswith(".svg") for name in parts_of(letter))


@pytest.mark.usefixtures("acme")
def test_it_says_what_a_pack_can_be_made_into(docgen):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", "--pack", "acme", "--to", "lettre", "--format", "json")
    assert ended.code == 2
    (finding,) = ended.data["diagnostics"]
    assert finding["code"] == "DG702"
    assert finding["facts"]["likely"] == ["letter"]
    assert "letter" in finding["facts"]["known"]


def test_a_faulty_letter_costs_itself_alone(docgen, acme):
    docgen.spec()
    (acme / "word" / "letter.docx").write_bytes(read_case("{{ person.nmae }}")[0])
    ended = docgen(
        "generate", "goals.yaml", "--pack", "acme", "--to", "html,letter", "--format", "json", "--out", "out"
    )
    assert ended.code == 1
    assert ended.codes == ["DG431"]
    assert docgen.files("out") == ["goals.html"]


def test_it_refuses_what_is_no_template(docgen):
    docgen.spec()
    (docgen.folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ended = docgen("generate", "goals.yaml", "--word-template", "old.doc", "--format", "json")
    assert (ended.code, ended.codes) == (1, ["DG421"])
    ended = docgen("generate", "goals.yaml", "--word-template", "none.docx", "--format", "json")
    assert ended.code == 1
    assert [each["code"] for each in ended.data["diagnostics"]] == ["DG710"]
    assert docgen.files() == ["goals.yaml", "old.doc"]
