import datetime

import pytest

from docgen.beginning.span import find_span, is_fiscal, span_after
from docgen.diagnostics import DocgenError

FOUND = [
    ("2027", 1, ("2027-01-01/2027-12-31", "2027", ("2027年度", "Year 2027"))),
    ("２０２７ 年度", 1, ("2027-01-01/2027-12-31", "2027", ("2027年度", "Year 2027"))),
    ("2027h2", 4, ("2027-07-01/2027-12-31", "2027H2", ("2027年下半年", "Second half of 2027"))),
    ("2028Q1", 1, ("2028-01-01/2028-03-31", "2028Q1", ("2028年第一季度", "Q1 2028"))),
    ("FY2027", 1, ("2027-01-01/2027-12-31", "FY2027", ("2027财年", "FY2027"))),
    ("fy2027", 4, ("2026-04-01/2027-03-31", "FY2027", ("2027财年", "FY2027"))),
    ("FY2027H1", 7, ("2026-07-01/2026-12-31", "FY2027H1", ("2027财年上半年", "First half of FY2027"))),
    ("FY2028Q4", 4, ("2028-01-01/2028-03-31", "FY2028Q4", ("2028财年第四季度", "Q4 FY2028"))),
    ("2027-3-15 至 2028-02-29", 1, ("2027-03-15/2028-02-29", "2027-03-15_2028-02-29", None)),
]


@pytest.mark.parametrize(("given", "month", "expected"), FOUND)
def test_it_reads_what_people_write(given, month, expected):
    span = find_span(given, month)
    assert (f"{span.start}/{span.end}", span.key, span.label) == expected


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("next year", "DG791"),
        ("2027Q5", "DG791"),
        ("2027H3", "DG791"),
        ("1027", "DG791"),
        ("27", "DG791"),
        ("", "DG791"),
        ("2027-02-29/2027-12-31", "DG792"),
        ("2027-12-31/2027-01-01", "DG792"),
        ("2027-01-01/2027-01-01", "DG792"),
        ("1027-01-01/1027-12-31", "DG792"),
    ],
)
def test_it_refuses_what_is_no_period(given, code):
    with pytest.raises(DocgenError) as failure:
        find_span(given)
    assert [found.code for found in failure.value.diagnostics] == [code]
    assert failure.value.diagnostics[0].facts == {"given": given}


def test_it_cuts_a_year_into_quarters_of_the_fiscal_calendar():
    steps = find_span("FY2027", 7).steps()
    assert [(step.label, str(step.end)) for step in steps] == [
        ("FQ1", "2026-09-30"),
        ("FQ2", "2026-12-31"),
        ("FQ3", "2027-03-31"),
        ("FQ4", "2027-06-30"),
    ]


def test_it_cuts_a_quarter_into_months_and_odd_days_where_they_are():
    assert [str(step.end) for step in find_span("2028Q1").steps()] == [
        "2028-01-31",
        "2028-02-29",
        "2028-03-31",
    ]
    odd = find_span("2027-03-15/2027-07-10").steps()
    assert [(str(step.start), str(step.end), step.label) for step in odd] == [
        ("2027-03-15", "2027-03-31", "Q1"),
        ("2027-04-01", "2027-06-30", "Q2"),
        ("2027-07-01", "2027-07-10", "Q3"),
    ]


@pytest.mark.parametrize(
    ("given", "month", "key"),
    [
        ("2027", 1, "2028"),
        ("2027H2", 1, "2028H1"),
        ("2027Q4", 1, "2028Q1"),
        ("FY2027", 4, "FY2028"),
        ("FY2027Q4", 4, "FY2028Q1"),
        ("2027", 4, "2028"),
        ("2027-03-15/2027-04-13", 1, "2027-04-14_2027-05-13"),
    ],
)
def test_it_finds_the_period_behind(given, month, key):
    span = find_span(given, month)
    assert span_after(span.start, span.end, month).key == key


def test_it_knows_a_fiscal_year_when_it_sees_one():
    assert is_fiscal(" fy2027")
    assert not is_fiscal("2027")


def test_it_gives_every_day_to_exactly_one_step():
    for given in ("2027", "FY2027", "2027H1", "2027Q3", "2027-02-10/2028-05-05"):
        span = find_span(given, 4)
        day = span.start
        for step in span.steps():
            assert step.start == day
            day = step.end + datetime.timedelta(days=1)
        assert day == span.end + datetime.timedelta(days=1)
