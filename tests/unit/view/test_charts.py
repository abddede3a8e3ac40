"""How a KPI becomes a chart."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from docgen.document.charts import read_chart
from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.view.charts import MOST_LABELS
from docgen.view.present import present
from tests.support.specs import a_spec


def numbers(*figures):
    return tuple(None if figure is None else Decimal(figure) for figure in figures)


def a_kpi(**changes):
    kpi = {
        "id": "K1", "goal": "G1", "name": "份额", "unit": "户", "direction": "higher", "weight": 100,
        "baseline": {"value": Decimal("4.0")}, "target": Decimal(10),
    }  # fmt: skip
    return kpi | changes


def way(*figures):
    return [{"period": f"P{place}", "value": Decimal(each)} for place, each in enumerate(figures, 1)]


def chart_of(*, language="zh", actual=None, **changes):
    spec = a_spec(kpis=[a_kpi(**changes)])
    if actual is not None:
        spec["evaluation"] = {"actuals": [{"kpi": "K1", "value": Decimal(actual), "as_of": "2027-12-31"}]}
    view = present(GoalSpec.model_validate(spec), find_locale(language), {}, datetime.date(2027, 1, 4)).value
    return view["kpis"][0]["chart"]


def data_of(**changes):
    return read_chart(chart_of(**changes)["data"])


def labels(chart):
    return [point["label"] for point in chart["points"]]


def keys(chart):
    return [point["key"] for point in chart["points"]]


class TestPoints:
    def test_it_goes_from_baseline_to_target(self):
        chart = chart_of()
        assert labels(chart) == ["基线", "目标"]
        assert [point["text"] for point in chart["points"]] == ["4.0", "10"]

    def test_it_lets_the_way_end_with_the_target(self):
        chart = chart_of(trajectory=way(5, 10))
        assert labels(chart) == ["基线", "P1", "P2"]
        assert keys(chart) == ["baseline", "step", "target"]

    def test_it_adds_the_target_to_a_way_that_ends_elsewhere(self):
        chart = chart_of(trajectory=way(5, 8))
        assert labels(chart) == ["基线", "P1", "P2", "目标"]
        assert keys(chart) == ["baseline", "step", "step", "target"]

    def test_it_begins_with_the_way_where_there_is_no_baseline(self):
        assert labels(chart_of(baseline={"none": "新指标"}, trajectory=way(5, 10))) == ["P1", "P2"]

    def test_it_draws_a_target_alone(self):
        chart = chart_of(baseline={"none": "新指标"})
        assert keys(chart) == ["target"]
        assert 0 < chart["points"][0]["at"] < 1

    def test_it_ends_with_the_result_which_is_no_part_of_the_plan(self):
        data = data_of(actual="11.5", threshold=Decimal(6))
        assert data.categories == ("基线", "目标", "实际")
        assert [(each.key, each.name, each.values) for each in data.series] == [
            ("path", "分解目标", numbers("4.0", 10, None)),
            ("actual", "实际", numbers(None, None, "11.5")),
            ("threshold", "底线值", numbers(6, 6, 6)),
        ]
        assert data.mark == 1

    def test_it_names_its_parts_in_the_readers_language(self):
        chart = chart_of(language="en", actual="11", threshold=Decimal(6), stretch=Decimal(12))
        assert labels(chart) == ["Baseline", "Target", "Actual"]
        assert all(ord(letter) < 0x2E80 for each in chart["limits"] for letter in each["label"])


class TestKind:
    @pytest.mark.parametrize(
        ("changes", "kind"),
        [
            ({}, "line"),
            ({"baseline": {"value": 0}}, "column"),
            ({"value_type": "count"}, "column"),
            ({"value_type": "currency"}, "column"),
            ({"value_type": "count", "direction": "lower", "target": Decimal(2)}, "line"),
            ({"value_type": "percent"}, "line"),
        ],
    )
    def test_it_draws_columns_of_what_is_counted_from_nothing(self, changes, kind):
        chart = chart_of(**changes)
        assert chart["kind"] == kind
        if kind == "column":
            assert data_of(**changes).axis.low == 0
            assert chart["zero"] == 0

    def test_it_lets_columns_hang_below_zero(self):
        chart = chart_of(value_type="currency", baseline={"value": -12}, target=Decimal(8))
        baseline, target = chart["points"]
        assert baseline["at"] < chart["zero"] < target["at"]


class TestAxis:
    def test_it_does_not_go_beyond_the_whole(self):
        axis = data_of(unit="%", baseline={"value": Decimal("96.5")}, target=Decimal("99.5")).axis
        assert axis.high == 100

    def test_it_goes_beyond_the_whole_where_the_figures_do(self):
        assert data_of(unit="%", baseline={"value": 101}, target=Decimal(110)).axis.high > 110

    def test_it_keeps_to_the_bounds_of_the_kpi(self):
        changes = {"baseline": {"value": 1}, "target": Decimal(5), "lower_bound": 1, "upper_bound": 5}
        assert (data_of(**changes).axis.low, data_of(**changes).axis.high) == (1, 5)

    def test_it_writes_every_figure_of_the_axis_with_the_same_digits(self):
        chart = chart_of(baseline={"value": 30}, target=Decimal(38))
        assert [tick["text"] for tick in chart["ticks"]] == ["27.5", "30.0", "32.5", "35.0", "37.5", "40.0"]


class TestLimits:
    def test_it_shows_each_limit_there_is(self):
        chart = chart_of(
            direction="range",
            threshold=Decimal(8),
            target_high=Decimal(14),
            red_line=Decimal(2),
            stretch=Decimal(12),
        )
        assert [(each["key"], each["text"]) for each in chart["limits"]] == [
            ("threshold", "8"), ("stretch", "12"), ("high", "14"), ("red_line", "2"),
        ]  # fmt: skip

    @given(some.lists(some.integers(0, 20), min_size=4, max_size=4))
    def test_it_keeps_their_names_apart(self, values):
        names = ("threshold", "stretch", "target_high", "red_line")
        limits = chart_of(direction="range", **dict(zip(names, map(Decimal, values), strict=True)))["limits"]
        places = sorted(each["label_at"] for each in limits)
        assert all(after - before > 0.12 for before, after in pairwise(places))


class TestLabels:
    @given(some.integers(0, 40), some.booleans())
    def test_it_labels_what_matters_and_no_more_than_has_room(self, steps, finished):
        trajectory = way(*range(5, 5 + steps))
        chart = chart_of(trajectory=trajectory, target=Decimal(100), actual="99" if finished else None)
        shown = [place for place, point in enumerate(chart["points"]) if point["labelled"]]
        assert {"baseline", "target"} <= {chart["points"][place]["key"] for place in shown}
        assert not finished or chart["points"][-1]["labelled"]
        assert len(shown) <= MOST_LABELS + 2
        way_shown = shown[:-1] if finished else shown
        every = -(-len(chart["points"]) // MOST_LABELS)
        gaps = [after - before for before, after in pairwise(way_shown)]
        assert all(gap >= every for gap in gaps) or len(way_shown) == 2

    def test_it_labels_all_points_of_a_short_way(self):
        assert all(point["labelled"] for point in chart_of(trajectory=way(5, 6, 8, 10))["points"])


def test_it_says_the_same_in_words():
    chart = chart_of(unit="%", threshold=Decimal(6), actual="9")
    assert chart["description"] == "K1 份额：基线 4.0%；目标 10%；实际 9%；底线值 6%"
    assert data_of(unit="%", threshold=Decimal(6), actual="9").description == chart["description"]


def test_it_counts_the_digits_of_its_figures():
    assert data_of().decimals == 1
    assert data_of(threshold=Decimal("6.25")).decimals == 2
    assert data_of(baseline={"value": 4}).decimals == 0
