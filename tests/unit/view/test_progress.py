import datetime
from pathlib import Path

import pytest

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view.present import present
from tests.support.specs import a_spec

SAMPLES = Path(__file__).parents[3] / "samples" / "personal"

# The table of the real case: value, progress, ratio, status at the end of June and of September.
JUNE = {
    "K1": ("86.1", "35.00%", "0.840", "预警"), "K2": ("103.4", "26.67%", "0.686", "滞后"),
    "K3": ("1.7", "28.57%", "0.667", "滞后"), "K4": ("15", "54.55%", "1.200", "正常"),
    "K5": ("52.5", "40.63%", "0.929", "预警"), "K6": ("21.0", "39.13%", "0.900", "预警"),
    "K7": ("24", "35.29%", "0.857", "预警"), "K8": ("12.1", "40.38%", "0.955", "预警"),
    "K9": ("88", "", "", ""),
}  # fmt: skip
SEPTEMBER = {
    "K1": ("87.6", "60.00%", "0.900", "预警"), "K2": ("106.2", "57.78%", "0.867", "预警"),
    "K3": ("1.45", "64.29%", "0.900", "预警"), "K4": ("12", "81.82%", "1.000", "正常"),
    "K5": ("57.8", "73.75%", "0.983", "预警"), "K6": ("29.4", "75.65%", "1.024", "正常"),
    "K7": ("31", "76.47%", "1.083", "正常"), "K8": ("10.4", "73.08%", "1.027", "正常"),
    "K9": ("91", "", "", ""),
}  # fmt: skip


def load(name):
    path = SAMPLES / f"{name}.yaml"
    return validate(read(path.read_bytes(), path.name)).value


def present_it(spec, language="zh"):
    return present(spec, find_locale(language), {}, datetime.date(2026, 10, 16)).value


def without_words_of_the_author(spec):
    """The same spec with no status written by hand: every status has to be found."""
    checkins = tuple(
        each.model_copy(
            update={"actuals": tuple(a.model_copy(update={"status": None}) for a in each.actuals)}
        )
        for each in spec.checkins
    )
    return spec.model_copy(update={"checkins": checkins})


def rows(records):
    return tuple((each["value"], each["progress"], each["ratio"], each["status_text"]) for each in records)


@pytest.mark.parametrize("prepare", [lambda spec: spec, without_words_of_the_author])
def test_it_reproduces_the_table_of_a_real_case(prepare):
    view = present_it(prepare(load("saas-retention")))
    june, september = (
        {each["kpi"]: row for each, row in zip(c["actuals"], rows(c["actuals"]), strict=True)}
        for c in view["checkins"][1:]
    )
    assert june == JUNE
    assert september == SEPTEMBER
    assert dict(zip(SEPTEMBER, rows(kpi["progress"] for kpi in view["kpis"]), strict=True)) == SEPTEMBER


def test_it_says_of_every_figure_whose_and_of_which_day_it_is():
    spec = load("saas-retention")
    zh, en = (present_it(spec, language)["kpis"][3]["progress"]["told"] for language in ("zh", "en"))
    assert zh == "数据截至2026年9月30日，来源：埋点平台、交付系统"
    assert en == "Data as of September 30, 2026; source: Event-tracking platform, delivery system"


def a_kpi(**fields):
    usual = {
        "id": "K1", "goal": "G1", "name": "指标", "unit": "%", "direction": "higher",
        "baseline": {"value": 10}, "target": 20, "weight": 100,
    }  # fmt: skip
    return {**usual, **fields}


def a_checkin(date="2027-07-01", **fields):
    return {"date": date, "title": "回顾", "conclusion": "按期", **fields}


def a_view(kpi=None, checkins=(), **parts):
    return present_it(
        GoalSpec.model_validate(a_spec(kpis=[kpi or a_kpi()], checkins=list(checkins), **parts))
    )


def reached(value, as_of="2027-06-30", **fields):
    return {"kpi": "K1", "value": value, "as_of": as_of, **fields}


PLAN = [
    {"period": "Q2", "date": "2027-06-30", "value": 14},
    {"period": "Q4", "date": "2027-12-31", "value": 20},
]
RAG = {"rag": {"on_track": 1, "at_risk": 0}}


@pytest.mark.parametrize(
    ("as_of", "precision", "planned"),
    [("2027-06-30", None, "14"), ("2027-08-30", 1, "16.0"), ("2027-08-30", None, "16")],
)
def test_it_tells_a_planned_value_as_fine_as_the_plan(as_of, precision, planned):
    kpi = a_kpi(trajectory=PLAN, precision=precision)
    checkin = a_checkin("2027-09-01", actuals=[reached(15, as_of)])
    progress = a_view(kpi, [checkin])["kpis"][0]["progress"]
    assert progress["planned"] == planned
    assert progress["interpolated"] == (as_of == "2027-08-30")


def test_it_lets_the_word_of_the_author_go_first():
    checkin = a_checkin(actuals=[reached(13, status="done")])
    view = a_view(a_kpi(trajectory=PLAN), [checkin], tracking=RAG)
    assert view["kpis"][0]["progress"]["status"] == "done"
    checkin = a_checkin(actuals=[reached(13)])
    view = a_view(a_kpi(trajectory=PLAN), [checkin], tracking=RAG)
    assert view["kpis"][0]["progress"]["status"] == "at_risk"


def test_it_takes_the_latest_figure_and_of_one_day_the_later_check_in():
    checkins = [
        a_checkin("2027-07-20", actuals=[reached(13)]),
        a_checkin("2027-07-01", actuals=[reached(12)]),
        a_checkin("2027-09-01", actuals=[reached(11, "2027-03-31")]),
    ]
    kpi = a_view(checkins=checkins)["kpis"][0]
    assert kpi["progress"]["value"] == "13"
    assert [point["text"] for point in kpi["track"]["actual"]] == ["11", "13"]


def test_it_knows_no_progress_before_a_figure_is_there():
    view = a_view(checkins=[a_checkin(actuals=[{"kpi": "K1", "as_of": "2027-06-30", "self_score": 80}])])
    assert view["kpis"][0]["progress"] is None
    assert view["kpis"][0]["track"] is None
    assert view["checkins"][0]["actuals"][0]["value"] == ""
    assert not view["has"]["progress"]
    assert a_view(checkins=[a_checkin(actuals=[reached(13)])])["has"]["progress"]


def test_it_draws_the_way_between_the_ends_of_the_period():
    checkin = a_checkin(actuals=[reached(13), reached(21, "2028-02-01")])
    track = a_view(a_kpi(trajectory=PLAN[:1]), [checkin])["kpis"][0]["track"]
    assert [(point["label"], point["text"], point["x"]) for point in track["planned"]] == [
        ("基线", "10", 0.0),
        ("Q2", "14", 0.4945),
        ("目标", "20", 1.0),
    ]
    assert [(point["x"], point["y"]) for point in track["actual"]] == [(0.4945, 0.2727), (1.0, 1.0)]
    assert track["description"] == (
        "K1 指标：分解目标依次为基线 10%、Q2 14%、目标 20%；实际值依次为2027-06-30 13%、2028-02-01 21%"
    )


def test_it_draws_a_way_without_a_baseline_and_a_flat_one():
    unknown = a_kpi(baseline={"none": "新产品"}, direction="range", target=5, target_high=9)
    track = a_view(unknown, [a_checkin(actuals=[reached(5)])])["kpis"][0]["track"]
    assert track["planned"] == []
    assert [point["y"] for point in track["actual"]] == [0.5]


def test_it_tells_where_the_state_of_a_milestone_comes_from():
    milestone = {"id": "M1", "goal": "G1", "title": "上线", "due": "2027-06-30"}
    states = [
        {"milestone": "M1", "status": "完成", "as_of": "2027-06-30", "source": "项目工具"},
        {"milestone": "M1", "status": "完成", "as_of": "2027-06-30"},
        {"milestone": "M1", "status": "完成", "source": "项目工具"},
        {"milestone": "M1", "status": "完成"},
    ]
    view = a_view(checkins=[a_checkin(milestones=states)], milestones=[milestone])
    assert [each["told"] for each in view["checkins"][0]["milestones"]] == [
        "数据截至2027年6月30日，来源：项目工具",
        "数据截至2027年6月30日",
        "来源：项目工具",
        "",
    ]


def test_it_puts_history_and_justification_on_the_card():
    history = [{"period": "2025年", "value": 8}, {"period": "2026年", "value": 9, "date": "2026-12-31"}]
    card = a_view(a_kpi(history=history, justification="同类产品已达到\n见附件"))["kpis"][0]["card"]
    told = {row["key"]: row["value"] for row in card}
    assert told["history"] == ["2025年 8；2026年（2026-12-31） 9"]
    assert told["justification"] == ["同类产品已达到", "见附件"]


def test_it_names_both_ends_of_a_range_at_a_check_in():
    kpi = {"id": "K1", "goal": "G1", "name": "预算执行率", "unit": "%", "direction": "range", "target": 95}
    figures = {"target_high": 105, "baseline": {"none": "新指标"}, "weight": 100}
    seen = {"date": "2026-09-30", "title": "检查", "conclusion": "正常"}
    actual = {"kpi": "K1", "value": 98, "as_of": "2026-09-30", "source": "财务系统"}
    shown = present_it(
        GoalSpec.model_validate(a_spec(kpis=[{**kpi, **figures}], checkins=[{**seen, "actuals": [actual]}]))
    )
    assert shown["checkins"][0]["actuals"][0]["target"] == "95～105"
