"""The classic look: every class of the house has a Word style where templates use it."""

from __future__ import annotations

import pytest
from lxml import etree

from docgen.document.parse import parse
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import W, document, make_theme, paragraphs_of

PARAGRAPHS = [
    "title",
    "subtitle",
    "kicker",
    "cover-brand",
    "cover-marking",
    "cover-label",
    "cover-value",
    "cover-version",
    "lead",
    "note",
    "muted",
    "number",
    "center",
    "key",
    "value",
    "goal-title",
    "quadrant-title",
    "quadrant-mark",
    "card-title",
    "signature-line",
    "callout",
    "question",
]
WORDS = [
    "id",
    "unit",
    "chip",
    "weight",
    "letter",
    "muted",
    "strong-number",
    "rag-on-track",
    "rag-at-risk",
    "rag-behind",
    "running-title",
]
TABLES = ["data", "facts", "cover-facts", "smart", "swot", "card", "signoff", "plain"]
CELLS = [
    "key",
    "value",
    "number",
    "center",
    "muted",
    "note",
    "cover-label",
    "cover-value",
    "strength",
    "weakness",
    "opportunity",
    "threat",
]


def warnings_of(writer, html: str):
    body = parse(f"<html><body>{html}</body></html>").value.body
    artifact, warnings = writer.write(document(*body))
    assert examine(artifact.content) == []
    return [(w.code, w.facts["style"]) for w in warnings]


@pytest.mark.parametrize("style", PARAGRAPHS)
def test_it_has_a_style_for_paragraphs(writer, style):
    assert warnings_of(writer, f'<p class="{style}">字</p>') == []


@pytest.mark.parametrize("style", WORDS)
def test_it_has_a_style_for_words(writer, style):
    assert warnings_of(writer, f'<p><span class="{style}">字</span></p>') == []


@pytest.mark.parametrize("style", TABLES)
def test_it_has_a_style_for_tables_and_all_their_cells(writer, style):
    cells = "".join(f'<td class="{cell}">字<ul><li>字</li></ul></td>' for cell in CELLS)
    heads = "".join(f'<th scope="col" class="{cell}">字</th>' for cell in CELLS)
    rows = f'<tr class="total">{cells}</tr><tr class="group">{cells}</tr><tr><td class="key">字</td></tr>'
    html = f'<table class="{style}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    assert warnings_of(writer, html) == []


def test_it_shows_a_goal_card_with_a_dark_head(writer):
    html = """<table class="smart"><thead><tr><th scope="col"><span class="id">G1</span></th>
    <th scope="col"><p class="goal-title">目标</p><p class="note">负责人</p></th>
    <th scope="col" class="number"><span class="weight">45%</span></th></tr></thead></table>"""
    body = parse(f"<html><body>{html}</body></html>").value.body
    content = writer.write(document(*body)).value.content
    assert paragraphs_of(content) == [
        ("TableHead", "G1"),
        ("SmartHeadGoalTitle", "目标"),
        ("SmartHeadNote", "负责人"),
        ("SmartHeadNumber", "45%"),
    ]


@pytest.mark.parametrize("language", ["zh-CN", "en-US", "en-GB"])
def test_it_renders_whole_parts_in_every_language(language):
    word = make_theme(language).word
    assert sorted(word) == [
        "fontTable.xml",
        "numbering.xml",
        "settings.xml",
        "styles.xml",
        "theme1.xml",
    ]
    for part in word.values():
        etree.fromstring(part)


def test_it_has_no_two_styles_of_one_name(writer):
    styles = etree.fromstring(parts_of(writer.write(document()).value.content)["word/styles.xml"])
    names = [style.find(f"{W}name").get(f"{W}val").lower() for style in styles.iter(f"{W}style")]
    assert len(names) == len(set(names))
    assert len(names) > 60
