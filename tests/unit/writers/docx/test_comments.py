"""Remarks become comments: at the nearest place that exists, with an author and a fixed day."""

from __future__ import annotations

import datetime
from dataclasses import replace

from lxml import etree

from docgen.document.blocks import Figure, Heading, Paragraph, Section
from docgen.document.model import Remark
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import META, W, body_of, document, para, smart_card, whole_document, words


def commented(writer, *blocks, remarks, **facts):
    content = writer.write(document(*blocks, remarks=remarks, **facts)).value.content
    assert examine(content) == []
    return content


def places(content) -> dict[str, str]:
    """The words of the paragraph that each comment refers to."""
    found = {}
    for paragraph in body_of(content).iter(f"{W}p"):
        starts = [s.get(f"{W}id") for s in paragraph.findall(f"{W}commentRangeStart")]
        ends = [e.get(f"{W}id") for e in paragraph.findall(f"{W}commentRangeEnd")]
        for reference in paragraph.iter(f"{W}commentReference"):
            number = reference.get(f"{W}id")
            assert number in starts
            assert number in ends
            found[number] = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
    return found


def test_it_writes_no_part_without_remarks(writer):
    assert "word/comments.xml" not in parts_of(writer.write(whole_document()).value.content)


def test_it_writes_author_day_and_words(writer):
    meta = replace(META, created=datetime.date(2026, 1, 12))
    remark = Remark(("h",), "请确认口径\n第二行 <&>", "HR BP")
    content = commented(writer, Heading(1, words("目标"), id="h"), remarks=(remark,), meta=meta)
    (comment,) = etree.fromstring(parts_of(content)["word/comments.xml"])
    said = {name: comment.get(f"{W}{name}") for name in ("author", "initials", "date")}
    assert said == {"author": "HR BP", "initials": "HB", "date": "2026-01-12T00:00:00Z"}
    assert ["".join(p.itertext()) for p in comment] == ["请确认口径", "第二行 <&>"]


def test_it_names_no_day_where_none_is_known(writer):
    content = commented(writer, para("x"), remarks=(Remark((), "x"),))
    assert b"w:date" not in parts_of(content)["word/comments.xml"]


def test_it_stands_at_the_nearest_place_that_exists(writer):
    blocks = (
        para("首段"),
        Heading(1, words("目标"), id="goals"),
        smart_card("G1"),
        Paragraph(words("尾"), id="last"),
    )
    remarks = (
        Remark(("kpi-1", "goal-G1", "goals"), "a"),
        Remark(("nowhere", "last"), "b"),
        Remark(("nowhere",), "c"),
        Remark((), "d"),
        Remark(("last",), "e"),
    )
    content = commented(writer, *blocks, remarks=remarks)
    assert places(content) == {"0": "G1", "1": "尾", "2": "目标", "3": "目标", "4": "尾"}
    assert len(etree.fromstring(parts_of(content)["word/comments.xml"])) == 5


def test_it_stands_at_the_first_paragraph_where_there_is_no_heading(writer):
    content = commented(writer, para("首段"), para("次段"), remarks=(Remark(("x",), "a"),))
    assert places(content) == {"0": "首段"}


def test_it_never_stands_in_a_header(writer):
    """A place that no paragraph follows, and a document that says nothing at all."""
    empty = Section((), id="end")
    header = (para("页眉"),)
    for blocks in ((para("x"), Figure((), id="end")), (para("x"), empty), (empty,), ()):
        content = commented(writer, *blocks, remarks=(Remark(("end",), "a"),), header=header)
        assert list(places(content)) == ["0"]
        assert not any(b"comment" in p for n, p in parts_of(content).items() if "header" in n)


def test_it_uses_the_styles_of_comments_where_the_pack_has_them(writer):
    content = commented(writer, para("x"), remarks=(Remark((), "a"),))
    known = {
        s.get(f"{W}styleId") for s in etree.fromstring(parts_of(content)["word/styles.xml"]).iter(f"{W}style")
    }
    comments = etree.fromstring(parts_of(content)["word/comments.xml"])
    assert {s.get(f"{W}val") for s in comments.iter(f"{W}pStyle", f"{W}rStyle")} <= known
