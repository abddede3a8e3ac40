"""The laws of classic hold for the other packs that come with docgen."""

import hashlib
from decimal import Decimal

import pytest

from docgen.diagnostics import Severity
from docgen.document.parse import parse
from docgen.document.text import document_lines, document_text
from tests.support.making import (
    LANGUAGES,
    OUTPUTS,
    SAMPLES,
    Case,
    as_json,
    make,
    make_sample,
    sample_data,
    style_cases,
)
from tests.support.parity import DECORATIONS, ONEPAGE, docx_words, pdf_words, squeeze

LOOKS = ("formal", "onepage")
CASES = [
    *(Case(pack, path, language) for pack in LOOKS for path in SAMPLES for language in LANGUAGES),
    *style_cases(len(SAMPLES)),
]


def params(cases):
    return [
        pytest.param(
            case.pack, case.path, case.language, marks=pytest.mark.xdist_group(case.name), id=case.name
        )
        for case in cases
    ]


EVERY = params(CASES)
ONE_EACH = params({(case.pack, case.language): case for case in CASES}.values())
"""A sample for every pack and language."""


@pytest.mark.parametrize(("pack", "path", "language"), EVERY)
def test_it_has_nothing_to_say_against_a_sample(pack, path, language):
    made = make_sample(path, language, pack)
    # What a sample itself lacks is said in every pack; a pack adds nothing of its own.
    assert set(made.warnings) <= set(make_sample(path, language).warnings)
    assert not [each for each in made.warnings if each.severity is Severity.ERROR or each.code == "DG621"]


@pytest.mark.parametrize(("pack", "path", "language"), EVERY)
def test_it_says_in_word_what_the_document_says(pack, path, language):
    made = make_sample(path, language, pack)
    words = docx_words(made.artifacts["docx"].content, made.document, language, DECORATIONS[pack][language])
    assert words.splitlines() == [line for line in map(squeeze, document_lines(made.document.body)) if line]


@pytest.mark.parametrize(("pack", "path", "language"), EVERY)
def test_it_says_in_pdf_what_the_document_says(pack, path, language):
    made = make_sample(path, language, pack)
    pdf = made.artifacts["pdf"]
    assert (
        len(pdf_words(pdf.content, made.document, pdf.pages, DECORATIONS[pack][language])) == pdf.page_count
    )


@pytest.mark.parametrize(("pack", "path", "language"), EVERY)
def test_it_says_in_html_what_the_document_says(pack, path, language):
    made = make_sample(path, language, pack)
    html = parse(made.artifacts["html"].content.decode()).value
    assert document_text(html.body) == document_text(made.document.body)


@pytest.mark.parametrize(("pack", "path", "language"), ONE_EACH)
def test_it_makes_the_same_bytes_twice(pack, path, language):
    first, again = make_sample(path, language, pack), make(path.read_bytes(), language, path.name, pack=pack)
    digests = [
        {name: hashlib.sha256(made.artifacts[name].content).hexdigest() for name in OUTPUTS}
        for made in (first, again)
    ]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_puts_every_sample_on_one_page(path, language):
    assert make_sample(path, language, "onepage").artifacts["pdf"].page_count == 1


def grow(path, kpis, milestones):
    """Give a sample so many indicators and milestones at the top; the weights stay right."""
    data = sample_data(path)
    data["kpis"] = [dict(data["kpis"][n % len(data["kpis"])], id=f"K{n + 1}") for n in range(kpis)]
    for optional in ("checkins", "changes", "contingencies", "swot", "waivers", "evaluation"):
        data.pop(optional, None)
    tops = [each for each in data["milestones"] if not each.get("parent")]
    data["milestones"] = [
        {
            key: value
            for key, value in tops[n % len(tops)].items()
            if key not in {"depends_on", "tools", "parent"}
        }
        | {"id": f"M{n + 1}"}
        for n in range(milestones)
    ]
    for goal in data["goals"]:
        own = [kpi for kpi in data["kpis"] if kpi["goal"] == goal["id"]]
        each = round(Decimal(goal["weight"]) / len(own), 1)
        for kpi in own:
            kpi["weight"] = each
        own[-1]["weight"] = goal["weight"] - each * (len(own) - 1)
    return as_json(data)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kpis", "milestones", "pages"), [(12, 16, 1), (40, 30, 2)])
def test_it_goes_on_to_a_second_page_only_for_a_crowd(kpis, milestones, pages, language):
    content = grow(SAMPLES[2], kpis, milestones)
    made = make(content, language, outputs=("pdf",), pack="onepage")
    assert made.artifacts["pdf"].page_count == pages
    words = pdf_words(
        made.artifacts["pdf"].content, made.document, made.artifacts["pdf"].pages, ONEPAGE[language]
    )
    assert len(words) == pages
