"""Every PDF is one file for the archive (PDF/A-3a), for screen readers (PDF/UA-1), and for docgen itself."""

import io
import re

import pikepdf
import pytest

from docgen.document import blocks as tree
from docgen.document.source import SOURCE_NAME
from docgen.document.text import inline_text
from docgen.workshop.generate import generate
from tests.support.making import CASES, TODAY, make_sample
from tests.support.parity import squeeze
from tests.support.pdf_rules import PROFILES, attachments, breaches, syntax_faults, tag_tree
from tests.support.pdf_text import read_pdf

EVERY = [pytest.param(case, marks=pytest.mark.xdist_group(case.name), id=case.name) for case in CASES]
RADICALS = re.compile("[\u2e80-\u2fdf]")
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")


def content_of(case):
    return make_sample(case.path, case.language, case.pack).artifacts["pdf"].content


def headings(blocks):
    for block in blocks:
        if isinstance(block, tree.Heading):
            yield block
        elif isinstance(block, tree.Section | tree.Group | tree.Callout):
            yield from headings(block.children)


def fonts_of(pdf):
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("case", EVERY)
def test_it_breaks_no_rule(case, profile):
    assert breaches(content_of(case), profile) == []


@pytest.mark.parametrize("case", EVERY)
def test_it_is_sound_for_other_programs(case):
    assert syntax_faults(content_of(case)) == []


@pytest.mark.parametrize("case", EVERY)
def test_it_says_what_it_is(case):
    made = make_sample(case.path, case.language, case.pack)
    with pikepdf.open(io.BytesIO(content_of(case))) as pdf:
        assert str(pdf.Root.Lang) == made.document.meta.language
        assert str(pdf.docinfo["/Title"]) == made.document.meta.title
        assert pdf.open_metadata(set_pikepdf_as_editor=False)["dc:title"] == made.document.meta.title
        fonts = fonts_of(pdf)
        assert len(fonts) > 1
        assert all("/FontFile2" in font for font in fonts)


@pytest.mark.parametrize("case", EVERY)
def test_its_outline_is_its_headings(case):
    made = make_sample(case.path, case.language, case.pack)
    pages = made.artifacts["pdf"].pages
    marks = read_pdf(content_of(case)).bookmarks
    for mark, heading in zip(marks, headings(made.document.body), strict=True):
        words = squeeze(inline_text(heading.children))
        assert squeeze(mark.title).endswith(words), "a pack sets its number in front"
        assert mark.page == pages.get(heading.id, mark.page)


@pytest.mark.parametrize("case", EVERY)
def test_its_tags_are_its_headings_and_tables(case):
    made = make_sample(case.path, case.language, case.pack)
    tags = tag_tree(content_of(case))
    levels = [f"H{heading.level}" for heading in headings(made.document.body)]
    assert sorted(levels) == sorted(tag.kind for kind in sorted(set(levels)) for tag in tags.find(kind))
    assert all("Scope" in head.said for head in tags.find("TH"))
    assert all(figure.said.get("Alt") for figure in tags.find("Figure"))


@pytest.mark.parametrize("case", EVERY)
def test_its_text_has_no_strange_characters(case):
    text = "".join(read_pdf(content_of(case)).pages)
    assert RADICALS.findall(text) + INVISIBLE.findall(text) == []


@pytest.mark.parametrize("case", EVERY)
def test_it_can_be_made_again_from_what_it_carries(case, tmp_path):
    ((name, (relation, kind, spec)),) = attachments(content_of(case)).items()
    assert (name, relation, kind) == (SOURCE_NAME, "/Source", "application/json")
    saved = tmp_path / name
    saved.write_bytes(spec)
    again = generate(
        saved, pack=case.pack, to=("pdf",), locale=case.language, today=TODAY
    ).artifacts_or_raise()["pdf"]
    assert read_pdf(again.content) == read_pdf(content_of(case))


def test_a_validator_would_notice():
    content = content_of(CASES[0])
    assert any(
        "ID-PART" in each for each in breaches(content.replace(b"pdfuaid:part>1", b"pdfuaid:part>9"), "ua1")
    )
    assert breaches(content.replace(b"pdfaid:part>3", b"pdfaid:part>9"), "3a") != []
    spoilt = content.replace(b"endstream", b"endstrewn", 3)
    assert syntax_faults(spoilt) != []
