import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.view.present import present
from docgen.view.weights import divide_bar
from tests.support.specs import a_spec

WEIGHTS = some.lists(some.decimals(0, 100, places=2), min_size=1, max_size=60)


def weights_of(goals, kpis):
    spec = a_spec()
    spec["goals"] = [{**spec["goals"][0], "id": each, "weight": weight} for each, weight in goals.items()]
    spec["kpis"] = [a_kpi(each, goal, weight) for each, (goal, weight) in kpis.items()]
    return present(GoalSpec.model_validate(spec), find_locale("zh"), {}, datetime.date(2027, 1, 4)).value[
        "weights"
    ]


def a_kpi(name, goal, weight):
    return {
        "id": name, "goal": goal, "name": f"指标{name}", "unit": "分", "direction": "higher",
        "baseline": {"value": 1}, "target": 2, "weight": weight,
    }  # fmt: skip


def test_it_divides_the_bar_as_the_weights_of_kpis_say():
    found = weights_of({"G1": 60, "G2": 40}, {"K1": ("G1", 35), "K2": ("G2", 40), "K3": ("G1", 25)})
    assert found == [
        {
            "id": "G1", "title": "目标一", "index": 1, "weight": "60%", "span": 2, "width": 60.0,
            "kpis": [
                {"id": "K1", "name": "指标K1", "weight": "35%", "width": 35.0},
                {"id": "K3", "name": "指标K3", "weight": "25%", "width": 25.0},
            ],
        },
        {
            "id": "G2", "title": "目标一", "index": 2, "weight": "40%", "span": 1, "width": 40.0,
            "kpis": [{"id": "K2", "name": "指标K2", "weight": "40%", "width": 40.0}],
        },
    ]  # fmt: skip


def test_it_makes_a_goal_without_kpis_one_column_of_its_own_weight():
    first, second = weights_of({"G1": 70, "G2": 30}, {"K1": ("G1", 70)})
    assert (first["span"], first["width"]) == (1, 70.0)
    assert (second["span"], second["width"], second["kpis"]) == (1, 30.0, [])


@pytest.mark.parametrize(
    ("weights", "tenths"),
    [
        ([1, 1, 1], [334, 333, 333]),
        ([1, 2, 3, 4], [100, 200, 300, 400]),
        ([98, 2], [960, 40]),
        ([50, 43, 4, 3], [495, 425, 40, 40]),
        ([0, 0], [500, 500]),
        ([0, 100], [40, 960]),
        ([100, 0, 0], [920, 40, 40]),
        ([50, *[2] * 24], [40] * 25),
        ([75, *[1] * 25], [39] * 12 + [38] * 14),
    ],
)
def test_it_widens_narrow_columns_at_the_cost_of_the_wide(weights, tenths):
    assert divide_bar([Decimal(weight) for weight in weights]) == tenths


def test_it_widens_again_what_became_narrow_by_widening():
    assert divide_bar([Decimal(weight) for weight in ("91.5", "4.2", "4.1", "0.1", "0.1")]) == [
        840,
        40,
        40,
        40,
        40,
    ]


@given(WEIGHTS)
def test_it_divides_the_whole_bar_in_the_order_of_the_weights(weights):
    tenths = divide_bar(weights)
    assert sum(tenths) == 1000
    if len(weights) <= 25:
        assert min(tenths) >= 40
        heavier = sorted(range(len(weights)), key=lambda place: weights[place])
        assert all(tenths[b] >= tenths[a] - 1 for a, b in pairwise(heavier))
    else:
        assert max(tenths) - min(tenths) <= 1
