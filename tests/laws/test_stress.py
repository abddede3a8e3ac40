"""Big, long and empty: documents at the ends of what people write."""

import copy

import pypdfium2 as pdfium
import pytest

from docgen.document.text import document_lines, document_text
from tests.bench.many import with_kpis
from tests.support.docx_charts import chart_blocks
from tests.support.making import LANGUAGES, SAMPLES, as_json, make, sample_data
from tests.support.parity import CLASSIC, docx_words, pdf_words, squeeze

LONG = "这一格写得很长，说明口径、来源、例外情形与复核办法，to see where a line breaks and how a row grows。"
SAMPLE = next(path for path in SAMPLES if path.stem == "market-entry")


def cell(number):
    return f"№{number} " + (LONG * 8)[:294]


def many(entries, count, rename):
    """Repeat entries up to a number, each with an id of its own."""
    made = [copy.deepcopy(entries[index % len(entries)]) for index in range(count)]
    for index, entry in enumerate(made):
        rename(entry, index)
    return made


def stressed():
    data = sample_data(SAMPLE)
    goal = data["goals"][0]["id"]

    def milestone(entry, index):
        for reference in ("parent", "depends_on", "value"):
            entry.pop(reference, None)
        entry |= {
            "id": f"M{index + 1}",
            "goal": goal,
            "deliverable": cell(index),
            "acceptance": cell(-index - 1),
        }

    def kpi(entry, index):
        entry |= {"id": f"K{index + 1}", "definition": cell(1000 + index), "data_source": cell(2000 + index)}

    data["milestones"] = many(data["milestones"], 40, milestone)
    count = len(data["kpis"])
    data["kpis"] = many(data["kpis"], max(12, count), kpi)
    for extra in data["kpis"][count:]:
        extra["weight"] = 1
    data["kpis"][0]["weight"] -= len(data["kpis"]) - count
    name = "王" * 30 + "Alexandria " * 2 + "Featherston"
    data["person"]["name"] = name[:60]
    data["swot"]["threats"] = []
    for entry in data.get("contingencies", []):
        entry.pop("milestone", None)
    return data


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_loses_no_text_of_a_crowded_spec(language):
    data = stressed()
    made = make(as_json(data), language)
    text = squeeze(document_text(made.document.body))
    cells = [e[key] for e in data["milestones"] for key in ("deliverable", "acceptance")]
    cells += [e[key] for e in data["kpis"] for key in ("definition", "data_source")]
    assert [c[:8] for c in cells if squeeze(c) not in text] == []
    assert len(data["person"]["name"]) == 60
    assert squeeze(data["person"]["name"]) in text
    pdf = made.artifacts["pdf"]
    pdf_words(pdf.content, made.document, pdf.pages, CLASSIC[language])
    words = docx_words(made.artifacts["docx"].content, made.document, language)
    assert words.splitlines() == [line for line in map(squeeze, document_lines(made.document.body)) if line]


@pytest.mark.parametrize("quadrant", ["strengths", "weaknesses", "opportunities", "threats"])
def test_it_leaves_a_quadrant_empty(quadrant):
    data = sample_data(SAMPLE)
    data["swot"][quadrant] = []
    made = make(as_json(data), "zh", outputs=("docx", "html"))
    assert made.warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_very_many_kpis_in_rows_and_draws_each(language):
    made = make(with_kpis(SAMPLE, 45), language)
    assert made.warnings == ()
    assert len(list(chart_blocks(made.document.body))) == 45 + 1  # one stands at the beginning as well
    text = squeeze(document_text(made.document.body))
    for kpi in made.view["kpis"]:
        told = [
            line for row in kpi["card"] if row["key"] in {"definition", "scoring"} for line in row["value"]
        ]
        assert [line for line in told if squeeze(line) not in text] == []
    pdf = made.artifacts["pdf"]
    pdf_words(pdf.content, made.document, pdf.pages, CLASSIC[language])
    docx_words(made.artifacts["docx"].content, made.document, language)


@pytest.mark.parametrize("words", [LONG * 190, "W" * 200], ids=["ten thousand characters", "one long word"])
def test_it_keeps_everything_between_the_margins(words):
    data = sample_data(SAMPLE)
    data["kpis"][0]["definition"] = words
    data["milestones"][0]["acceptance"] = words
    made = make(as_json(data), "zh")
    assert made.warnings == ()
    pdf = made.artifacts["pdf"]
    pdf_words(pdf.content, made.document, pdf.pages, CLASSIC["zh"])
    with pdfium.PdfDocument(pdf.content) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            assert min(box[0] for box in boxes) > 0
            assert max(box[2] for box in boxes) < page.get_width()
            assert min(box[1] for box in boxes) > 0
