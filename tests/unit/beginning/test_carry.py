import copy
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.beginning.begin import carry, look_at, move_logo
from docgen.beginning.span import find_span, span_after
from docgen.diagnostics import DocgenError
from docgen.kpis.library import built_in
from docgen.packs.load import load_pack
from docgen.spec.reader import read
from tests.support.filling import fill_in
from tests.support.specs import a_spec
from tests.unit.beginning.begun import TABLE, TODAY, TONGUES, check

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "personal").glob("*.yaml"))
KEPT = (
    "id", "goal", "name", "lib", "category", "unit", "value_type", "precision", "direction", "weight", "definition",
    "formula", "window", "population", "exclusions", "minimum_sample", "data_source", "data_lag", "frequency",
    "aggregation", "owner", "verifier", "lower_bound", "upper_bound", "collaborators",
)  # fmt: skip
PAST = {
    "strategy": [{"id": "C-1", "text": "存量健康", "start": "2026-01-01"}],
    "kpis": [
        {
            "id": "K1",
            "goal": "G1",
            "name": {"zh": "留存率：#1", "en": "Retention: #1"},
            "unit": "%",
            "direction": "higher",
            "baseline": {"value": 80, "as_of": "2025"},
            "target": 90,
            "threshold": 85,
            "weight": 100,
            "trajectory": [{"period": "Q4", "value": 90}],
        }
    ],
    "milestones": [{"id": "M9", "goal": "G1", "title": "旧里程碑", "due": "2027-06-30"}],
    "checkins": [],
}
RULES = {
    "anchors": {"points": [{"value": 85, "score": 60}, {"value": 90, "score": 100}], "below": 0},
    "tiers": {"bands": [{"ge": 90, "lt": 95, "score": 100}, {"gt": 80, "score": 60}], "otherwise": 0},
    "range": {"low": 85, "high": 95, "full": 100, "per_unit": 5},
    "levels": {"levels": [{"level": 5, "ge": 95}, {"level": 3, "ge": 90}, {"level": 1, "ge": 0}]},
    "progress": {"cap": 120},
    "ratio": {"cap": 120},
    "step": {"base": 100, "unit": 1, "points": 2},
    "binary": {"met": 100, "not_met": 0},
    "manual": {"grades": [{"score": 100, "text": "好"}]},
}


def look(tmp_path, data):
    path = tmp_path / "past.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return look_at(str(path), built_in(), "zh")


def carry_to(past, period=None):
    old = past.spec.period
    span = find_span(period) if period else span_after(old.start, old.end, old.fiscal_year_start)
    return carry(past, span, load_pack("classic"), "next.yaml", today=TODAY, library=built_in())


def carry_past(tmp_path, change=dict, period=None):
    data = copy.deepcopy(a_spec(**PAST))
    change(data)
    begun = carry_to(look(tmp_path, data), period)
    return begun, read(begun.content, "next.yaml").data, begun.content.decode()


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request):
    old = read(request.param.read_bytes(), "old.yaml").data
    begun = carry_to(look_at(str(request.param), built_in(), "zh"))
    return old, begun, read(begun.content, "next.yaml").data


def test_it_names_exactly_the_blanks_that_the_check_finds(sample):
    _, begun, _ = sample
    with pytest.raises(DocgenError) as failure:
        check(begun.content.decode())
    found = {(d.where.line, d.where.path) for d in failure.value.diagnostics}
    assert found == {(blank.where.line, blank.where.path) for blank in begun.blanks}
    assert {found.code for found in begun.findings} <= {"DG797"}


def test_it_carries_people_strategy_and_the_definitions_of_kpis(sample):
    old, _, new = sample
    assert new["organization"] == old["organization"]
    assert new["person"] == old["person"]
    assert [each["text"] for each in new["strategy"]] == [each["text"] for each in old["strategy"]]
    for was, now in zip(old["goals"], new["goals"], strict=True):
        assert [now.get(key) for key in ("id", "weight", "owner", "strategy")] == [
            was.get(key) for key in ("id", "weight", "owner", "strategy")
        ]
        assert now["due"] is None
    for was, now in zip(old["kpis"], new["kpis"], strict=True):
        assert {key: now.get(key) for key in KEPT} == {key: was.get(key) for key in KEPT}
        assert now["target"] is None


def test_it_leaves_the_course_and_the_results_of_the_last_period_behind(sample):
    old, _, new = sample
    assert not {"checkins", "changes", "signed", "waivers"} & set(new)
    assert not {"actuals", "final_grade", "improvements", "self_comment"} & set(new.get("evaluation") or {})
    assert not any("date" in each or "statement" in each for each in new["signoff"])
    assert {step["title"] if not isinstance(step["title"], dict) else None for step in new["milestones"]} == {
        None
    }
    assert new["document"]["stage"] == "plan"
    assert len(new["revisions"]) == 1
    assert old["document"]["version"] != new["document"]["version"] == "V0.1"


def test_it_is_in_order_once_the_blanks_are_filled(sample):
    old, begun, _ = sample
    table = {key: value[0] if isinstance(value, list) else value for key, value in TABLE.items()}
    table |= {
        "document.title": "下一年的目标书",
        "goals.*.due": read(begun.content, "next.yaml").data["period"]["end"],
        "kpis.*.target": 1,
        "kpis.*.scoring.points.*.value": 1,
        "kpis.*.scoring.bands.*.ge": 1,
    }
    text = fill_in(begun.content.decode(), table)
    text = text.replace("{ge: , score", "{ge: 1, score").replace("{le: , score", "{le: 1, score")
    spec, warnings = check(text)
    assert warnings == ()
    assert (len(spec.goals), len(spec.milestones)) == (len(old["goals"]), 4)


ACTUAL = {"kpi": "K1", "as_of": "2027-03-31", "source": "数仓"}


@pytest.mark.parametrize(
    ("checkins", "evaluation", "expected"),
    [
        ([("2027-04-01", 82), ("2027-07-01", 84)], None, 84),
        ([("2027-07-01", 84), ("2027-04-01", 82)], None, 84),
        ([("2027-04-01", 82), ("2027-07-01", None)], None, 82),
        ([("2027-07-01", 84)], 88, 88),
        ([("2027-07-01", 84)], None, 84),
        ([], None, None),
    ],
)
def test_it_takes_the_last_actual_value_as_the_baseline(tmp_path, checkins, evaluation, expected):
    def change(data):
        data["checkins"] = [
            {
                "date": day,
                "title": "检查",
                "conclusion": "正常",
                "actuals": [{**ACTUAL, "value": value}] if value else [],
            }
            for day, value in checkins
        ]
        if evaluation:
            data["evaluation"] = {"actuals": [{**ACTUAL, "value": evaluation, "as_of": "2027-12-31"}]}

    begun, new, text = carry_past(tmp_path, change)
    baseline = new["kpis"][0]["baseline"]
    if expected is None:
        assert baseline == {"none": "上期无实际值"}
        assert [(found.code, found.facts) for found in begun.findings] == [("DG797", {"kpis": ("K1",)})]
        return
    day = "2027-12-31" if evaluation else "2027-03-31"
    assert baseline == {"value": expected, "as_of": day, "source": "数仓"}
    assert begun.findings == ()
    assert f"# 上期：90 · 实际：{expected}（{day}）" in text
    assert new["kpis"][0]["history"][-1]["value"] == expected


def test_it_passes_over_scores_that_are_no_values(tmp_path):
    def change(data):
        data["evaluation"] = {"actuals": [{"kpi": "K1", "as_of": "2027-12-31", "manager_score": 90}]}

    _, new, _ = carry_past(tmp_path, change)
    assert new["kpis"][0]["baseline"] == {"none": "上期无实际值"}


def test_it_shows_the_old_words_beside_the_blank_ones(tmp_path):
    def change(data):
        data["goals"][0] |= {
            "title": {"zh": "旧目标：#1", "en": "Old goal"},
            "significance": {"company": "很重要"},
        }

    _, new, text = carry_past(tmp_path, change)
    assert new["goals"][0]["title"] == {"zh": None, "en": None}
    assert new["goals"][0]["outcome"] is None
    for said in ("旧目标：#1", "成果一", "2027-12-31", "很重要", "85", "90"):
        assert f"# 上期：{said}\n" in text


@pytest.mark.parametrize("method", RULES)
def test_it_keeps_the_way_of_scoring_without_the_figures_that_follow_the_target(tmp_path, method):
    def change(data):
        data["kpis"][0]["scoring"] = {"method": method, **RULES[method]}

    begun, new, text = carry_past(tmp_path, change)
    scoring = new["kpis"][0].get("scoring")
    asked = {blank.where.path[3:] for blank in begun.blanks if blank.where.path[:3] == ("kpis", 0, "scoring")}
    match method:
        case "anchors":
            assert scoring["points"] == [{"value": None, "score": 60}, {"value": None, "score": 100}]
            assert asked == {("points", 0, "value"), ("points", 1, "value")}
        case "tiers":
            assert scoring["bands"] == [{"ge": None, "lt": None, "score": 100}, {"gt": None, "score": 60}]
            assert asked == {("bands", 0), ("bands", 1)}
            assert "# 上期：ge 90 lt 95\n" in text
        case "range":
            assert (scoring["low"], scoring["full"]) == (None, 100)
            assert asked == {("low",), ("high",)}
        case "levels":
            assert scoring is None
            assert "#    scoring:\n#      method: levels\n" in text
        case _:
            assert scoring == {"method": method, **RULES[method]}


def test_it_proposes_what_the_last_evaluation_asked_for_and_what_is_still_open(tmp_path):
    def change(data):
        data["evaluation"] = {"improvements": [{"text": "缩短评审周期", "due": "2027-12-31"}]}
        data["development"] = [
            {"goal": "定价分析", "action": "课程", "due": "2028-03-31"},
            {"goal": "已经学完", "action": "课程", "due": "2027-06-30"},
            {"goal": "没有期限", "action": "课程"},
        ]

    _, new, text = carry_past(tmp_path, change)
    assert new["development"] is None
    assert "#  - goal: 缩短评审周期\n" in text
    assert "#  - goal: 定价分析\n" in text
    assert "#  - goal: 没有期限\n" in text
    assert "已经学完" not in text


@pytest.mark.parametrize(
    "word", ['O\'Neil "𠮷" 田: x', "yes", "1e3", "#1", "- a", "é", "a, b", "007", "2027-01-01"]
)
def test_it_carries_words_of_any_kind(tmp_path, word):
    def change(data):
        data["person"] |= {"name": {"zh": word, "en": word}, "department": word, "manager": {"name": word}}
        data["kpis"][0] |= {"name": word, "formula": f"{word}\n{word}", "definition": f"{word}\n  {word} "}
        data["custom"] = {word: word}

    _, new, _ = carry_past(tmp_path, change)
    assert new["person"]["name"] == {"zh": word, "en": word}
    assert new["person"]["manager"]["name"] == new["person"]["department"] == new["kpis"][0]["name"] == word
    assert new["kpis"][0]["formula"] == f"{word}\n{word}"
    assert new["kpis"][0]["definition"] == f"{word}\n  {word} "
    assert new["custom"] == {word: word}


def test_it_leaves_to_the_library_again_what_was_left_to_it(tmp_path):
    def change(data):
        for key in ("name", "unit", "direction"):
            del data["kpis"][0][key]
        data["kpis"][0]["lib"] = "retention_d30"

    _, new, _ = carry_past(tmp_path, change)
    assert new["kpis"][0]["lib"] == "retention_d30"
    assert "name" not in new["kpis"][0]


def test_it_keeps_rhythms_and_lights_and_drops_the_days_of_the_last_period(tmp_path):
    def change(data):
        data["tracking"] = {
            "cadence": [{"when": "每周一"}, {"when": "年中", "date": "2027-07-09"}],
            "rag": {"on_track": 0.9, "at_risk": 0.6},
        }

    _, new, _ = carry_past(tmp_path, change)
    days = [each.get("date") for each in new["tracking"]["cadence"]]
    assert days == [None, "2028-03-31", "2028-06-30", "2028-09-30", "2028-12-31"]
    assert new["tracking"]["rag"] == {"on_track": Decimal("0.9"), "at_risk": Decimal("0.6")}


def test_it_lets_everybody_sign_once(tmp_path):
    def change(data):
        data["signoff"] = [
            {"role": "本人", "name": "林知遥", "statement": "无异议", "date": "2027-01-08"},
            {"role": "变更确认", "name": "林知遥"},
            {"role": "见证"},
            {"role": "盖章"},
        ]

    _, new, text = carry_past(tmp_path, change)
    assert new["signoff"] == [{"role": "本人", "name": "林知遥"}, {"role": "见证"}, {"role": "盖章"}]
    assert "# 上期：无异议\n" in text


def test_it_warns_of_periods_that_overlap(tmp_path):
    begun, new, _ = carry_past(tmp_path, period="2027H2")
    assert [found.code for found in begun.findings] == ["DG796", "DG797"]
    assert begun.findings[0].facts == {"start": "2027-07-01", "end": "2027-12-31"}
    assert new["period"]["start"] == "2027-07-01"


def test_it_comments_in_another_language_when_asked(tmp_path):
    past = replace(look(tmp_path, a_spec(**PAST)), tongue=TONGUES["en"])
    text = carry_to(past).content.decode()
    assert "# Last period: 90\n" in text
    assert "language: en" in text


def test_it_refuses_a_past_that_is_not_in_order(tmp_path):
    with pytest.raises(DocgenError) as failure:
        look(tmp_path, a_spec(goals=[]))
    assert [found.code for found in failure.value.diagnostics] == ["DG135"]


def test_it_finds_the_logo_from_where_the_new_file_is(tmp_path):
    past = look(tmp_path, a_spec(organization={"name": "示例公司", "logo": "pictures/logo.png"}))
    source = tmp_path / "past.json"
    for folder, logo in ((tmp_path, "pictures/logo.png"), (tmp_path / "pictures", "logo.png")):
        moved, found = move_logo(past, source, folder)
        assert moved.part("organization")["logo"] == logo
        assert found == ()
    moved, found = move_logo(past, source, tmp_path / "elsewhere")
    assert moved.part("organization") == {"name": "示例公司"}
    assert [each.code for each in found] == ["DG799"]
