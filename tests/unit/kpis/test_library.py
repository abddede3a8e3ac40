"""The library that comes with docgen, and those that companies lay over it."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from docgen.diagnostics import DocgenError
from docgen.kpis.entries import ScoringMethod
from docgen.kpis.lay import lay
from docgen.kpis.library import OWN, built_in, read_library
from docgen.kpis.model import CARD, Library
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.parties import Product
from docgen.spec.models.scoring import METHOD, Scoring

INDICATORS = built_in().indicators
TEXTS = ("name", "definition", "formula", "data_source")


def laid(text, library=None, origin="acme"):
    return lay(library or built_in(), read_library(text.encode(), "kpis.yaml"), origin)


def test_it_reads_what_comes_with_docgen_as_it_would_read_and_judge_a_file_of_a_company():
    content = (Path(lay.__code__.co_filename).with_name("library.yaml")).read_bytes()
    strict = lay(Library(), read_library(content, "library.yaml"), OWN)
    for part in ("indicators", "roles", "stages", "hidden", "units"):
        ours, theirs = getattr(built_in(), part), getattr(strict, part)
        assert list(ours) == list(theirs)
        assert dict(ours) == dict(theirs)


def test_it_has_56_indicators_of_which_17_are_better_when_lower():
    assert len(INDICATORS) == 56
    assert sum(each.card["direction"] == "lower" for each in INDICATORS.values()) == 17


@pytest.mark.parametrize("name", INDICATORS)
def test_it_says_everything_in_both_languages(name):
    indicator = INDICATORS[name]
    texts = [indicator.card[field] for field in TEXTS] + [
        dict(zip(("zh", "en"), indicator.pitfall, strict=True))
    ]
    texts += [] if indicator.card["unit"] == "%" else [indicator.card["unit"]]
    for text in texts:
        assert set(text) == {"zh", "en"}
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text["zh"]) or text["zh"].isascii()
        assert not any("\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef" for sign in text["en"])
    assert indicator.words
    assert indicator.suggested_scoring
    assert set(CARD) - {"lower_bound", "upper_bound"} <= set(indicator.card) <= set(CARD)


def test_it_advises_roles_and_every_stage_a_product_can_have():
    library = built_in()
    stages = get_args(get_args(Product.model_fields["stage"].annotation)[0])
    assert set(library.stages) == set(stages)
    assert library.roles["pm-core"].indicators == (
        "user_growth_rate", "retention_d30", "revenue_growth", "share_growth",
    )  # fmt: skip
    for preset in (*library.roles.values(), *library.stages.values()):
        assert all((*preset.title, *preset.advice))
        assert preset.indicators
        assert set(preset.indicators) <= set(INDICATORS)


def test_it_fills_fields_that_a_kpi_has_and_suggests_methods_that_there_are():
    assert set(CARD) <= set(Kpi.model_fields)
    union = get_args(get_args(Scoring)[0])
    methods = {get_args(model.model_fields[METHOD].annotation)[0] for model in union}
    assert set(get_args(ScoringMethod)) == methods


def test_it_lays_what_differs_over_what_there_is(company):
    ours, theirs = INDICATORS["csat"], company.indicators["csat"]
    assert theirs.card["unit"] == "分（十分制）"
    assert (theirs.card["lower_bound"], theirs.card["upper_bound"]) == (1, 10)
    assert theirs.card["formula"] == ours.card["formula"]
    assert theirs.pitfall == ("按十分制平均分统计。",) * 2
    assert theirs.guard == ours.guard
    assert (ours.origin, theirs.origin, company.indicators["dau"].origin) == ("docgen", "acme", "docgen")
    assert company.indicators["retention_d30"].words == (*INDICATORS["retention_d30"].words, "复访")


def test_it_adds_indicators_and_presets_behind_ours(company):
    assert list(company.indicators)[-1] == "到店人次"
    assert company.indicators["到店人次"].guard.ratio == Decimal("1.5")
    assert company.roles["store_manager"].title == ("店长", "Store manager")
    assert company.roles["product_manager"].advice == ("先看留存。",) * 2
    assert company.roles["product_manager"].title == built_in().roles["product_manager"].title
    assert "launch" in company.stages
    assert "澳元" in company.units["currency"]
    assert "元" in company.units["currency"]


def test_it_hides_an_indicator_from_lists_and_presets_until_a_child_wants_it(company):
    assert "nps" not in company.indicators
    assert "nps" in company.hidden
    presets = (*company.roles.values(), *company.stages.values())
    assert not any("nps" in preset.indicators for preset in presets)
    child = laid("indicators: {nps: {hidden: false}}", company, "branch")
    assert "nps" in child.indicators
    assert child.hidden == {}


def test_it_keeps_a_field_that_a_later_library_does_not_state(company):
    child = laid("indicators: {csat: {frequency: weekly}}", company, "branch")
    assert child.indicators["csat"].card["unit"] == "分（十分制）"
    assert child.indicators["csat"].card["frequency"] == "weekly"
    assert child.indicators["csat"].origin == "branch"
    assert "nps" in child.hidden


def test_it_takes_a_file_of_comments_for_an_empty_one():
    assert laid("# nothing yet\n") == built_in()


@pytest.mark.usefixtures("company")
def test_it_leaves_the_library_it_lays_over_as_it_is():
    assert built_in() == built_in.__wrapped__()


def test_it_says_what_is_wrong_with_a_file_that_is_no_yaml():
    for content, code in (
        (b"a:\n  - b: c\n   d: e\n", "DG106"),
        (b"%PDF-1.7", "DG103"),
        (b" ", "DG101"),
        (b"a" * 3_000_000, "DG104"),
    ):
        with pytest.raises(DocgenError) as failure:
            read_library(content, "kpis.yaml")
        assert {each.code for each in failure.value.diagnostics} == {code}
        assert {each.where.file for each in failure.value.diagnostics} == {"kpis.yaml"}


def test_it_names_an_entry_that_may_have_been_meant():
    with pytest.raises(DocgenError) as failure:
        laid("indicators: {retention_30: {unit: '%'}}")
    (found,) = failure.value.diagnostics
    assert found.facts["near"] == "retention_d30"
    assert found.facts["missing"] == ("name", "category", "direction")


def test_it_knows_the_words_that_documents_print_for_choices():
    with pytest.raises(DocgenError) as failure:
        laid("indicators: {nps: {direction: 越低越好, frequency: 月度, category: satisfacton}}")
    assert [each.facts["near"] for each in failure.value.diagnostics] == ["lower", "monthly", "satisfaction"]
