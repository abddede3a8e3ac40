import datetime
from pathlib import Path

import pytest

from docgen.diagnostics.sentences import say
from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view.present import present
from docgen.view.stage import at_stage
from tests.support.specs import a_spec

SAMPLES = Path(__file__).parents[3] / "samples" / "personal"
STAGES = ("plan", "signed", "check-in", "mid-year", "final")


def load(name):
    raw = read((SAMPLES / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    return raw, validate(raw).value


def facts(found, code):
    return [dict(each.facts) for each in found if each.code == code]


def codes(found):
    return [each.code for each in found]


@pytest.mark.parametrize("name", ["market-entry", "saas-retention", "data-platform", "support-lead"])
def test_it_leaves_a_spec_at_its_own_stage_alone(name):
    _, spec = load(name)
    shown, found = at_stage(spec, spec.document.stage)
    assert shown is spec
    assert found == ()


@pytest.mark.parametrize("stage", STAGES)
def test_it_never_touches_the_spec_it_was_given(stage):
    _, spec = load("data-platform")
    before = spec.model_dump()
    at_stage(spec, stage)
    assert spec.model_dump() == before


@pytest.mark.parametrize("stage", ["plan", "signed"])
def test_it_shows_no_results_before_the_work_begins(stage):
    _, spec = load("data-platform")
    shown, _ = at_stage(spec, stage)
    view = present(shown, find_locale("zh"), {}, datetime.date(2026, 7, 24)).value
    assert view["document"]["stage"] == stage
    assert view["evaluation"]["results"] == []
    assert view["evaluation"]["total"] is None
    assert view["evaluation"]["final_grade"] == ""
    assert view["evaluation"]["scale"]
    assert {each["manager_level"] for each in view["competencies"]} == {""}
    assert {each["finding"] + each["triggered"] for each in view["red_lines"]} == {""}
    assert {step["completed"] + step["status"] for step in view["milestones"]} == {""}
    assert not view["has"]["evaluation"]
    assert not view["has"]["scores"]
    assert {bool(each["date"]) for each in view["signoff"]} == {stage == "signed"}


def test_it_keeps_what_has_happened_by_a_check_in():
    _, spec = load("data-platform")
    shown, _ = at_stage(spec, "check-in")
    assert shown.milestones == spec.milestones
    assert shown.evaluation.actuals == ()


def test_it_shows_the_mid_year_review_as_it_was():
    _, spec = load("saas-retention")
    shown, found = at_stage(spec, "mid-year")
    assert [str(each.date) for each in shown.checkins] == ["2026-03-31", "2026-07-14"]
    assert str(shown.document.data_as_of) == "2026-06-30"
    view = present(shown, find_locale("zh"), {}, datetime.date(2026, 7, 14)).value
    first = view["kpis"][0]["progress"]
    assert (first["value"], first["ratio"], first["status_text"]) == ("86.1", "0.840", "预警")
    assert codes(found) == ["DG413"]
    assert facts(found, "DG413")[0]["checkins"] == 1


@pytest.mark.parametrize(("day", "kept"), [("2027-07-09", True), ("2027-07-24", True), ("2027-07-25", False)])
def test_it_counts_a_check_in_up_to_fifteen_days_late_as_mid_year(day, kept):
    checkin = {"date": day, "title": "回顾", "conclusion": "按期"}
    spec = a_spec(checkins=[checkin])
    spec["period"]["mid_year_review"] = "2027-07-09"
    shown, found = at_stage(GoalSpec.model_validate(spec), "mid-year")
    assert bool(shown.checkins) == kept
    assert codes(found) == ([] if kept else ["DG413", "DG414"])


def test_it_keeps_every_check_in_where_mid_year_has_no_day():
    checkin = {"date": "2027-11-30", "title": "回顾", "conclusion": "按期"}
    shown, found = at_stage(GoalSpec.model_validate(a_spec(checkins=[checkin])), "mid-year")
    assert len(shown.checkins) == 1
    assert codes(found) == ["DG415"]


def test_it_takes_out_of_mid_year_only_what_was_completed_later():
    _, spec = load("data-platform")
    shown, _ = at_stage(spec, "mid-year")
    done = [step.id for step in shown.milestones if step.completed]
    assert done == ["M1", "M2", "M3", "M4"]


def test_it_keeps_changes_at_every_stage():
    _, spec = load("saas-retention")
    for stage in STAGES:
        assert at_stage(spec, stage).value.changes == spec.changes


def test_it_counts_what_it_leaves_out_and_says_where_that_begins():
    raw, spec = load("data-platform")
    _, found = at_stage(spec, "plan", raw.locate)
    said = found[0]
    assert (said.code, str(said.severity)) == ("DG413", "info")
    assert raw.locate(("document", "status")).line == said.where.line
    counted = ("milestones", "levels", "findings", "dates", "checkins", "data")
    assert [said.facts[name] for name in counted] == [10, 5, 2, 4, None, "2026-06-30"]
    assert "里程碑的完成情况：10 项。" in say(said, "zh").reason
    assert "Status of the document: 终评." in say(said, "en").reason


def test_it_counts_every_result_and_every_point():
    spec = a_spec(
        kpis=[
            {"id": "K1", "goal": "G1", "name": "甲", "unit": "分", "direction": "higher",
             "baseline": {"value": 1}, "target": 2, "weight": 100}
        ],
        adjustments=[{"text": "专利", "points": 2, "awarded": 2, "reason": "一项"}, {"text": "投诉", "points": -1}],
        evaluation={"actuals": [{"kpi": "K1", "value": 2, "as_of": "2027-12-31"}], "final_grade": "A"},
    )  # fmt: skip
    spec["document"]["stage"] = "final"
    shown, found = at_stage(GoalSpec.model_validate(spec), "check-in")
    assert [(each.awarded, each.reason) for each in shown.adjustments] == [(None, None), (None, None)]
    assert [facts(found, "DG413")[0][name] for name in ("results", "awarded")] == [2, 1]
    assert codes(found) == ["DG413", "DG414"]


@pytest.mark.parametrize("stage", ["signed", "check-in", "mid-year", "final"])
def test_it_misses_what_a_stage_is_about(stage):
    _, found = at_stage(GoalSpec.model_validate(a_spec()), stage)
    assert codes(found) == ["DG414"]
    assert all(found[0].facts[name] for name in ("stage_zh", "stage_en", "lacking_zh", "lacking_en"))


def test_it_keeps_what_was_found_along_the_way():
    """A red line that was crossed by mid-year is crossed at the next check-in, too."""
    _, spec = load("support-lead")
    assert at_stage(spec, "check-in").value.red_lines == spec.red_lines
    assert at_stage(spec, "signed").value.red_lines[0].triggered is None
