"""Data-bound controls show what their store says after filling, by the rules of docgen's own doctor."""

import pytest
from lxml import etree

from docgen.doctor.documents import examine_content
from docgen.document.spec_xml import NAMESPACE, STORE_ID
from docgen.render.meta import make_meta
from docgen.render.word.fill import Filler
from tests.support.making import SAMPLES, make
from tests.support.word_files import WordFile, control, paragraph, paragraphs_of, parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
COMPANY = "{11111111-2222-3333-4444-555555555555}"
PREFIX = "xmlns:g='" + NAMESPACE + "'"
OWN = f'<goalSpec xmlns="{NAMESPACE}" language="zh-CN"><spec><person><name>Somebody Else</name></person></spec><form/></goalSpec>'
CHECKBOX = '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
DATE = '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="yyyy-MM-dd"/><w:storeMappedDataAs w:val="date"/></w:date>'
CHOICE = '<w:dropDownList><w:listItem w:displayText="Yes" w:value="y"/><w:listItem w:displayText="No" w:value="n"/></w:dropDownList>'


@pytest.fixture(scope="module")
def samples():
    return [make(path.read_bytes(), "zh", path.name, outputs=("docx",)) for path in SAMPLES[:2]]


def fill(content, made):
    return (
        Filler(content, "letter.docx")
        .fill(made.view, source=made.document.source, meta=make_meta(made.view))
        .value.content
    )


def quarrels(content):
    """Return what the doctor says about controls and their data."""
    return [
        each.code for each in examine_content(content, "a.docx") if each.code in {"DG674", "DG675", "DG676"}
    ]


def company(*values):
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in values)
    return f'<c xmlns="urn:company">{inner}</c>'


def at(name):
    return f"/c:c[1]/c:{name}[1]", "xmlns:c='urn:company'", COMPANY


def spec(path):
    return f"/g:goalSpec[1]/g:spec[1]/{path}", PREFIX, STORE_ID


def test_the_doctor_knows_the_rules_that_are_asked_here():
    word = WordFile(control("shown", binding=at("x")) + control("b", binding=at("none"), id_=8))
    word.add_store(company(("x", "stored")), COMPANY)
    assert len(quarrels(bytes(word))) == 2


def test_it_makes_a_document_of_ours_the_document_of_somebody_else(samples):
    first, second = samples
    filled = fill(first.artifacts["docx"].content, second)
    assert quarrels(filled) == []
    store = parts_of(filled)["customXml/item1.xml"].decode()
    assert second.view["person"]["name"] in store
    assert first.view["person"]["name"] not in store
    shown = "".join(paragraphs_of(filled))
    assert second.view["person"]["name"] in shown


def test_it_shows_the_spec_in_controls_without_placeholders(samples):
    made = samples[0]
    word = WordFile(control("Somebody Else", binding=spec("g:person[1]/g:name[1]")))
    word.body += control("stale", binding=spec("g:person[1]/g:nothing[1]"), id_=8)
    word.add_store(OWN, STORE_ID)
    filled = fill(bytes(word), made)
    assert paragraphs_of(filled) == [made.view["person"]["name"], ""]
    assert quarrels(filled) == []


def test_it_keeps_what_a_placeholder_says_in_the_form(samples):
    made = samples[0]
    word = WordFile(
        control("Dear {{ person.name }}", binding=spec("g:person[1]/g:name[1]"), name="salutation")
    )
    word.add_store(OWN, STORE_ID)
    filled = fill(bytes(word), made)
    assert paragraphs_of(filled) == [f"Dear {made.view['person']['name']}"]
    assert quarrels(filled) == []
    form = etree.fromstring(parts_of(filled)["customXml/item1.xml"]).find(f"{{{NAMESPACE}}}form")
    assert [(each.get("name"), each.text) for each in form] == [
        ("salutation", f"Dear {made.view['person']['name']}")
    ]


def test_it_writes_placeholders_into_the_store_of_the_company(samples):
    made = samples[0]
    word = WordFile(
        control("{{ person.name }}", binding=at("name"))
        + control("old name", binding=at("name"), id_=8)
        + control("{{ document.date }}", binding=at("day"), kind=DATE, id_=9)
        + control("{{ 'No' }}", binding=at("choice"), kind=CHOICE, id_=10)
        + control("{{ '☒' if goals else '☐' }}", binding=at("box"), kind=CHECKBOX, id_=11)
        + control("{{ document.title }}", binding=at("title"), id_=12)
        + control("other", binding=at("title"), id_=13)
    )
    values = (
        ("name", "old"),
        ("day", "2020-01-01"),
        ("choice", "y"),
        ("box", "false"),
        ("title", "{{ document.title }}"),
    )
    word.add_store(company(*values), COMPANY)
    word.add("header", control("h", binding=at("name"), id_=14))
    filled = fill(bytes(word), made)
    name, day = made.view["person"]["name"], made.view["document"]["date"]
    store = etree.fromstring(parts_of(filled)["customXml/item1.xml"])
    assert [each.text for each in store] == [name, day, "n", "true", made.view["document"]["title"]]
    assert paragraphs_of(filled) == [name, name, day, "No", "☒", *[made.view["document"]["title"]] * 2]
    assert paragraphs_of(filled, "word/header1.xml") == [name]
    root = etree.fromstring(parts_of(filled)["word/document.xml"])
    assert root.find(f".//{W14}checked").get(f"{W14}val") == "1"
    assert root.find(f".//{W}date").get(f"{W}fullDate") == f"{day}T00:00:00Z"
    assert b"touched" not in parts_of(filled)["word/document.xml"]
    assert quarrels(filled) == []


def test_it_loses_no_value_to_a_store_that_holds_another(samples):
    made = samples[0]
    word = WordFile(
        control("{{ person.name }}", binding=at("x")) + control("{{ person.id }}", binding=at("x"), id_=8)
    ).add_store(company(("x", "")), COMPANY)
    filled = fill(bytes(word), made)
    assert paragraphs_of(filled) == [made.view["person"]["name"], made.view["person"]["id"]]
    assert quarrels(filled) == []


def test_it_keeps_the_title_of_the_file_and_its_control_together(samples):
    made = samples[0]
    path = "/ns1:coreProperties[1]/ns0:title[1]"
    names = "xmlns:ns0='http://purl.org/dc/elements/1.1/' xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
    bound = (path, names, "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}")
    for title, shown in (
        ("{{ document.title }}", "{{ document.title }}"),
        ("", "old"),
        ("x", "{{ document.title }}"),
    ):
        word = WordFile(control(shown, binding=bound)).add_properties(title=title)
        filled = fill(bytes(word), made)
        assert paragraphs_of(filled) == [made.view["document"]["title"]]
        assert quarrels(filled) == []


def test_it_numbers_controls_that_a_loop_repeats(samples):
    made = samples[0]
    body = paragraph("{%p for goal in goals %}") + control("{{ goal.title }}") + paragraph("{%p endfor %}")
    filled = fill(bytes(WordFile(body)), made)
    root = etree.fromstring(parts_of(filled)["word/document.xml"])
    numbers = [each.get(f"{W}val") for each in root.iter(f"{W}id")]
    assert len(numbers) == len(set(numbers)) == len(made.view["goals"])


def test_it_fills_a_control_that_shows_its_hint(samples):
    made = samples[0]
    body = control("Click here", binding=spec("g:person[1]/g:name[1]")).replace(
        "<w:text/>", "<w:showingPlcHdr/><w:text/>"
    )
    filled = fill(bytes(WordFile(body).add_store(OWN, STORE_ID)), made)
    assert paragraphs_of(filled) == [made.view["person"]["name"]]
    assert b"showingPlcHdr" not in parts_of(filled)["word/document.xml"]
    assert quarrels(filled) == []
