"""Styles of documents: each says what it is for, in both languages, whatever the spec leaves out or is full of."""

import re
from collections import Counter

import pypdfium2 as pdfium
import pytest

from docgen.document import blocks as tree
from docgen.document.text import document_lines, document_text
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read
from tests.laws.test_completeness import OPTIONAL, empty_headings, walk
from tests.laws.test_stress import stressed
from tests.support.changing import without
from tests.support.making import (
    LANGUAGES,
    SAMPLES,
    STYLES,
    TODAY,
    as_json,
    make,
    make_sample,
    press,
    sample_data,
)
from tests.support.parity import DECORATIONS, docx_words, pdf_words, squeeze
from tests.support.specs import a_spec

BY_NAME = {path.stem: path for path in SAMPLES}
STAGES = {"final": "data-platform", "check-in": "saas-retention", "plan": "market-entry"}
MOST_PAGES = 4

each_style = pytest.mark.parametrize("pack", STYLES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def names_of(made):
    """The names of the places to fill in, in reading order."""
    return re.findall(r'data-name="([^"]+)"', made.document.html)


def text_of(made):
    return squeeze(document_text(made.document.body))


def check_words(made, pack, language):
    """Word and PDF say what the document says."""
    pdf = made.artifacts["pdf"]
    assert (
        len(pdf_words(pdf.content, made.document, pdf.pages, DECORATIONS[pack][language])) == pdf.page_count
    )
    words = docx_words(made.artifacts["docx"].content, made.document, language, DECORATIONS[pack][language])
    assert words.splitlines() == [line for line in map(squeeze, document_lines(made.document.body)) if line]


@each_language
@each_style
class TestEmpty:
    def test_it_makes_the_least_there_can_be(self, pack, language):
        made = make(as_json(a_spec()), language, pack=pack)
        assert {each.code for each in made.warnings} <= {"DG411"}  # the spec is in Chinese alone
        assert empty_headings(made.document.body) == []
        check_words(made, pack, language)

    def test_it_says_nothing_of_what_is_left_out(self, pack, language):
        ready = press(language, ("html",), pack)
        for path in SAMPLES[LANGUAGES.index(language) :: len(LANGUAGES)]:
            data = sample_data(path)
            data.pop("signed", None)  # what is left out would differ from it, without a record
            for part in (part for part in OPTIONAL if part in data):
                outcome = produce(read(as_json(without(data, part)), path.name), ready, TODAY)
                assert outcome.ok, (path.stem, part, outcome.diagnostics)
                assert ">None<" not in outcome.artifacts["html"].content.decode(), (path.stem, part)


@each_language
@each_style
class TestCrowd:
    def test_it_loses_nothing_of_forty_milestones_and_twelve_long_kpis(self, pack, language):
        data = stressed()
        made = make(as_json(data), language, pack=pack)
        assert not [each for each in made.warnings if each.code != "DG411"]
        text = text_of(made)
        shown = [kpi["name"] for kpi in made.view["kpis"]]
        shown += [] if pack == "kpi-sheet" else [step["title"] for step in made.view["milestones"]]
        assert [words for words in shown if squeeze(words) not in text] == []
        assert squeeze(data["person"]["name"]) in text
        check_words(made, pack, language)
        with pdfium.PdfDocument(made.artifacts["pdf"].content) as document:
            for page in document:
                words = page.get_textpage()
                boxes = [words.get_charbox(index) for index in range(words.count_chars())]
                assert min(box[0] for box in boxes) > 0
                assert max(box[2] for box in boxes) < page.get_width()
                assert min(box[1] for box in boxes) > 0


@each_style
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_names_every_place_to_fill_in_once(path, pack):
    counts = Counter(names_of(make(path.read_bytes(), "zh", path.name, outputs=("html",), pack=pack)))
    assert [name for name, count in counts.items() if count > 1] == []


@each_language
@each_style
def test_it_has_the_title_of_its_style_or_one_that_names_it(pack, language):
    ready = press(language, ("html",), pack)
    style = ready.labels["style"]
    data = sample_data(BY_NAME["market-entry"])
    for title, first in (("甲乙丙丁", style["title"]), (f"A {style['word']} of 2027", None)):
        data["document"]["title"] = title
        made = make(as_json(data), language, outputs=("html",), pack=pack)
        text = text_of(made)
        assert squeeze(title) in text
        assert (squeeze(style["title"]) in text.partition(squeeze(title))[0]) == (first is not None)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_asks_for_two_scores_of_every_indicator(path):
    made = make(path.read_bytes(), "zh", path.name, outputs=("html",), pack="pbc")
    asked = [name for name in names_of(made) if name.startswith("score.")]
    assert asked == [
        f"score.{kpi['id']}.{who}"
        for goal in made.view["goals"]
        for kpi in goal["kpis"]
        for who in ("self", "manager")
    ]


@each_language
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_keeps_the_assessment_sheet_short(path, language):
    made = make(path.read_bytes(), language, path.name, outputs=("pdf",), pack="kpi-sheet")
    assert 1 < made.artifacts["pdf"].page_count <= MOST_PAGES
    with pdfium.PdfDocument(made.artifacts["pdf"].content) as document:
        assert all(page.get_width() > page.get_height() for page in document)


def places(made, prefix):
    """What stands in places to fill in, by the rest of their names."""
    found = re.findall(rf'data-name="{prefix}([^"]+)"[^>]*>([^<]*)<', made.document.html)
    return dict(found)


@pytest.mark.parametrize("pack", ["kpi-sheet", "responsibility"])
def test_it_fills_in_results_at_the_end_and_not_before(pack):
    final = make_sample(BY_NAME[STAGES["final"]], "zh", pack)
    actuals = {each["kpi"]: each["value"] for each in final.view["evaluation"]["results"]}
    assert places(final, "actual.") == actuals
    plan = make_sample(BY_NAME[STAGES["plan"]], "zh", pack)
    assert set(places(plan, "actual.").values()) == {""}


def test_it_shows_the_latest_figure_of_a_key_result():
    made = make_sample(BY_NAME[STAGES["check-in"]], "zh", "okr")
    latest = {}
    for checkin in made.view["checkins"]:
        latest |= {each["kpi"]: each["value"] for each in checkin["actuals"]}
    measured = [
        document_text(row.cells[5].children).split()[0]
        for table in walk(made.document.body)
        if isinstance(table, tree.Table)
        for row in table.body
        if document_text(row.cells[0].children) in latest
    ]
    assert measured == [latest[kpi["id"]] for kpi in made.view["kpis"] if kpi["id"] in latest]
    assert not [name for name in names_of(made) if name.removeprefix("current.") in latest]


@each_language
def test_its_parts_have_letters(language):
    made = make_sample(BY_NAME["support-lead"], language, "plan-en")
    numbers = [
        block.number for block in walk(made.document.body) if isinstance(block, tree.Heading) and block.number
    ]
    assert "".join(numbers) == "ABCDEFGH"


@each_language
class TestArticles:
    def test_it_has_an_article_for_every_clause(self, language):
        made = make_sample(BY_NAME["market-entry"], language, "responsibility")
        headings = [
            (block.number, squeeze(document_text([block])))
            for block in walk(made.document.body)
            if isinstance(block, tree.Heading) and block.scheme == "chapter"
        ]
        clauses = [squeeze(clause["title"]) for clause in made.view["clauses"]]
        assert headings == [(str(number), title) for number, title in enumerate(clauses, 1)]
        text = text_of(made)
        said = [line for clause in made.view["clauses"] for line in clause["text"]]
        assert [line for line in said if squeeze(line) not in text] == []

    def test_it_keeps_room_for_a_seal(self, language):
        made = make_sample(BY_NAME["market-entry"], language, "responsibility")
        first = made.view["signoff"][0]
        assert (first["seal"], first["name"]) == (True, made.view["organization"]["name"])
        assert made.document.html.count('class="seal"') == 1

    def test_a_company_changes_a_sentence_without_a_template(self, language, tmp_path):
        (tmp_path / "pack.yaml").write_text(
            "name: ours\ntitle: {zh: 本公司, en: Ours}\nextends: responsibility\nclauses:\n"
            "  - {id: confidentiality, leave_out: true}\n"
            "  - {id: rewards, title: {zh: 兑现, en: Reward}, text: {zh: '由{{ organization.name }}兑现。',"
            " en: 'Paid by {{ organization.name }}.'}}\n",
            encoding="utf-8",
        )
        ready = prepare(load_pack(str(tmp_path)), ("html",), press(language).locale)
        raw = read(BY_NAME["market-entry"].read_bytes(), "market-entry.yaml")
        outcome = produce(raw, ready, TODAY)
        html = outcome.artifacts_or_raise()["html"].content.decode()
        assert 'id="clause-confidentiality"' not in html
        company = {"zh": "由澜屿智能科技有限公司兑现。", "en": "Paid by Lanyu Smart Technology Co., Ltd."}
        assert company[language] in html
