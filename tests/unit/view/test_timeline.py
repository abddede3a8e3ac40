import datetime
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as some

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.view.present import present
from docgen.view.time_axis import MOST_COLUMNS, fit_axis
from tests.support.specs import a_spec

DAYS = some.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))
NEAR_DAYS = some.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))
SIGNS = {"bar": "=", "end": "<", "point": "*"}


def a_step(due, start=None, **more):
    return {"id": "M1", "goal": "G1", "title": "步骤", "due": str(due), "start": start and str(start), **more}


def view_of(steps, *, language="zh", period=None, **parts):
    spec = a_spec(milestones=steps, **parts)
    spec["period"] |= period or {}
    return present(GoalSpec.model_validate(spec), find_locale(language), {}, datetime.date(2027, 1, 4)).value


def timeline_of(*steps, **parts):
    return view_of(list(steps), **parts)["timeline"]


def draw(row):
    """Draw a row: a gap as . or, in an even quarter, as :."""
    return "".join(SIGNS.get(c["kind"], ":" if c["even"] else ".") * c["span"] for c in row["cells"])


def heads(cells):
    return [(cell["label"], cell["span"], cell["even"]) for cell in cells]


def test_it_draws_a_year_in_halves_of_months():
    found = timeline_of(a_step("2027-06-30", "2027-02-16"))
    assert found["columns"] == 24
    assert heads(found["quarters"]) == [
        ("第一季度", 6, False),
        ("第二季度", 6, True),
        ("第三季度", 6, False),
        ("第四季度", 6, True),
    ]
    assert [head["label"] for head in found["months"]][:3] == ["1月", "2月", "3月"]
    assert {head["span"] for head in found["months"]} == {2}
    assert draw(found["rows"][0]) == "...========<......::::::"


def test_it_says_months_and_quarters_in_english():
    found = timeline_of(a_step("2027-06-30"), language="en")
    assert found["months"][8] == {"label": "Sep", "span": 2, "even": False}
    assert found["quarters"][1]["label"] == "Q2"


@pytest.mark.parametrize(
    ("step", "drawn"),
    [
        (a_step("2027-04-20"), "......:*::::......::::::"),
        (a_step("2027-04-30", "2027-04-16"), "......:*::::......::::::"),
        (a_step("2027-04-20", "2027-04-02"), "......=<::::......::::::"),
        (a_step("2027-01-15", "2027-01-01"), "*.....::::::......::::::"),
        (a_step("2027-12-31", "2027-01-01"), "=======================<"),
    ],
)
def test_it_ends_a_milestone_of_the_top_with_its_last_column(step, drawn):
    assert draw(timeline_of(step)["rows"][0]) == drawn


def test_it_gives_a_step_of_a_milestone_a_bar_without_an_end():
    steps = [
        a_step("2027-06-30"),
        a_step("2027-04-20", "2027-04-02", parent="M1") | {"id": "M1.1"},
        a_step("2027-05-10", "2027-05-02", parent="M1") | {"id": "M1.2"},
        a_step("2027-05-20", parent="M1") | {"id": "M1.3"},
    ]
    rows = timeline_of(*steps)["rows"]
    assert [row["depth"] for row in rows] == [0, 1, 1, 1]
    assert [draw(row)[6:12] for row in rows] == [":::::*", "==::::", "::=:::", ":::*::"]


@pytest.mark.parametrize(
    ("end", "columns", "months"),
    [
        ("2027-01-31", 4, 1),
        ("2027-06-30", 24, 6),
        ("2027-07-31", 14, 7),
        ("2028-12-31", 48, 24),
        ("2029-01-31", 25, 25),
        ("2030-12-31", 48, 48),
        ("2031-01-31", 17, 0),
        ("2038-12-31", 48, 0),
        ("2039-01-31", 13, 0),
        ("2074-12-31", 48, 0),
        ("2075-01-31", 25, 0),
    ],
)
def test_it_takes_the_finest_columns_that_fit(end, columns, months):
    found = timeline_of(a_step("2027-01-20"), period={"end": end})
    assert (found["columns"], len(found["months"])) == (columns, months)


def test_it_covers_milestones_outside_of_the_period():
    found = timeline_of(a_step("2028-01-20", "2026-12-20"))
    assert heads(found["quarters"])[0] == ("2026年第四季度", 2, False)
    assert heads(found["quarters"])[-1] == ("2028年第一季度", 2, True)
    assert draw(found["rows"][0]) == "." + "=" * 26 + "<"


def test_it_follows_the_fiscal_year():
    year = {"start": "2026-07-01", "end": "2027-06-30", "fiscal_year_start": 7}
    found = timeline_of(a_step("2027-01-20"), period=year, language="en")
    assert [head["label"] for head in found["quarters"]] == ["FQ1", "FQ2", "FQ3", "FQ4"]
    assert found["months"][0]["label"] == "Jul"


def test_it_splits_quarters_where_a_late_fiscal_year_does():
    year = {"start": "2027-01-01", "end": "2027-12-31", "fiscal_year_start": 2}
    found = timeline_of(a_step("2027-04-20"), period=year)
    assert heads(found["quarters"])[:2] == [("2027财年第四财季", 2, False), ("2028财年第一财季", 6, True)]
    assert draw(found["rows"][0]) == "..:::::*......::::::...."


def test_it_calls_quarters_as_the_milestones_do():
    year = {"start": "2026-07-01", "end": "2027-06-30", "fiscal_year_start": 7}
    view = view_of([a_step("2027-01-20", period="Q3")], period=year)
    assert view["timeline"]["quarters"][2]["label"] == view["quarters"][0]["label"] == "第三季度"


@pytest.mark.parametrize(
    ("end", "first_month", "labels"),
    [
        ("2039-06-30", 1, ["2027年", "2028年"]),
        ("2039-06-30", 4, ["2027财年", "2028财年"]),
        ("2099-12-31", 1, ["2027～2028年", "2029～2030年"]),
    ],
)
def test_it_names_years_where_quarters_are_too_fine(end, first_month, labels):
    found = timeline_of(a_step("2027-01-20"), period={"end": end, "fiscal_year_start": first_month})
    assert [head["label"] for head in found["quarters"]][:2] == labels
    assert [head["even"] for head in found["quarters"]][:3] == [False, True, False]


def test_it_repeats_the_colours_of_goals_after_the_fifth():
    goal = a_spec()["goals"][0]
    goals = [{**goal, "id": f"G{n}"} for n in range(1, 8)]
    steps = [a_step(f"2027-0{n}-20") | {"id": f"M{n}", "goal": f"G{n}"} for n in range(1, 8)]
    found = timeline_of(*steps, goals=goals)
    assert [row["goal_index"] for row in found["rows"]] == [1, 2, 3, 4, 5, 1, 2]


def test_it_has_no_timeline_without_milestones():
    assert view_of([])["timeline"] is None


@given(some.one_of(some.lists(NEAR_DAYS, min_size=4, max_size=6), some.lists(DAYS, min_size=4, max_size=6)),
       some.integers(1, 12), some.booleans())  # fmt: skip
def test_it_fills_every_row_and_keeps_gaps_in_their_quarter(days, first_month, nested):
    start, end, *dues = sorted(days)
    period = {"start": str(start), "end": str(end), "fiscal_year_start": first_month}
    steps = [
        a_step(due, min(due, start) if n % 2 else None, parent="M0" if nested and n else None)
        | {"id": f"M{n}"}
        for n, due in enumerate(dues)
    ]
    view = view_of(steps, period=period)
    found = view["timeline"]
    assert [row["id"] for row in found["rows"]] == [step["id"] for step in view["milestones"]]
    assert found["columns"] <= MOST_COLUMNS
    assert sum(head["span"] for head in found["quarters"]) == found["columns"]
    assert sum(head["span"] for head in found["months"]) in {0, found["columns"]}
    evens = [head["even"] for head in found["quarters"] for _ in range(head["span"])]
    for row in found["rows"]:
        assert sum(cell["span"] for cell in row["cells"]) == found["columns"]
        starts = accumulate((cell["span"] for cell in row["cells"]), initial=0)
        for cell, column in zip(row["cells"], starts, strict=False):
            reach = cell["span"] if cell["kind"] == "gap" else 1
            assert cell["span"] >= 1
            assert set(evens[column : column + reach]) == {cell["even"]}


@given(some.lists(DAYS, min_size=1, max_size=5), some.integers(1, 12))
def test_it_gives_every_day_a_column_in_order(days, first_month):
    axis = fit_axis(days, first_month)
    columns = [axis.column_of(day) for day in sorted(days)]
    assert columns == sorted(columns)
    assert columns[0] >= 0
    assert columns[-1] < axis.columns <= MOST_COLUMNS
    months = [axis.month_of(column) for column in columns]
    assert all(month <= day for month, day in zip(months, sorted(days), strict=True))
