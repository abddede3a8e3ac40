"""What a hint says about a value of the wrong type."""

from decimal import Decimal

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.making import as_json


def hint_of(data, language="zh"):
    with pytest.raises(DocgenError) as caught:
        validate(read(as_json(data), "a.json"))
    (only,) = caught.value.diagnostics
    return say(only, language).hint


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("100%", "去掉百分号，写成 100。"),
        ("５０％", "去掉百分号，写成 50。"),
        ("100", "去掉引号，写成 100。"),
        ("１００", "用半角数字，写成 100。"),
        ("1,000", "去掉千位逗号，写成 1000。"),
        ("100万", "只写数字，不要带“万”。"),
        ("很高", "改成数字。"),
        ("x" * 30_000, "改成数字。"),
    ],
)
def test_it_finds_the_number_in_a_text(minimal, value, said):
    minimal["goals"][0]["weight"] = value
    assert hint_of(minimal).endswith(said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1.23E+11", "就是文字"),
        ("10526", '写成 "10526"，就是文字。'),
        ("1e5", '写成 "1E+5"，就是文字。'),
    ],
)
def test_it_keeps_no_number_that_a_spreadsheet_has_shortened(minimal, value, said):
    minimal["person"]["id"] = Decimal(value)
    hint = hint_of(minimal)
    assert (said in hint) != (value == "1.23E+11")
    assert ("完整的号码" in hint) == (value == "1.23E+11")


@pytest.mark.parametrize(
    ("field", "value", "form"),
    [
        ("organization", "某某公司", "{name: 某某公司}"),
        ("organization", 3, '{name: "3"}'),
        ("organization", "甲: 乙", '{name: "甲: 乙"}'),
        ("organization", ["x"], "{name: …}"),
        ("swot", "强项", "{strengths: …}"),
    ],
)
def test_it_shows_the_form_of_a_mapping(minimal, field, value, form):
    minimal[field] = value
    assert form in hint_of(minimal)
    assert form in hint_of(minimal, "en")


def test_it_shows_the_form_of_a_part_of_a_kpi(minimal):
    kpi = {
        "id": "K1",
        "goal": "G1",
        "name": "x",
        "unit": "x",
        "direction": "higher",
        "target": 2,
        "weight": 100,
    }
    minimal["kpis"] = [{**kpi, "baseline": 3}]
    assert "{value: 3}" in hint_of(minimal)
    minimal["kpis"] = [{**kpi, "baseline": {"value": 1}, "scoring": "range"}]
    assert "{method: range}" in hint_of(minimal)
    minimal["kpis"] = [{**kpi, "baseline": {"value": 1}, "scoring": Decimal("1.5")}]
    assert "{method: " in hint_of(minimal)


@pytest.mark.parametrize(
    ("field", "value", "item"),
    [
        ("strategy", {"id": "S1"}, "- id: S1"),
        ("tools", "飞书", "- name: 飞书"),
        ("resources", {"kind": ["x"]}, "- kind: …"),
        ("evaluation", {"rules": "一条"}, "- 一条"),
        ("evaluation", {"rules": 3}, '- "3"'),
    ],
)
def test_it_shows_an_entry_of_a_list(minimal, field, value, item):
    minimal[field] = value
    assert hint_of(minimal).endswith(f"例如：{item}。")


@pytest.mark.parametrize("value", [None, True, 3, [1], {"a": None}, "三"])
@pytest.mark.parametrize("field", ["schema", "document", "goals", "custom", "tracking", "background"])
def test_it_shows_nothing_of_python(minimal, field, value):
    minimal[field] = value
    try:
        validate(read(as_json(minimal), "a.json"))
    except DocgenError as error:
        said = [prose for d in error.diagnostics for prose in (say(d, "zh"), say(d, "en"))]
        text = " ".join(f"{prose.reason} {prose.hint}" for prose in said)
        assert not [word for word in ("None", "True", "['", "{'", "[1]", "Decimal") if word in text]


def test_it_shows_an_empty_value_as_quotes(minimal):
    minimal["goals"][0]["due"] = ""
    with pytest.raises(DocgenError) as caught:
        validate(read(as_json(minimal), "a.json"))
    assert say(caught.value.diagnostics[0], "en").reason == '"" is not a date.'
