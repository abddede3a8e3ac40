"""What is wrong with points outside the weights, and with scores of people."""

from decimal import Decimal

import pytest

from docgen.scoring.results import find_result_flaws
from docgen.spec.models import GoalSpec
from tests.support.specs import a_spec

GRADES = [{"score": 100, "text": "优"}, {"score": 60, "text": "合格"}]
KPI = {
    "id": "K1", "goal": "G1", "name": "手册", "unit": "级", "direction": "higher", "weight": 100,
    "baseline": {"none": "尚无"}, "target": 3, "scoring": {"method": "manual", "grades": GRADES},
}  # fmt: skip


def flaws_of(spec):
    return [(flaw.kind, ".".join(map(str, flaw.path)), dict(flaw.facts)) for flaw in find_result_flaws(spec)]


def adjusted(**adjustment):
    return flaws_of(GoalSpec.model_validate(a_spec(adjustments=[{"text": "加减分项", **adjustment}])))


@pytest.mark.parametrize(
    "adjustment",
    [{"points": 2}, {"points": 2, "cap": 2, "awarded": 2}, {"points": -2, "cap": 6, "awarded": -6}, {"points": 2, "awarded": 0}],
)  # fmt: skip
def test_it_lets_adjustments_within_their_cap_be(adjustment):
    assert adjusted(**adjustment) == []


def test_it_finds_more_given_than_the_cap_allows():
    facts = {"awarded": "-7", "cap": "6"}
    assert adjusted(points=-2, cap=6, awarded=-7) == [("award_beyond_cap", "adjustments.0.awarded", facts)]


def test_it_finds_one_case_beyond_the_cap_of_all():
    facts = {"points": "8", "cap": "6"}
    assert adjusted(points=8, cap=6) == [("points_beyond_cap", "adjustments.0.points", facts)]


def test_it_finds_a_deduction_that_gives():
    facts = {"awarded": "3", "points": "-2"}
    assert adjusted(points=-2, awarded=3) == [("award_sign", "adjustments.0.awarded", facts)]


def entered(grades=GRADES, **scores):
    kpi = {**KPI, "scoring": {"method": "manual", "grades": grades}}
    actual = {"kpi": "K1", "as_of": "2027-12-31", **scores}
    return flaws_of(GoalSpec.model_validate(a_spec(kpis=[kpi], evaluation={"actuals": [actual]})))


def test_it_lets_scores_between_the_grades_be():
    assert entered(self_score=100, manager_score=Decimal("87.5")) == []


def test_it_lets_any_score_be_without_grades():
    assert entered(grades=[], manager_score=130) == []


def test_it_finds_scores_that_no_grade_describes():
    facts = {"kpi": "K1", "score": "110", "least": "60", "most": "100"}
    assert entered(manager_score=110) == [("entered_off_scale", "evaluation.actuals.0.manager_score", facts)]


def scaled(*bands, measure="points"):
    scale = [dict(zip(("grade", "low", "below"), band, strict=False)) for band in bands]
    scale = [{key: value for key, value in band.items() if value is not None} for band in scale]
    return flaws_of(GoalSpec.model_validate(a_spec(evaluation={"scale": scale, "measure": measure})))


SOUND = {
    "both bounds": [("A", 95), ("B", 80, 95), ("C", None, 80)],
    "from the best down by low alone": [("A", 95), ("B", 80), ("C", 0)],
    "from the worst up by below alone": [("C", None, 80), ("B", None, 95), ("A",)],
    "worst first": [("C", None, 80), ("B", 80, 95), ("A", 95)],
    "a best grade with an end": [("A", 95, 120), ("B", 0, 95)],
}


@pytest.mark.parametrize("bands", SOUND.values(), ids=SOUND)
def test_it_lets_a_whole_scale_be(bands):
    assert scaled(*bands) == []


def test_it_lets_levels_begin_at_a_hundred():
    assert scaled(("A", 300), ("B", 100, 300), measure="levels") == []


def test_it_finds_totals_without_a_grade():
    inner = {"region_zh": "≥75 且 <80", "region_en": "≥75 and <80"}
    assert scaled(("A", 80), ("B", 60, 75), ("C", None, 60)) == [("scale_gap", "evaluation.scale", inner)]
    below = {"region_zh": "<60", "region_en": "<60"}
    assert scaled(("A", 80), ("B", 60, 80)) == [("scale_gap", "evaluation.scale", below)]


def test_it_finds_totals_with_two_grades():
    facts = {"grade": "B", "other": "A", "region_zh": "≥95 且 <96", "region_en": "≥95 and <96"}
    assert scaled(("A", 95), ("B", 80, 96), ("C", None, 80)) == [
        ("scale_overlap", "evaluation.scale.1", facts)
    ]


def test_it_finds_a_grade_that_nobody_can_get():
    assert scaled(("C", 0), ("B", 80), ("A", 95)) == [
        ("scale_hidden", "evaluation.scale.1", {"grade": "B"}),
        ("scale_hidden", "evaluation.scale.2", {"grade": "A"}),
    ]


def test_it_finds_points_that_an_okr_sheet_cannot_hold():
    spec = a_spec(adjustments=[{"text": "专利", "points": 2}], evaluation={"measure": "okr"})
    assert flaws_of(GoalSpec.model_validate(spec)) == [
        ("points_off_scale", "adjustments.0.points", {"points": "2"})
    ]
