"""Templates keep to the vocabulary, both HTML parsers read the same page, every writer knows every word."""

import io
import xml.etree.ElementTree as ET
from functools import cache

import pytest
import tinyhtml5
from lxml import etree
from PIL import Image

from docgen.document.model import Asset, Document, Meta
from docgen.document.parse import parse
from docgen.document.text import document_lines, document_text
from docgen.document.vocabulary import MEANINGS, VOCABULARY
from tests.support.making import LANGUAGES, ROOT, SAMPLES, make_sample, press
from tests.support.parity import CLASSIC, docx_words, pdf_words, squeeze

CASES = ROOT / "tests" / "cases" / "vocabulary"
WORDS = sorted({*VOCABULARY, *MEANINGS})


def shape(element):
    """An element with everything in it, as plain values; one parser keeps the capitals of SVG."""
    children = [shape(child) for child in element if isinstance(child.tag, str)]
    attributes = sorted((name.lower(), value) for name, value in element.attrib.items())
    return (
        element.tag.rpartition("}")[2].lower(),
        attributes,
        element.text or "",
        children,
        element.tail or "",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
class TestSamples:
    def test_it_writes_no_word_outside_the_vocabulary(self, path, language):
        assert [(w.code, dict(w.facts), w.where.excerpt) for w in make_sample(path, language).warnings] == []

    def test_it_reads_the_page_as_the_layout_engine_does(self, path, language):
        html = make_sample(path, language).document.html
        ours = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
        theirs = tinyhtml5.parse(html, namespace_html_elements=False)
        assert isinstance(theirs, ET.Element)
        assert shape(ours.find("body")) == shape(theirs.find("body"))


@cache
def picture():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "PNG")
    return Asset(target.getvalue(), "image/png")


def case(name):
    html = (CASES / f"{name}.html").read_text(encoding="utf-8")
    parsed = parse(html).value
    assets = {source: picture() for source in ("trend.png", "logo.png", "line.png")}
    return Document(html, parsed.body, Meta("Case", "zh-CN"), parsed.header, parsed.footer, assets)


@pytest.mark.parametrize("name", WORDS)
class TestWords:
    def test_it_says_every_word_in_docx(self, name):
        document = case(name)
        words = docx_words(press("zh").writers["docx"].write(document).value.content, document, "zh")
        assert words.splitlines() == [line for line in map(squeeze, document_lines(document.body)) if line]

    def test_it_says_every_word_in_pdf(self, name):
        document = case(name)
        artifact = press("zh").writers["pdf"].write(document).value
        assert (
            len(pdf_words(artifact.content, document, artifact.pages, CLASSIC["en"])) == artifact.page_count
        )

    def test_it_says_every_word_in_html(self, name):
        document = case(name)
        html = press("zh").writers["html"].write(document).value.content.decode()
        assert document_text(parse(html).value.body) == document_text(document.body)
