"""What a spec says comes out letter by letter, whatever it looks like."""

import re

import pytest

from docgen.document.parse import parse
from docgen.document.text import document_text
from tests.support.changing import strings, text_fields, value_at
from tests.support.docx_text import read_docx
from tests.support.making import LANGUAGES, SAMPLES, as_json, make, make_sample, sample_data
from tests.support.parity import CLASSIC, pdf_words, squeeze

HOSTILE = """{{ 7*7 }} {% raw %} <b>x</b> & "q" 'a' 5<6 𬱖䶮"""
LEFT_OUT = {
    "lib": "the name of an entry in the KPI library",
    "ext": "the number in a project tool, for import",
    "signed": "what was signed, as terms and digests that only docgen compares",
    "custom": "fields of a company's own pack",
}
"""What the classic pack does not print, by the name of the field; every entry has a reason."""


def is_left_out(path):
    return any(step in LEFT_OUT for step in path)


QUARTER = re.compile(r"F?Q[1-4]")
"""The key of a quarter; documents say it in words."""


def is_said(data, path, language):
    """Tell whether a document in this language says a text; the other language's twin is not said."""
    if path[-1] not in LANGUAGES:
        return True
    return path[-1] == language or language not in value_at(data, path[:-1])


def outputs(made, language):
    """The words of each output, without white space."""
    pdf = made.artifacts["pdf"]
    return {
        "pdf": "".join(pdf_words(pdf.content, made.document, pdf.pages, CLASSIC[language])),
        "docx": squeeze("".join(p.text for p in read_docx(made.artifacts["docx"].content).body)),
        "html": squeeze(document_text(parse(made.artifacts["html"].content.decode()).value.body)),
        "tree": squeeze(document_text(made.document.body)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_writes_text_that_looks_like_a_template_letter_by_letter(path, language):
    data = sample_data(path)
    texts = text_fields(data, HOSTILE)
    assert len(texts) > 100
    expected = [text for at, text in texts.items() if is_said(data, at, language) and not is_left_out(at)]
    for output, words in outputs(make(as_json(data), language), language).items():
        missing = [at for at, text in texts.items() if text in expected and squeeze(text) not in words]
        assert missing == [], output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_says_every_text_of_a_sample(path, language):
    data = sample_data(path)
    free = set(text_fields(sample_data(path), " x"))  # no id has a space
    said = [
        at for at in strings(data)
        if at in free and is_said(data, at, language) and not is_left_out(at)
        and not QUARTER.fullmatch(value_at(data, at))
    ]  # fmt: skip
    for output, words in outputs(make_sample(path, language), language).items():
        missing = [
            at for at in said
            if not all(squeeze(line) in words for line in value_at(data, at).splitlines())
        ]  # fmt: skip
        assert missing == [], output
