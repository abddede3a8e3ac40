import datetime
import json
from pathlib import Path

import pytest
import yaml

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view.present import present
from tests.support.specs import a_spec

ROOT = Path(__file__).parents[3]
TODAY = datetime.date(2026, 7, 24)
WORKING = yaml.safe_load((ROOT / "tests" / "cases" / "view" / "working.yaml").read_text(encoding="utf-8"))


def load(name):
    path = ROOT / "samples" / "personal" / f"{name}.yaml"
    return validate(read(path.read_bytes(), path.name)).value


def present_it(spec, language="zh"):
    return present(spec, find_locale(language), {}, TODAY).value


def a_kpi(number=1, weight=100, **fields):
    usual = {
        "id": f"K{number}", "goal": "G1", "name": f"指标{number}", "unit": "分", "direction": "higher",
        "baseline": {"value": 10}, "target": 20, "weight": weight,
    }  # fmt: skip
    return {**usual, **fields}


def evaluated(kpis, actuals, language="zh", stage="final", parts=None, **evaluation):
    """The evaluation of a spec with these KPIs and results, as a template sees it."""
    results = [{"as_of": "2027-12-31", **each} for each in actuals]
    spec = a_spec(kpis=kpis, evaluation={"actuals": results, **evaluation}, **(parts or {}))
    spec["document"]["stage"] = stage
    content = json.dumps(spec).encode()  # as a file, so that 0.1 is exact
    return present_it(validate(read(content, "case.json")).value, language)["evaluation"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", WORKING.values(), ids=WORKING.keys())
def test_it_shows_how_points_come_about(case, language):
    actual = {"kpi": "K1", **{key: case[key] for key in ("value", "manager_score") if key in case}}
    evaluation = {key: case[key] for key in ("measure", "rounding") if key in case}
    shown = evaluated([a_kpi(**case["kpi"])], [actual], language, **evaluation)
    said = case[language]
    assert shown["results"][0]["working"] == (said if isinstance(said, list) else [said])
    assert shown["results"][0]["scored"]


def test_it_reproduces_a_real_evaluation():
    shown = present_it(load("data-platform"))["evaluation"]
    assert [(each["score"], each["weighted"]) for each in shown["results"]] == [
        ("92.00", "16.56"), ("110.00", "15.40"), ("100.00", "8.00"), ("105.50", "12.66"), ("84.00", "10.08"),
        ("88.33", "12.37"), ("84.00", "8.40"), ("90.00", "5.40"), ("100.00", "6.00"),
    ]  # fmt: skip
    total = shown["total"]
    assert (total["results"], total["competencies"], total["total"]) == ("94.87", "80.00", "91.89")
    assert total["results_working"] == (
        "16.56 + 15.40 + 8.00 + 12.66 + 10.08 + 12.37 + 8.40 + 5.40 + 6.00 = 94.87"
    )
    assert total["competencies_working"] == "(4 + 4 + 5 + 3 + 4) ÷ 5 ÷ 5 × 100 = 80.00"
    assert total["grade_text"] == "综合得分 91.89，对应等级 B（≥80 且 <95）"
    assert (total["title"], total["trial"], total["provisional"]) == ("综合得分", False, False)
    assert shown["results"][5]["told"] == "数据截至2026年6月30日，来源：数据门户、Worktile 工单项目"


def test_it_writes_as_many_decimals_as_a_reader_needs():
    """94.87 × 80% + 80 × 20% would give 91.90, and the total is 91.89."""
    total = present_it(load("data-platform"))["evaluation"]["total"]
    assert total["working"] == "94.867 × 80% + 80.00 × 20% ≈ 91.89"


def test_it_holds_the_grade_down_where_a_red_line_is_crossed():
    spec = load("data-platform")
    crossed = spec.red_lines[0].model_copy(update={"triggered": True})
    total = present_it(spec.model_copy(update={"red_lines": (crossed, spec.red_lines[1])}))["evaluation"][
        "total"
    ]
    assert (total["total"], total["grade"], total["capped_grade"], total["gates"]) == (
        "91.89",
        "B",
        "C",
        ["R1"],
    )
    assert total["grade_text"].endswith("；因红线 R1 已触发，等级限为 C")


HALVES = [a_kpi(1, 50, scoring={"method": "ratio"}), a_kpi(2, 50, scoring={"method": "ratio"})]


def test_it_calls_a_total_with_open_weight_provisional():
    scale = [{"grade": "A", "low": 60}, {"grade": "B", "below": 60}]
    shown = evaluated(HALVES, [{"kpi": "K1", "value": 20}], scale=scale)
    total, missing = shown["total"], shown["results"][1]
    assert (total["title"], total["total"]) == ("综合得分（暂定）", "50.00")
    assert total["provisional_text"] == "暂定：尚有50%的权重未计分"
    assert (total["grade"], total["grade_text"]) == ("", "尚未全部计分，暂不定级")
    assert (missing["value"], missing["score"], missing["missing"]) == ("", "", True)
    assert missing["unscored"] == "待填：尚无实际值"
    assert shown["missing_weight"] == "50%"


def test_it_names_competencies_without_a_level():
    parts = {
        "competencies": [
            {"name": "分析", "full": 5, "weight": 60, "manager_level": 4},
            {"name": "协作", "full": 4, "weight": 40},
        ]
    }
    shares = {"results": 80, "competencies": 20}
    total = evaluated(HALVES, [{"kpi": "K1", "value": 20}, {"kpi": "K2", "value": 20}],
                      parts=parts, shares=shares)["total"]  # fmt: skip
    assert total["provisional_text"] == "暂定：尚无上级评级的能力项：协作"
    assert total["competencies_working"] == "(4 ÷ 5 × 60) ÷ 100 × 100 = 48.00"
    assert total["working"] == "100.00 × 80% + 48.00 × 20% = 89.60"


def test_it_marks_a_total_before_the_end_as_a_trial():
    shown = evaluated(
        HALVES, [{"kpi": "K1", "value": 20}, {"kpi": "K2", "value": 15}], "en", stage="check-in"
    )
    total = shown["total"]
    assert (total["title"], total["trial_text"]) == (
        "Total score (trial)",
        "A trial, not a result of the evaluation",
    )
    assert (total["results_working"], total["working"]) == ("50.00 + 37.50 = 87.50", "")


def test_it_says_that_rounded_lines_sum_to_another_number():
    thirds = [a_kpi(n, w, scoring={"method": "ratio"}) for n, w in ((1, 33.3), (2, 33.3), (3, 33.4))]
    total = evaluated(thirds, [{"kpi": f"K{n}", "value": 19.97} for n in (1, 2, 3)])["total"]
    assert total["results_working"] == "33.25 + 33.25 + 33.35 = 99.85"
    rounded = evaluated(thirds, [{"kpi": f"K{n}", "value": 19.97} for n in (1, 2, 3)],
                        rounding={"digits": 0})["total"]  # fmt: skip
    assert rounded["results_working"] == "33 + 33 + 33 ≈ 100"
    assert rounded["lines_text"] == "各行加权得分分别舍入后相加为 99，与业绩得分 100 的差异由舍入造成"


def test_it_adds_points_outside_the_weights_up_to_their_cap():
    parts = {"adjustments": [{"text": "专利", "points": 2, "cap": 3, "awarded": 4, "reason": "两项"},
                             {"text": "投诉", "points": -1}]}  # fmt: skip
    spec = [{"kpi": "K1", "value": 20}, {"kpi": "K2", "value": 20}]
    total = evaluated(HALVES, spec, parts=parts)["total"]
    assert (total["adjustments"], total["working"], total["total"]) == ("+3", "100.00 + 3 = 103.00", "103.00")
    assert total["lines_text"] == "加扣分超出规定的部分不计"


def test_it_shows_what_people_judge_beside_what_is_computed():
    kpis = [a_kpi(1, 50, scoring={"method": "manual"}), HALVES[1]]
    actuals = [
        {"kpi": "K1", "manager_score": 85, "self_score": 90, "note": "良好"},
        {"kpi": "K2", "value": 18, "self_score": 95},
    ]
    first, second = evaluated(kpis, actuals)["results"]
    assert (first["self_score"], first["manager_score"], first["score"]) == ("90", "85", "85.00")
    assert (first["value"], first["missing"]) == ("", False)
    assert (second["self_score"], second["manager_score"], second["score"]) == ("95", "", "90.00")


def test_it_says_whose_score_is_missing_where_people_judge():
    kpis = [a_kpi(1, 50, scoring={"method": "manual"}), HALVES[1]]
    shown = evaluated(kpis, [{"kpi": "K1", "self_score": 90}, {"kpi": "K2", "value": 18}])
    assert (shown["results"][0]["unscored"], shown["results"][0]["missing"]) == ("待填：尚无上级评分", True)


def test_it_tells_a_total_in_levels():
    rule = {"method": "levels", "levels": [{"level": 3, "ge": 18}, {"level": 5, "ge": 22}]}
    shown = evaluated([a_kpi(1, 60, scoring=rule), a_kpi(2, 40, scoring=rule)],
                      [{"kpi": "K1", "value": 19}, {"kpi": "K2", "value": 22}], measure="levels")  # fmt: skip
    assert [(each["score"], each["weighted"]) for each in shown["results"]] == [
        ("3", "180.00"),
        ("5", "200.00"),
    ]
    assert shown["total"]["total"] == "380.00"
    assert shown["measure_text"].startswith("按等级计分")


def test_it_tells_a_total_in_grades_from_0_to_1():
    rule = {"method": "progress"}
    shown = evaluated([a_kpi(1, 60, scoring=rule), a_kpi(2, 40, scoring=rule)],
                      [{"kpi": "K1", "value": 17}, {"kpi": "K2", "value": 19}], "en", measure="okr")  # fmt: skip
    assert [(each["score"], each["weighted"]) for each in shown["results"]] == [
        ("0.7000", "0.4200"),
        ("0.9000", "0.3600"),
    ]
    assert shown["total"]["total"] == "0.7800"
    assert shown["rounding"] == "The total is rounded half up to 4 decimals"
    assert "do not decide pay" in shown["measure_text"]


def test_it_leaves_places_to_fill_in_at_the_end():
    """A final document of a spec without an evaluation is a form, not an empty page."""
    spec = a_spec(kpis=[a_kpi()])
    spec["document"]["stage"] = "final"
    view = present_it(GoalSpec.model_validate(spec))
    assert [each["missing"] for each in view["evaluation"]["results"]] == [True]
    assert view["evaluation"]["total"] is None
    assert not view["has"]["scores"]


def test_it_shows_nothing_of_an_evaluation_before_there_is_one():
    view = present_it(load("market-entry"))
    assert view["evaluation"] is None
    assert not view["has"]["scores"]


def test_it_names_both_ends_of_a_target_that_is_a_range():
    kpi = a_kpi(direction="range", target=40, target_high=60)
    shown = evaluated([kpi], [{"kpi": "K1", "value": 50}])
    assert shown["results"][0]["target"] == "40～60"
