"""Places to fill in: controls of Word that say what the template says, each bound to the store of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from zlib import crc32

import pytest
from lxml import etree

from docgen.document.blocks import (
    Contents,
    ContentsEntry,
    Control,
    Emphasis,
    Field,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Span,
    Strong,
    Text,
)
from docgen.writers.docx.store import NAMESPACE, STORE_ID, read_store
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import W, body_of, document, para, table, td, words

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
KINDS = ("text", "rich", "date", "choice", "checkbox")


def place(kind, name="a.b", text="", **facts) -> Control:
    return Control(kind, name, words(text) if text else (), **facts)


def written(writer, *inlines, **facts):
    plain = [para("正文")] * 20  # among them a sign that needs a hint for its script is no habit
    artifact, warnings = writer.write(document(Paragraph(inlines), *plain, **facts))
    assert examine(artifact.content) == []
    return body_of(artifact.content), artifact.content, warnings


def only(writer, control, **facts):
    body, content, warnings = written(writer, control, **facts)
    assert warnings == ()
    (found,) = body.iter(f"{W}sdt")
    return found, content


def said(control) -> str:
    return "".join(t.text or "" for t in control.iter(f"{W}t"))


def property_of(control, name):
    return control.find(f"{W}sdtPr/{name if name.startswith('{') else W + name}")


def stored(control, content) -> str:
    """What the store holds in the place the control is bound to."""
    binding = property_of(control, "dataBinding")
    assert binding.get(f"{W}storeItemID") == STORE_ID
    prefix = re.fullmatch(r"xmlns:(\w+)='(.*)'", binding.get(f"{W}prefixMappings"))
    parts = parts_of(content)
    assert STORE_ID in parts["customXml/itemProps1.xml"].decode()
    root = etree.fromstring(parts["customXml/item1.xml"])
    (node,) = root.xpath(binding.get(f"{W}xpath"), namespaces={prefix[1]: prefix[2]})
    assert prefix[2] == NAMESPACE
    return node.text or ""


@pytest.mark.parametrize("kind", ["text", "choice", "date"])
def test_it_says_and_stores_the_same(writer, kind):
    control, content = only(
        writer, place(kind, text="按计划", title="结论", hint="请选择", options=("按计划",))
    )
    assert (said(control), stored(control, content)) == ("按计划", "按计划")
    assert property_of(control, "showingPlcHdr") is None
    assert property_of(control, "alias").get(f"{W}val") == "结论"
    assert property_of(control, "tag").get(f"{W}val") == "a.b"
    assert property_of(control, "id").get(f"{W}val") == str(crc32(b"a.b") & 0x7FFFFFFF)


@pytest.mark.parametrize("kind", ["text", "choice", "date"])
def test_it_invites_to_fill_in_what_is_empty(writer, kind):
    control, content = only(writer, place(kind, hint="请选择"))
    assert (said(control), stored(control, content)) == ("请选择", "")
    assert property_of(control, "showingPlcHdr") is not None
    assert control.find(f".//{W}rStyle").get(f"{W}val") == "PlaceholderText"


@pytest.mark.parametrize(("facts", "words_"), [({"title": "姓名"}, "姓名"), ({}, "\u2002" * 5)])
def test_it_says_its_title_where_there_is_no_hint(writer, facts, words_):
    assert said(only(writer, place("text", **facts))[0]) == words_


def test_it_keeps_the_hint_for_somebody_who_empties_the_place(writer):
    body, content, _ = written(writer, place("text", "a", "x", hint="点击填写"), place("rich", "b", hint="点击填写"), place("date", "c", hint="日期"))  # fmt: skip
    parts = parts_of(content)
    blocks = etree.fromstring(parts["word/glossary/document.xml"])
    names = {b.find(f".//{W}name").get(f"{W}val"): said(b) for b in blocks.iter(f"{W}docPart")}
    used = [p.get(f"{W}val") for p in body.iterfind(f".//{W}placeholder/{W}docPart")]
    assert [names[name] for name in used] == ["点击填写", "点击填写", "日期"]
    assert len(names) == 2
    known = {
        s.get(f"{W}styleId") for s in etree.fromstring(parts["word/glossary/styles.xml"]).iter(f"{W}style")
    }
    assert {s.get(f"{W}val") for s in blocks.iter(f"{W}rStyle", f"{W}pStyle")} <= known
    assert len(known) < 10


def test_it_has_no_glossary_and_no_store_without_places_to_fill_in(writer):
    names = list(parts_of(writer.write(document(para("x"))).value.content))
    assert not [name for name in names if "glossary" in name or "customXml" in name]


@pytest.mark.parametrize(
    ("text", "full", "mapped"),
    [
        ("2026-03-31", "2026-03-31T00:00:00Z", "date"),
        ("", None, "date"),
        ("2026年3月31日", None, "text"),
        ("2026-02-30", None, "text"),
        ("2026-3-1", None, "text"),
    ],
)
def test_it_tells_word_the_day_only_where_it_is_one(writer, text, full, mapped):
    control, content = only(writer, place("date", text=text, hint="选择日期"))
    date = property_of(control, "date")
    assert date.get(f"{W}fullDate") == full
    assert date.find(f"{W}storeMappedDataAs").get(f"{W}val") == mapped
    assert date.find(f"{W}lid").get(f"{W}val") == "zh-CN"
    assert stored(control, content) == text


@pytest.mark.parametrize(
    ("text", "options", "listed"),
    [("", ("a", "b", "a"), ["a", "b"]), ("b", ("a", "b"), ["a", "b"]), ("c", ("a", "b"), ["c", "a", "b"])],
)
def test_it_lists_each_answer_once_and_the_one_it_shows(writer, text, options, listed):
    control, _ = only(writer, place("choice", text=text, options=options, hint="x"))
    items = list(property_of(control, "dropDownList"))
    assert [i.get(f"{W}value") for i in items] == [i.get(f"{W}displayText") for i in items] == listed


@pytest.mark.parametrize(
    ("text", "glyph", "checked", "value"),
    [("□", "□", "0", "false"), ("■", "■", "1", "true"), ("☑", "■", "1", "true"), ("☐", "□", "0", "false"), ("", "□", "0", "false")],
)  # fmt: skip
def test_it_draws_a_checkbox(writer, text, glyph, checked, value):
    control, content = only(writer, place("checkbox", text=text, title="同意"))
    box = property_of(control, f"{W14}checkbox")
    assert box.find(f"{W14}checked").get(f"{W14}val") == checked
    assert (said(control), stored(control, content)) == (glyph, value)
    states = [(s.get(f"{W14}val"), s.get(f"{W14}font")) for s in list(box)[1:]]
    assert states == [("25A0", "Microsoft YaHei"), ("25A1", "Microsoft YaHei")]
    assert control.find(f"{W}sdtContent/{W}r/{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"
    assert property_of(control, "placeholder") is None


def test_it_keeps_words_that_stand_behind_a_box(writer):
    body, _, _ = written(writer, place("checkbox", text="■ 已阅"))
    assert "".join(next(body.iter(f"{W}p")).itertext()) == "■ 已阅"
    assert said(body.find(f".//{W}sdt")) == "■"


def test_it_lets_rich_places_hold_words_in_any_look(writer):
    control, content = only(writer, Control("rich", "a", (Text("a"), Strong(words("b")))))
    assert property_of(control, "dataBinding") is None
    assert property_of(control, "richText") is not None
    assert [r.get(f"{W}val") for r in control.iter(f"{W}rStyle")] == ["Strong"]
    assert "customXml/item1.xml" not in parts_of(content)


def test_it_gives_plain_places_one_look_and_lines(writer):
    inlines = (Text("a"), LineBreak(), Strong((Emphasis(words("b")),)))
    control, content = only(writer, Control("text", "a", inlines, style="id"))
    assert property_of(control, "text").get(f"{W}multiLine") == "1"
    assert {r.get(f"{W}val") for r in control.iter(f"{W}rStyle")} == {"Id"}
    assert property_of(control, "rPr") is not None
    assert stored(control, content) == "a\nb"


def test_it_shows_fields_of_the_spec(writer):
    source = {"person": {"name": "林知遥"}}
    two = place("text", "a", "林知遥", bind="person.name"), place("text", "b", "林", bind="person.name")
    body, content, _ = written(writer, *two, source=source)
    first, second = body.iter(f"{W}sdt")
    assert "/g:spec[1]/g:person[1]/g:name[1]" in property_of(first, "dataBinding").get(f"{W}xpath")
    assert "/g:form[1]/g:b[1]" in property_of(second, "dataBinding").get(f"{W}xpath")
    assert read_store(parts_of(content)["customXml/item1.xml"]).form == {"b": "林"}


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_wherever_words_do(writer, kind):
    def one(name):
        return place(kind, name, "□" if kind == "checkbox" else "x", hint="h", title='"<&>"')

    heading = Heading(1, (Text("a "), one("h")), id="h")
    blocks = (
        heading,
        List((ListItem((Paragraph((one("l"),)),)),)),
        table(("x",), head=("y",)),
        Paragraph((Span((one("s"),), "muted"),)),
    )
    cell = table(("z",))
    cell = replace(cell, body=(replace(cell.body[0], cells=(td(Paragraph((one("c"),))),)),))
    header = (Paragraph((one("top"), Field("page-number"))),)
    artifact, warnings = writer.write(
        document(*blocks, cell, *[para("x")] * 60, Section((para("x"),), page="landscape"), header=header)
    )
    assert warnings == ()
    assert examine(artifact.content) == []
    assert len(list(body_of(artifact.content).iter(f"{W}sdt"))) == 4


def test_it_keeps_the_words_alone_where_they_are_a_link(writer):
    body, _, _ = written(writer, Link("https://example.com", (place("text", text="去"), Span((place("rich", "b", "看"),)))))  # fmt: skip
    assert not list(body.iter(f"{W}sdt"))
    assert said(next(body.iter(f"{W}p"))) == "去看"


def test_it_keeps_no_place_inside_a_place(writer):
    body, _, _ = written(writer, Control("rich", "a", (place("text", "b", "词"),)))
    assert len(list(body.iter(f"{W}sdt"))) == 1


def test_it_gives_every_control_of_the_file_a_number_of_its_own(writer):
    """Also in headers, which every kind of pages has, and beside the contents, whose number is fixed."""
    entry = ContentsEntry(1, "#h", words("x"), "1")
    blocks = (Contents((entry,)), Heading(1, words("x"), id="h"), Paragraph((place("text", "x", "y"),)))
    side = Section((para("z"),), page="landscape")
    content = writer.write(
        document(*blocks, side, header=(Paragraph((place("text", "x2", "top"),)),))
    ).value.content
    numbers = [n for name, part in parts_of(content).items() if name.startswith("word/") and name.endswith(".xml")
               for n in re.findall(rb'<w:sdtPr>.*?<w:id w:val="(\d+)"', part)]  # fmt: skip
    assert len(numbers) == len(set(numbers)) == 4


def test_it_keeps_within_the_length_that_word_takes(writer):
    control, _ = only(writer, place("text", "n" * 80, "x", title="长" * 80))
    tag = property_of(control, "tag").get(f"{W}val")
    assert len(tag) == 64
    assert tag != only(writer, place("text", "n" * 81, "x"))[0].find(f"{W}sdtPr/{W}tag").get(f"{W}val")
    assert len(property_of(control, "alias").get(f"{W}val")) == 64
