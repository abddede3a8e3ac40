import datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec, Text
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view import model
from docgen.view.present import present
from docgen.view.texts import join_lines
from tests.support.specs import a_spec

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "personal").glob("*.yaml"))
TODAY = datetime.date(2027, 1, 4)


def view_of(spec, language="zh", labels=None):
    return present(spec, find_locale(language), labels or {}, TODAY).value


def load(path):
    return validate(read(path.read_bytes(), path.name)).value


def texts(value):
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)


def leaves(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_tells_every_text_of_a_sample(sample, language):
    spec = load(sample)
    told = "\0".join(each for each in leaves(view_of(spec, language)) if isinstance(each, str))
    for text in texts(spec):
        for line in text.say(language).split("\n"):
            assert join_lines(line) in told


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_gives_plain_values_and_every_key_of_the_contract(sample):
    view = view_of(load(sample))
    assert {type(leaf) for leaf in leaves(view)} <= {str, int, bool, float, type(None)}
    assert set(view) == set(model.View.__annotations__)
    assert set(view["kpis"][0]) == set(model.Kpi.__annotations__)
    assert set(view["goals"][0]) == set(model.Goal.__annotations__)
    assert set(view["milestones"][0]) == set(model.Milestone.__annotations__)


def test_it_shares_nothing_between_two_calls():
    spec = load(SAMPLES[0])
    first, second = view_of(spec), view_of(spec)
    assert first == second
    first["goals"][0]["kpis"].clear()
    assert second["goals"][0]["kpis"]


def test_it_groups_milestones_by_quarter_and_keeps_the_hierarchy():
    view = view_of(load(next(path for path in SAMPLES if path.stem == "market-entry")))
    assert [quarter["label"] for quarter in view["quarters"]] == [
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
    ]
    first = view["quarters"][0]
    assert [(step["id"], step["depth"]) for step in first["milestones"]] == [
        ("M1", 0),
        ("M1.1", 1),
        ("M1.2", 1),
        ("M1.3", 1),
    ]
    assert (first["start"], first["end"]) == ("2027-01-01", "2027-03-31")


def test_it_names_fiscal_quarters_by_the_year_they_end_in():
    view = view_of(load(next(path for path in SAMPLES if path.stem == "data-platform")))
    assert view["quarters"][0]["start"] == "2025-07-01"
    assert view["quarters"][-1]["end"] == "2026-06-30"


def test_it_counts_texts_without_the_language():
    spec = GoalSpec.model_validate(a_spec(background={"zh": "只有中文"}))
    found = present(spec, find_locale("en"), {}, TODAY).warnings
    assert [(d.code, d.facts["count"], d.facts["fields"]) for d in found] == [("DG411", 1, ("background",))]
    assert not present(spec, find_locale("zh"), {}, TODAY).warnings


def test_it_counts_texts_of_every_depth():
    kpi = {
        "id": "K1", "goal": "G1", "name": "指标", "unit": "分", "direction": "higher", "target": 2, "weight": 100,
        "baseline": {"value": 1}, "justification": {"zh": "说明"}, "history": [{"period": {"zh": "去年"}, "value": 1}],
    }  # fmt: skip
    spec = GoalSpec.model_validate(a_spec(kpis=[kpi]))
    found = present(spec, find_locale("en"), {}, TODAY).warnings
    assert found[0].facts["fields"] == ("kpis[0].justification", "kpis[0].history[0].period")


def test_it_tells_the_goals_above_a_goal_of_the_company_and_the_effort_of_the_plan():
    strategy = [
        {"id": "ST-1", "text": "增加份额", "start": "2027-01-01", "end": "2028-12-31"},
        {"id": "ST-1.1", "text": "进入西南", "parent": "ST-1"},
    ]
    milestone = {"id": "M1", "goal": "G1", "title": "上线", "due": "2027-06-30", "effort": 40}
    spec = a_spec(strategy=strategy, team={"available_effort": 120}, milestones=[milestone])
    view = view_of(GoalSpec.model_validate(spec))
    assert [(each["parent"], each["end_text"]) for each in view["strategy"]] == [
        ("", "2028年12月31日"),
        ("ST-1", ""),
    ]
    assert (view["team"]["available_effort"], view["milestones"][0]["effort"]) == ("120", "40")


def test_it_keeps_the_digits_of_a_figure_and_tells_the_change():
    view = view_of(load(next(path for path in SAMPLES if path.stem == "market-entry")))
    satisfaction = next(kpi for kpi in view["kpis"] if kpi["id"] == "K5")
    assert satisfaction["change"] == "4.0 → 4.5"
    households = next(kpi for kpi in view["kpis"] if kpi["id"] == "K2")
    assert households["target"] == "60,000"


def test_it_lets_a_pack_say_choices_in_its_own_words():
    labels = {"choices": {"stage": {"plan": "草拟"}}}
    assert view_of(GoalSpec.model_validate(a_spec()), labels=labels)["document"]["stage_text"] == "草拟"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("甲\n乙", "甲乙"),
        ("one\ntwo", "one two"),
        ("甲\none", "甲 one"),
        ("“甲”\n乙", "“甲”乙"),
        ("a\n\n", "a"),
    ],
)
def test_it_joins_lines_as_the_script_wants(text, joined):
    assert join_lines(text) == joined
