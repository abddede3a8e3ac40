"""Blocks: headings, lists, boxes, pages and contents."""

from __future__ import annotations

import pytest

from docgen.document.blocks import (
    Callout,
    Contents,
    ContentsEntry,
    Figure,
    Group,
    Heading,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Section,
    Text,
)
from docgen.writers.docx.bookmarks import bookmark_name
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import (
    W,
    body_of,
    chapter,
    document,
    items,
    para,
    paragraphs_of,
    table,
    whole_document,
    words,
)


def written(writer, *blocks, **facts):
    artifact, warnings = writer.write(document(*blocks, **facts))
    assert examine(artifact.content) == []
    return body_of(artifact.content), artifact.content, warnings


def numbers(body) -> list[tuple[str, str] | None]:
    found = []
    for paragraph in body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        found.append(
            None
            if properties is None
            else (properties.find(f"{W}numId").get(f"{W}val"), properties.find(f"{W}ilvl").get(f"{W}val"))
        )
    return found


def test_it_lets_word_number_chapters_and_appendices(writer):
    blocks = [
        chapter("a", "甲"),
        chapter("b", "乙", scheme="appendix"),
        chapter("c", "丙", scheme="none", number=None),
    ]
    body, content, _ = written(writer, *blocks)
    assert paragraphs_of(content) == [
        ("Heading1", "甲"),
        ("AppendixHeading", "乙"),
        ("HeadingUnnumbered", "丙"),
    ]
    assert numbers(body) == [None, None, None]


def test_it_writes_a_heading_in_the_style_of_its_class(writer):
    body, content, _ = written(writer, Heading(1, words("x"), "goal-title", None, "chapter", "1"))
    assert paragraphs_of(content) == [("GoalTitle", "x")]
    assert numbers(body) == [("1", "0")]


def test_it_writes_a_list_in_the_style_of_its_class(writer):
    block = List((ListItem((Paragraph(words("a"), "muted"), para("b"))),), True, 1, "callout-list-number")
    body, content, _ = written(writer, block)
    assert paragraphs_of(content) == [("Muted", "a"), ("ListContinue", "b")]
    assert numbers(body)[0] is not None


def test_it_writes_a_figure_in_the_style_of_its_class(writer):
    _, content, _ = written(writer, Figure((para("a"),), style="center"))
    assert paragraphs_of(content) == [("Center", "a")]


def test_it_numbers_a_heading_of_another_style_by_its_scheme(writer):
    body, content, _ = written(writer, Heading(1, words("x")), Heading(2, words("甲"), scheme="appendix"))
    assert paragraphs_of(content)[1] == ("Heading2", "甲")
    assert numbers(body)[1] == ("2", "0")


def test_it_marks_ids_of_sections_groups_and_headings_on_the_first_paragraph(writer):
    inside = Group((Heading(1, words("题"), id="head"),), id="box")
    body, _, _ = written(writer, Section((inside,), id="part"))
    assert [b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")] == ["part", "box", "head"]


def test_it_marks_the_first_cell_for_a_table_without_caption(writer):
    body, _, _ = written(writer, table(("a", "b"), id="kpis"))
    assert body.find(f".//{W}tc//{W}bookmarkStart").get(f"{W}name") == "kpis"


def test_it_marks_an_id_once(writer):
    body, _, _ = written(writer, Paragraph(words("a"), id="x"), Paragraph(words("b"), id="x"))
    assert len(list(body.iter(f"{W}bookmarkStart"))) == 1


@pytest.mark.parametrize("identifier", ["kpi-1", "1a", "a.b", "目标-1", "x" * 60, ""])
def test_it_makes_bookmark_names_that_word_accepts(identifier):
    name = bookmark_name(identifier)
    assert len(name) <= 40
    assert name.isidentifier()


def test_it_never_gives_two_ids_one_bookmark():
    names = [bookmark_name(i) for i in ("a-b", "a_b", "a.b", "a b", "x" * 60, "x" * 61)]
    assert len(set(names)) == len(names)


def test_it_restarts_every_numbered_list(writer):
    nested = items(("a", items("b", ordered=True)), "c", ordered=True)
    body, content, _ = written(writer, nested, items("d", ordered=True, start=5))
    (one, two, three, four) = numbers(body)
    assert one == three
    assert len({one[0], two[0], four[0]}) == 3
    assert (one[1], two[1]) == ("0", "1")
    numbering = parts_of(content)["word/numbering.xml"].decode()
    assert f'<w:num w:numId="{four[0]}">' in numbering
    assert '<w:startOverride w:val="5"/>' in numbering


def test_it_leaves_bullets_to_their_styles(writer):
    body, content, _ = written(writer, items(("a", items(("b", items(("c", items("d"))))))))
    assert [s for s, _ in paragraphs_of(content)] == [
        "ListBullet",
        "ListBullet2",
        "ListBullet3",
        "ListBullet3",
    ]
    assert numbers(body) == [None] * 4


def test_it_continues_an_item_below_its_mark(writer):
    _, content, _ = written(writer, items(("a", "b"), ordered=True))
    assert paragraphs_of(content) == [("ListNumber", "a"), ("ListContinue", "b")]


def test_it_marks_an_item_that_begins_with_a_list(writer):
    _, content, _ = written(writer, List((ListItem((items("a"),)),)))
    assert paragraphs_of(content) == [("ListBullet", ""), ("ListBullet2", "a")]


def test_it_sets_callouts_and_quotes_apart(writer):
    _, content, warnings = written(writer, Callout((para("a"), items("b"))), Quote((para("c"),)), Rule())
    styles = ["Callout", "CalloutListBullet", "Quote", "Rule"]
    assert [style for style, _ in paragraphs_of(content)] == styles
    assert warnings == ()


def test_it_leaves_space_above_and_below_a_box_and_not_inside(writer):
    box = Callout((para("a"), para("b")))
    body, content, _ = written(writer, para("x"), box, para("y"), para("z"), box, table(("t",)))
    spaced = {text for (_, text), p in zip(paragraphs_of(content), body.iter(f"{W}p"), strict=True)
              if p.find(f"{W}pPr/{W}spacing") is not None}  # fmt: skip
    assert spaced == {"a", "y"}
    assert ("TableGap", "") in paragraphs_of(content)


def test_it_breaks_pages_before_paragraphs_and_not_at_the_start(writer):
    pages = [
        PageBreak(),
        para("a"),
        PageBreak(),
        para("b"),
        Section((table(("c",)),), new_page=True),
        para("d"),
    ]
    body, _, _ = written(writer, *pages)
    broken = [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in body.iter(f"{W}p")]
    assert broken == [False, True, True, False]


def test_it_reports_a_page_break_inside_a_table(writer):
    _, content, warnings = written(writer, table((PageBreak(),)), table(("a",)))
    assert [w.code for w in warnings] == ["DG623"]
    assert b"pageBreakBefore" not in parts_of(content)["word/document.xml"]


def test_it_lays_a_wide_section_on_its_side(writer):
    wide = Section((table(("b",)),), page="landscape")
    body, _, _ = written(writer, para("a"), wide, para("c"), header=(para("x"), para("y")))
    sizes = [(s.get(f"{W}w"), s.get(f"{W}h"), s.get(f"{W}orient")) for s in body.iter(f"{W}pgSz")]
    assert sizes == [("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)]
    assert body.find(f".//{W}tblW").get(f"{W}w") == str(16838 - 2 * 1134)


def test_it_ends_with_a_wide_section_without_a_blank_page(writer):
    body, _, _ = written(writer, para("a"), Section((para("b"),), page="landscape"))
    assert len(list(body.iter(f"{W}sectPr"))) == 2
    assert body.find(f"{W}body/{W}sectPr/{W}pgSz").get(f"{W}orient") == "landscape"


def test_it_leaves_covers_without_header_and_footer(writer):
    _, content, _ = written(
        writer, Section((para("a"),), page="cover"), para("b"), header=(para("run"),), footer=(para("run"),)
    )
    said = {
        name: b"run<" in part
        for name, part in parts_of(content).items()
        if "header" in name or "footer" in name
    }
    assert said == {
        "word/header1.xml": False, "word/header2.xml": True, "word/footer1.xml": False, "word/footer2.xml": True
    }  # fmt: skip


def test_it_puts_paragraphs_of_a_running_line_at_its_ends(writer):
    _, content, _ = written(writer, para("x"), header=(Group((para("left"), para("right"))),))
    header = parts_of(content)["word/header1.xml"].decode()
    assert header.count("<w:p>") == 1
    assert header.index("left") < header.index("<w:tab/>") < header.index("right")


def test_it_centers_the_middle_of_three(writer):
    _, content, _ = written(writer, para("x"), footer=(para("a"), para("b"), para("c")))
    assert '<w:tab w:val="center"' in parts_of(content)["word/footer1.xml"].decode()


def test_it_writes_other_blocks_into_the_running_parts_as_they_are(writer):
    _, content, _ = written(writer, para("x"), header=(para("a"), table(("b",))))
    assert parts_of(content)["word/header1.xml"].count(b"<w:tbl>") == 1


class TestContents:
    entries = Contents((ContentsEntry(1, "#a", words("甲"), "1"), ContentsEntry(1, "#gone", words("乙"))))

    def test_it_computes_the_entries(self, writer):
        body, content, _ = written(writer, self.entries, chapter("a", "甲"), pages={"a": 3, "gone": 9})
        assert paragraphs_of(content)[:2] == [("TOC1", "1甲3"), ("TOC1", "乙")]
        codes = [code.text.strip() for code in body.iter(f"{W}instrText")]
        assert codes[0].startswith("TOC ")
        assert codes[1:] == [r"PAGEREF a \h"]
        assert body.find(f".//{W}sdt//{W}docPartGallery").get(f"{W}val") == "Table of Contents"

    def test_it_prints_no_page_that_nobody_has_counted(self, writer):
        body, content, _ = written(writer, self.entries, chapter("a", "甲"))
        assert paragraphs_of(content)[0] == ("TOC1", "1甲")
        assert [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")] == ["a"]

    def test_it_writes_nothing_for_no_entries(self, writer):
        assert paragraphs_of(written(writer, Contents(()))[1]) == []

    def test_it_lets_a_page_turn_before_the_contents(self, writer):
        body, _, _ = written(writer, para("x"), PageBreak(), self.entries, para("y"))
        broken = [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in body.iter(f"{W}p")]
        assert broken == [False, True, False, False]


def test_it_puts_the_caption_below_a_figure(writer):
    _, content, _ = written(writer, Figure((para("图"),), words("路径")))
    assert paragraphs_of(content) == [("Figure", "图"), ("Caption", "图 1 路径")]


def test_it_tells_an_unknown_style_once_and_keeps_the_words(writer):
    strange = [Paragraph((Text("a"),), "goal-titel"), Paragraph((Text("b"),), "goal-titel")]
    _, content, warnings = written(writer, *strange)
    assert paragraphs_of(content) == [("BodyText", "a"), ("BodyText", "b")]
    assert [(w.code, dict(w.facts)) for w in warnings] == [
        ("DG621", {"style": "Goal Titel", "kind": "paragraph", "nearest": "Goal Title"})
    ]


def test_it_closes_a_section_after_a_table_with_a_small_paragraph(writer):
    _, content, _ = written(writer, Section((table(("a",)),), page="cover"), para("b"))
    assert ("SectionEnd", "") in paragraphs_of(content)


def test_it_writes_all_blocks_in_order(writer):
    texts = "".join(text for _, text in paragraphs_of(writer.write(whole_document()).value.content))
    order = [
        "绩效目标书",
        "目录",
        "一句话",
        "内一",
        "三级",
        "引文",
        "术语",
        "优势",
        "关键指标一览",
        "G2",
        "完",
    ]
    assert [texts.find(word) for word in order] == sorted(texts.find(word) for word in order)
    assert all(word in texts for word in order)
