import json
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from docgen.document.charts import (
    MAX_POINTS,
    MAX_SERIES,
    Axis,
    Chart,
    Series,
    make_axis,
    read_chart,
    write_chart,
)

FIGURES = some.decimals(-(10**15), 10**15, places=3, allow_nan=False, allow_infinity=False)
SMALL = some.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False)
WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12)
ROUND = {Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5)}


def numbers(*figures):
    return tuple(map(Decimal, figures))


def a_chart(**changes):
    values = {
        "kind": "line",
        "title": "Share",
        "categories": ("Baseline", "Q4"),
        "series": (Series("Path", numbers("4.0", "10"), "path", "path"),),
        "axis": Axis(*numbers(0, 12, 3)),
    }
    return Chart(**(values | changes))


def broken(path, value):
    """The JSON of a chart with one value in another value's place."""
    data = json.loads(write_chart(a_chart()))
    inner = data
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return json.dumps(data)


@some.composite
def charts(draw):
    count = draw(some.integers(1, 5))
    values = some.lists(some.none() | FIGURES, min_size=count, max_size=count).map(tuple)
    row = some.builds(Series, WORDS, values, some.sampled_from(["path", "limit"]), WORDS)
    return Chart(
        kind=draw(some.sampled_from(["column", "line"])),
        title=draw(WORDS),
        categories=tuple(draw(some.lists(WORDS, min_size=count, max_size=count))),
        series=tuple(draw(some.lists(row, min_size=1, max_size=4))),
        axis=draw(some.lists(FIGURES, min_size=1, max_size=4).map(lambda v: make_axis(v, from_zero=True))),
        unit=draw(WORDS),
        decimals=draw(some.integers(0, 9)),
        mark=draw(some.integers(-1, count - 1)),
        description=draw(WORDS),
    )


class TestAxis:
    @given(some.lists(FIGURES, min_size=1, max_size=8), some.booleans(), some.integers(2, 9))
    def test_it_covers_all_values_in_a_few_round_steps(self, values, from_zero, lines):
        axis = make_axis(values, from_zero=from_zero, lines=lines)
        assert axis.low <= min(values) <= max(values) <= axis.high
        assert axis.step > 0
        assert 1 <= (axis.high - axis.low) / axis.step <= lines
        assert axis.step.scaleb(-axis.step.adjusted()) in ROUND
        assert axis.low % axis.step == 0
        assert (axis.ticks[0], axis.ticks[-1]) == (axis.low, axis.high)
        if from_zero:
            assert axis.low <= 0 <= axis.high

    @given(some.lists(SMALL, min_size=1, max_size=6))
    def test_it_uses_at_least_a_third_of_the_height(self, values):
        assume(max(values) - min(values) > 0)
        axis = make_axis(values, from_zero=False)
        assert (max(values) - min(values)) * 3 >= axis.high - axis.low

    @given(some.lists(SMALL, min_size=1, max_size=6))
    def test_it_stays_on_one_side_of_zero_as_its_values_do(self, values):
        if min(values) >= 0:
            assert make_axis(values, from_zero=False).low >= 0

    @pytest.mark.parametrize(
        ("values", "within", "ends"),
        [
            (("96.5", "99.8"), (None, None), ("96", "101", "1")),
            (("96.5", "99.8"), (None, Decimal(100)), ("96", "100", "1")),
            (("75", "95"), (Decimal(0), Decimal(100)), ("70", "100", "10")),
            (("1.2", "5.0"), (Decimal(1), Decimal(5)), ("1", "5", "1")),
            (("90", "104"), (None, Decimal(100)), ("85", "105", "5")),
            (("100",), (None, Decimal(100)), ("90", "100", "2")),
        ],
    )
    def test_it_leaves_no_room_for_what_cannot_be(self, values, within, ends):
        axis = make_axis(numbers(*values), from_zero=False, within=within)
        assert (axis.low, axis.high, axis.step) == numbers(*ends)

    @pytest.mark.parametrize(
        ("value", "from_zero", "ends"),
        [("0", True, (0, 1)), ("0", False, (0, 1)), ("5", False, ("4.5", "5.5")), ("-20", False, (-22, -18))],
    )
    def test_it_makes_an_axis_of_one_value(self, value, from_zero, ends):
        axis = make_axis(numbers(value, value), from_zero=from_zero)
        assert (axis.low, axis.high) == numbers(*ends)

    def test_it_tells_where_a_value_lies(self):
        axis = Axis(*numbers(-10, 30, 10))
        assert [axis.place(tick) for tick in axis.ticks] == [0, 0.25, 0.5, 0.75, 1]


class TestJson:
    @given(charts())
    def test_it_reads_what_it_writes(self, chart):
        text = write_chart(chart)
        assert "\n" not in text
        assert read_chart(text) == chart

    def test_it_keeps_the_digits_of_a_figure(self):
        read = read_chart(write_chart(a_chart(series=(Series("Path", numbers("4.0", "10.00")),))))
        assert list(map(str, read.series[0].values)) == ["4.0", "10.00"]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "chart",
            "[]",
            "7",
            "null",
            "{}",
            "[" * 100_000,
            broken(["kind"], "pie"),
            broken(["kind"], None),
            broken(["categories"], []),
            broken(["categories"], ["one"]),
            broken(["categories"], 7),
            broken(["series"], []),
            broken(["series"], None),
            broken(["series"], [None]),
            broken(["series", 0, "role"], "hero"),
            broken(["series", 0, "role"], []),
            broken(["series", 0, "values"], [1, 2, 3]),
            broken(["series", 0, "values"], ["1", "2"]),
            broken(["series", 0, "values"], [True, 1]),
            broken(["series", 0, "values"], [float("nan"), 1]),
            broken(["series", 0, "values"], [float("inf"), 1]),
            broken(["series", 0, "values"], [1e20, 1]),
            broken(["axis"], [0, 12, 3]),
            broken(["axis", "high"], 0),
            broken(["axis", "step"], 0),
            broken(["axis", "step"], -3),
            broken(["axis", "step"], 0.001),
            broken(["decimals"], 12),
            broken(["decimals"], "many"),
            broken(["mark"], "last"),
            broken(["mark"], 2),
            broken(["mark"], -2),
        ],
    )
    def test_it_refuses_what_is_no_chart(self, text):
        with pytest.raises(ValueError):  # noqa: PT011 - the kind is the contract; a diagnostic says the rest
            read_chart(text)

    def test_it_refuses_more_than_anybody_can_see(self):
        many = tuple(map(str, range(MAX_POINTS + 1)))
        series = Series("Path", numbers(*many))
        with pytest.raises(ValueError):  # noqa: PT011
            read_chart(write_chart(a_chart(categories=many, series=(series,))))
        with pytest.raises(ValueError):  # noqa: PT011
            read_chart(write_chart(a_chart(series=a_chart().series * (MAX_SERIES + 1))))
