import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.sources.tables.values import day_of, find_zone, number_of, percent_of, tidy

CHINA = find_zone("Asia/Shanghai")
DAY = datetime.date(2027, 7, 3)


def is_refused(make, *given):
    try:
        make(*given)
    except ValueError:
        return True
    return False


FORMS = [
    "{:%Y-%m-%d}",
    "{:%Y/%m/%d}",
    "{:%Y.%m.%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{:%Y-%m-%d} 09:30",
    "{:%Y-%m-%d}T09:30:15.250",
]


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from(FORMS))
def test_it_reads_every_day_in_every_form(day, form):
    assert day_of(form.format(day), CHINA) == day


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2027-07-02T16:30:00Z", "Asia/Shanghai", DAY),
        ("2027-07-02T16:30:00Z", "UTC", datetime.date(2027, 7, 2)),
        ("2027-07-03T00:30:00+08:00", "+00:00", datetime.date(2027, 7, 2)),
        ("2027-07-02 23:30 +0530", "Asia/Shanghai", DAY),
        ("1814547600", "Asia/Shanghai", DAY),
        ("1814547600000", "Asia/Shanghai", DAY),
        ("1814547600", "-08:00", datetime.date(2027, 7, 2)),
    ],
)
def test_it_turns_moments_into_days_of_a_zone(text, zone, expected):
    assert day_of(text, find_zone(zone)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7/3/2027",
        "03.07.2027",
        "2027-02-30",
        "2027-13-01",
        "1899-01-01",
        "9999999999",
        "12:30",
        "July 3",
        "20270703",
        "2027-7",
        "2027-07-03T25:00Z",
    ],
)
def test_it_refuses_what_may_be_another_day(text):
    assert is_refused(day_of, text, CHINA)


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.50", "1234.50"), (" －3 ", "-3"), ("８５％", "85"), ("0.5", "0.5")]
)
def test_it_reads_figures_as_people_type_them(text, number):
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "约30", "1,23", "1e5", "30天", "NaN", "0x10", "1" * 50])
def test_it_refuses_what_is_no_figure(text):
    assert is_refused(number_of, text)


@pytest.mark.parametrize(
    ("text", "number"), [("0.5%", "0.5"), ("0", "0"), ("1", "1"), ("100", "100"), ("85.5", "85.5")]
)
def test_it_reads_shares_in_percent(text, number):
    assert percent_of(text) == Decimal(number)


def test_it_refuses_a_share_that_may_be_a_fraction():
    assert is_refused(percent_of, "0.5")


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "+8"])
def test_it_knows_no_such_zone(name):
    assert is_refused(find_zone, name)


@pytest.mark.parametrize(
    ("number", "said"), [("60.00", "60"), ("6E+1", "60"), ("0.50", "0.5"), ("0.00", "0"), ("1200", "1200")]
)
def test_it_takes_needless_zeros_away(number, said):
    assert str(tidy(Decimal(number))) == said
