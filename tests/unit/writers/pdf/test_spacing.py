"""Chinese beside Latin letters, and where lines may break."""

from itertools import pairwise

import pypdfium2
import pytest

from docgen.document.model import Document, Meta, PageSetup, Theme
from docgen.document.parse import parse
from docgen.writers.pdf import PdfWriter
from tests.support.pdf_text import read_pdf
from tests.unit.writers.pdf.conftest import CSS, FONTS

NOT_FIRST = "，。、；：！？）》」』”’…％"
NOT_LAST = "（《「『“‘"
PROSE = "由张三（产品部）在2027年Q3完成SaaS产品的NPS提升至50%以上，“A/B测试”、《手册》V1.0与「屿能」（API接口）通过；"


def glyphs(content):
    """Every character of the first page that shows, with its left and right edge and its base line."""
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage()
    found = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, _ = text.get_charbox(index, loose=True)
            found.append((character, left, right, bottom))
    text.close()
    document.close()
    return found


def gaps(content):
    """The distance between characters that follow each other, by the two."""
    seen = glyphs(content)
    return {a[0] + b[0]: b[1] - a[2] for a, b in pairwise(seen)}


@pytest.mark.parametrize("body", ["<p>汉A字7字é汉</p>", "<p>汉<strong>A</strong>字<em>7</em>字é汉</p>"])
def test_it_sets_chinese_and_latin_letters_apart(write, body):
    found = gaps(write(body, "p { font-size: 20pt }").value.content)
    assert found == pytest.approx(dict.fromkeys(found, 0.16 * 20), abs=0.35)
    assert set(found) == {"汉A", "A字", "字7", "7字", "字é", "é汉"}


def test_it_sets_nothing_apart_beside_punctuation_and_spaces(write):
    css = "p { font-size: 20pt }"
    found = gaps(write("<p>汉，A（b）字%汉—</p>", css).value.content)
    assert max(found.values()) < 0.5
    spaced = glyphs(write("<p>汉 A</p>", css).value.content)
    (space,) = [b[1] - a[2] for a, b in pairwise(spaced)]
    assert space < 0.3 * 20


def test_it_adds_no_character(write):
    body = "<p>在2027年Q3，由<strong>OKR</strong>驱动A/B测试</p>"
    content = write(body).value.content
    assert "".join(read_pdf(content).pages).replace(" ", "") == "在2027年Q3，由OKR驱动A/B测试"


def test_it_copies_a_line_without_spaces(write):
    content = write("<p>在2027年Q3完成SaaS产品的NPS提升</p>", "p { font-size: 9pt }").value.content
    assert "".join(read_pdf(content).pages).strip() == "在2027年Q3完成SaaS产品的NPS提升"


def test_it_leaves_bookmarks_and_links_their_words(write):
    content = write('<h1 id="a">完成SaaS产品</h1><p><a href="#a">见Q3章</a></p>').value.content
    assert [mark.title for mark in read_pdf(content).bookmarks] == ["完成SaaS产品"]
    assert "200B" not in content.decode("latin-1")


def test_it_keeps_what_is_centred_in_the_middle(write):
    css = "@page { margin: 10mm } p { text-align: center; font-size: 12pt }"
    seen = glyphs(write("<p>目标Goal居中center文字</p>", css).value.content)
    middle = (seen[0][1] + seen[-1][2]) / 2
    assert middle == pytest.approx(105 / 2 * 72 / 25.4, abs=0.4)


def test_it_ends_a_line_at_the_edge(write):
    """A gap at the end of a line is none: right-aligned lines end at one place."""
    css = "@page { margin: 10mm } p { text-align: right; font-size: 12pt; width: 40mm }"
    seen = glyphs(write("<p>一二三四五六七八九ABCDEFGHI一二三四五六七八九</p>", css).value.content)
    ends = {}
    for _, _, right, bottom in seen:
        ends[round(bottom)] = max(right, ends.get(round(bottom), 0))
    assert len(ends) > 2
    assert max(ends.values()) - min(ends.values()) < 0.6


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_it_spaces_chinese_documents_alone(language):
    html = f'<html lang="{language}"><body><p>汉A字</p></body></html>'
    theme = Theme("test", CSS + "p { font-size: 20pt }", "", {}, {}, FONTS, PageSetup(), language)
    made = PdfWriter(theme).write(Document(html, parse(html).value.body, Meta("T", language)))
    found = gaps(made.value.content)
    assert (min(found.values()) > 2) is (language == "zh-CN")


@pytest.mark.parametrize("width", range(20, 80, 3))
def test_it_starts_no_line_with_a_stop_and_ends_none_with_a_bracket(write, width):
    content = write(f"<p>{PROSE * 3}</p>", f"p {{ width: {width}mm }} @page {{ size: A4 }}").value.content
    lines = [line.strip() for page in read_pdf(content).pages for line in page.splitlines()]
    lines = [line for line in lines if line]
    assert len(lines) > 4
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []
