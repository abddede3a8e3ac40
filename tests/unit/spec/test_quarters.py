"""Quarters of a company's year."""

from datetime import date

import pytest

from docgen.spec.quarters import Quarter, find_quarter


@pytest.mark.parametrize(
    ("day", "first_month", "quarter"),
    [
        (date(2027, 1, 1), 1, (2027, 1)), (date(2027, 3, 31), 1, (2027, 1)), (date(2027, 4, 1), 1, (2027, 2)),
        (date(2027, 12, 31), 1, (2027, 4)), (date(2026, 7, 1), 7, (2027, 1)), (date(2027, 6, 30), 7, (2027, 4)),
        (date(2027, 1, 15), 4, (2027, 4)), (date(2027, 4, 1), 4, (2028, 1)), (date(2026, 12, 1), 12, (2027, 1)),
    ],
)  # fmt: skip
def test_it_finds_the_quarter_of_a_day(day, first_month, quarter):
    assert find_quarter(day, first_month) == Quarter(*quarter)


@pytest.mark.parametrize("first_month", range(1, 13))
def test_it_covers_every_day_once(first_month):
    quarter = find_quarter(date(2026, 5, 17), first_month)
    for _ in range(9):
        start, end = quarter.days(first_month)
        assert find_quarter(start, first_month) == find_quarter(end, first_month) == quarter
        following = quarter.following()
        assert (following.days(first_month)[0] - end).days == 1
        quarter = following
