"""Placeholders are found in every part, with a place that a person can find, however Word kept them."""

import pytest

from docgen.diagnostics.places import say_place
from docgen.markup import read_xml
from docgen.render.word.repair import obstacle
from docgen.render.word.signs import make_plain, plain_brackets
from docgen.render.word.tags import find_fragments, find_tags
from docgen.render.word.text import read_story
from tests.support.word_files import parts_of
from tests.support.word_templates import read_case

PARTS = {"body": "document", "header": "header", "footnote": "footnotes", "comment": "comments"}


def part_of(text, name="body"):
    return parts_of(read_case(text)[0])[f"word/{PARTS[name]}.xml"]


def tags(text, name="body"):
    return find_tags(part_of(text, name), name)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("｛｛ 员工．姓名 ｝｝", "{{ 员工.姓名 }}"),
        ("{{ 员工。姓名 }}", "{{ 员工.姓名 }}"),
        ("｛％ｐ ｉｆ ａ＞１ ％｝", "{%p if a>1 %}"),
        ("{{ a|default(“——”) }}", '{{ a|default("——") }}'),
        ("{{ a|default(”——“) }}", '{{ a|default("——") }}'),
        ('{{ a|default("“x”，y") }}', '{{ a|default("“x”，y") }}'),
        ("{{ a|default(‘it“s’) }}", "{{ a|default('it“s') }}"),
        ('{{ a|default("x”) }}', '{{ a|default("x") }}'),
        ("{{ 列表［0］，x（1） }}", "{{ 列表[0],x(1) }}"),
        ("{%– if a – 1 —%}", "{%- if a - 1 -%}"),
        ("{{ a\u00a0.\u200bb\u3000}}", "{{ a .b }}"),
    ],
)
def test_it_makes_signs_plain_outside_of_quoted_text_only(typed, plain):
    assert make_plain(typed) == plain
    assert len(plain_brackets(typed)) == len(typed)


def test_it_tells_kind_level_word_and_body():
    text = "{{ a }}{%p if b -%}{%tr endfor %}{{r c }}{%- set d = 1 %}{# e #}{{p}}{%tc  for x in y %}"
    found = [(str(tag.kind), tag.level, tag.word, tag.body) for tag in tags(text)]
    assert found == [
        ("expression", "", "a", "a"),
        ("statement", "p", "if", "if b"),
        ("statement", "tr", "endfor", "endfor"),
        ("expression", "r", "c", "c"),
        ("statement", "", "set", "set d = 1"),
        ("comment", "", "e", "e"),
        ("expression", "", "p", "p"),
        ("statement", "tc", "for", "for x in y"),
    ]


def test_it_sees_a_placeholder_through_everything_word_puts_into_it():
    text = "a {⟦b⟧{ per⟦proof⟧so⟦/b⟧⟦goback⟧n.⟦ins⟧na⟦/ins⟧⟦del⟧xx⟦/del⟧¦me }¦} z"
    (tag,) = tags(text)
    assert (tag.raw, tag.start, tag.around) == ("{{ person.name }}", 2, "a {{ person.name }} z")
    assert len(tag.pieces) == 7


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ a }}", None),
        ("{¦{ a }¦}", None),
        ("⟦link https://example.com⟧{{ a }}⟦/link⟧", None),
        ("⟦ins⟧{{ a }}⟦/ins⟧", None),
        ("⟦field DATE⟧{{ a }}⟦/field⟧", None),
        ("{{ ⟦link https://example.com⟧a }}⟦/link⟧", "hyperlink"),
        ("⟦control⟧{{ ⟦/control⟧a }}", "control"),
        ("⟦math⟧{{ ⟦/math⟧a }}", "equation"),
        ("{{ ⟦field DATE⟧a⟦/field⟧ }}", "field"),
        ("{{ ⟦ins⟧a⟦/ins⟧ }}", "tracked"),
        ("{{ ⟦del⟧a⟦/del⟧b }}", "tracked"),
        ("⟦del⟧{{ a }}⟦/del⟧", "deleted"),
    ],
)
def test_it_knows_what_cuts_a_placeholder(text, kind):
    (tag,) = tags(text)
    assert obstacle(tag) == kind


def test_it_says_where():
    text = (
        "¶\n{{ a }}\n| x | y |\n| z | p⏎{{ b }} |\n{{ c }}⟦box⟧{{ d }}⟦/box⟧⟦note⟧n⟦/note⟧⟦note⟧{{ e }}⟦/note⟧⟦say⟧{{ f }}⟦/say⟧\n"
        "\n| {{ g }} |\n"
    )
    assert [(tag.body, tag.place) for tag in tags(text)] == [
        ("a", "body, paragraph 2"),
        ("b", "body, table 1, row 2, cell 2, paragraph 2"),
        ("c", "body, paragraph 3"),
        ("d", "body, paragraph 3, text box 1, paragraph 1"),
        ("g", "body, table 2, row 1, cell 1, paragraph 1"),
    ]
    assert [tag.place for tag in tags(text, "footnote")] == ["footnote 2, paragraph 1"]
    assert [tag.place for tag in tags(text, "comment")] == ["comment 1, paragraph 1"]


def test_it_says_a_place_in_chinese():
    assert say_place("first-page header, table 1, row 3, cell 2, paragraph 4", "zh") == (
        "首页页眉，表格 1，第 3 行，第 2 格，第 4 段"
    )
    assert say_place("properties, title", "zh") == "文件属性，标题"
    assert say_place("body, paragraph 2, text box 1, paragraph 1", "zh") == "正文，第 2 段，文本框 1，第 1 段"
    assert say_place("word/unknown.xml, thing", "zh") == "word/unknown.xml，thing"
    assert say_place("body, paragraph 2", "en") == "body, paragraph 2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }} {% b %} {# c #}", []),
        ("{{ a", [("{{", "{{ a")]),
        ("a }}", [("}}", "}}")]),
        ("{{ a {{ b }}", [("{{", "{{ a ")]),
        ("{{ a %}", [("{{", "{{ a "), ("%}", "%}")]),
        ("{{ '}}' }}", []),
        ("{{ it's }} and it's {{ b }}", []),
        ("{# {{ a #}", []),
        ("｛｛ a ｝", [("{{", "｛｛ a ｝")]),
    ],
)
def test_it_finds_halves(text, found):
    story = read_story(read_xml(part_of(text)), "body")
    assert [(half.mark, half.text) for half in find_fragments(story)] == found


def raw(inside):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'.encode()


def test_it_does_not_count_the_lines_above_footnotes():
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}><w:p><w:r><w:t>{{{{ n{number} }}}}</w:t></w:r></w:p></w:footnote>'
        for number, kind in enumerate((' w:type="separator"', ' w:type="continuationSeparator"', "", ""))
    )
    assert [tag.place for tag in find_tags(raw(notes), "footnote")][2:] == [
        "footnote 1, paragraph 1",
        "footnote 2, paragraph 1",
    ]


def test_it_reads_the_result_of_a_field_and_not_its_code():
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText> IF </w:instrText></w:r><w:r><w:t>{{ code }}</w:t></w:r>"
    inner = f"{begin}<w:r><w:instrText> DATE </w:instrText></w:r>{middle}<w:r><w:t>{{{{ inner }}}}</w:t></w:r>{end}"
    shown = "<w:r><w:t>{{ shown }}</w:t></w:r>"
    part = raw(
        f"<w:p>{begin}{code}{inner}{middle}{shown}</w:p><w:p>{shown}{end}<w:r><w:t>{{{{ after }}}}</w:t></w:r></w:p>"
    )
    assert [tag.body for tag in find_tags(part)] == ["shown", "shown", "after"]
    (first, _) = read_story(read_xml(part), "body").paragraphs
    assert sorted(first.codes) == [" DATE ", " IF "]
