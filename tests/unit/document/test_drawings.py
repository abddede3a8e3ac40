from decimal import Decimal

import pytest
from lxml import etree

from docgen.document.blocks import ChartBlock, Control, Drawing, Figure, Paragraph, Span, Text
from docgen.document.charts import Axis, Chart, Series, write_chart
from docgen.document.drawings import ELEMENTS, NAMES, SVG, breaches, size_mm, spell
from docgen.document.parse import parse

CHART = Chart(
    "line", "Share", ("Baseline", "Q4"), (Series("Path", (Decimal("4.0"), Decimal(10))),),
    Axis(Decimal(0), Decimal(12), Decimal(3)), "%", 1, 1, 'Share: Baseline 4.0%; "Q4" 10%',
)  # fmt: skip
PLAIN = '<svg viewBox="0 0 144 72"><title>Words</title><rect width="9" height="9"/></svg>'


def svg(inside="", attributes=""):
    """A drawing as the HTML parser of a page reads it."""
    page = etree.fromstring(f"<svg {attributes}>{inside}</svg>", etree.HTMLParser())
    return page.find(".//svg")


def read(body):
    html = f'<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head>\n<body>{body}</body></html>'
    parsed, warnings = parse(html)
    return parsed.body, [(found.code, dict(found.facts)) for found in warnings]


def figure(data, inside=PLAIN):
    quoted = data.replace("&", "&amp;").replace('"', "&quot;")
    return f'<figure data-chart="{quoted}">{inside}</figure>'


class TestSpelling:
    def test_it_writes_a_file_of_its_own(self):
        root = etree.fromstring(spell(svg("<g><path d='M0 0'/></g>", 'viewBox="0 0 9 9"')))
        assert [element.tag for element in root.iter()] == [
            f"{{{SVG}}}{name}" for name in ("svg", "g", "path")
        ]
        assert dict(root.attrib) == {"viewBox": "0 0 9 9"}

    def test_it_spells_every_name_as_svg_does(self):
        inside = "".join(f"<{name} {name}='1'/>" for name in NAMES)
        children = list(etree.fromstring(spell(svg(f"<g>{inside}</g>")))[0])
        assert [child.tag.removeprefix(f"{{{SVG}}}") for child in children] == list(NAMES.values())
        assert [list(child.attrib) for child in children] == [[name] for name in NAMES.values()]

    def test_it_leaves_out_what_only_html_can_say(self):
        shown = svg(
            '<text xml:space="preserve" fill="a\x0bb">x\x0by</text>',
            'xmlns:xlink="http://www.w3.org/1999/xlink"',
        )
        text = etree.fromstring(spell(shown))[0]
        assert dict(text.attrib) == {"{http://www.w3.org/XML/1998/namespace}space": "preserve", "fill": "ab"}
        assert text.text == "xy"

    @pytest.mark.parametrize("name", ['7.5"', "a:b", "xml:id", "inkscape:label", "@x"])
    def test_it_refuses_names_that_xml_has_not(self, name):
        assert [found[1] for found in breaches(svg(f"<rect {name}='1'/>"))] == [name]

    def test_it_keeps_words_between_and_behind_elements(self):
        text = spell(svg("<text>a &amp; &lt;b&gt; <tspan>c</tspan> d</text>", f'xmlns="{SVG}"'))
        root = etree.fromstring(text)
        assert "".join(root.itertext()) == "a & <b> c d"
        assert text.count("xmlns") == 1


class TestSize:
    @pytest.mark.parametrize(
        ("attributes", "size"),
        [
            ('width="100mm" height="40.5mm"', (100, 40.5)),
            ('width="72pt" height="144pt" viewBox="0 0 1 1"', (25.4, 50.8)),
            ('width="96px" height="48px"', (25.4, 12.7)),
            ('width=" 72 " height="36"', (25.4, 12.7)),
            ('viewBox="0 0 144 72"', (50.8, 25.4)),
            ('viewBox="-10,-10 144 72"', (50.8, 25.4)),
            ('width="100%" height="40mm" viewBox="0 0 144 72"', (50.8, 25.4)),
            ('width="72pt"', (100, 60)),
            ('viewBox="0 0 0 72"', (100, 60)),
            ("", (100, 60)),
        ],
    )
    def test_it_tells_millimetres(self, attributes, size):
        assert size_mm(svg("", attributes)) == pytest.approx(size)


class TestBreaches:
    def test_it_takes_every_element_of_a_drawing(self):
        inside = "".join(f"<{name}></{name}>" for name in sorted(ELEMENTS - {"svg"}))
        assert list(breaches(svg(inside, 'fill="url(#tint)" font-family="Inter"'))) == []

    @pytest.mark.parametrize(
        ("inside", "element", "attribute"),
        [
            ("<script>x</script>", "script", ""),
            ('<image width="1"/>', "image", ""),
            ('<use id="u"/>', "use", ""),
            ("<style>a{}</style>", "style", ""),
            ("<foreignobject></foreignobject>", "foreignobject", ""),
            ('<rect onclick="x()"/>', "rect", "onclick"),
            ('<rect href="#a"/>', "rect", "href"),
            ('<rect xlink:href="#a"/>', "rect", "xlink:href"),
            ('<rect fill="url(http://a.b/c)"/>', "rect", "fill"),
            ("<rect fill=\"URL( 'a.svg#b')\"/>", "rect", "fill"),
            ('<rect style="width:expression(x)"/>', "rect", "style"),
            ('<rect style="@import x"/>', "rect", "style"),
            ('<rect fill="javascript:x"/>', "rect", "fill"),
            ('<rect fill="data:text"/>', "rect", "fill"),
        ],
    )
    def test_it_finds_what_could_fetch_or_run(self, inside, element, attribute):
        assert [(str(each.tag), name) for each, name in breaches(svg(f"<g>{inside}</g>"))] == [
            (element, attribute)
        ]


class TestDrawings:
    def test_it_reads_a_drawing_with_its_words_and_size(self):
        (drawing,), warnings = read(PLAIN)
        assert isinstance(drawing, Drawing)
        assert (drawing.alt, round(drawing.width_mm, 2), drawing.behind, warnings) == (
            "Words",
            50.8,
            False,
            [],
        )
        assert "viewBox" in drawing.svg

    def test_it_asks_for_words(self):
        (drawing,), warnings = read("<svg><title> </title></svg>")
        assert (drawing.alt, warnings) == ("", [("DG506", {"source": "svg"})])

    def test_it_leaves_out_a_drawing_that_holds_what_is_not_allowed(self):
        blocks, warnings = read(
            '<svg><title>t</title><g><script>x</script></g><rect onload="x"/></svg><p>a</p>'
        )
        assert blocks == (Paragraph((Text("a"),)),)
        assert ("DG514", {"element": "script", "attribute": ""}) in warnings
        assert ("DG514", {"element": "rect", "attribute": "onload"}) in warnings

    def test_it_puts_a_picture_of_the_page_behind_its_words(self):
        (drawing,), warnings = read(f'<figure class="page-picture">{PLAIN}</figure>')
        assert (drawing.behind, warnings) == (True, [])


class TestCharts:
    def test_it_reads_the_numbers_beside_the_drawing(self):
        (found,), warnings = read(figure(write_chart(CHART), f"{PLAIN}<figcaption>c</figcaption>"))
        assert warnings == []
        assert isinstance(found, Figure)
        (block,) = found.children
        assert isinstance(block, ChartBlock)
        assert block.chart == CHART
        assert block.drawing.alt == "Words"

    @pytest.mark.parametrize(
        ("data", "inside"),
        [
            ("{}", PLAIN),
            ("no chart", PLAIN),
            (write_chart(CHART), ""),
            (write_chart(CHART), PLAIN + PLAIN),
            (write_chart(CHART), "<p>words</p>"),
        ],
    )
    def test_it_reports_numbers_that_nobody_can_draw(self, data, inside):
        (found,), warnings = read(figure(data, inside))
        assert [code for code, _ in warnings] == ["DG513"]
        assert not any(isinstance(block, ChartBlock) for block in found.children)


class TestControls:
    def test_it_reads_a_place_to_fill_in(self):
        ((paragraph,), warnings) = read(
            '<p><span class="fill" title="Level" data-control="choice" data-name="end.level" data-hint="choose" '
            'data-bind="person.level" data-options="A|B||C">A</span></p>'
        )
        control = Control(
            "choice", "end.level", (Text("A"),), "Level", "choose", "person.level", ("A", "B", "C"), "fill"
        )
        assert (paragraph.children, warnings) == ((control,), [])

    @pytest.mark.parametrize("name", ["", "1a", "a b", "ä", "a/b"])
    def test_it_wants_a_name_for_it(self, name):
        (paragraph,), warnings = read(f'<p><span data-control="text" data-name="{name}">x</span></p>')
        assert warnings == [("DG512", {"name": name, "kind": "missing"})]
        assert paragraph.children == (Span((Text("x"),)),)

    def test_it_wants_a_name_that_no_other_place_has(self):
        span = '<span data-control="date" data-name="day">x</span>'
        (first, second), warnings = read(f"<p>{span}</p><p>{span}</p>")
        assert isinstance(first.children[0], Control)
        assert isinstance(second.children[0], Span)
        assert warnings == [("DG512", {"name": "day", "kind": "twice"})]
