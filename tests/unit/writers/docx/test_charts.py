"""Charts: what Word draws from, what “Edit Data” opens, and that nothing covers anything."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from docgen.document.blocks import Cell, ChartBlock, Drawing, Row, Table
from docgen.document.charts import Chart, Series, make_axis
from docgen.writers.docx.chart_frame import LINE, label_spot, limit_shifts, make_frame, shown_labels
from docgen.writers.docx.workbook import categories_range, make_workbook, number_format, values_range
from tests.support.docx_charts import C, read_charts, read_sheet
from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import document, para

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 36_000
QUARTERS = ("基线", "Q1", "Q2", "Q3", "Q4")
FIGURES = some.decimals(-1_000_000, 1_000_000, places=2)


def numbers(*figures):
    return tuple(None if figure is None else Decimal(figure) for figure in figures)


def a_chart(way=("0.8", "1.5", "4", "7", "10.0"), kind="column", actual=None, names=None, **limits):
    """A chart as the view makes them; limits are given by their keys."""
    names = tuple(names or QUARTERS[: len(way)])
    row = numbers(*way, *([None] if actual else []))
    series = [Series("分解目标", row, "path", "path")]
    if actual:
        names = (*names, "实际")
        series.append(Series("实际", (*[None] * len(way), Decimal(actual)), "path", "actual"))
    series += [Series(key, (Decimal(value),) * len(names), "limit", key) for key, value in limits.items()]
    values = [value for each in series for value in each.values if value is not None]
    axis = make_axis(values, from_zero=kind == "column")
    return Chart(kind, "份额", names, tuple(series), axis, "%", 1, len(way) - 1, "份额：由 0.8% 到 10%")


def block(chart, width=160.0, height=50.0, alt="图"):
    return ChartBlock(chart, Drawing("<svg/>", alt, width, height))


def written(writer, *blocks):
    """Write blocks into a file that has to be sound, and read its charts."""
    content, warnings = writer.write(document(*blocks))
    assert warnings == ()
    assert examine(content.content) == []
    return read_charts(content.content)


def one(writer, chart, **size):
    (found,) = written(writer, block(chart, **size))
    return found


def colors(element):
    return [each.get("val") for each in element.iter(f"{A}schemeClr")]


def point(row, place):
    return next(p for p in row.iter(f"{C}dPt") if p.find(f"{C}idx").get("val") == str(place))


def said(xml, path):
    return xml.find("/".join(f"{C}{name}" for name in path.split("/"))).get("val")


class TestPackage:
    def test_it_gives_every_chart_its_part_and_its_workbook(self, writer):
        content = writer.write(
            document(block(a_chart()), para("词"), block(a_chart(kind="line")))
        ).value.content
        parts = parts_of(content)
        for number in (1, 2):
            assert f"word/charts/chart{number}.xml" in parts
            assert f"word/charts/_rels/chart{number}.xml.rels" in parts
            assert f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" in parts
        types = parts["[Content_Types].xml"].decode()
        assert 'Extension="xlsx"' in types
        assert types.count("drawingml.chart+xml") == 2

    def test_it_writes_the_same_bytes_again(self, writer):
        page = document(block(a_chart(threshold=8)), block(a_chart(kind="line", actual="9")))
        assert writer.write(page).value.content == writer.write(page).value.content

    def test_it_stands_in_a_cell_no_wider_than_that(self, writer):
        rows = (Row((Cell((block(a_chart(), 400, 100),)), Cell((para("词"),)))),)
        (found,) = written(writer, Table((), (), rows))
        assert found.in_cell
        assert found.size[0] < 85 * EMU
        assert found.size[0] / found.size[1] == pytest.approx(4, rel=0.01)

    def test_it_is_as_large_as_its_drawing(self, writer):
        assert one(writer, a_chart(), width=100, height=40).size == (100 * EMU, 40 * EMU)

    def test_it_has_words_for_people_who_do_not_see_it(self, writer):
        assert one(writer, a_chart()).description == "份额：由 0.8% 到 10%"

    def test_it_replaces_what_xml_cannot_hold_in_both_places(self, writer):
        chart = a_chart(("1", "2"), names=("a\x01b", '<&">'))
        content, warnings = writer.write(document(block(chart)))
        assert [each.code for each in warnings] == ["DG626"]
        (found,) = read_charts(content.content)
        assert found.series[0].categories == ("a\ufffdb", '<&">')
        assert read_sheet(found.workbook, found.series[0].cells[1]) == ["a\ufffdb", '<&">']


class TestNumbers:
    def test_it_draws_the_numbers_digit_by_digit(self, writer):
        found = one(writer, a_chart(actual="9.50", threshold="8", stretch="11.5"))
        assert [(row.kind, row.name) for row in found.series] == [
            ("barChart", "分解目标"), ("barChart", "实际"), ("lineChart", "threshold"), ("lineChart", "stretch"),
        ]  # fmt: skip
        assert list(map(str, found.series[0].values)) == ["0.8", "1.5", "4", "7", "10.0", "None"]
        assert list(map(str, found.series[1].values)) == ["None"] * 5 + ["9.50"]
        assert found.series[0].categories == (*QUARTERS, "实际")

    def test_it_keeps_the_same_numbers_in_its_workbook(self, writer):
        found = one(
            writer, a_chart(("9.7", "98.6", "0.1", "99.95", "-1860.35"), actual="7", threshold="64.1")
        )
        for row in found.series:
            name, categories, values = (read_sheet(found.workbook, cells) for cells in row.cells)
            assert (name, tuple(categories), tuple(values)) == ([row.name], row.categories, row.values)

    @given(some.lists(FIGURES, min_size=1, max_size=5))
    def test_it_keeps_any_figure(self, way):
        chart = a_chart(way)
        assert tuple(read_sheet(make_workbook(chart), f"Sheet1!B2:B{len(way) + 1}")) == chart.series[0].values

    def test_it_makes_no_formula_and_no_link_of_words(self):
        names = ("=1+1", "https://example.com", "@x", "+1")
        book = load_workbook(io.BytesIO(make_workbook(a_chart(("1", "2", "3", "4"), names=names))))
        cells = [book["Sheet1"][f"A{row}"] for row in range(2, 6)]
        assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
            (n, "s", None) for n in names
        ]

    def test_it_keeps_words_that_look_like_escapes_of_the_format(self):
        names = ("_x0041_", "_x00411_", "a_x000D_b", "<&> ")
        book = load_workbook(io.BytesIO(make_workbook(a_chart(("1", "2", "3", "4"), names=names))))
        assert [book["Sheet1"][f"A{row}"].value for row in range(2, 6)] == [*names]

    def test_it_names_a_single_cell_and_columns_beyond_z(self):
        chart = a_chart(("1",), names=("甲",))
        assert categories_range(chart) == "Sheet1!$A$2"
        assert values_range(a_chart(("1", "2")), 27) == "Sheet1!$AB$2:$AB$3"

    def test_it_knows_no_clock(self):
        with zipfile.ZipFile(io.BytesIO(make_workbook(a_chart()))) as package:
            assert {info.date_time[0] for info in package.infolist()} == {1980}
            assert "1980-01-01T00:00:00Z" in package.read("docProps/core.xml").decode()

    def test_it_writes_figures_as_the_document_does(self):
        assert number_format(0) == '#,##0;"−"#,##0'
        assert number_format(2) == '#,##0.00;"−"#,##0.00'


class TestLook:
    def test_it_takes_every_color_from_the_theme(self, writer):
        xml = one(writer, a_chart(actual="9", threshold=8, stretch=12, red_line=2, high=14)).xml
        assert not list(xml.iter(f"{A}srgbClr"))

    def test_it_lets_the_target_and_the_result_stand_out(self, writer):
        way, result = list(one(writer, a_chart(actual="9")).xml.iter(f"{C}ser"))
        assert colors(point(way, 4)) == ["accent2"]
        assert colors(point(result, 5)) == ["accent3"]
        assert all(colors(point(way, place)) == ["accent1"] for place in range(4))
        strength = [int(next(point(way, place).iter(f"{A}alpha")).get("val")) for place in range(4)]
        assert strength == sorted(set(strength))

    def test_it_draws_no_line_from_the_target_to_the_result(self, writer):
        way, result = list(one(writer, a_chart(kind="line", actual="9")).xml.iter(f"{C}ser"))
        assert colors(point(way, 4).find(f"{C}marker")) == ["accent2"]
        assert colors(result.find(f"{C}marker")) == ["accent3"]
        assert result.find(f"{C}spPr/{A}ln/{A}noFill") is not None

    @pytest.mark.parametrize(
        ("key", "color"),
        [("threshold", "accent3"), ("red_line", "accent3"), ("stretch", "accent2"), ("high", "tx2")],
    )
    def test_it_draws_limits_as_dashed_lines_from_edge_to_edge(self, writer, key, color):
        limit = list(one(writer, a_chart(**{key: 8})).xml.iter(f"{C}ser"))[-1]
        line = limit.find(f"{C}trendline")
        assert colors(line) == [color]
        assert next(line.iter(f"{A}prstDash")).get("val") == "dash"
        assert (said(line, "forward"), said(line, "backward")) == ("0.5", "0.5")
        assert said(limit, "marker/symbol") == "none"

    def test_it_names_a_limit_once_at_its_right_end(self, writer):
        xml = one(writer, a_chart(threshold=8)).xml
        assert xml.find(f".//{C}legend") is None
        limit = list(xml.iter(f"{C}ser"))[-1]
        (label,) = limit.iter(f"{C}dLbl")
        assert (said(label, "idx"), said(label, "dLblPos")) == ("4", "r")
        assert (said(label, "showSerName"), said(label, "showVal")) == ("1", "1")
        assert said(limit, "dLbls/showVal") == "0"

    def test_it_marks_a_limit_of_a_single_category(self, writer):
        limit = list(one(writer, a_chart(("10",), names=("目标",), threshold=8)).xml.iter(f"{C}ser"))[-1]
        assert said(limit, "marker/symbol") == "dash"
        assert limit.find(f"{C}trendline") is None

    def test_it_writes_figures_with_their_own_digits(self, writer):
        way = next(one(writer, a_chart()).xml.iter(f"{C}ser"))
        forms = [label.find(f"{C}numFmt").get("formatCode") for label in way.iter(f"{C}dLbl")]
        assert forms == [number_format(count) for count in (1, 1, 0, 0, 1)]

    def test_it_scales_its_axis_as_the_chart_says(self, writer):
        chart = a_chart(threshold=8)
        axis = one(writer, chart).xml.find(f".//{C}valAx")
        found = [Decimal(said(axis, path)) for path in ("scaling/min", "scaling/max", "majorUnit")]
        assert found == [chart.axis.low, chart.axis.high, chart.axis.step]

    def test_it_shows_no_scale_where_there_is_no_room(self, writer):
        wide, small = (one(writer, a_chart(), width=w).xml.find(f".//{C}valAx") for w in (160, 70))
        assert (said(wide, "tickLblPos"), said(small, "tickLblPos")) == ("low", "none")
        assert (wide.find(f"{C}majorGridlines") is None, small.find(f"{C}majorGridlines") is None) == (
            False,
            True,
        )

    def test_it_has_no_frame_no_title_and_the_fonts_of_the_theme(self, writer):
        xml = one(writer, a_chart()).xml
        assert said(xml, "roundedCorners") == "0"
        assert said(xml, "chart/autoTitleDeleted") == "1"
        assert said(xml, "chart/dispBlanksAs") == "gap"
        assert xml.find(f"{C}spPr/{A}noFill") is not None
        assert {font.get("typeface") for font in xml.iter(f"{A}latin")} == {"+mn-lt"}
        assert {font.get("typeface") for font in xml.iter(f"{A}ea")} == {"+mn-ea"}


class TestPlaces:
    @given(
        some.lists(FIGURES, min_size=1, max_size=16),
        some.sampled_from(["line", "column"]),
        some.dictionaries(some.sampled_from(["threshold", "stretch", "red_line", "high"]), FIGURES),
        some.floats(40, 600),
        some.floats(40, 300),
    )
    def test_it_keeps_names_apart_and_inside(self, way, kind, limits, width, height):
        chart = a_chart(way, kind, names=[f"{place}月" for place in range(len(way))], **limits)
        frame = make_frame(chart, width, height)
        assert frame.plot_height > 0
        shifts = limit_shifts(chart, frame)
        tops = [
            chart.axis.place(chart.series[place].values[0]) * frame.plot_height + shift
            for place, shift in shifts.items()
        ]
        assert len(tops) == len(limits)
        assert all(after - before > LINE - 0.01 for before, after in pairwise(sorted(tops)))
        assert all(top <= frame.plot_height + frame.top for top in tops)
        assert all(top > -0.01 for top in tops) or frame.plot_height < LINE * len(tops)

    def test_it_moves_names_up_from_the_foot_and_down_from_the_roof(self):
        low, high = (a_chart(("0", "10"), threshold=at, stretch=at, high=at) for at in ("0", "10"))
        frame = make_frame(low, 200, 100)
        assert sorted(limit_shifts(low, frame).values()) == [0, LINE, 2 * LINE]
        assert min(limit_shifts(high, frame).values()) < 0

    def test_it_makes_names_smaller_before_a_word_breaks(self):
        english, chinese = (a_chart(names=[name] * 5) for name in ("Baseline", "基线上半年"))
        assert [make_frame(each, 130, 100).names for each in (english, chinese)] == [
            pytest.approx(6, abs=0.9),
            7.5,
        ]
        assert make_frame(english, 400, 100).names == 7.5

    def test_it_labels_as_many_points_as_have_room(self):
        chart = a_chart([str(1000 + place) for place in range(13)], names=[str(place) for place in range(13)])
        wide, small = (shown_labels(chart, chart.series[0], make_frame(chart, w, 100)) for w in (480, 200))
        assert wide == frozenset(range(13))
        assert 3 < len(small) < 9
        assert chart.mark in small

    @pytest.mark.parametrize(
        ("kind", "value", "limit", "spot"),
        [
            ("column", "60", "90", "outEnd"),
            ("column", "60", "62", "inEnd"),
            ("column", "60", "58", "outEnd"),
            ("column", "2", "4", "outEnd"),
            ("line", "60", "90", "t"),
            ("line", "60", "64", "b"),
            ("line", "60", "56", "t"),
        ],
    )
    def test_it_keeps_figures_clear_of_lines(self, kind, value, limit, spot):
        chart = a_chart(("0", value, "100"), kind, threshold=limit)
        assert label_spot(Decimal(value), chart, make_frame(chart, 480, 150)) == spot

    def test_it_writes_no_figure_into_a_column_that_is_narrower(self):
        chart = a_chart(
            [str(1000 + 100 * place) for place in range(12)], names=list("abcdefghijkl"), threshold=1620
        )
        assert label_spot(Decimal(1600), chart, make_frame(chart, 200, 100)) == "outEnd"
