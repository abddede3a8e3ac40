"""The packs that come with docgen: each a look made of data alone."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from docgen.packs.load import load_pack
from docgen.packs.locate import built_in_packs, templates_folder
from docgen.packs.overlays import lay_over
from docgen.packs.theme import make_theme
from docgen.workshop.generate import generate
from docgen.workshop.workshop import Workshop

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "samples" / "personal" / "market-entry.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RARE = "昇珺玥喆䶮㛃"
MOST_LINES = 700
LOOK = {".css", ".j2", ".xml", ".yaml", ".ttf", ".txt", ".md"}


def words(content, *children):
    inner = "".join(children)
    return f'<w:{content} xmlns:w="{W[1:-1]}">{inner}</w:{content}>'.encode()


def style(identity, words=""):
    return f'<w:style w:styleId="{identity}"><w:name w:val="{identity}{words}"/></w:style>'


def ids(part, tag="style", key="styleId"):
    return [each.get(f"{W}{key}") for each in etree.fromstring(part).iterfind(f"{W}{tag}")]


LOOKS = ["classic", "formal", "onepage"]
STYLES = ["pbc", "kpi-sheet", "responsibility", "okr", "plan-en"]


def test_it_comes_with_three_looks_and_five_more_styles():
    assert {*LOOKS, *STYLES} <= set(built_in_packs())


@pytest.mark.parametrize("name", STYLES)
def test_a_style_says_what_it_is_for_and_what_it_is_called(name):
    folder = templates_folder() / name
    lines = (folder / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines[:2])
    pack = load_pack(name)
    for language in ("zh", "en"):
        style = pack.labels(language)["style"]
        assert style["word"].lower() in style["title"].lower()


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_a_short_folder(name):
    chain = load_pack(name).chain
    own, *ancestors = (layer.files for layer in chain.layers)
    assert ancestors
    for layer in ancestors:
        assert not [file for file in own if own[file] == layer.get(file)], "said twice"
    words = [content for file, content in own.items() if not file.endswith((".ttf", ".otf"))]
    assert sum(content.count(b"\n") for content in words) < MOST_LINES


@pytest.mark.parametrize("name", ["formal", "onepage", *STYLES])
def test_it_holds_no_program(name):
    files = [path for path in (templates_folder() / name).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= LOOK
    # Examples of commands name packs, and “okr” is a way to tell a total too.
    elsewhere = {"cli"} | ({"spec", "scoring", "view", "review", "i18n"} if name == "okr" else set())
    code = [path for path in (ROOT / "docgen").rglob("*.py") if not elsewhere.intersection(path.parts)]
    assert not any(name in path.read_text(encoding="utf-8") for path in code)


@pytest.mark.parametrize("name", [*LOOKS, *STYLES])
def test_it_has_a_title_in_both_languages(name):
    title = load_pack(name).manifest.title
    assert title.zh
    assert title.en


def test_it_says_only_what_differs_from_its_parent():
    chain = load_pack("formal").chain
    own, parent = (layer.files for layer in chain.layers)
    assert not [name for name in own if own[name] == parent.get(name)]


def test_it_counts_chapters_in_chinese_in_chinese_only():
    formats = {}
    for tag in ("zh-CN", "en-US"):
        numbering = etree.fromstring(make_theme(load_pack("formal"), tag).word["numbering.xml"])
        first = numbering.find(f"{W}abstractNum/{W}lvl")
        formats[tag] = (first.find(f"{W}numFmt").get(f"{W}val"), first.find(f"{W}lvlText").get(f"{W}val"))
    assert formats == {"zh-CN": ("chineseCountingThousand", "%1、"), "en-US": ("decimal", "%1  ")}


def test_its_fonts_are_static_and_know_rare_names():
    for font in load_pack("formal").fonts:
        with TTFont(font.path, lazy=True) as file:
            assert "fvar" not in file
            assert "SC" not in font.family or all(ord(sign) in file.getBestCmap() for sign in RARE)


def test_it_tells_once_a_run_which_fonts_stand_for_others():
    (told,) = Workshop("formal", ("pdf",)).remarks
    assert told.code == "DG322"
    assert "Times New Roman → Tinos" in told.facts["fonts"]
    assert told.where.file == "formal/brand.yaml"
    assert Workshop("formal", ("docx",)).remarks == ()
    assert Workshop("classic", ("pdf",)).remarks == ()


def test_it_tells_a_program_that_makes_one_document_as_well():
    outcome = generate(SAMPLE, pack="formal", to=("pdf",))
    assert [each.code for each in outcome.diagnostics] == ["DG322"]
    assert outcome.ok


def test_it_lays_a_style_over_the_one_of_the_same_id_and_adds_others():
    laid = lay_over(
        words("styles", style("A"), style("B"), "<w:latentStyles/>"),
        words("styles", style("C"), style("A", " new")),
    )
    assert ids(laid) == ["A", "B", "C"]
    assert b"A new" in laid
    assert b"latentStyles" in laid


def test_it_puts_a_new_list_before_the_numbers_that_use_it():
    part = words("numbering", '<w:abstractNum w:abstractNumId="0"/>', '<w:num w:numId="1"/>')
    laid = etree.fromstring(lay_over(part, words("numbering", '<w:abstractNum w:abstractNumId="9"/>')))
    assert [etree.QName(each).localname for each in laid] == ["abstractNum", "abstractNum", "num"]
