import datetime
from decimal import Decimal

import pytest

from docgen.i18n.locale import find_locale
from docgen.signing.sign import sign
from docgen.spec.models import GoalSpec
from docgen.view.present import present
from tests.support.specs import a_spec

SIGNED_ON = datetime.date(2027, 1, 8)


def a_kpi(**fields):
    usual = {
        "id": "K1", "goal": "G1", "name": "首次价值达成时长", "unit": "天", "direction": "lower",
        "baseline": {"value": 21}, "target": 7, "weight": 100, "threshold": 14,
        "scoring": {"method": "anchors", "points": [{"value": 14, "score": 60}, {"value": 7, "score": 100}]},
    }  # fmt: skip
    return {**usual, **fields}


def a_change(**fields):
    usual = {
        "id": "CR-1", "date": "2027-07-14", "ref": "K1", "subject": "K1", "old": "7天", "new": "10天",
        "reason": "外部接口推迟", "approver": "罗砚之", "approved": "2027-07-20",
    }  # fmt: skip
    return {**usual, **fields}


def after_signing(version="V1.0", **now):
    """A spec that was signed with the usual KPI, and says something else now."""
    before = a_spec(kpis=[a_kpi()])
    before["document"]["version"] = version
    signed = sign(GoalSpec.model_validate(before), SIGNED_ON)
    spec = GoalSpec.model_validate({**before, "changes": [], **now})
    return spec.model_copy(update={"signed": signed})


def present_it(spec, language="zh"):
    return present(spec, find_locale(language), {}, SIGNED_ON).value


def test_it_shows_no_signature_before_there_is_one():
    view = present_it(GoalSpec.model_validate(a_spec()))
    assert view["signed"] is None
    assert not view["has"]["signed"]


def test_it_says_in_one_sentence_what_was_signed():
    spec = after_signing()
    shown = present_it(spec)["signed"]
    digest = spec.signed.digest[:16]
    assert (shown["date"], shown["version"], shown["digest"], shown["intact"]) == (
        "2027-01-08",
        "V1.0",
        digest,
        True,
    )
    assert shown["text"] == f"目标条款（V1.0）已于2027年1月8日签署冻结，校验码 {digest}"
    nameless = after_signing(version=None)
    english = present_it(nameless, "en")["signed"]["text"]
    digest = nameless.signed.digest[:16]
    assert english == f"The terms were frozen by signature on January 8, 2027, digest {digest}"


def test_it_puts_every_difference_under_its_change():
    now = a_kpi(target=10, threshold=None, scoring={"method": "progress"}, direction="higher", weight=100)
    view = present_it(after_signing(kpis=[now], changes=[a_change()]))
    assert sorted(view["changes"][0]["differences"]) == sorted(
        ["目标值 7 → 10", "底线值 14 → —", "评分规则已改写", "方向 越低越好 → 越高越好"]
    )
    assert view["signed"]["intact"]


def test_it_tells_days_and_weights_and_what_came_and_went():
    goals = [{**a_spec()["goals"][0], "due": "2027-11-30", "weight": 60}]
    goals.append({**goals[0], "id": "G2", "weight": 40, "title": "目标二"})
    changes = [
        a_change(ref="G1"),
        a_change(id="CR-2", ref="G2"),
        a_change(id="CR-3", ref="K1"),
    ]
    view = present_it(after_signing(goals=goals, kpis=[], changes=changes), "en")
    told = {each["id"]: sorted(each["differences"]) for each in view["changes"]}
    assert told == {
        "CR-1": ["Due date: 2027-12-31 → 2027-11-30", "Weight: 100% → 60%"],
        "CR-2": ["Added after signing"],
        "CR-3": ["Removed after signing"],
    }


@pytest.mark.parametrize("spoiled", ["target", "digest"])
def test_it_says_that_something_was_altered_without_a_record(spoiled):
    spec = after_signing(kpis=[a_kpi(target=10)] if spoiled == "target" else [a_kpi()])
    if spoiled == "digest":
        terms = spec.signed.terms
        forged = terms.kpis["K1"].model_copy(update={"target": Decimal(7), "stretch": Decimal(5)})
        terms = terms.model_copy(update={"kpis": {"K1": forged}})
        spec = spec.model_copy(update={"signed": spec.signed.model_copy(update={"terms": terms})})
    shown = present_it(spec)["signed"]
    assert not shown["intact"]
    assert shown["text"].endswith("；此后有改动没有登记变更")
