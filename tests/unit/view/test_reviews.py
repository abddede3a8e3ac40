import datetime

import pytest

from docgen.i18n.locale import find_locale
from docgen.spec.models import GoalSpec
from docgen.view.present import present
from tests.support.specs import a_spec


def reviews_of(*checkins, language="zh", **period):
    spec = a_spec(checkins=[{"title": "回顾", "conclusion": "按期", **each} for each in checkins])
    spec["period"] |= period
    return present(GoalSpec.model_validate(spec), find_locale(language), {}, datetime.date(2027, 1, 4)).value[
        "reviews"
    ]


def keys(points):
    return [point["key"] for point in points]


def recorded(*checkins, **period):
    return keys(point for point in reviews_of(*checkins, **period) if point["recorded"])


def test_it_reviews_every_quarter_the_middle_and_the_end_in_order_of_time():
    found = reviews_of(mid_year_review="2027-07-09", final_review="2028-01-25")
    assert [(point["key"], point["label"], point["due"]) for point in found] == [
        ("q1", "第一季度", "2027-03-31"),
        ("q2", "第二季度", "2027-06-30"),
        ("mid_year", "年中回顾", "2027-07-09"),
        ("q3", "第三季度", "2027-09-30"),
        ("q4", "第四季度", "2027-12-31"),
        ("final", "年度终评", "2028-01-25"),
    ]
    assert found[0]["due_text"] == "2027年3月31日"


def test_it_speaks_english():
    found = reviews_of(language="en", mid_year_review="2027-07-09", final_review="2028-01-25")
    assert [point["label"] for point in found] == ["Q1", "Q2", "Mid-year review", "Q3", "Q4", "Final review"]


def test_it_puts_the_quarter_before_a_review_on_the_same_day():
    assert keys(reviews_of(mid_year_review="2027-06-30"))[:3] == ["q1", "q2", "mid_year"]


def test_it_follows_the_fiscal_year():
    found = reviews_of(start="2026-07-01", end="2027-06-30", fiscal_year_start=7)
    assert [(point["label"], point["due"]) for point in found][:2] == [
        ("第一财季", "2026-09-30"),
        ("第二财季", "2026-12-31"),
    ]


def test_it_names_the_year_where_several_meet():
    found = reviews_of(start="2027-09-10", end="2028-04-10")
    assert [(point["key"], point["label"]) for point in found] == [
        ("2027-q3", "2027年第三季度"),
        ("2027-q4", "2027年第四季度"),
        ("2028-q1", "2028年第一季度"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2027-01-01", "2027-03-30", ["end"]),
        ("2027-01-01", "2027-03-31", ["q1"]),
        ("2027-02-01", "2027-04-30", ["q1"]),
        ("2027-03-15", "2027-04-15", ["end"]),
        ("2027-05-03", "2027-05-04", ["end"]),
    ],
)
def test_it_reviews_a_period_shorter_than_a_quarter_at_its_end(start, end, found):
    points = reviews_of(start=start, end=end)
    assert keys(points) == found
    assert points[0]["due"] == (end if found == ["end"] else "2027-03-31")


@pytest.mark.parametrize(
    ("checkin", "found"),
    [
        ({"date": "2027-03-31"}, ["q1"]),
        ({"date": "2027-04-01"}, ["q2"]),
        ({"date": "2027-04-15", "data_as_of": "2027-03-31"}, ["q1"]),
        ({"date": "2027-07-24", "data_as_of": "2027-06-30"}, ["q2", "mid_year"]),
        ({"date": "2027-06-24"}, ["q2", "mid_year"]),
        ({"date": "2027-07-25"}, ["q3"]),
        ({"date": "2027-06-23"}, ["q2"]),
        ({"date": "2028-02-09"}, ["final"]),
        ({"date": "2028-02-10"}, []),
    ],
)
def test_it_knows_what_was_recorded(checkin, found):
    assert recorded(checkin, mid_year_review="2027-07-09", final_review="2028-01-25") == found


def test_it_knows_the_record_of_a_short_period():
    short = {"start": "2027-05-03", "end": "2027-06-04"}
    assert recorded({"date": "2027-06-04"}, **short) == ["end"]
    assert recorded({"date": "2027-06-05"}, **short) == []
