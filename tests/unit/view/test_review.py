import datetime

import pytest

from docgen.diagnostics import Diagnostic, Location, Severity
from docgen.diagnostics.sentences import say
from docgen.i18n.languages import Words
from docgen.i18n.locale import find_locale
from docgen.review.model import Accepted, Finding, Review
from docgen.review.review import review
from docgen.spec.models import GoalSpec
from docgen.view.present import present
from tests.support.specs import a_spec

TODAY = datetime.date(2027, 1, 4)


def present_it(spec, made, language="zh"):
    return present(spec, find_locale(language), {}, TODAY, review=made).value


def a_finding(rule, severity="warning", goal=None, line=None, **fields):
    where = Location(path=("goals", 0, "title"), line=line)
    return Finding(Diagnostic(rule, Severity(severity), where), goal, fields.pop("ref", None), **fields)


def a_review(*findings, verdicts=None, others=None):
    return Review(findings, verdicts or {}, others or {})


SPEC = GoalSpec.model_validate(a_spec())
ACCEPTED = Accepted(Words("去年已论证", "argued last year"), Words("顾明川", "Gu Mingchuan"))


def test_it_shows_nothing_without_a_review():
    view = present_it(SPEC, None)
    assert view["review"] is None
    assert view["goals"][0]["verdicts"] == []
    assert not view["has"]["review"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_what_a_real_review_says(language):
    """A goal without a KPI: the sentences are those of the findings themselves."""
    made = review(SPEC, TODAY)
    view = present_it(SPEC, made, language)
    assert view["has"]["review"]
    shown = {
        (each["rule"], each["place"], each["text"])
        for part in (*view["goals"][0]["verdicts"], *view["review"]["groups"])
        for each in part["findings"]
    }
    said = {(each.rule, say(each.diagnostic, language).reason) for each in made.findings}
    assert {(rule, text) for rule, _, text in shown} == said
    assert ("M1", "goals[0]") in {(rule, place) for rule, place, _ in shown}
    assert [each["verdict"] for each in view["goals"][0]["verdicts"]] == [
        made.verdicts["G1"][letter] for letter in "SMART"
    ]


def test_it_counts_what_is_open_and_what_somebody_accepted():
    made = a_review(
        a_finding("M7", "error", "G1"),
        a_finding("M6"),
        a_finding("S2", "info", "G1"),
        a_finding("S3", "error", "G1", accepted=ACCEPTED),
    )
    shown = present_it(SPEC, made)["review"]
    counts = [shown[name] for name in ("errors", "warnings", "infos", "accepted")]
    assert counts == [1, 1, 1, 1]
    assert (shown["ready"], shown["ready_text"]) == (False, "有1条不通过的意见，处理后再提交审核和签署")
    assert present_it(SPEC, a_review())["review"]["ready_text"] == "没有不通过的意见，可以提交审核和签署"


@pytest.mark.parametrize(("language", "reason"), [("zh", "去年已论证"), ("en", "argued last year")])
def test_it_tells_who_accepted_a_finding_and_why(language, reason):
    made = a_review(a_finding("S3", "error", "G1", ref="G1", line=12, accepted=ACCEPTED))
    found = present_it(SPEC, made, language)["goals"][0]["verdicts"][0]["findings"][0]
    assert (found["accepted"], found["reason"], found["line"], found["ref"]) == (True, reason, "12", "G1")


def test_it_puts_every_finding_in_one_place():
    made = a_review(
        a_finding("M7", goal="G1"), a_finding("M6"), a_finding("C1", goal="G1"), a_finding("X4"),
        a_finding("DOC1"), a_finding("DG226"), a_finding("T3", goal="gone"),
    )  # fmt: skip
    view = present_it(SPEC, made)
    letters = {each["letter"]: each["findings"] for each in view["goals"][0]["verdicts"]}
    assert [each["rule"] for each in letters["M"]] == ["M7"]
    groups = {each["key"]: [f["rule"] for f in each["findings"]] for each in view["review"]["groups"]}
    assert groups == {
        "document": ["M6", "DG226", "T3"],
        "communication": ["C1"],
        "tracking": ["X4"],
        "format": ["DOC1"],
    }


def test_it_takes_the_verdicts_of_the_review():
    made = a_review(
        a_finding("M6"), verdicts={"G1": {"S": "pass", "M": "hint", "A": "fail"}}, others={"C": "fail"}
    )
    view = present_it(SPEC, made)
    assert [each["verdict_text"] for each in view["goals"][0]["verdicts"]] == [
        "通过", "提示", "不通过", "无法判断", "无法判断",
    ]  # fmt: skip
    verdicts = {each["key"]: each["verdict"] for each in view["review"]["groups"]}
    assert verdicts == {"document": "hint", "communication": "fail", "tracking": "pass", "format": "pass"}


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([("M6", "error", None), ("M6", "warning", None)], "fail"),
        ([("M6", "error", ACCEPTED)], "pass"),
        ([("M6", "info", None)], "pass"),
    ],
)
def test_it_judges_the_whole_document_by_its_worst_open_finding(findings, verdict):
    made = a_review(*(a_finding(rule, severity, accepted=by) for rule, severity, by in findings))
    groups = present_it(SPEC, made)["review"]["groups"]
    assert next(each["verdict"] for each in groups if each["key"] == "document") == verdict


def test_it_says_beside_a_letter_what_the_whole_document_has_to_do_with_it():
    """A letter that is no pass has a reason beside it, also where that is about no goal."""
    made = a_review(a_finding("M6"), a_finding("M6"), a_finding("M7", goal="G1"), a_finding("A1", "info"))
    letters = {each["letter"]: each for each in present_it(SPEC, made)["goals"][0]["verdicts"]}
    assert letters["M"]["elsewhere"] == "另见对整份文档的意见：M6"
    assert letters["A"]["elsewhere"] == ""
