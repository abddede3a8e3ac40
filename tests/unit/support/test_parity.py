"""The comparison itself: it accepts what a layout adds by rule, and nothing else."""

from dataclasses import replace
from functools import cache

import pytest
import weasyprint

from docgen.document.model import Document, Meta
from docgen.document.parse import parse
from tests.support.parity import Decoration, pdf_words

CSS = """
@page { size: A6; margin: 15mm; @top-left { content: element(head) } @bottom-left { content: element(foot) } }
@page :first { @top-left { content: none } @bottom-left { content: none } }
header { position: running(head) } footer { position: running(foot) }
.page-number::before { content: counter(page) } .page-count::before { content: counter(pages) }
h1 { counter-increment: chapter; break-before: page } h1::before { content: "§" counter(chapter) " " }
nav { break-before: page } nav ol { list-style: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
.beside { float: right } .above { position: relative } .row { display: flex; justify-content: space-between }
"""
ROWS = "".join(f"<tr><td>left {n} goes on and on for a while</td><td>right {n}</td></tr>" for n in range(30))
HTML = f"""<html lang="en"><body><header class="running-header"><p>Head <strong>words</strong></p></header>
<footer class="running-footer"><p><span class="page-number"></span> of <span class="page-count"></span></p></footer>
<section data-page="cover"><p class="title">Title 2027</p></section>
<nav class="toc"><ol><li><a href="#a">First</a></li><li><a href="#b">Second</a></li></ol></nav>
<h1 id="a" data-numbering="chapter">First α</h1><ul><li>one<ul><li>deep</li></ul></li></ul><ol start="3"><li>x</li></ol>
<p>beside</p><p class="beside">floating</p><p>it</p><div class="above"><p>above</p></div>
<div class="row"><p>east</p><p>west</p></div><p>{"long paragraph " * 60}</p>
<h1 id="b" data-numbering="chapter">Second</h1>
<table><thead><tr><th>Head A</th><th>Head B</th></tr></thead><tbody>{ROWS}</tbody></table></body></html>"""
LOOKS = Decoration(chapter="§{number}", chapter_entry="", leader=".")


@cache
def made():
    document = weasyprint.HTML(string=HTML).render(
        stylesheets=[weasyprint.CSS(string=CSS)], presentational_hints=True
    )
    pages = {
        name: number
        for number, page in enumerate(document.pages, 1)
        for name in page.anchors
        if name in {"a", "b"}
    }
    parsed, warnings = parse(HTML)
    assert warnings == ()
    tree = Document(HTML, parsed.body, Meta("t", "en"), parsed.header, parsed.footer)
    return document.write_pdf(), tree, pages


def compare(document=None, pages=None, looks=LOOKS):
    content, tree, real = made()
    return pdf_words(content, document or tree, pages or real, looks)


def test_it_accounts_for_numbers_heads_markers_and_pages():
    words = compare()
    assert len(words) > 4
    assert "Title2027" in words[0]
    assert "of" not in words[1]


def changed(old, new):
    parsed = parse(HTML.replace(old, new)).value
    return replace(made()[1], body=parsed.body, header=parsed.header, footer=parsed.footer)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>above</p>", ""),
        ("<p>above</p>", "<p>above</p><p>above</p>"),
        ("floating", "floatign"),
        ("right 7", "right 8"),
        ("<p>east</p><p>west</p>", "<p>easw</p><p>test</p>"),
        ("Head <strong>", "Heads <strong>"),
        ("<th>Head B</th>", "<th></th>"),
        ('start="3"', ""),
    ],
)
def test_it_notices_a_difference(old, new):
    with pytest.raises(AssertionError):
        compare(changed(old, new))


def test_it_notices_a_wrong_page_number():
    with pytest.raises(AssertionError):
        compare(pages={"a": 3, "b": 77})


def test_it_notices_another_way_to_write_numbers():
    with pytest.raises(AssertionError):
        compare(looks=Decoration())
