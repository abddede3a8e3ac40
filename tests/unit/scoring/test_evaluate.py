"""The total: what is missing, what is told in which measure, what is added outside the weights, the grade."""

import time
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.scoring.evaluate import evaluate
from docgen.spec.models import GoalSpec
from tests.support.specs import a_spec

ANCHORS = {
    "method": "anchors",
    "points": [{"value": 6, "score": 60}, {"value": 10, "score": 100}, {"value": 12, "score": 120}],
    "below": 0,
}
LEVELS = {"method": "levels", "levels": [{"level": 5, "ge": 12}, {"level": 3, "ge": 10}, {"level": 1}]}
SCALE = [
    {"grade": "A", "low": 95},
    {"grade": "B", "low": 80, "below": 95},
    {"grade": "C", "below": 80},
]


def a_kpi(name, weight, **changes):
    kpi = {
        "id": name, "goal": "G1", "name": "份额", "unit": "%", "direction": "higher", "weight": Decimal(weight),
        "baseline": {"value": 0, "as_of": "2026-12-31"}, "target": 10, "scoring": ANCHORS,
    }  # fmt: skip
    return kpi | changes


def evaluated(kpis, results, *, spec=None, **evaluation):
    """Evaluate KPIs with these results; of one written as a mapping the fields of the actual value."""
    actuals = []
    for name, value in results.items():
        given = value if isinstance(value, dict) else {"value": Decimal(value)}
        actuals.append({"kpi": name, "as_of": "2027-12-31", **given})
    evaluation = {"actuals": actuals, "scale": SCALE, **evaluation}
    return evaluate(GoalSpec.model_validate(a_spec(kpis=kpis, evaluation=evaluation, **(spec or {}))))


def two(first="50", second="50", **changes):
    return [a_kpi("K1", first), a_kpi("K2", second, **changes)]


class TestMissing:
    def test_it_has_no_total_before_there_are_points(self):
        found = evaluated(two(), {})
        assert found.total is None
        assert [each.unscored for each in found.scores] == ["no_actual", "no_actual"]

    def test_it_does_not_count_a_missing_result_as_zero_nor_spread_its_weight(self):
        total = evaluated(two("60", "40"), {"K1": "10"}).total
        assert total.results.rounded == total.total == Decimal("60.00")
        assert (total.open_weight, total.provisional) == (Decimal(40), True)

    def test_it_gives_no_grade_to_a_part_of_a_total(self):
        total = evaluated(two("60", "40"), {"K1": "10"}).total
        assert (total.grade, total.capped_grade, total.gates) == (None, None, ())

    def test_it_counts_a_result_of_zero(self):
        total = evaluated(two("60", "40"), {"K1": "10", "K2": "0"}).total
        assert (total.total, total.provisional, total.grade) == (Decimal("60.00"), False, "C")

    def test_it_leaves_open_what_has_no_rule(self):
        found = evaluated(two("60", "40", scoring=None), {"K1": "10", "K2": "10"})
        assert found.scores[1].unscored == "no_rule"
        assert found.total.open_weight == Decimal(40)

    def test_it_leaves_open_what_the_rule_cannot_take(self):
        found = evaluated(two(scoring={"method": "ratio"}), {"K1": "10", "K2": "-1"})
        assert found.scores[1].unscored == "not_applicable"

    def test_it_leaves_open_a_score_of_people_where_a_value_is_measured(self):
        found = evaluated(two(), {"K1": "10", "K2": {"self_score": 90, "manager_score": 80}})
        assert found.scores[1].unscored == "no_actual"
        assert found.scores[1].actual.manager_score == 80

    def test_it_takes_the_score_of_the_manager_where_a_person_judges(self):
        given = {"self_score": 95, "manager_score": 80, "note": "两项未完成"}
        found = evaluated(two(scoring={"method": "manual"}), {"K1": "10", "K2": given})
        assert found.scores[1].points == 80
        assert found.total.total == Decimal("90.00")

    def test_it_waits_for_the_manager_where_a_person_judges(self):
        given = {"value": 3, "self_score": 95}
        found = evaluated(two(scoring={"method": "manual"}), {"K1": "10", "K2": given})
        assert found.scores[1].unscored == "no_actual"

    def test_it_counts_a_goal_that_nothing_measures_as_open(self):
        goal = a_spec()["goals"][0]
        goals = [{**goal, "weight": 70}, {**goal, "id": "G2", "weight": 30}]
        total = evaluated([a_kpi("K1", "70")], {"K1": "10"}, spec={"goals": goals}).total
        assert (total.total, total.open_weight, total.grade) == (Decimal("70.00"), Decimal(30), None)


class TestRounding:
    def thirds(self, **rounding):
        kpis = [a_kpi(f"K{place}", "33.125") for place in (1, 2)] + [a_kpi("K3", "33.75")]
        return evaluated(kpis, {"K1": "10", "K2": "10", "K3": "0"}, rounding=rounding).total

    def test_it_rounds_the_total_once_and_not_its_lines(self):
        total = self.thirds(digits=1)
        assert total.exact == Fraction("66.25")
        assert (str(total.total), str(total.lines_differ)) == ("66.3", "66.2")

    @pytest.mark.parametrize(
        ("mode", "digits", "expected"),
        [("half_up", 1, "66.3"), ("half_even", 1, "66.2"), ("half_up", 0, "66"), ("half_even", 2, "66.25")],
    )
    def test_it_rounds_as_the_spec_says(self, mode, digits, expected):
        assert str(self.thirds(digits=digits, mode=mode).total) == expected

    def test_it_sums_thirds_exactly(self):
        kpis = [a_kpi("K1", "30", baseline={"value": 7, "as_of": "2026"}, scoring={"method": "progress"}),
                a_kpi("K2", "70", baseline={"value": 7, "as_of": "2026"}, scoring={"method": "progress"})]  # fmt: skip
        total = evaluated(kpis, {"K1": "8", "K2": "8"}).total
        assert total.exact == Fraction(100, 3)
        assert str(total.total) == "33.33"

    def test_it_keeps_weights_of_many_digits_from_leaving_anything_open(self):
        third = Decimal("33." + "3" * 40)
        kpis = [a_kpi("K1", third), a_kpi("K2", third), a_kpi("K3", 100 - 2 * third)]
        assert not evaluated(kpis, {"K1": "10", "K2": "10", "K3": "10"}).total.provisional


class TestGrades:
    @pytest.mark.parametrize(
        ("value", "total", "grade"),
        [("9.49", "94.90", "B"), ("9.4994", "94.99", "B"), ("9.4995", "95.00", "A"), ("9.5", "95.00", "A"),
         ("8", "80.00", "B"), ("7.9994", "79.99", "C"), ("5", "0.00", "C"), ("99", "120.00", "A")],
    )  # fmt: skip
    def test_it_grades_the_rounded_total_at_the_borders_of_bands(self, value, total, grade):
        found = evaluated([a_kpi("K1", "100")], {"K1": value}).total
        assert (str(found.total), found.grade) == (total, grade)

    def test_it_gives_no_grade_where_no_band_holds(self):
        found = evaluated([a_kpi("K1", "100")], {"K1": "5"}, scale=SCALE[:2]).total
        assert (found.grade, found.capped_grade) == (None, None)

    def capped(self, *lines, scale=SCALE):
        lines = [{"id": f"R{place}", "text": "红线", **line} for place, line in enumerate(lines)]
        found = evaluated([a_kpi("K1", "100")], {"K1": "9"}, spec={"red_lines": lines}, scale=scale).total
        return found.grade, found.capped_grade, [line.id for line in found.gates]

    def test_it_lowers_nothing_while_a_red_line_is_not_crossed(self):
        assert self.capped({"max_grade": "C", "triggered": False}, {"max_grade": "C"}) == ("B", "B", [])

    def test_it_never_raises_a_grade(self):
        assert self.capped({"max_grade": "A", "triggered": True}) == ("B", "B", [])

    def test_it_keeps_a_grade_that_the_line_allows(self):
        assert self.capped({"max_grade": "B", "triggered": True}) == ("B", "B", [])

    def test_it_lowers_nothing_for_a_line_without_a_grade(self):
        assert self.capped({"triggered": True}) == ("B", "B", [])

    def test_it_takes_the_lowest_of_several_lines(self):
        scale = [*SCALE[:2], {"grade": "C", "low": 60, "below": 80}, {"grade": "D", "below": 60}]
        lines = ({"max_grade": "D", "triggered": True}, {"max_grade": "C", "triggered": True})
        assert self.capped(*lines, scale=scale) == ("B", "D", ["R0", "R1"])

    def test_it_orders_a_scale_that_is_written_from_the_worst(self):
        assert self.capped({"max_grade": "C", "triggered": True}, scale=SCALE[::-1]) == ("B", "C", ["R0"])


class TestParts:
    def total(self, competencies, **shares):
        shares = shares or {"results": 80, "competencies": 20}
        spec = {"competencies": [{"name": "能力", "full": 5, **each} for each in competencies]}
        return evaluated([a_kpi("K1", "100")], {"K1": "10"}, spec=spec, shares=shares).total

    def test_it_averages_levels_that_weigh_the_same(self):
        total = self.total([{"manager_level": 4}, {"manager_level": 3}, {"manager_level": 5}])
        assert str(total.competencies.rounded) == "80.00"
        assert str(total.total) == "96.00"

    def test_it_weighs_levels(self):
        total = self.total([{"manager_level": 5, "weight": 70}, {"manager_level": 2, "weight": 30}])
        assert str(total.competencies.rounded) == "82.00"

    def test_it_compares_each_level_with_its_own_highest(self):
        total = self.total([{"manager_level": 4, "full": 4}, {"manager_level": 5, "full": 10}])
        assert str(total.competencies.rounded) == "75.00"

    def test_it_takes_half_levels(self):
        assert str(self.total([{"manager_level": Decimal("3.5")}]).competencies.rounded) == "70.00"

    def test_it_is_provisional_without_a_level_and_counts_what_is_there(self):
        total = self.total([{"manager_level": 5}, {"self_level": 5}])
        assert (str(total.competencies.rounded), str(total.total)) == ("50.00", "90.00")
        assert (total.open_competencies, total.open_weight, total.grade) == (50, 0, None)
        assert [each.self_level for each in total.missing_levels] == [5]

    def test_it_is_provisional_where_a_share_has_no_competencies_at_all(self):
        total = self.total([])
        assert (total.open_competencies, total.missing_levels, total.provisional) == (100, (), True)

    def test_it_leaves_out_competencies_without_a_share(self):
        total = self.total([{"manager_level": 1}], results=100)
        assert (total.competencies, str(total.total)) == (None, "100.00")


class TestAdjustments:
    def given(self, *adjustments):
        spec = {"adjustments": [{"text": "加减分项", **each} for each in adjustments]}
        total = evaluated([a_kpi("K1", "100")], {"K1": "9"}, spec=spec).total
        return [(each.points, each.cut) for each in total.awarded], str(total.total)

    @pytest.mark.parametrize(
        ("adjustment", "points", "cut", "total"),
        [
            ({"points": 2, "awarded": 4}, 4, False, "94.00"),
            ({"points": 2, "cap": 6, "awarded": 6}, 6, False, "96.00"),
            ({"points": 2, "cap": 6, "awarded": 7}, 6, True, "96.00"),
            ({"points": -2, "cap": 6, "awarded": -8}, -6, True, "84.00"),
            ({"points": -2, "cap": -6, "awarded": -4}, -4, False, "86.00"),
            ({"points": -2, "awarded": 4}, 0, True, "90.00"),
            ({"points": 2, "awarded": -4}, 0, True, "90.00"),
            ({"points": 2, "awarded": 0}, 0, False, "90.00"),
        ],
    )
    def test_it_adds_what_was_given_up_to_the_cap(self, adjustment, points, cut, total):
        assert self.given(adjustment) == ([(points, cut)], total)

    def test_it_counts_nothing_that_was_not_given(self):
        assert self.given({"points": 2, "cap": 6}) == ([], "90.00")

    def test_it_adds_several(self):
        assert self.given({"points": 2, "awarded": 4}, {"points": -1, "awarded": -3})[1] == "91.00"


class TestMeasures:
    def test_it_tells_okr_from_0_to_1_with_4_digits(self):
        kpis = two("40", "60", baseline={"value": 1, "as_of": "2026"}, scoring={"method": "progress"})
        found = evaluated(kpis, {"K1": "7", "K2": "7"}, measure="okr", scale=[])
        assert [each.points for each in found.scores] == [Fraction(7, 10), Fraction(2, 3)]
        assert (str(found.total.total), found.rounding.digits) == ("0.6800", 4)

    def test_it_keeps_the_rounding_of_okr_that_is_stated(self):
        found = evaluated(two(), {"K1": "7", "K2": "7"}, measure="okr", rounding={"digits": 1}, scale=[])
        assert str(found.total.total) == "0.7"

    def test_it_cuts_okr_at_1(self):
        found = evaluated(two(), {"K1": "12", "K2": "10"}, measure="okr", scale=[])
        assert [(each.points, each.cut) for each in found.scores] == [(1, True), (1, False)]

    @pytest.mark.parametrize(("full", "half"), [(100, 50), (1, Decimal("0.5"))])
    def test_it_takes_scores_up_to_100_or_up_to_1_in_okr(self, full, half):
        tiers = {
            "method": "tiers",
            "bands": [{"ge": 10, "score": full}, {"ge": 5, "score": half}],
            "otherwise": 0,
        }
        found = evaluated(two(scoring=tiers), {"K1": "10", "K2": "5"}, measure="okr", scale=[])
        assert [(each.points, each.cut) for each in found.scores] == [(1, False), (Fraction(1, 2), False)]

    def test_it_takes_grades_of_people_in_okr_as_they_are_and_no_percentages(self):
        kpis = two(scoring={"method": "manual"})
        right = evaluated(
            kpis, {"K1": "10", "K2": {"manager_score": Decimal("0.7")}}, measure="okr", scale=[]
        )
        wrong = evaluated(kpis, {"K1": "10", "K2": {"manager_score": 70}}, measure="okr", scale=[])
        assert right.scores[1].points == Fraction(7, 10)
        assert (wrong.scores[1].unscored, wrong.total.open_weight) == ("not_applicable", 50)

    def test_it_sums_levels_from_100_to_500(self):
        kpis = [a_kpi("K1", "60", scoring=LEVELS), a_kpi("K2", "40", scoring=LEVELS)]
        totals = [
            str(evaluated(kpis, {"K1": one, "K2": other}, measure="levels", scale=[]).total.total)
            for one, other in (("12", "12"), ("10", "12"), ("1", "1"))
        ]
        assert totals == ["500.00", "380.00", "100.00"]

    def test_it_puts_competencies_on_the_scale_of_levels(self):
        found = evaluated([a_kpi("K1", "100", scoring=LEVELS)], {"K1": "10"}, measure="levels", scale=[],
                          shares={"results": 80, "competencies": 20},
                          spec={"competencies": [{"name": "能力", "full": 5, "manager_level": 4}]})  # fmt: skip
        assert str(found.total.total) == "320.00"

    @pytest.mark.parametrize(
        ("measure", "open_kpi"),
        [("points", "K1"), ("levels", "K2"), ("okr", "K1")],
    )
    def test_it_leaves_open_what_is_told_in_another_measure(self, measure, open_kpi):
        kpis = [a_kpi("K1", "50", scoring=LEVELS), a_kpi("K2", "50")]
        found = evaluated(kpis, {"K1": "10", "K2": "10"}, measure=measure, scale=[])
        assert {each.kpi.id: each.unscored for each in found.scores}[open_kpi] == "other_measure"
        assert found.total.open_weight == 50

    def test_it_takes_bands_of_levels_in_a_total_of_levels(self):
        tiers = {"method": "tiers", "bands": [{"ge": 10, "score": 4}], "otherwise": 1}
        found = evaluated([a_kpi("K1", "100", scoring=tiers)], {"K1": "10"}, measure="levels", scale=[])
        assert found.scores[0].weighted == found.total.total == 400


def test_it_evaluates_a_thousand_kpis_at_once():
    kpis = [a_kpi(f"K{place}", "0.1") for place in range(1000)]
    spec = GoalSpec.model_validate(
        a_spec(
            kpis=kpis,
            evaluation={
                "actuals": [
                    {"kpi": kpi["id"], "value": Decimal(place) / 90, "as_of": "2027-12-31"}
                    for place, kpi in enumerate(kpis)
                ]
            },
        )
    )
    start = time.perf_counter()
    assert not evaluate(spec).total.provisional
    assert time.perf_counter() - start < 1
