"""Every flaw that scoring knows is told in both languages, with its figures."""

import datetime
from pathlib import Path

import pytest

from docgen.diagnostics.sentences import say
from docgen.review.review import review
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from tests.support.specs import a_spec

FOLDER = Path(__file__).parents[2] / "cases" / "scoring"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['it']}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in read(file.read_bytes(), file.name).data["cases"]
    if case.get("flaws")
]
KPI = {
    "id": "K1", "goal": "G1", "name": "份额", "unit": "%", "direction": "higher", "weight": 100,
    "baseline": {"value": 0, "as_of": "2026-12-31"}, "target": 10,
}  # fmt: skip
UNTOLD = {"side"}
"""What the sentence needs not: the direction says it."""


def told(spec):
    said = review(GoalSpec.model_validate(spec), datetime.date(2027, 1, 4))
    return [each.diagnostic for each in said.findings if each.rule == "M8"]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_tells_every_flaw_with_its_figures(case, language):
    kpi = {**KPI, **case.get("kpi", {}), "scoring": case["scoring"]}
    found = told(a_spec(kpis=[kpi], evaluation={"measure": case.get("measure", "points")}))
    assert len(found) == len(case["flaws"])
    other = "en" if language == "zh" else "zh"
    for flaw in case["flaws"]:
        reason = " ".join(say(each, language).reason for each in found if tells(each, flaw))
        figures = {
            name: fact
            for name, fact in flaw.items()
            if name not in {"kind", "at", *UNTOLD} and not name.endswith(f"_{other}") and fact is not None
        }
        assert {name: fact for name, fact in figures.items() if str(fact) not in reason} == {}


def tells(diagnostic, flaw):
    place = ".".join(str(step) for step in diagnostic.where.path)
    return flaw["kind"] in diagnostic.facts and place == f"kpis.0.{flaw['at']}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("part", "figures"),
    [
        ({"adjustments": [{"text": "专利", "points": 7, "cap": 5}]}, ("7", "5")),
        ({"adjustments": [{"text": "专利", "points": 2, "cap": 5, "awarded": 6}]}, ("6", "5")),
        ({"adjustments": [{"text": "专利", "points": 2, "awarded": -3}]}, ("-3", "2")),
        (
            {
                "kpis": [{**KPI, "scoring": {"method": "manual", "grades": [{"score": 60, "text": "及格"}, {"score": 110, "text": "突出"}]}}],
                "evaluation": {"actuals": [{"kpi": "K1", "as_of": "2027-12-31", "manager_score": 130}]},
            },
            ("K1", "130", "60", "110"),
        ),
    ],
)  # fmt: skip
def test_it_tells_what_is_wrong_at_the_end(part, figures, language):
    (found,) = told(a_spec(**{"kpis": [KPI], **part}))
    reason = say(found, language).reason
    assert all(figure in reason for figure in figures)
