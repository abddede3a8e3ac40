"""The whole file: healthy, the same every time, and complete in what it says of itself."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from docgen.diagnostics import DocgenError
from docgen.document.blocks import Paragraph, Text
from docgen.writers.docx import DocxWriter
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import META, W, document, make_theme, para, paragraphs_of, whole_document

ROOT = Path(__file__).parents[4]
DIGEST = """
import hashlib
from docgen.writers.docx import DocxWriter
from tests.unit.writers.docx.trees import make_theme, whole_document
print(hashlib.sha256(DocxWriter(make_theme()).write(whole_document()).value.content).hexdigest())
"""


def test_it_writes_a_healthy_file_without_warnings(writer):
    artifact, warnings = writer.write(whole_document())
    assert examine(artifact.content) == []
    assert warnings == ()
    assert artifact.suffix == ".docx"


def test_it_writes_a_healthy_english_file(english_writer):
    content = english_writer.write(whole_document(meta=replace(META, language="en-GB"))).value.content
    assert examine(content) == []
    assert b'w:lang w:val="en-GB" w:eastAsia="zh-CN"' in parts_of(content)["word/styles.xml"]


def test_it_turns_the_language_of_the_styles_to_the_document(writer):
    content = writer.write(document(para("Hello"), meta=replace(META, language="en-GB"))).value.content
    language = etree.fromstring(parts_of(content)["word/styles.xml"]).find(f".//{W}lang")
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("en-GB", "zh-CN")


def test_it_writes_an_empty_document(writer):
    assert examine(writer.write(document()).value.content) == []


def test_it_holds_nothing_of_a_foreign_template(writer):
    names = list(parts_of(writer.write(whole_document()).value.content))
    assert names[0] == "[Content_Types].xml"
    assert names == sorted(names)
    assert not [name for name in names if re.search("customXml|thumbnail|WithEffects|webSettings", name)]


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("7", "Asia/Shanghai")])
def test_it_writes_the_same_bytes_in_another_process(writer, seed, zone):
    here = hashlib.sha256(writer.write(whole_document()).value.content).hexdigest()
    surroundings = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", DIGEST], capture_output=True, check=True, text=True, env=surroundings, cwd=ROOT
    )
    assert there.stdout.strip() == here


def test_it_keeps_nothing_from_one_document_to_the_next(writer):
    first = writer.write(whole_document()).value.content
    writer.write(document(para("?", "nowhere")))
    assert writer.write(whole_document()).value.content == first


def test_it_says_what_the_file_is(writer):
    meta = replace(META, created=datetime.date(2026, 1, 12))
    parts = parts_of(writer.write(document(para("x"), meta=meta)).value.content)
    core, app, custom = (parts[f"docProps/{name}.xml"].decode() for name in ("core", "app", "custom"))
    for said in (
        meta.title,
        meta.author,
        "绩效, 目标",
        "<dc:language>zh-CN",
        ">2026-01-12T00:00:00Z<",
        "V1.0",
    ):
        assert said in core
    assert "<Application>docgen</Application><Company>远岫科技</Company>" in app
    assert "HR-PG-2026-0317" in custom
    assert "V1.0" in custom


def test_it_leaves_out_properties_that_nobody_gave(writer):
    parts = parts_of(writer.write(document(meta=replace(META, identifier="", version=""))).value.content)
    assert re.findall(rb'name="([^"]*)"', parts["docProps/custom.xml"]) == [b"docgen seal"]
    assert b"1980-01-01T00:00:00Z" in parts["docProps/core.xml"]


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "<b>&amp;", "a & b", "😀 𠮷 龘", " 空格 ", "a  b", "]]>", "\"'"]
)
def test_it_writes_text_letter_by_letter(writer, text):
    content = writer.write(document(para(text))).value.content
    assert paragraphs_of(content) == [("BodyText", text)]


def test_it_keeps_white_space_where_xml_would_lose_it(writer):
    body = parts_of(writer.write(document(para("a "), para("b"))).value.content)["word/document.xml"]
    assert b'<w:t xml:space="preserve">a </w:t>' in body
    assert b"<w:t>b</w:t>" in body


def test_it_replaces_characters_that_xml_cannot_hold(writer):
    artifact, warnings = writer.write(document(Paragraph((Text("a\x0bb\ud800c"),))))
    assert paragraphs_of(artifact.content) == [("BodyText", "a\ufffdb\ufffdc")]
    assert [(w.code, w.facts["characters"]) for w in warnings] == [("DG626", ("U+000B", "U+D800"))]


@pytest.mark.parametrize("broken", [b"", b"<w:styles", b"<styles/>", b"<w:other xmlns:w='x'/>"])
def test_it_refuses_a_look_with_missing_or_broken_parts(broken):
    theme = make_theme()
    word = {"styles.xml": broken, "settings.xml": theme.word["settings.xml"]}
    with pytest.raises(DocgenError) as raised:
        DocxWriter(replace(theme, word=word))
    assert {d.code for d in raised.value.diagnostics} == {"DG627"}
    parts = [d.facts["part"] for d in raised.value.diagnostics]
    assert parts == ["styles.xml", "numbering.xml", "fontTable.xml", "theme1.xml"]
