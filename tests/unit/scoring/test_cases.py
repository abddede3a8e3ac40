"""Every case under tests/cases/scoring: results with their points, and rules with their flaws."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

from docgen.scoring.flaw import FlawKind
from docgen.scoring.score import score
from docgen.scoring.soundness import find_flaws
from docgen.spec.models import GoalSpec
from docgen.spec.models.course import Actual
from docgen.spec.reader import read
from tests.support.specs import a_spec

FOLDER = Path(__file__).parents[2] / "cases" / "scoring"
CASES = [
    (file.stem, case)
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in read(file.read_bytes(), file.name).data["cases"]
]
KPI = {
    "id": "K1", "goal": "G1", "name": "份额", "unit": "%", "direction": "higher", "weight": 100,
    "baseline": {"value": 0, "as_of": "2026-12-31"}, "target": 10,
}  # fmt: skip
# What is wrong at the end, of the whole spec: test_results.py.
OF_THE_END = {
    "points_beyond_cap", "award_beyond_cap", "award_sign", "points_off_scale", "entered_off_scale",
    "scale_gap", "scale_overlap", "scale_hidden",
}  # fmt: skip


def named(key):
    return [pytest.param(case, id=f"{stem}: {case['it']}") for stem, case in CASES if key in case]


def spec_of(case):
    kpi = {**KPI, **case.get("kpi", {}), "scoring": case["scoring"]}
    return GoalSpec.model_validate(a_spec(kpis=[kpi], evaluation={"measure": case.get("measure", "points")}))


def points_of(kpi, value):
    field = "manager_score" if kpi.scoring.method == "manual" else "value"
    found = score(kpi, Actual(kpi=kpi.id, as_of="2027-12-31", **{field: value}))
    return found.unscored or found.points


def expected(points):
    if isinstance(points, str) and "/" not in points:
        return points
    return Fraction(points) if isinstance(points, str) else Fraction(Decimal(points))


@pytest.mark.parametrize("case", named("scores"))
def test_it_scores_each_result_exactly(case):
    kpi = spec_of(case).kpis[0]
    found = {str(value): points_of(kpi, value) for value, _ in case["scores"]}
    assert found == {str(value): expected(points) for value, points in case["scores"]}


def told(flaw):
    return {"kind": flaw.kind, "at": ".".join(map(str, flaw.path)), **flaw.facts}


@pytest.mark.parametrize("case", named("flaws"))
def test_it_finds_exactly_these_flaws(case):
    spec = spec_of(case)
    assert [told(flaw) for flaw in find_flaws(spec, spec.kpis[0])] == case["flaws"]


def test_it_has_a_case_for_every_kind_of_flaw():
    shown = {flaw["kind"] for _, case in CASES for flaw in case.get("flaws", [])}
    assert shown == set(get_args(FlawKind)) - OF_THE_END
