import pytest

from docgen.diagnostics import DocgenError
from docgen.document.attributes import MAX_DEPTH
from docgen.document.blocks import (
    Contents,
    Emphasis,
    Group,
    Heading,
    Link,
    List,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
)
from docgen.document.parse import MAX_BYTES, MAX_ELEMENTS, parse
from docgen.document.text import document_text


def page(body):
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><title>t</title></head>\n<body>{body}</body></html>'


def blocks(body):
    """Parse a page that must be without findings."""
    parsed, warnings = parse(page(body))
    assert warnings == ()
    return parsed.body


def findings(body):
    return [(found.code, dict(found.facts)) for found in parse(page(body)).warnings]


def codes(body):
    return [code for code, _ in findings(body)]


def p(words, **more):
    return Paragraph((Text(words),), **more)


class TestFlow:
    def test_it_makes_paragraphs_of_words_beside_blocks(self):
        assert blocks("<div>a <em>b</em><p>c</p> d</div>") == (
            Group((Paragraph((Text("a "), Emphasis((Text("b"),)))), p("c"), p("d"))),
        )

    def test_it_makes_nothing_of_white_space_between_blocks(self):
        assert blocks("\n <p>a</p>\n\t<p>b</p>\n") == (p("a"), p("b"))

    def test_it_reads_letters_beyond_the_basic_plane_and_entities(self):
        assert blocks("<p>𬱖䶮 &amp; &lt;b&gt; &hellip;&#x2014;</p>") == (p("𬱖䶮 & <b> …—"),)

    def test_it_says_the_language_of_words_once_for_the_paragraph(self):
        assert blocks('<div lang="en"><p>words</p></div><p>词</p>') == (
            Group((Paragraph((Span((Text("words"),), None, "en"),)),)),
            p("词"),
        )

    def test_it_joins_several_running_headers(self):
        parsed = parse(
            page('<header class="running-header">a</header><header class="running-header">b</header>')
        )
        assert parsed.value.header == (p("a"), p("b"))

    def test_it_reads_an_empty_page(self):
        assert parse("").value.body == ()
        assert parse("   ").value.body == ()


class TestOnlyForOthers:
    def test_it_leaves_out_what_is_for_pdf_and_keeps_the_words_behind(self):
        assert blocks('<p>a<span data-only="pdf">x</span>b</p><p data-only="pdf">y</p>tail') == (
            p("ab"),
            p("tail"),
        )

    def test_it_keeps_the_words_behind_a_left_out_neighbour(self):
        assert blocks('<p><em>a</em>1<span data-only="html">x</span>2</p>') == (
            Paragraph((Emphasis((Text("a"),)), Text("12"))),
        )

    def test_it_keeps_what_is_for_word_among_others(self):
        assert blocks('<p data-only="html docx">a</p>') == (p("a"),)

    def test_it_reports_an_output_nobody_knows_and_keeps_the_words(self):
        parsed = parse(page('<p data-only="fax">a</p>'))
        assert parsed.value.body == (p("a"),)
        assert [(w.code, w.facts["value"]) for w in parsed.warnings] == [("DG510", "fax")]


class TestHeadings:
    def test_it_numbers_chapters_and_appendices_apart(self):
        body = blocks(
            '<h1 data-numbering="chapter">a</h1><h1 data-numbering="appendix">b</h1><h1 data-numbering="chapter">c</h1>'
        )
        assert [(h.scheme, h.number) for h in body if isinstance(h, Heading)] == [
            ("chapter", "1"),
            ("appendix", "A"),
            ("chapter", "2"),
        ]

    def test_it_gives_contents_the_number_of_the_chapter_they_lead_to(self):
        toc, _ = blocks(
            '<nav class="toc"><ol><li><a href="#c">w</a></li></ol></nav>'
            '<section id="c"><h1 id="h" data-numbering="chapter">w</h1></section>'
        )
        assert isinstance(toc, Contents)
        assert [(e.level, e.href, e.number) for e in toc.entries] == [(1, "#c", "1")]

    @pytest.mark.parametrize(
        ("body", "missing"),
        [("<h1>a</h1><h3>b</h3>", 2), ("<h2>a</h2>", 1), ("<h1>a</h1><h2>b</h2><h4>c</h4>", 3)],
    )
    def test_it_reports_a_level_that_is_skipped(self, body, missing):
        ((code, facts),) = findings(body)
        assert (code, facts["missing"]) == ("DG507", missing)

    def test_it_lets_levels_come_back_up_at_once(self):
        assert codes("<h1>a</h1><h2>b</h2><h3>c</h3><h1>d</h1>") == []


class TestIdsAndLinks:
    def test_it_drops_the_second_use_of_an_id(self):
        parsed, warnings = parse(page('<p id="a">1</p><p id="a">2</p>'))
        assert parsed.body == (p("1", id="a"), p("2"))
        assert [(w.code, w.facts["id"]) for w in warnings] == [("DG504", "a")]

    def test_it_reports_a_link_to_nowhere_and_keeps_it(self):
        parsed, warnings = parse(page('<p><a href="#x">w</a></p>'))
        assert parsed.body == (Paragraph((Link("#x", (Text("w"),)),)),)
        assert [(w.code, w.facts["href"]) for w in warnings] == [("DG505", "#x")]

    def test_it_reports_contents_that_lead_nowhere(self):
        assert codes('<nav class="toc"><ol><li><a href="#x">w</a></li></ol></nav>') == ["DG505"]

    @pytest.mark.parametrize(
        "target",
        [
            '<ul><li id="x">w</li></ul>',
            '<table><tbody><tr id="x"><td>w</td></tr></tbody></table>',
            '<table><tbody><tr><td id="x"><p>w</p></td></tr></tbody></table>',
            '<p>a <span id="x">w</span></p>',
            '<aside id="x"><p>w</p></aside>',
            '<dl><dt>t</dt><dd id="x">w</dd></dl>',
        ],
    )
    def test_it_gives_the_next_paragraph_the_id_of_an_element_without_a_place(self, target):
        assert codes(target + '<p><a href="#x">there</a></p>') == []

    def test_it_places_two_ids_of_one_cell(self):
        cell = '<table><tbody><tr id="r"><td id="c"><p>1</p><p>2</p></td></tr></tbody></table>'
        assert codes(cell + '<p><a href="#r">r</a> <a href="#c">c</a></p>') == []

    @pytest.mark.parametrize("href", ["file:///etc/passwd", "javascript:x()", "page.html", "#", ""])
    def test_it_reports_a_link_of_another_kind(self, href):
        assert codes(f'<p><a href="{href}">w</a></p>')[0] == "DG510"


class TestTables:
    def rows(self, body):
        parsed, warnings = parse(page(body))
        (table,) = parsed.body
        assert isinstance(table, Table)
        return [
            [document_text(c.children) for c in r.cells] for r in (*table.head, *table.body, *table.foot)
        ], [(w.code, w.facts["row"], w.facts["columns"]) for w in warnings]

    def test_it_fills_short_rows_and_says_which_was_the_first(self):
        assert self.rows("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>") == (
            [["1", "2"], ["3", ""]],
            [("DG503", 2, 2)],
        )

    def test_it_takes_columns_that_are_missing_in_colgroup(self):
        rows, found = self.rows(
            '<table><colgroup><col data-width="9"></colgroup><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
        )
        assert (rows, found) == ([["1", "2"]], [("DG503", 1, 2)])

    def test_it_cuts_a_cell_that_leaves_its_rows(self):
        parsed, warnings = parse(page('<table><tr><td rowspan="5">1</td><td>2</td></tr></table>'))
        assert parsed.body[0].body[0].cells[0].rowspan == 1
        assert [w.code for w in warnings] == ["DG503"]

    def test_it_counts_rows_of_head_body_and_foot_on(self):
        _, found = self.rows(
            "<table><thead><tr><th>h</th><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
            "<tfoot><tr><td>3</td></tr></tfoot></table>"
        )
        assert found == [("DG503", 3, 2)]

    def test_it_is_silent_about_spans_that_fit(self):
        assert (
            codes(
                '<table><tbody><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
                "<tr><td>c</td><td>d</td></tr></tbody></table>"
            )
            == []
        )

    @pytest.mark.parametrize("span", ["0", "-1", "x", "1.5", "100000000", "٣"])
    def test_it_reports_a_span_beyond_reason(self, span):
        assert codes(f'<table><tbody><tr><td colspan="{span}">a</td></tr></tbody></table>') == ["DG510"]


class TestOutsideTheVocabulary:
    def test_it_keeps_the_words_of_an_unknown_element(self):
        parsed, (found,) = parse(page("<p>a <blink>b</blink> c</p>"))
        assert parsed.body == (p("a b c"),)
        assert (found.code, found.facts["element"], found.where.line) == ("DG501", "blink", 3)
        assert found.where.excerpt == "<blink>b</blink>"

    def test_it_keeps_the_blocks_of_an_unknown_element(self):
        parsed, warnings = parse(page("<details><p>a</p><p>b</p></details>"))
        assert parsed.body == (p("a"), p("b"))
        assert [w.code for w in warnings] == ["DG501"]

    def test_it_has_nothing_to_show_of_scripts_and_styles(self):
        parsed, warnings = parse(page("<style>p {}</style><p>a</p><script>if (1 < 2) {}</script>"))
        assert parsed.body == (p("a"),)
        assert [w.facts["element"] for w in warnings] == ["style", "script"]

    def test_it_reports_a_foreign_attribute(self):
        assert findings('<p style="color: red" onclick="x()">a</p>') == [
            ("DG502", {"attribute": "style", "element": "p"}),
            ("DG502", {"attribute": "onclick", "element": "p"}),
        ]

    def test_it_reports_a_picture_without_words(self):
        assert findings('<p><img src="a.png"></p>') == [("DG506", {"source": "a.png"})]

    def test_it_keeps_the_words_of_a_block_inside_a_line(self):
        parsed, warnings = parse(page("<p><span>a<div>b</div></span></p>"))
        assert document_text(parsed.body) == "ab"
        assert [w.code for w in warnings] == ["DG509"]

    @pytest.mark.parametrize(
        "body",
        [
            "<ul>words<li>a</li></ul>",
            "<ul><p>words</p><li>a</li></ul>",
            "<dl><div>words</div><dt>a</dt></dl>",
            "<table><tbody>words<tr><td>a</td></tr></tbody></table>",
            "<li>words</li><p>a</p>",
            '<nav class="toc"><p>words</p><ol></ol></nav><p>a</p>',
            '<nav class="toc"><ol><li>words</li></ol></nav><p>a</p>',
            "<header>words</header><p>a</p>",
        ],
    )
    def test_it_keeps_words_in_the_wrong_place(self, body):
        parsed, warnings = parse(page(body))
        assert document_text(parsed.body) == "words\na"
        assert [w.code for w in warnings] == ["DG509"]

    @pytest.mark.parametrize(
        ("body", "value"),
        [
            ('<section data-page="portrait"><p>a</p></section>', "portrait"),
            ('<section data-break="column"><p>a</p></section>', "column"),
            ('<h1 data-numbering="roman">a</h1>', "roman"),
            ('<table><tbody><tr><th scope="rowgroup">a</th></tr></tbody></table>', "rowgroup"),
            (
                '<table><colgroup><col data-width="wide"></colgroup><tbody><tr><td>a</td></tr></tbody></table>',
                "wide",
            ),
            (
                '<table><colgroup><col data-width="nan"></colgroup><tbody><tr><td>a</td></tr></tbody></table>',
                "nan",
            ),
            ('<p class="page-break">a</p>', "page-break"),
            ('<span class="toc">a</span>', "toc"),
        ],
    )
    def test_it_reports_a_value_it_does_not_understand(self, body, value):
        ((code, facts),) = findings(body)
        assert (code, facts["value"]) == ("DG510", value)

    def test_it_reports_tags_that_do_not_match(self):
        parsed, warnings = parse(page("<div><p>a</b></p></div>"))
        assert document_text(parsed.body) == "a"
        assert [w.code for w in warnings] == ["DG511"]

    def test_it_says_the_same_about_the_same_line_once(self):
        assert codes("<p><b>a</b><b>b</b></p>") == ["DG501"]

    def test_it_lists_findings_by_line(self):
        lines = [w.where.line for w in parse(page("<b>x</b>\n<h2>y</h2>\n<i>z</i>")).warnings]
        assert lines == sorted(lines)


class TestLimits:
    def nested(self, tag, depth):
        return f"<{tag}>" * depth + "words" + f"</{tag}>" * depth

    def test_it_reads_a_page_at_the_limit_of_depth(self):
        assert document_text(blocks(self.nested("div", MAX_DEPTH - 1))) == "words"

    @pytest.mark.parametrize("tag", ["div", "span", "em", "x-y", "ul", "svg"])
    @pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 50_000])
    def test_it_refuses_a_page_that_is_nested_too_deeply(self, tag, depth):
        with pytest.raises(DocgenError) as caught:
            parse(page(self.nested(tag, depth)))
        assert [(d.code, d.facts["kind"]) for d in caught.value.diagnostics] == [("DG508", "depth")]

    def test_it_refuses_a_page_that_is_too_long(self):
        with pytest.raises(DocgenError) as caught:
            parse("x" * (MAX_BYTES + 1))
        assert caught.value.diagnostics[0].facts["kind"] == "bytes"

    def test_it_refuses_a_page_of_too_many_elements(self):
        with pytest.raises(DocgenError) as caught:
            parse(page("<br>" * (MAX_ELEMENTS + 1)))
        assert caught.value.diagnostics[0].facts["kind"] == "elements"


class TestSections:
    def test_it_names_the_kind_of_pages(self):
        (section,) = blocks(
            '<section data-page="landscape" data-break="page" class="kpis x" id="k"></section>'
        )
        assert section == Section((), "kpis", "k", "landscape", new_page=True)

    def test_it_counts_an_ordered_list_from_its_start(self):
        (numbers,) = blocks('<ol start="4"><li>a</li></ol>')
        assert isinstance(numbers, List)
        assert (numbers.ordered, numbers.start) == (True, 4)
