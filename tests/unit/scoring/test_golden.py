"""The figures that three worked cases were reckoned to, by hand and by script, before this program existed."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from docgen.scoring.evaluate import evaluate
from docgen.scoring.rounding import round_number
from docgen.scoring.score import score
from docgen.scoring.soundness import find_flaws
from docgen.scoring.standing import judge_standing
from docgen.spec.models import GoalSpec
from docgen.spec.models.course import Actual
from docgen.spec.models.evaluation import Rounding
from docgen.spec.reader import read

SAMPLES = Path(__file__).parents[3] / "samples" / "personal"


@cache
def written(name):
    return read((SAMPLES / f"{name}.yaml").read_bytes(), name).data


def sample(name, **changes):
    return GoalSpec.model_validate({**written(name), **changes})


def kpi_of(spec, name):
    return next(kpi for kpi in spec.kpis if kpi.id == name)


def an_actual(kpi, value, day="2027-12-31"):
    return Actual(kpi=kpi, value=None if value is None else Decimal(value), as_of=day)


def told(value, digits=2):
    return None if value is None else str(round_number(value, Rounding(digits=digits)))


@pytest.mark.parametrize(
    ("kpi", "value", "points"),
    [
        ("K1", "8.7", "87.00"), ("K1", "5.9", "0.00"), ("K1", "13", "120.00"), ("K4", "158", "109.33"), ("K4", "191", "0.00"),
        ("K1", "6", "60.00"), ("K1", "10", "100.00"), ("K1", "12", "120.00"), ("K4", "190", "60.00"), ("K4", "165", "100.00"),
    ],
)  # fmt: skip
def test_it_scores_the_supposed_values_of_the_market_entry(kpi, value, points):
    given = kpi_of(sample("market-entry"), kpi)
    assert told(score(given, an_actual(kpi, value)).points) == points


PROGRESS = """
K1 86.1 35.00 0.840 at_risk   87.6 60.00 0.900 at_risk
K2 103.4 26.67 0.686 behind   106.2 57.78 0.867 at_risk
K3 1.7 28.57 0.667 behind     1.45 64.29 0.900 at_risk
K4 15 54.55 1.200 on_track    12 81.82 1.000 on_track
K5 52.5 40.63 0.929 at_risk   57.8 73.75 0.983 at_risk
K6 21.0 39.13 0.900 at_risk   29.4 75.65 1.024 on_track
K7 24 35.29 0.857 at_risk     31 76.47 1.083 on_track
K8 12.1 40.38 0.955 at_risk   10.4 73.08 1.027 on_track
K9 88 - - -                   91 - - -
"""
STANDINGS = [
    (row[0], day, row[start], tuple(row[start + 1 : start + 4]))
    for row in map(str.split, PROGRESS.strip().splitlines())
    for start, day in ((1, "2026-06-30"), (5, "2026-09-30"))
]


@pytest.mark.parametrize(("kpi", "day", "value", "expected"), STANDINGS)
def test_it_judges_the_saas_progress_at_both_reviews(kpi, day, value, expected):
    spec = sample("saas-retention")
    found = judge_standing(spec, kpi_of(spec, kpi), an_actual(kpi, value, day))
    percent = None if found.progress is None else found.progress * 100
    assert (told(percent) or "-", told(found.ratio, 3) or "-", found.status or "-") == expected
    assert not found.interpolated


def with_values(column):
    rows = map(str.split, PROGRESS.strip().splitlines())
    actuals = [{"kpi": row[0], "value": Decimal(row[column]), "as_of": "2026-12-31"} for row in rows]
    return sample("saas-retention", evaluation={"actuals": actuals})


def test_it_gives_the_saas_trial_of_june_that_shows_why_year_end_rules_wait():
    assert evaluate(with_values(1)).total.results.rounded == Decimal("3.20")


def test_it_gives_the_saas_trial_of_september():
    found = evaluate(with_values(5))
    expected = ["68.00", "69.60", "66.67", "80.00", "79.00", "77.60", "82.22", "72.00", "80.00"]
    assert [told(each.points) for each in found.scores] == expected
    assert found.total.results.rounded == Decimal("73.33")


FINAL = """
K1 92.00 16.56
K2 110.00 15.40
K3 100.00 8.00
K4 105.50 12.66
K5 84.00 10.08
K6 88.33 12.37
K7 84.00 8.40
K8 90.00 5.40
K9 100.00 6.00
"""


def test_it_gives_every_line_of_the_final_evaluation():
    found = evaluate(sample("data-platform"))
    lines = [f"{each.kpi.id} {told(each.points)} {told(each.weighted)}" for each in found.scores]
    assert lines == FINAL.strip().splitlines()
    assert all(each.unscored is None and not each.cut for each in found.scores)


def test_it_gives_the_parts_the_total_and_the_grade_of_the_final_evaluation():
    total = evaluate(sample("data-platform")).total
    assert (total.results.rounded, total.results.share) == (Decimal("94.87"), Decimal(80))
    assert (str(total.competencies.rounded), total.competencies.share) == ("80.00", Decimal(20))
    assert str(total.total) == "91.89"
    assert total.exact == Fraction(6892, 75)  # 91.8933…
    assert (total.grade, total.capped_grade, total.gates) == ("B", "B", ())
    assert (total.provisional, total.lines_differ) == (False, None)


def test_it_knows_that_the_printed_parts_of_the_final_evaluation_give_another_total():
    """94.87 × 80% + 80.00 × 20% is 91.896 and would round to 91.90; nothing is rounded on the way to 91.89."""
    assert str(evaluate(sample("data-platform")).total.parts_differ) == "91.90"


def crossed(name):
    lines = [{**line, "triggered": line["id"] == name} for line in written("data-platform")["red_lines"]]
    return evaluate(sample("data-platform", red_lines=lines)).total


@pytest.mark.parametrize(("name", "grade"), [("R1", "C"), ("R2", "D")])
def test_it_lowers_the_grade_and_not_the_total_when_a_red_line_is_crossed(name, grade):
    total = crossed(name)
    assert (str(total.total), total.grade, total.capped_grade) == ("91.89", "B", grade)
    assert [line.id for line in total.gates] == [name]


def test_it_grades_a_total_just_under_the_band_by_that_band():
    """94.87 is no A: the results alone, counted in full, sit under the border of 95."""
    evaluation = {**written("data-platform")["evaluation"], "shares": None}
    total = evaluate(sample("data-platform", evaluation=evaluation)).total
    assert (str(total.total), total.grade, total.competencies) == ("94.87", "B", None)


def changed(name, kpi, **changes):
    """Return what is wrong with one scoring rule after a change of its KPI."""
    kpis = [{**each, **changes} if each["id"] == kpi else each for each in written(name)["kpis"]]
    spec = sample(name, kpis=kpis)
    return [flaw.kind for flaw in find_flaws(spec, kpi_of(spec, kpi))]


@pytest.mark.parametrize("name", ["market-entry", "saas-retention", "data-platform", "support-lead"])
def test_it_finds_nothing_wrong_with_the_rules_of_the_samples(name):
    spec = sample(name)
    assert [flaw for kpi in spec.kpis for flaw in find_flaws(spec, kpi)] == []


def test_it_keeps_silent_where_the_direction_is_the_mistake():
    assert changed("saas-retention", "K3", direction="higher") == []


def test_it_refuses_the_ratio_of_a_net_promoter_score():
    assert changed("saas-retention", "K7", scoring={"method": "ratio"}) == ["ratio_negative"]
