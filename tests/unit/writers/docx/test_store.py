"""The custom XML: the spec goes in and comes out again, and every place to fill in has one of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.spec.reader import read
from docgen.writers.docx.store import NAMESPACE, Store, read_store
from tests.support.docx_doctor import parts_of
from tests.unit.writers.docx.trees import document, para

SAMPLES = sorted((Path(__file__).parents[4] / "samples").rglob("*.yaml"))
SOURCE = {
    "person": {"name": "林知遥", "manager": {"name": "周砚秋"}},
    "goals": [{"title": {"en": "Grow", "zh": "增长"}, "weight": Decimal("40.50")}, {"title": {"en": "Keep"}}],
    "a b": {"entry": "1", "c d": "2"},
    "none": None,
    "ok": True,
    "list": [],
    "map": {},
}
LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)
KEYS = st.sampled_from(["item", "entry", "is", "key", "name", "xmlns", "", "a b", "1", "zh", "en", "goals"])
FIGURES = st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=4)
DATA = st.recursive(
    st.none() | st.booleans() | FIGURES | LETTERS | st.sampled_from(["", " a ", "\r\n\t", "12", "true"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS | KEYS, inner, max_size=4),
    max_leaves=12,
)


def found(store: Store, path: str) -> etree._Element:
    root = etree.fromstring(store.xml().encode())
    (only,) = root.xpath(path, namespaces={"g": NAMESPACE})
    return only


def back(source) -> dict:
    return read_store(Store(source, "zh-CN").xml().encode()).source


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_gives_back_the_spec_of_every_sample(sample):
    data = read(sample.read_bytes(), sample.name).data
    assert back(data) == data


@given(st.dictionaries(LETTERS | KEYS, DATA, max_size=5))
def test_it_gives_back_whatever_a_spec_may_hold(data):
    assert back(data) == data


def test_it_keeps_the_digits_of_a_figure():
    weight = back(SOURCE)["goals"][0]["weight"]
    assert str(weight) == "40.50"


@pytest.mark.parametrize(
    ("bind", "text", "tail"),
    [
        ("person.name", "林知遥", "g:person[1]/g:name[1]"),
        ("person.manager.name", "周砚秋", "g:person[1]/g:manager[1]/g:name[1]"),
        ("goals[0].title", "增长", "g:goals[1]/g:item[1]/g:title[1]/g:zh[1]"),
        ("goals.1.title", "Keep", "g:goals[1]/g:item[2]/g:title[1]/g:en[1]"),
        ("goals[0].weight", "40.50", "g:goals[1]/g:item[1]/g:weight[1]"),
        ("a b.entry", "1", "g:entry[1]/g:entry[1]"),
        ("a b.c d", "2", "g:entry[1]/g:entry[2]"),
        ("none", "", "g:none[1]"),
        ("ok", "true", "g:ok[1]"),
    ],
)
def test_it_finds_the_field_that_says_exactly_this(bind, text, tail):
    store = Store(SOURCE, "zh-CN")
    path = store.bind(bind, "some.name", text)
    assert path == f"/g:goalSpec[1]/g:spec[1]/{tail}"
    assert (found(store, path).text or "") == text


@pytest.mark.parametrize(
    ("bind", "text"),
    [("person.name", "林"), ("goals[0].title", "Grow"), ("goals[9].title", "x"), ("person", ""), ("list", ""),
     ("map", ""), ("nobody.name", ""), ("ok.x", "y"), ("", "林知遥")],
)  # fmt: skip
def test_it_makes_a_place_where_no_field_says_this(bind, text):
    store = Store(SOURCE, "zh-CN")
    path = store.bind(bind, "signoff.2.date", text)
    assert path == "/g:goalSpec[1]/g:form[1]/g:signoff[1]/g:item[2]/g:date[1]"
    assert (found(store, path).text or "") == text
    assert read_store(store.xml().encode()).form == {"signoff.2.date": text}
    assert read_store(store.xml().encode()).source == SOURCE


def test_it_gives_every_name_a_place_of_its_own():
    store = Store({}, "zh-CN")
    names = ["a", "a.b", "b.c", "b", "c.1", "c.3.x", "c.1.y", "c.item", "d.0", "d.01", "d.99999", "e.1-2", "xml.q", "a.b.c"]  # fmt: skip
    paths = {name: store.bind("", name, f"say {name}") for name in names}
    assert len(set(paths.values())) == len(names)
    for name, path in paths.items():
        assert found(store, path).text == f"say {name}"
        assert not len(found(store, path))
    assert read_store(store.xml().encode()).form == {name: f"say {name}" for name in names}


def test_it_gives_a_name_that_comes_again_the_same_place():
    store = Store({}, "zh-CN")
    assert [store.bind("", "a", "x"), store.bind("", "a.b", "y")] == [
        store.bind("", "a", "x"), store.bind("", "a.b", "y"),
    ]  # fmt: skip


def test_it_reads_what_somebody_typed_over_a_figure():
    xml = Store({"weight": 40, "none": None}, "zh-CN").xml()
    typed = xml.replace(">40<", ">forty<").replace('<none is="nothing"/>', '<none is="nothing">x</none>')
    assert read_store(typed.encode()).source == {"weight": "forty", "none": "x"}


@pytest.mark.parametrize(
    "content", [b"", b"<x/>", b"<goalSpec/>", f'<goalSpec xmlns="{NAMESPACE}"/>'.encode()]
)
def test_it_refuses_xml_that_is_no_store(content):
    with pytest.raises(ValueError, match="no"):
        read_store(content)


def test_it_follows_no_entity():
    bomb = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><goalSpec xmlns="{NAMESPACE}"><spec><b>&a;</b></spec><form/></goalSpec>'
    with pytest.raises(ValueError, match="DOCTYPE"):
        read_store(bomb.encode())


def test_it_travels_in_the_file(writer):
    parts = parts_of(writer.write(document(para("x"), source=SOURCE)).value.content)
    stored = read_store(parts["customXml/item1.xml"])
    assert (stored.source, stored.language) == (SOURCE, "zh-CN")
    assert b"../customXml/item1.xml" in parts["word/_rels/document.xml.rels"]
    assert b"itemProps1.xml" in parts["customXml/_rels/item1.xml.rels"]
    assert b"urn:docgen:goal-spec:1" in parts["customXml/itemProps1.xml"]
