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
