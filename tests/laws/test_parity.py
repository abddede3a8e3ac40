"""One template drives everything: PDF, Word and the tree say the same words."""

import pytest

from docgen.document.parse import parse
from docgen.document.text import document_lines, document_text
from tests.support.making import LANGUAGES, SAMPLES, make_sample
from tests.support.parity import CLASSIC, docx_words, pdf_words, squeeze

EVERY = [
    pytest.param(
        path, language, marks=pytest.mark.xdist_group(f"{path.stem}-{language}"), id=f"{path.stem}-{language}"
    )
    for path in SAMPLES
    for language in LANGUAGES
]


@pytest.mark.parametrize(("path", "language"), EVERY)
def test_it_says_in_word_what_the_document_says(path, language):
    made = make_sample(path, language)
    words = docx_words(made.artifacts["docx"].content, made.document, language)
    assert words.splitlines() == [line for line in map(squeeze, document_lines(made.document.body)) if line]


@pytest.mark.parametrize(("path", "language"), EVERY)
def test_it_says_in_pdf_what_the_document_says(path, language):
    made = make_sample(path, language)
    pdf = made.artifacts["pdf"]
    assert len(pdf_words(pdf.content, made.document, pdf.pages, CLASSIC[language])) == pdf.page_count


@pytest.mark.parametrize(("path", "language"), EVERY)
def test_it_says_in_html_what_the_document_says(path, language):
    made = make_sample(path, language)
    html = parse(made.artifacts["html"].content.decode()).value
    assert document_text(html.body) == document_text(made.document.body)
