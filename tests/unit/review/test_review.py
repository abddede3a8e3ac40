"""Verdicts, waivers, order and severities of a whole review."""

import datetime

import pytest
import yaml

from docgen.diagnostics import Severity
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say
from docgen.kpis.model import Library
from docgen.review.model import Accepted
from docgen.review.options import Options
from docgen.review.review import review
from docgen.review.rules import RULES
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.unit.review.test_cases import BASES, changed, load

TODAY = datetime.date(2027, 1, 4)


def reviewed(base="good", options=None, library=None, **case):
    content = yaml.safe_dump(changed(load(BASES[base]), case), allow_unicode=True, sort_keys=False)
    spec = validate(read(content.encode(), "case.yaml")).value
    return review(spec, TODAY, options or Options(), library)


def test_it_passes_every_letter_of_a_good_spec():
    found = reviewed()
    assert {goal: set(letters.values()) for goal, letters in found.verdicts.items()} == {
        "G1": {"pass"},
        "G2": {"pass"},
    }
    assert set(found.others.values()) == {"pass"}
    assert list(found.verdicts["G1"]) == ["S", "M", "A", "R", "T"]
    assert list(found.others) == ["C", "X", "DOC"]


def test_it_fails_the_letter_of_the_goal_that_has_the_error():
    found = reviewed(set={"kpis.2.threshold": 1.8})
    assert (found.verdicts["G1"]["M"], found.verdicts["G2"]["M"]) == ("pass", "fail")


def test_it_fails_a_letter_of_every_goal_for_what_is_wrong_with_the_document():
    found = reviewed(remove=["swot"])
    assert {letters["A"] for letters in found.verdicts.values()} == {"fail"}


def test_it_hints_where_there_are_warnings_only():
    found = reviewed(remove=["kpis.0.verifier"])
    assert (found.verdicts["G1"]["M"], found.verdicts["G2"]["M"]) == ("hint", "pass")


def test_it_lets_remarks_change_no_verdict():
    found = reviewed(remove=["swot.strengths.0.evidence"])
    assert [each.rule for each in found.findings] == ["A7"]
    assert {letters["A"] for letters in found.verdicts.values()} == {"pass"}


WITHOUT_BASELINES = {
    "kpis.2.baseline": {"none": "新渠道"},
    "kpis.3.baseline": {"none": "新渠道"},
    "goals.1.title": "将门店首次响应时长缩短到2小时",
}


def test_it_cannot_tell_what_nothing_judges():
    found = reviewed(set=WITHOUT_BASELINES)
    assert found.findings == ()
    assert (found.verdicts["G1"]["A"], found.verdicts["G2"]["A"]) == ("pass", "unknown")


def test_it_can_tell_by_the_guard_of_one_indicator():
    guarded = {**WITHOUT_BASELINES, "kpis.2.lib": "user_growth_rate"}
    assert reviewed(set=guarded).verdicts["G2"]["A"] == "pass"
    assert reviewed(set=guarded, library=Library()).verdicts["G2"]["A"] == "unknown"


def test_it_fails_rather_than_not_telling():
    assert reviewed(set=WITHOUT_BASELINES, remove=["swot"]).verdicts["G2"]["A"] == "fail"


def test_it_cannot_tell_of_a_letter_whose_rules_are_all_off():
    off = frozenset(rule.id for rule in RULES if rule.id.startswith("R"))
    found = reviewed(options=Options(off=off), remove=["goals.1.strategy"])
    assert found.verdicts["G2"]["R"] == "unknown"
    assert [each.rule for each in found.findings] == []


def test_it_weighs_as_the_company_says():
    options = Options(severities={"M5": Severity.ERROR, "A1": Severity.INFO})
    found = reviewed(options=options, remove=["kpis.0.verifier", "swot"])
    assert found.verdicts["G1"]["M"] == "fail"
    assert found.verdicts["G1"]["A"] == "pass"


def test_it_keeps_what_is_accepted_with_its_reason_and_counts_it_in_no_verdict():
    waiver = {
        "rule": "M5",
        "ref": "K1",
        "reason": {"zh": "尚无审核岗", "en": "No verifier yet"},
        "approver": "纪明岚",
    }
    found = reviewed(set={"waivers": [waiver]}, remove=["kpis.0.verifier"])
    (only,) = found.findings
    assert only.accepted == Accepted(("尚无审核岗", "No verifier yet"), ("纪明岚", "纪明岚"))
    assert found.open == ()
    assert found.verdicts["G1"]["M"] == "pass"


def test_it_tells_of_waivers_beside_the_letters():
    (only,) = reviewed(set={"waivers": [{"rule": "M55", "reason": "写错了"}]}).findings
    assert (only.rule, only.group, only.goal) == ("DG225", "DG", None)
    assert only.diagnostic.facts["near"] == "M5"


WAIVED = {"waivers": [{"rule": "T8", "ref": "G2", "reason": "每月例会"}], "tracking.cadence": []}
RATIO = {"kpis.0.scoring": {"method": "ratio"}}
SENTENCES = {
    "a goal without a milestone": (
        "T2",
        {"set": {f"milestones.{n}.goal": "G1" for n in (1, 3, 4)}},
        "没有里程碑，",
    ),
    "a waiver of a rule that speaks of something else": (
        "DG226",
        {"set": WAIVED},
        "规则 T8 在 G2 上没有提出意见。",
    ),
    "a ratio of what has no lower bound": (
        "M8",
        {"set": RATIO, "remove": ["kpis.0.lower_bound"]},
        "没有写 lower_bound，无法排除负值，",
    ),
    "a ratio of what may be negative": (
        "M8",
        {"set": {**RATIO, "kpis.0.lower_bound": -5}},
        "指标的下限 lower_bound 是 -5。",
    ),
}


@pytest.mark.parametrize(("rule", "case", "words"), SENTENCES.values(), ids=SENTENCES)
def test_it_says_just_what_is_true(rule, case, words):
    told = [say(each.diagnostic, "zh").reason for each in reviewed(**case).open if each.rule == rule]
    assert any(words in reason for reason in told), told


def test_it_puts_findings_in_the_order_of_the_spec():
    found = reviewed(
        set={"kpis.2.threshold": 1.8, "goals.1.title": "大幅缩短门店首次响应时长"},
        remove=["swot.strengths.0.evidence", "swot.opportunities.0.evidence", "kpis.0.verifier"],
    )
    assert [(each.rule, each.diagnostic.where.path) for each in found.findings] == [
        ("S3", ("goals", 1, "title")),
        ("M5", ("kpis", 0)),
        ("M4", ("kpis", 2, "threshold")),
        ("A7", ("swot", "strengths", 0)),
        ("A7", ("swot", "opportunities", 0)),
    ]


def test_it_names_every_rule_once():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_it_explains_every_rule(rule):
    assert catalogue()[rule.id].rule == rule.id
