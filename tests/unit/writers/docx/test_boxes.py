"""Boxes: a group whose class names a table style stands in one cell of that style."""

from __future__ import annotations

import pytest

from docgen.document.blocks import Group, Section
from tests.support.docx_doctor import examine
from tests.unit.writers.docx.trees import W, body_of, document, figures, para, paragraphs_of, table, td

PAPER, TEXT = 11906, 9638  # A4, and what is left of it between two margins of 20 mm, in twips


def written(writer, *blocks):
    artifact, warnings = writer.write(document(*blocks))
    assert examine(artifact.content) == []
    assert warnings == ()
    return body_of(artifact.content), artifact.content


def box(*blocks, style="cover-panel"):
    return Group(blocks, style)


def lengths(body):
    return [
        (
            int(one.find(f"{W}tblPr/{W}tblW").get(f"{W}w")),
            int(one.find(f"{W}tblPr/{W}tblInd").get(f"{W}w")),
        )
        for one in body.iter(f"{W}tbl")
        if one.find(f"{W}tblPr/{W}tblInd") is not None
    ]


def test_it_goes_from_edge_to_edge_and_is_as_high_as_its_style_says(writer):
    body, content = written(writer, Section((box(para("标题", "title")),), page="cover"), para("text"))
    assert lengths(body) == [(PAPER, -1134)]
    height = body.find(f".//{W}trPr/{W}trHeight")
    assert int(height.get(f"{W}val")) > 9000
    assert height.get(f"{W}hRule") == "atLeast"
    assert body.find(f".//{W}tcPr/{W}shd") is None  # the picture behind the page is its ground
    assert ("Title", "标题") in paragraphs_of(content)


def test_it_stands_in_the_text_where_the_style_has_no_indent(writer):
    body, _ = written(writer, box(para("x"), style="key-figures"))
    assert lengths(body) == [(TEXT, 0)]
    assert body.find(f".//{W}tcPr/{W}shd").get(f"{W}fill") == "F7F5F0"


def test_it_keeps_its_distance_from_tables(writer):
    body, content = written(writer, figures(), box(para("x")), figures(), box(figures()))
    assert len(list(body.iter(f"{W}tbl"))) == 5
    assert [style for style, _ in paragraphs_of(content)].count("TableGap") == 3


@pytest.mark.parametrize("style", [None, "no-such-style"])
def test_it_is_only_its_children_where_no_table_style_has_its_name(writer, style):
    body, content = written(writer, box(para("x"), style=style))
    assert list(body.iter(f"{W}tbl")) == []
    assert [words for _, words in paragraphs_of(content) if words] == ["x"]


def test_it_is_only_its_children_in_a_cell(writer):
    inner = table(("a", "b"))
    row = inner.body[0].__class__((td(box(para("x"))), td("y")))
    body, _ = written(writer, inner.__class__((), (), (row,)))
    assert len(list(body.iter(f"{W}tbl"))) == 1
