"""A measured value against the planned way of its KPI."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.scoring.planned import planned_days
from docgen.scoring.standing import judge_standing
from docgen.spec.models import GoalSpec
from docgen.spec.models.course import Actual
from tests.support.specs import a_spec

YEAR = [
    {"period": "Q1", "date": "2027-03-31", "value": 2},
    {"period": "Q2", "date": "2027-06-30", "value": 4},
    {"period": "Q3", "date": "2027-09-30", "value": 7},
    {"period": "Q4", "date": "2027-12-31", "value": 10},
]
RAG = {"rag": {"on_track": 1, "at_risk": Decimal("0.75")}}


def a_kpi(**changes):
    kpi = {
        "id": "K1", "goal": "G1", "name": "份额", "unit": "%", "direction": "higher", "weight": 100,
        "baseline": {"value": 0, "as_of": "2026-12-31"}, "target": 10, "trajectory": YEAR,
    }  # fmt: skip
    return kpi | changes


def a_plan(*, tracking=RAG, due="2027-12-31", period=None, **changes):
    spec = a_spec(kpis=[a_kpi(**changes)], tracking=tracking)
    spec["goals"][0]["due"] = due
    spec["period"] |= period or {}
    return GoalSpec.model_validate(spec)


def standing(value, day, **changes):
    spec = a_plan(**changes)
    return judge_standing(spec, spec.kpis[0], Actual(kpi="K1", value=Decimal(value), as_of=day))


class TestPlan:
    def test_it_takes_the_stated_value_of_its_day(self):
        found = standing("4", "2027-06-30")
        assert (found.planned_value, found.interpolated) == (4, False)
        assert (found.progress, found.planned, found.ratio) == (Fraction(2, 5), Fraction(2, 5), 1)

    def test_it_draws_a_straight_line_between_two_stated_values_and_says_so(self):
        found = standing("5", "2027-08-15")
        assert found.planned_value == 4 + Fraction(46, 92) * 3
        assert found.interpolated

    def test_it_starts_from_the_baseline_on_the_first_day(self):
        found = standing("1", "2027-02-15")
        assert found.planned_value == Fraction(45, 89) * 2
        assert found.interpolated

    def test_it_starts_from_zero_where_values_add_up(self):
        way = [{"period": "Q2", "date": "2027-06-30", "value": 560, "cumulative": True}]
        revenue = {
            "unit": "万元",
            "baseline": {"value": 980, "as_of": "2026"},
            "target": 1200,
            "trajectory": way,
        }
        found = standing("610", "2027-06-30", **revenue)
        assert (found.progress, found.planned) == (Fraction(610, 1200), Fraction(560, 1200))
        assert (found.ratio, found.status) == (Fraction(610, 560), "on_track")
        assert standing("100", "2027-02-15", **revenue).planned_value == Fraction(45, 180) * 560

    def test_it_keeps_the_baseline_of_a_rate_so_far(self):
        way = [{"period": "Q2", "date": "2027-06-30", "value": 6, "cumulative": True}]
        assert standing("5", "2027-06-30", baseline={"value": 2}, trajectory=way).progress == Fraction(3, 8)
        sums = {"unit": "件", "aggregation": "mean", "baseline": {"value": 2}, "trajectory": way}
        assert standing("5", "2027-06-30", **sums).progress == Fraction(3, 8)

    def test_it_keeps_the_baseline_where_less_is_better(self):
        way = [{"period": "Q2", "date": "2027-06-30", "value": 2, "cumulative": True}]
        incidents = {"baseline": {"value": 9, "as_of": "2026"}, "target": 3, "trajectory": way}
        found = standing("1", "2027-06-30", direction="lower", **incidents)
        assert found.progress == Fraction(8, 6)

    def test_it_ends_with_the_target_when_the_goal_is_due(self):
        found = standing("8", "2027-12-31", trajectory=YEAR[:3])
        assert (found.planned_value, found.interpolated, found.ratio) == (10, False, Fraction(4, 5))

    def test_it_keeps_the_last_value_for_figures_that_arrive_late(self):
        assert standing("8", "2028-01-20").planned_value == 10

    def test_it_knows_no_plan_before_the_period(self):
        found = standing("1", "2026-12-15")
        assert (found.planned_value, found.planned, found.ratio) == (None, None, None)

    def test_it_does_not_mind_the_order_of_points(self):
        assert standing("4", "2027-06-30", trajectory=YEAR[::-1]).planned_value == 4

    def test_it_measures_downward_alike(self):
        points = [{"period": "Q2", "date": "2027-06-30", "value": 15}]
        found = standing("12", "2027-06-30", direction="lower", trajectory=points,
                         baseline={"value": 20, "as_of": "2026"}, target=10)  # fmt: skip
        assert (found.progress, found.planned, found.ratio) == (
            Fraction(4, 5),
            Fraction(1, 2),
            Fraction(8, 5),
        )


class TestSilence:
    @pytest.mark.parametrize("points", [[], YEAR[3:], [{"period": "期初", "date": "2027-01-01", "value": 0}]])
    def test_it_judges_nothing_that_is_planned_for_the_end_alone(self, points):
        found = standing("4", "2027-06-30", trajectory=points)
        assert (found.planned_value, found.progress, found.ratio, found.status) == (None, None, None, None)

    def test_it_takes_the_day_the_goal_is_due_for_the_end(self):
        points = [{"period": "年底", "date": "2027-12-20", "value": 10}]
        assert standing("4", "2027-06-30", trajectory=points, due="2027-12-17").progress is None
        assert standing("4", "2027-06-30", trajectory=points).progress == Fraction(2, 5)

    def test_it_has_no_ratio_while_nothing_is_planned_yet(self):
        points = [{**YEAR[0], "value": 0}, *YEAR[1:]]
        found = standing("1", "2027-03-31", trajectory=points)
        assert (found.progress, found.planned, found.ratio, found.status) == (Fraction(1, 10), 0, None, None)

    def test_it_has_no_ratio_where_the_plan_goes_the_other_way_first(self):
        points = [{**YEAR[0], "value": -2}, *YEAR[1:]]
        assert standing("-1", "2027-03-31", trajectory=points).ratio is None

    def test_it_has_no_progress_without_a_baseline_but_knows_the_plan(self):
        found = standing("4", "2027-06-30", baseline={"none": "新产品"})
        assert (found.planned_value, found.progress, found.ratio) == (4, None, None)
        assert standing("4", "2027-02-15", baseline={"none": "新产品"}).planned_value is None

    def test_it_has_no_progress_where_the_level_is_maintained(self):
        points = [{**point, "value": 10} for point in YEAR]
        found = standing("9", "2027-06-30", direction="maintain", trajectory=points,
                         baseline={"value": 10, "as_of": "2026"})  # fmt: skip
        assert (found.planned_value, found.progress, found.status) == (10, None, None)

    def test_it_has_no_progress_into_a_range(self):
        found = standing("4", "2027-06-30", direction="range", target_high=12)
        assert (found.planned_value, found.progress, found.ratio) == (4, None, None)

    def test_it_says_nothing_about_scores_of_people(self):
        spec = a_plan()
        found = judge_standing(spec, spec.kpis[0], Actual(kpi="K1", manager_score=90, as_of="2027-06-30"))
        assert (found.planned_value, found.progress) == (None, None)


class TestStatus:
    @pytest.mark.parametrize(
        ("value", "status"),
        [("4.01", "on_track"), ("4", "on_track"), ("3.99", "at_risk"), ("3", "at_risk"), ("2.99", "behind"), ("-1", "behind")],
    )  # fmt: skip
    def test_it_takes_each_threshold_as_reached_by_its_own_value(self, value, status):
        assert standing(value, "2027-06-30").status == status

    @pytest.mark.parametrize("tracking", [None, {"note": "每季"}])
    def test_it_has_no_status_without_thresholds(self, tracking):
        found = standing("4", "2027-06-30", tracking=tracking)
        assert (found.ratio, found.status) == (1, None)

    def test_it_never_calls_anything_done(self):
        assert standing("10", "2027-06-30").status == "on_track"


class TestDays:
    def days(self, *labels, **period):
        points = [{"period": label, "value": place} for place, label in enumerate(labels)]
        spec = a_plan(trajectory=points, period=period)
        return [(day.isoformat(), value) for day, value in planned_days(spec, spec.kpis[0])]

    def test_it_takes_a_quarter_for_its_last_day(self):
        found = self.days("Q1", "Q2", "Q3", "Q4")
        assert found == [("2027-03-31", 0), ("2027-06-30", 1), ("2027-09-30", 2), ("2027-12-31", 3)]

    def test_it_follows_the_fiscal_year(self):
        found = self.days(
            "FQ1", {"zh": "Q2", "en": "second"}, start="2026-07-01", end="2027-06-30", fiscal_year_start=7
        )
        assert found == [("2026-09-30", 0), ("2026-12-31", 1)]

    def test_it_leaves_out_what_has_no_day(self):
        assert self.days("上半年", "Q2", "Q5", "第三季度") == [("2027-06-30", 1)]

    def test_it_does_not_guess_between_two_quarters_of_one_name(self):
        assert self.days("Q1", "Q4", start="2027-01-01", end="2028-06-30") == [("2027-12-31", 1)]

    def test_it_prefers_the_day_that_is_stated(self):
        points = [{"period": "Q1", "date": "2027-04-05", "value": 2}]
        spec = a_plan(trajectory=points)
        assert planned_days(spec, spec.kpis[0]) == ((datetime.date(2027, 4, 5), 2),)

    def test_it_takes_the_first_of_two_values_of_one_day(self):
        spec = a_plan(
            trajectory=[{"period": "Q1", "value": 2}, {"period": "三月底", "date": "2027-03-31", "value": 3}]
        )
        assert planned_days(spec, spec.kpis[0]) == ((datetime.date(2027, 3, 31), 2),)
