"""One spec, several documents: what a stage adds, what it leaves out, and where the review stands."""

import re
from collections import Counter
from copy import deepcopy
from html import escape
from itertools import product

import pytest

from docgen.document.text import document_text
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, show
from docgen.render.html import render
from docgen.review.review import review
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.making import LANGUAGES, PACKS, SAMPLES, TODAY, as_json, press, sample_data
from tests.support.parity import squeeze

STAGES = ("plan", "signed", "check-in", "mid-year", "final")
ALL = (*PACKS, "acme-example", "review-sheet")
BY_NAME = {path.stem: path for path in SAMPLES}
LETTERS = ("S", "M", "A", "R", "T")
FIGURES = ("classic", "formal", "pbc", "kpi-sheet", "okr", "plan-en")
WORKINGS = ("classic", "formal", "pbc", "kpi-sheet", "plan-en", "responsibility")

each_language = pytest.mark.parametrize("language", LANGUAGES)


def made_at(name, pack, language, stage, *, reviewed=False, change=None):
    """Show a sample as it would be at a stage, and render it; ``change`` may edit what the template sees."""
    data = sample_data(BY_NAME[name])
    data["document"]["stage"] = stage
    ready = press(language, ("html",), pack)
    spec = validate(read(as_json(data), f"{name}.json")).value
    found = review(spec, TODAY) if reviewed else None
    view, _ = show(spec, ready, TODAY, review=found)
    if change:
        change(view)
    document, warnings = render(view, ready.templates, ready.theme.assets)
    return view, document, warnings


def text_of(document):
    return squeeze(document_text(document.body))


def missing(words, document):
    text = text_of(document)
    return [each for each in words if squeeze(each) not in text]


@pytest.mark.parametrize(("pack", "stage"), list(product(ALL, STAGES)))
def test_it_makes_every_sample_at_every_stage(pack, stage):
    for number, name in enumerate(BY_NAME):
        _, document, warnings = made_at(name, pack, LANGUAGES[number % 2], stage, reviewed=True)
        assert warnings == ()
        names = Counter(re.findall(r'data-name="([^"]+)"', document.html))
        assert [each for each, count in names.items() if count > 1] == []
        assert ">None<" not in document.html


@each_language
def test_a_plan_has_neither_progress_nor_scores(language):
    _, document, _ = made_at("market-entry", "classic", language, "plan")
    assert not re.search(r'id="(progress|evaluation)"', document.html)


@each_language
@pytest.mark.parametrize("pack", FIGURES)
def test_every_figure_under_way_tells_its_day_and_source(pack, language):
    view, document, _ = made_at("saas-retention", pack, language, "check-in")
    told = [kpi["progress"]["told"] for kpi in view["kpis"] if kpi["progress"]]
    assert len(told) > 5
    assert missing(told, document) == []


@each_language
def test_progress_stands_against_the_plan_of_its_day(language):
    view, document, _ = made_at("saas-retention", "classic", language, "mid-year")
    section = document.html.partition('id="progress"')[2].partition("</section>")[0]
    for kpi in view["kpis"]:
        now = kpi["progress"]
        assert all(
            f">{now[key]}<" in section for key in ("value", "planned", "progress", "ratio") if now[key]
        )
    assert section.count("<svg") == sum(1 for kpi in view["kpis"] if kpi["track"])
    assert all(escape(rule, quote=False) in section for rule in view["tracking"]["rag"])


@each_language
@pytest.mark.parametrize("pack", WORKINGS)
def test_the_end_can_be_redone_by_hand(pack, language):
    view, document, _ = made_at("data-platform", pack, language, "final")
    results, total = view["evaluation"]["results"], view["evaluation"]["total"]
    assert missing([line for result in results for line in result["working"]], document) == []
    assert (
        missing([result["score"] for result in results] + [total["working"], total["total"]], document) == []
    )


@each_language
@pytest.mark.parametrize("pack", ["classic", "pbc", "kpi-sheet"])
def test_scores_that_people_have_not_given_are_places_to_fill_in(pack, language):
    view, document, _ = made_at("support-lead", pack, language, "final")
    names = set(re.findall(r'data-name="(score\.[^"]+)"', document.html))
    assert {f"score.{kpi['id']}.{who}" for kpi in view["kpis"] for who in ("self", "manager")} <= names


@each_language
def test_dissent_has_its_place_at_the_end(language):
    _, document, _ = made_at("support-lead", "classic", language, "final")
    assert 'data-name="assessment.dissent"' in document.html
    days = {"zh": "收到结果之日起10日内", "en": "within 10 days of receiving it"}
    assert missing([days[language]], document) == []


@each_language
def test_the_panel_of_a_goal_has_a_verdict_a_letter(language):
    view, document, _ = made_at("saas-retention", "classic", language, "check-in", reviewed=True)
    chips = re.findall(r'<span class="verdict-\w+">([^<]+)</span>', document.html)
    assert chips == [each["verdict_text"] for goal in view["goals"] for each in goal["verdicts"]]
    assert len(chips) == len(view["goals"]) * len(LETTERS)
    assert missing([view["review"]["note"]], document) == []
    _, unreviewed, _ = made_at("saas-retention", "classic", language, "check-in")
    assert "verdict-" not in unreviewed.html


@each_language
def test_the_panel_tells_what_was_accepted_and_why(language):
    def accept(view):
        letter = view["goals"][0]["verdicts"][0]
        finding = deepcopy(view["review"]["groups"][0]["findings"][0])
        letter["findings"] = [{**finding, "accepted": True, "reason": "甲乙丙", "approver": "丁"}]

    _, document, _ = made_at("saas-retention", "classic", language, "check-in", reviewed=True, change=accept)
    assert missing(["甲乙丙", "丁"], document) == []


@each_language
@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_review_sheet_tells_every_finding_and_its_place(count, language):
    def fill(view):
        goals, groups = view["review"]["goals"], view["review"]["groups"]
        pattern = next(finding for group in groups for finding in group["findings"])
        for part in (*(letter for goal in goals for letter in goal["letters"]), *groups):
            part["findings"] = []
        for number in range(count):
            letter = goals[number % len(goals)]["letters"][number % len(LETTERS)]
            finding = {
                **pattern,
                "rule": f"Z{number}",
                "place": f"kpis[{number}]",
                "line": f"{1000 + number}",
            }
            letter["findings"].append(finding)

    view, document, _ = made_at(
        "saas-retention", "review-sheet", language, "check-in", reviewed=True, change=fill
    )
    said = [f"{name}{number}" for number in range(count) for name in ("Z", "kpis[")]
    assert missing([*said, *(str(1000 + number) for number in range(count))], document) == []
    assert missing([goal["title"] for goal in view["goals"]] + [view["review"]["note"]], document) == []
    nothing = press(language, ("html",), "review-sheet").labels["checks"]["none"]
    assert (missing([nothing], document) == []) == (count == 0)


def test_the_appendix_is_there_for_a_pack_that_wants_it(tmp_path):
    text = "name: ours\ntitle: {zh: 本公司, en: Ours}\nextends: classic\nsections: {add: [{section: appendix-review}]}\n"
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    ready = prepare(load_pack(str(tmp_path)), ("html",), press("zh").locale)
    spec = validate(read(BY_NAME["saas-retention"].read_bytes(), "saas-retention.yaml")).value
    view, _ = show(spec, ready, TODAY, review=review(spec, TODAY))
    document, warnings = render(view, ready.templates, ready.theme.assets)
    assert warnings == ()
    findings = [finding for group in view["review"]["groups"] for finding in group["findings"]]
    assert missing([each["text"] for each in findings if not each["accepted"]], document) == []
