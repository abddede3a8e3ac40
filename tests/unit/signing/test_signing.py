"""What is frozen by a signature, and what counts as a difference from it."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.signing.differences import find_differences
from docgen.signing.sign import digest_is_true, sign
from docgen.spec.edit import set_part
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.specs import a_spec

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "samples" / "personal"
BASES = ROOT / "tests" / "cases" / "review" / "bases"
DAY = datetime.date(2027, 1, 5)


def load(path, change=lambda text: text):
    raw = read(change(path.read_text(encoding="utf-8")).encode(), path.name)
    return validate(raw).value


def resigned(spec, day=DAY):
    return spec.model_copy(update={"signed": sign(spec.model_copy(update={"signed": None}), day)})


@pytest.fixture
def good():
    return load(BASES / "good.yaml")


@pytest.fixture
def running():
    return load(BASES / "running.yaml")


def codes(failed):
    return [each.code for each in failed.value.diagnostics]


def test_it_freezes_the_terms(good):
    signed = sign(good, DAY)
    assert (signed.date, signed.version) == (DAY, "V1.0")
    assert signed.terms.kpis["K3"].model_dump(exclude={"unit", "scoring"}) == {
        "weight": 25, "direction": "lower", "target": 2, "baseline": 6, "target_high": None, "threshold": 3,
        "stretch": Decimal("1.5"),
    }  # fmt: skip
    assert signed.terms.milestones["M4"].due == datetime.date(2027, 12, 10)
    assert {
        len(signed.digest),
        len(signed.terms.goals["G1"].title),
        len(signed.terms.kpis["K3"].scoring),
    } == {16}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_it_finds_no_difference_right_after_signing(sample):
    spec = resigned(load(sample))
    assert digest_is_true(spec.signed)
    assert find_differences(spec) == ()


def test_it_gives_the_same_digest_always():
    """What was signed years ago must still fit: these digests never change."""
    scoring = {"method": "step", "base": 100, "unit": 1, "points": Decimal("2.50"), "cap": 120}
    kpi = {
        "id": "K1", "goal": "G1", "name": "准时率", "unit": {"zh": "次", "en": "times"}, "direction": "higher",
        "baseline": {"value": Decimal("4.0")}, "target": 5, "weight": 100, "scoring": scoring,
    }  # fmt: skip
    step = {"id": "M1", "goal": "G1", "title": "上线", "due": "2027-06-30"}
    signed = sign(GoalSpec.model_validate(a_spec(kpis=[kpi], milestones=[step])), DAY)
    terms = signed.terms.kpis["K1"]
    assert (terms.unit, terms.scoring, signed.digest) == (
        "46b737ccf060b520",
        "95fef55639470f85",
        "57bf2d82c2d87f03",
    )


def test_it_says_what_was_and_what_is(running):
    found = [(each.id, each.term, each.old, each.new, each.path) for each in find_differences(running)]
    assert found == [
        ("K2", "target", 1250, 1200, ("kpis", 1, "target")),
        ("K2", "scoring", None, None, ("kpis", 1, "scoring")),
    ]
    assert {each.change.id for each in find_differences(running)} == {"CR-2027-03"}


LATER = """
  - {id: CR-2, date: 2027-06-20, ref: K2, field: target, subject: 目标, old: "1250", new: "1220", reason: 更正, approver: 纪明岚}
  - {id: CR-3, date: 2027-06-20, ref: K2, field: target, subject: 目标, old: "1220", new: "1200", reason: 更正, approver: 纪明岚}
  - {id: CR-4, date: 2027-06-18, ref: K2, field: scoring, subject: 评分, old: 旧, new: 新, reason: 更正, approver: 纪明岚}
"""


def test_it_names_the_latest_change_that_speaks_of_the_term():
    spec = load(BASES / "running.yaml", lambda text: text.replace("\nsignoff:", f"{LATER}\nsignoff:", 1))
    assert {each.term: each.change.id for each in find_differences(spec)} == {
        "target": "CR-3",
        "scoring": "CR-4",
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("target: 2\n", "target: 2.0\n"), []),
        (("title: 将门店首次", "title: 将门店\n      首次"), []),
        (("title: 将门店首次", "title: 将全部门店首次"), ["title"]),
        (("unit: 小时", "unit: {zh: 小时, en: 小时}"), []),
        (("unit: 小时", "unit: {zh: 小时, en: hours}"), ["unit"]),
        (("below: 0", "below: 10"), ["scoring"] * 4),
        (("direction: lower", "direction: maintain"), ["direction"]),
        (("baseline: {value: 6,", "baseline: {value: 6.0,"), []),
        (
            ("baseline: {value: 6, as_of: 2026年第四季度, source: 工单系统}", "baseline: {none: 首次统计}"),
            ["baseline"],
        ),
        (("    stretch: 1.5\n", ""), ["stretch"]),
    ],
)
def test_it_knows_what_is_a_difference(good, change, expected):
    signed = sign(good, DAY)
    spec = load(BASES / "good.yaml", lambda text: text.replace(*change)).model_copy(update={"signed": signed})
    assert [each.term for each in find_differences(spec)] == expected


def test_it_lets_a_plan_grow_and_not_shrink(good):
    signed = sign(good, DAY)
    fewer = good.model_copy(
        update={"signed": signed, "milestones": good.milestones[1:], "kpis": good.kpis[:3]}
    )
    assert [(each.id, each.event, each.path) for each in find_differences(fewer)] == [
        ("K4", "removed", ("signed", "terms", "kpis", "K4")),
        ("M1", "removed", ("signed", "terms", "milestones", "M1")),
    ]
    older = good.model_copy(update={"signed": sign(fewer.model_copy(update={"signed": None}), DAY)})
    assert [(each.id, each.event, each.path) for each in find_differences(older)] == [
        ("K4", "added", ("kpis", 3))
    ]


def test_it_accepts_a_change_about_what_is_gone():
    without = "\n  - id: K4"
    text = (BASES / "running.yaml").read_text(encoding="utf-8")
    start, end = text.index(without), text.index("\nmilestones:")
    record = "\n  - {id: CR-9, date: 2027-06-20, ref: K4, subject: 取消, old: 保留, new: 取消, reason: 合并, approver: 纪明岚}"
    text = (text[:start] + text[end:]).replace(
        "weight: 25\n    frequency: weekly", "weight: 40\n    frequency: weekly"
    )
    text = "\n".join(line for line in text.splitlines() if "kpi: K4" not in line)
    text = text.replace("\nsignoff:", f"{record}\nsignoff:", 1)
    spec = validate(read(text.encode(), "gone.yaml")).value
    assert {
        each.event: each.change and each.change.id for each in find_differences(spec) if each.id == "K4"
    } == {"removed": "CR-9"}


def test_it_refuses_to_sign_twice(running):
    with pytest.raises(DocgenError) as failed:
        sign(running, DAY)
    assert codes(failed) == ["DG240"]


def test_it_signs_anew_when_every_difference_was_approved(running):
    signed = sign(running, datetime.date(2027, 7, 21), "V1.1", again=True)
    assert signed.terms.kpis["K2"].target == 1200
    assert signed.version == "V1.1"


def test_it_does_not_sign_anew_over_what_nobody_approved(running):
    spec = running.model_copy(update={"changes": ()})
    with pytest.raises(DocgenError) as failed:
        sign(spec, datetime.date(2027, 7, 21), again=True)
    assert codes(failed) == ["X4", "X4"]


def test_it_does_not_sign_anew_before_it_was_signed_or_over_edited_terms(running):
    terms = running.signed.terms.model_copy(update={"milestones": {}})
    spec = running.model_copy(update={"signed": running.signed.model_copy(update={"terms": terms})})
    with pytest.raises(DocgenError) as failed:
        sign(spec, datetime.date(2027, 1, 1), again=True)
    assert codes(failed) == ["DG241", "X4"]
    assert not digest_is_true(spec.signed)


@pytest.mark.parametrize("edit", [{"date": datetime.date(2026, 1, 1)}, {"version": "V9"}])
def test_it_notices_that_day_or_version_were_edited(running, edit):
    assert digest_is_true(running.signed)
    assert not digest_is_true(running.signed.model_copy(update=edit))


def test_it_survives_the_way_through_a_file():
    """Ids that YAML takes for something else come back as they were, and so does everything around."""
    text = (BASES / "good.yaml").read_text(encoding="utf-8")
    content = text.replace("- id: M7", '- id: "null"').replace("- id: K4", '- id: "NO"').encode()
    before = validate(read(content, "a.yaml")).value
    signed = sign(before, DAY)
    after = set_part(content, "a.yaml", "signed", signed.model_dump(exclude_none=True))
    spec = validate(read(after, "a.yaml")).value
    assert spec.signed == signed
    assert find_differences(spec) == ()
    assert spec.model_copy(update={"signed": None}) == before
