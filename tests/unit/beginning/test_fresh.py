import datetime
import re
from decimal import Decimal

import pytest

from docgen.beginning.words import note_at
from docgen.diagnostics import DocgenError
from docgen.kpis.library import built_in
from docgen.packs.locate import built_in_packs
from docgen.review.review import review
from docgen.spec.reader import read
from tests.support.filling import fill_in, take_offers
from tests.unit.beginning.begun import TABLE, TODAY, begin_spec, check, find_kpis

LANGUAGES = ("zh", "en", "both")
CHINESE = re.compile("[\u4e00-\u9fff]")


def blanks_of(begun):
    return {(blank.where.line, blank.where.path) for blank in begun.blanks}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", built_in_packs())
def test_it_names_exactly_the_blanks_that_the_check_finds(language, style):
    begun = begin_spec(language, style)
    with pytest.raises(DocgenError) as failure:
        check(begun.content.decode())
    assert begun.findings == ()
    assert {(d.where.line, d.where.path) for d in failure.value.diagnostics} == blanks_of(begun)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("period", "month"), [("2027", 1), ("FY2027", 4), ("2027H2", 1), ("2028Q1", 7)])
def test_it_is_in_order_once_the_blanks_are_filled(language, period, month):
    text = fill_in(begin_spec(language, period=period, month=month).content.decode(), TABLE)
    assert check(text).warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_order_with_everything_it_offers(language):
    text = fill_in(take_offers(begin_spec(language).content.decode()), TABLE)
    spec, warnings = check(text)
    assert warnings == ()
    assert len(spec.milestones) == 12
    assert spec.kpis[0].scoring.method == "anchors"
    assert [len(getattr(spec.swot, each)) for each in ("strengths", "weaknesses", "threats")] == [1, 1, 1]


def test_it_leads_to_a_spec_that_the_review_has_nothing_against():
    text = fill_in(take_offers(begin_spec().content.decode()), TABLE)
    found = review(check(text).value, TODAY).open
    assert {finding.rule for finding in found} <= {"T12"}


def test_it_stays_readable_with_the_offers_left_alone():
    text = fill_in(begin_spec().content.decode(), TABLE)
    found = [each for each in review(check(text).value, TODAY).open if each.diagnostic.severity == "error"]
    assert {each.rule for each in found} == {"A1"}  # SWOT is asked for, and is for the user to write


@pytest.mark.parametrize(("goals", "ids"), [(1, 0), (1, 3), (3, 0), (3, 4), (4, 2), (7, 7), (20, 56)])
def test_it_gives_equal_weights_that_sum_to_100(goals, ids):
    begun = begin_spec(goals=goals, kpis=find_kpis(*list(built_in().indicators)[:ids]))
    data = read(begun.content, "begun.yaml").data
    weights = [Decimal(goal["weight"]) for goal in data["goals"]]
    assert sum(weights) == 100
    assert max(weights) - min(weights) <= 1
    for goal in data["goals"]:
        mine = [Decimal(kpi["weight"]) for kpi in data["kpis"] if kpi["goal"] == goal["id"]]
        assert sum(mine) == goal["weight"]
        assert max(mine) - min(mine) <= 1
        assert min(mine) > 0


def test_it_takes_definitions_from_the_library_and_shows_them():
    begun = begin_spec("en", kpis=find_kpis("nps", "key_turnover"))
    text = begun.content.decode()
    assert "# Net promoter score" in text
    data = read(begun.content, "begun.yaml").data
    assert [kpi.get("lib") for kpi in data["kpis"]] == ["nps", "key_turnover", None]
    assert "definition" not in data["kpis"][0]
    assert data["kpis"][0]["minimum_sample"] is None
    offered = read(take_offers(text).encode(), "begun.yaml").data
    assert offered["kpis"][1]["scoring"]["method"] == "tiers"
    assert set(offered["kpis"][1]["scoring"]["bands"][0]) == {"le", "score"}


def test_it_plans_four_quarters_of_the_fiscal_calendar():
    data = read(begin_spec(period="FY2027", month=4).content, "begun.yaml").data
    assert [(step["period"], step["due"]) for step in data["milestones"]] == [
        ("FQ1", "2026-06-30"),
        ("FQ2", "2026-09-30"),
        ("FQ3", "2026-12-31"),
        ("FQ4", "2027-03-31"),
    ]
    assert data["period"]["fiscal_year_start"] == 4
    assert data["tracking"]["rag"] == {"on_track": Decimal("1.0"), "at_risk": Decimal("0.75")}


def test_it_leaves_signing_to_a_style_that_has_places_for_it():
    assert read(begin_spec(style="responsibility").content, "a.yaml").data["signoff"] is None
    roles = [each["role"] for each in read(begin_spec().content, "a.yaml").data["signoff"]]
    assert roles == ["本人", "直接上级", "HRBP"]


def test_it_offers_the_fields_of_a_style():
    text = begin_spec("en", style="acme-example").content.decode()
    offered = read(take_offers(text).encode(), "a.yaml").data
    assert offered.get("custom")


@pytest.mark.parametrize("name", ['O\'Neil "𠮷" 田: x', "yes", "1e3", "#1", "- a", "{zh: x}", "2027-01-01"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_keeps_names_of_any_kind(name, language):
    data = read(begin_spec(language, person=name, role=(name, name)).content, "a.yaml").data
    assert data["person"]["name"] == data["person"]["position"] == data["goals"][0]["owner"] == name


def test_it_comments_in_the_language_of_the_spec():
    english = begin_spec("en", person="Maya", role=("Lead", "Lead"), stage=None).content.decode()
    assert not [line for line in english.splitlines() if CHINESE.search(line)]
    both = begin_spec("both").content.decode()
    assert "# 封面 / Cover ---" in both
    assert "en:  # Fill in: " in both


def test_it_says_what_belongs_at_every_place_it_leaves_blank():
    offered = read(take_offers(begin_spec().content.decode()).encode(), "a.yaml").data

    def silent(data, path=()):
        if data is None:
            return [] if note_at(path).blank else [path]
        steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        return [found for step, value in steps for found in silent(value, (*path, step))]

    assert silent(offered) == []


def test_it_dates_the_draft_today():
    data = read(begin_spec().content, "a.yaml").data
    assert data["document"]["date"] == data["revisions"][0]["date"] == str(TODAY)
    assert isinstance(TODAY, datetime.date)
