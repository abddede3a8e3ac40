"""Tables: their grid, their header rows, and how cells find their looks."""

from __future__ import annotations

from dataclasses import replace

from docgen.document.blocks import (
    Cell,
    Column,
    Field,
    Heading,
    Image,
    LineBreak,
    Link,
    Row,
    Strong,
    Table,
    Text,
)
from docgen.writers.docx.grid import column_widths, lay_out
from tests.support.docx_doctor import examine
from tests.unit.writers.docx.trees import (
    META,
    W,
    body_of,
    document,
    figures,
    para,
    paragraphs_of,
    smart_card,
    swot,
    table,
    td,
    th,
    words,
)

TEXT_WIDTH = 9638  # A4 less two margins of 20 mm, in twips


def written(writer, *blocks):
    artifact, warnings = writer.write(document(*blocks))
    assert examine(artifact.content) == []
    return body_of(artifact.content), artifact.content, warnings


def values(root, path: str, name: str = "val") -> list[str]:
    return [element.get(f"{W}{name}") for element in root.iterfind(path.replace("w:", W))]


def test_it_repeats_every_header_row_and_no_other(writer):
    body, _, _ = written(writer, figures())
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in body.iter(f"{W}tr")]
    assert heads == [True, True] + [False] * 14


def test_it_shades_header_rows_below_the_first_by_hand(writer):
    body, _, _ = written(writer, figures())
    rows = list(body.iter(f"{W}tr"))
    assert values(rows[0], ".//w:tcPr/w:shd", "fill") == []
    assert set(values(rows[1], ".//w:tcPr/w:shd", "fill")) == {"0E4B50"}


def test_it_spans_rows_and_columns_over_the_grid(writer):
    body, _, _ = written(writer, figures())
    first, second = list(body.iter(f"{W}tr"))[:2]
    assert values(first, ".//w:gridSpan") == ["2"]
    assert [m.get(f"{W}val") for m in first.iter(f"{W}vMerge")] == ["restart", "restart"]
    assert [m.get(f"{W}val") for m in second.iter(f"{W}vMerge")] == [None, None]


def test_it_divides_the_width_of_the_text_by_percent(writer):
    rows = (Row((td("a"), td("b"), td("c"))),)
    body, _, _ = written(writer, Table((Column(50.0), Column(30.0), Column(20.0)), (), rows))
    assert values(body, ".//w:gridCol", "w") == ["4819", "2891", "1928"]
    assert values(body, ".//w:tblW", "w") == [str(TEXT_WIDTH)]


def test_it_gives_columns_without_width_equal_parts_of_the_rest():
    assert column_widths((Column(50.0),), 3, 1000) == [500, 250, 250]
    assert column_widths((), 3, 1000) == [333, 334, 333]
    assert column_widths((Column(80.0), Column(80.0)), 2, 1000) == [500, 500]


def test_it_fills_rows_that_are_too_short():
    short, long = lay_out((Row((Cell(()),)), Row((Cell((), colspan=3),))), 3)
    assert [(s.column, s.span, s.cell is None) for s in short] == [(0, 1, False), (1, 2, True)]
    assert [(s.column, s.span) for s in long] == [(0, 3)]


def test_it_fills_a_hole_before_a_cell_from_above():
    rows = (Row((Cell(()), Cell((), rowspan=2))), Row(()))
    assert [(s.column, s.cell is None, s.merge) for s in lay_out(rows, 2)[1]] == [
        (0, True, None),
        (1, False, "continue"),
    ]


def test_it_does_not_let_cells_fall_out_of_their_group():
    slots = lay_out((Row((Cell((), rowspan=9), Cell(()))), Row((Cell((), colspan=5),))), 2)
    assert [s.merge for s in slots[0]] == ["restart", None]
    assert slots[1][0].merge == "continue"


def test_it_does_not_let_a_wide_cell_cover_one_from_above():
    rows = (Row((Cell(()), Cell((), rowspan=2))), Row((Cell((), colspan=2),)))
    assert [(s.column, s.span, s.merge) for s in lay_out(rows, 2)[1]] == [(0, 1, None), (1, 1, "continue")]


def test_it_finds_the_style_of_a_cell_by_its_place(writer):
    _, content, warnings = written(writer, figures(), smart_card("G1"))
    styles = dict(reversed(paragraphs_of(content)))
    assert warnings == ()
    for style in (
        "TableHeadNumber",
        "TableGroupText",
        "TableNumber",
        "TableTotalNumber",
        "SmartHeadGoalTitle",
    ):
        assert style in styles


def test_it_uses_the_class_of_a_column_where_a_cell_has_none(writer):
    rows = (Row((td("1"), td("x", style="center"))),)
    _, content, _ = written(writer, Table((Column(50.0, "number"), Column(50.0, "number")), (), rows))
    assert paragraphs_of(content) == [("TableNumber", "1"), ("TableCenter", "x")]


def test_it_lends_the_look_of_a_named_row_or_cell(writer):
    body, _, warnings = written(writer, swot())
    assert warnings == ()
    fills = values(body, ".//w:tc/w:tcPr/w:shd", "fill")
    assert fills == ["E6F0EE", "F3EFE6", "FBF3E2", "F9E9E5"]


def test_it_reports_the_class_of_a_cell_or_row_that_means_nothing(writer):
    rows = (Row((td("a", style="numbr"), td("b", style="numbr")), "totel"),)
    _, content, warnings = written(writer, Table((), (), rows))
    assert paragraphs_of(content) == [("TableText", "a"), ("TableText", "b")]
    assert {(w.code, w.facts["style"]) for w in warnings} == {("DG621", "Numbr"), ("DG621", "Totel")}
    assert {w.facts["nearest"] for w in warnings if w.facts["style"] == "Numbr"} == {"Number"}


def test_it_keeps_a_card_on_one_page_and_lets_it_go_at_its_end(writer):
    body, _, _ = written(writer, smart_card("G1"))
    keeps = [row.find(f".//{W}keepNext").get(f"{W}val") for row in body.iter(f"{W}tr")]
    assert keeps == [None] * 5 + ["0"]


def test_it_keeps_two_tables_apart_and_text_below_a_table_too(writer):
    title = Heading(2, words("has space of its own"))
    body, content, _ = written(
        writer,
        table(("a",)),
        table(("b",)),
        para("c"),
        para("d"),
        Heading(1, words("e")),
        table(("f",)),
        title,
    )
    assert paragraphs_of(content)[1] == ("TableGap", "")
    spaces = [p.find(f"{W}pPr/{W}spacing") for p in body.find(f"{W}body").iterfind(f"{W}p")]
    assert [s is not None for s in spaces] == [False, True, False, False, False]


def test_it_ends_a_cell_with_a_paragraph_even_after_a_table(writer):
    inner = table(("a",))
    body, _, _ = written(writer, Table((), (), (Row((td(inner),)),)))
    outer, nested = values(body, ".//w:tblW", "w")
    assert int(nested) < int(outer)


def test_it_says_what_a_table_is_about(writer):
    caption = (
        Text("指"),
        LineBreak(),
        Strong((Link("#a", words("标")), Image("", "图"), Field("page-count"))),
    )
    artifact = writer.write(document(table(("a",), caption=caption, description='甲"乙'))).value
    body = body_of(artifact.content)
    assert values(body, ".//w:tblDescription") == ['甲"乙']
    assert values(body, ".//w:tblCaption") == ["指 标图"]


def test_it_counts_captions_and_keeps_them_with_their_tables(writer):
    first, second = (table(("a",), caption=words(name)) for name in ("甲", "乙"))
    body, content, _ = written(writer, first, second)
    captions = [text for style, text in paragraphs_of(content) if style == "Caption"]
    assert captions == ["表 1 甲", "表 2 乙"]
    assert [code.text for code in body.iter(f"{W}instrText")] == [r" SEQ 表 \* ARABIC "] * 2
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in body.find(f"{W}body").iterfind(f"{W}p"))


def test_it_names_captions_in_english(english_writer):
    english = document(table(("a",), caption=words("Goals")), meta=replace(META, language="en-GB"))
    assert paragraphs_of(english_writer.write(english).value.content)[0] == ("Caption", "Table 1 Goals")


def test_it_marks_header_cells_in_the_body_as_keys(writer):
    _, content, _ = written(writer, Table((), (), (Row((th("姓名", scope="row"), td("林知遥"))),)))
    assert paragraphs_of(content) == [("TableKey", "姓名"), ("TableText", "林知遥")]
