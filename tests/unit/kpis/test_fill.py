"""What a library gives to a spec, and what it leaves to the author."""

import json
import pickle
from decimal import Decimal

import pytest
import yaml

from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.kpis.model import CARD
from docgen.spec.raw import RawSpec, Source
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.specs import a_spec

LEFT_TO_THE_AUTHOR = ("baseline", "target", "weight", "scoring", "owner", "threshold", "stretch", "precision")


def kpi(**fields):
    return {"id": "K1", "goal": "G1", "baseline": {"none": "新"}, "target": 1, "weight": 100, **fields}


def as_json(*kpis):
    text = json.dumps(a_spec(kpis=list(kpis)), ensure_ascii=False, indent=1)
    return read(text.encode(), "a.json")


def as_yaml(*kpis):
    text = yaml.safe_dump(a_spec(kpis=list(kpis)), allow_unicode=True, sort_keys=False)
    return read(text.encode(), "a.yaml")


@pytest.mark.parametrize("name", built_in().indicators)
def test_it_completes_a_kpi_from_every_indicator(name):
    spec, warnings = validate(fill(as_yaml(kpi(lib=name)), built_in()))
    (made,), indicator = spec.kpis, built_in().indicators[name]
    assert warnings == ()
    assert made.lib == name
    assert (made.name.say("zh"), made.name.say("en")) == indicator.name
    assert made.direction == indicator.card["direction"]
    assert (made.lower_bound, made.upper_bound) == (
        indicator.card.get("lower_bound"),
        indicator.card.get("upper_bound"),
    )
    assert made.scoring is None


def test_it_never_fills_what_is_for_the_author_to_decide():
    assert not set(LEFT_TO_THE_AUTHOR) & set(CARD)
    (filled,) = fill(as_yaml(kpi(lib="nps")), built_in()).data["kpis"]
    assert set(filled) == {*kpi(), "lib", *CARD}


def test_it_keeps_what_the_author_wrote():
    own = {
        "name": "推荐值",
        "unit": "分",
        "frequency": "monthly",
        "lower_bound": -50,
        "formula": {"zh": "甲减乙"},
    }
    (filled,) = fill(as_yaml(kpi(lib="nps", **own)), built_in()).data["kpis"]
    assert {key: filled[key] for key in own} == own
    assert filled["aggregation"] == "survey"


def test_it_fills_a_key_that_was_left_empty():
    (filled,) = fill(as_yaml(kpi(lib="nps", unit=None)), built_in()).data["kpis"]
    assert filled["unit"] == {"zh": "分", "en": "points"}


def test_it_leaves_bounds_out_when_the_unit_is_another():
    (filled,) = fill(as_yaml(kpi(lib="csat", unit="分（十分制）")), built_in()).data["kpis"]
    assert not {"lower_bound", "upper_bound", "value_type"} & set(filled)
    assert "formula" in filled


def test_it_takes_the_card_of_a_company(company):
    (filled,) = fill(as_yaml(kpi(lib="csat")), company).data["kpis"]
    assert (filled["unit"], filled["upper_bound"]) == ("分（十分制）", Decimal(10))


@pytest.mark.parametrize("make", [as_json, as_yaml])
def test_it_places_what_it_fills_where_the_id_stands(make):
    raw = fill(make(kpi(), kpi(lib="nps", name="推荐值")), built_in())
    lib = raw.locate(("kpis", 1, "lib"))
    assert '"lib"' in lib.excerpt or "lib:" in lib.excerpt
    for path in (("kpis", 1, "unit"), ("kpis", 1, "formula", "zh")):
        assert raw.locate(path).line == raw.locate(path, key=True).line == lib.line
        assert raw.locate(path).path == path
    assert raw.locate(("kpis", 1, "name")).line != lib.line
    assert raw.locate(("kpis", 0, "id")) == make(kpi(), kpi(lib="nps", name="推荐值")).locate(
        ("kpis", 0, "id")
    )


@pytest.mark.parametrize("make", [as_json, as_yaml])
def test_it_changes_neither_the_spec_nor_the_library(make):
    raw, library = make(kpi(lib="nps"), kpi()), built_in()
    before = pickle.dumps((raw.data, library.indicators["nps"].card))
    filled = fill(raw, library)
    filled.data["kpis"][0]["name"]["zh"] = "改"
    assert pickle.dumps((raw.data, library.indicators["nps"].card)) == before
    assert filled.data["kpis"][1] is raw.data["kpis"][1]


@pytest.mark.parametrize("make", [as_json, as_yaml])
def test_it_travels_to_other_processes(make):
    raw = fill(make(kpi(lib="nps")), built_in())
    copy = pickle.loads(pickle.dumps(raw))  # noqa: S301 - our own bytes
    assert copy.locate(("kpis", 0, "unit")) == raw.locate(("kpis", 0, "unit"))


@pytest.mark.parametrize(
    "kpis", [None, 5, "nps", {}, [], [5, None, ["lib"]], [{"lib": 5}, {"lib": ["nps"]}, {}]]
)
def test_it_leaves_data_of_a_wrong_shape_alone(kpis):
    raw = RawSpec({"kpis": kpis}, Source("a.yaml"))
    assert fill(raw, built_in()) is raw


def test_it_fills_data_that_come_from_no_file():
    raw = fill(RawSpec(a_spec(kpis=[kpi(lib="nps")]), Source("row 3")), built_in())
    assert validate(raw).value.kpis[0].name.say("en") == "Net promoter score (NPS)"
    assert raw.locate(("kpis", 0, "name")).line is None


def test_it_names_the_indicator_that_may_have_been_meant():
    for written, meant in (
        ("retention_d3", "retention_d30"),
        ("30日留存", "retention_d30"),
        ("xyzzy-12", None),
    ):
        (fault,) = fill(as_yaml(kpi(lib=written)), built_in()).faults
        assert (fault.code, fault.facts["near"]) == ("DG234", meant)
