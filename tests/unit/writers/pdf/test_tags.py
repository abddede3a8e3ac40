"""Tags: every shape a template may write, alone and all together on one page."""

import io

import pikepdf
import pytest

from tests.support.pdf_rules import PROFILES, breaches, syntax_faults, tag_tree

DRAWING = (
    '<svg viewBox="0 0 100 50" width="100pt" height="50pt">{title}<g opacity="0.5">'
    '<rect x="1" y="1" width="30" height="30" fill="#b00"/></g><text x="3" y="30" font-size="8">字 12</text></svg>'
)
CHART = DRAWING.format(title="<title>趋势</title><desc>升到 12</desc>")
SPANS = """<table><caption>表题</caption><colgroup><col/><col/><col/></colgroup>
<thead><tr><th rowspan="2" scope="col">A</th><th colspan="2" scope="col">B</th></tr>
<tr><th scope="col">b</th><th scope="col">c</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">R</th><td><ul><li>one<ol><li>in</li><li><p>p</p><p>q</p></li></ol></li></ul></td>
<td>v</td></tr><tr><td></td><td>w</td></tr></tbody></table>"""
TERMS = "<dl><dt>T</dt><dd>D</dd><dd><p>E</p></dd><dt>U</dt><dt>V</dt><dd>F</dd></dl>"
LISTS = '<ul><li>a <a href="https://example.org/">web <strong>link</strong></a></li><li><p>b</p><ul><li>c</li></ul></li></ul>'
CONTENTS = '<nav class="toc"><ol><li class="chapter"><a href="#a">甲</a></li></ol></nav>'
FIGURE = f"<figure>{CHART}<figcaption>图题</figcaption></figure>"
BEHIND = f'<figure class="page-picture">{DRAWING.format(title="<title>art</title>")}</figure>'
BLANKS = '<p>姓名 <span class="blank" data-control="text" data-name="n"></span> 日期</p>'
RUNNING = (
    '<header class="running-header"><p>Head</p></header><footer class="running-footer"><p>Foot</p></footer>'
)
HALF = '<div class="half"><p>half <a href="#a">there</a></p></div>'
ROWS = "".join(f"<tr><td>{row}</td><td>字</td></tr>" for row in range(70))
LONG = f"<table><colgroup><col/><col/></colgroup><thead><tr><th>h</th><th>k</th></tr></thead><tbody>{ROWS}</tbody></table>"
LOOKS = """.running-header { position: running(head) } .running-footer { position: running(foot) }
@page { @top-left { content: element(head) } @bottom-right { content: element(foot) counter(page) } }
.half { opacity: 0.5 } .page-picture { position: absolute; left: 0; top: 0 }
.blank { display: inline-block; width: 30mm; border-bottom: 1pt solid black }
.toc a::after { content: leader(".") target-counter(attr(href), page) }"""
EVERYTHING = (
    RUNNING + '<h1 id="a">甲</h1>' + FIGURE + BEHIND + SPANS + TERMS + LISTS + CONTENTS + BLANKS + HALF + LONG
    + '<aside class="callout"><p>aside</p></aside><blockquote><p>q</p></blockquote><hr/>'
    + '<div>words <span lang="en">in English</span><p>p</p>tail</div>'
    + "<table><colgroup><col/><col/></colgroup><tbody><tr><td>k</td><td>v</td></tr></tbody></table>"
    + "<p>long 很长的一段，" * 1 + "跨页，" * 900 + "</p>"
)  # fmt: skip


@pytest.fixture
def tags(write):
    """The tags of a page, in Document."""
    return lambda body: tag_tree(write(body, LOOKS).value.content)


@pytest.mark.parametrize("profile", PROFILES)
def test_it_breaks_no_rule_with_all_there_is_on_one_page(write, profile):
    content = write(EVERYTHING, LOOKS).value.content
    assert breaches(content, profile) == []
    assert syntax_faults(content) == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "body", [FIGURE, BEHIND, SPANS, TERMS, LISTS, BLANKS, HALF + '<h1 id="a">A</h1>', RUNNING + "<p>x</p>"]
)
def test_it_breaks_no_rule_with_one_thing_alone(write, body, profile):
    assert breaches(write(body, LOOKS).value.content, profile) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (FIGURE, "Div(P(Figure) Caption)"),
        (BEHIND, ""),
        (TERMS, "L(LI(Lbl LBody) LI(LBody(P)) LI(Lbl) LI(Lbl LBody))"),
        (LISTS, "L(LI(Lbl LBody(Link)) LI(Lbl LBody(P L(LI(Lbl LBody)))))"),
        (CONTENTS + '<h1 id="a">甲</h1>', "TOC(TOCI(Lbl Reference(Link))) H1"),
        (RUNNING + "<p>x</p>", "P"),
        ("<div>a <em>b</em><p>c</p>d</div>", "P P P"),
        ("<table><tbody><tr><td>k</td><td>v</td></tr></tbody></table>", "Div(Div(P) Div(P))"),
        ('<p>汉 <span lang="en">x</span></p>', "P(Span)"),
        ("<aside><p>a</p></aside><blockquote><p>b</p></blockquote>", "Div(P) BlockQuote(P)"),
    ],
)  # fmt: skip
def test_it_tags(tags, body, expected):
    assert " ".join(kid.outline for kid in tags(body).kids) == expected


def test_it_says_in_words_what_a_drawing_shows(tags):
    (figure,) = tags(FIGURE).find("Figure")
    assert figure.said["Alt"] == "趋势\n升到 12"
    left, bottom, right, top = map(float, figure.said["BBox"])
    assert (right - left, top - bottom) == (100, 50)


def test_it_says_in_which_language_a_part_is(tags):
    (span,) = tags('<p>汉 <span lang="en">x</span></p>').find("Span")
    assert span.said["Lang"] == "en"


def test_it_names_the_headers_of_every_cell_under_headers_that_span(tags):
    (table,) = tags(SPANS).find("Table")
    heads = {str(head.said["ID"]): head.said for head in table.find("TH")}
    assert [head["Scope"] for head in heads.values()] == ["/Column"] * 4 + ["/Row"]
    assert (heads["h1"]["RowSpan"], heads["h2"]["ColSpan"]) == (2, 2)
    cells = [cell.said["Headers"] for cell in table.find("TD")]
    assert cells == [["h2", "h3", "h5"], ["h2", "h4", "h5"]] * 2


def test_it_makes_one_table_of_a_table_on_many_pages(tags, write):
    assert write(LONG).value.page_count > 3
    (table,) = tags(LONG).find("Table")
    assert len(list(table.find("TR"))) == 71
    assert [head.holds for head in table.find("TH")] == [1, 1]
    assert [head.said["Scope"] for head in table.find("TH")] == ["/Column", "/Column"]


def test_it_makes_one_paragraph_of_a_paragraph_on_two_pages(tags):
    assert [kid.outline for kid in tags("<p>" + "很长，" * 900 + "</p>").kids] == ["P"]


def test_it_leaves_what_runs_along_to_the_page(write):
    content = write(RUNNING + "<p>x</p>", LOOKS).value.content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        artifacts = [
            str(each.operands[1].get("/Subtype"))
            for each in pikepdf.parse_content_stream(pdf.pages[0])
            if str(each.operator) == "BDC"
            and str(each.operands[0]) == "/Artifact"
            and each.operands[1].get("/Type") == "/Pagination"
        ]
    assert artifacts[:1] == ["/Header"]
    assert set(artifacts[1:]) == {"/Footer"}


def test_it_gives_a_link_its_words(write):
    content = write(LISTS).value.content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (note,) = pdf.pages[0].Annots
        assert (str(note.Contents), int(note.F)) == ("web link", 4)


def test_it_makes_no_link_of_a_link_in_a_page_head(write):
    made = write('<header class="running-header"><p><a href="#a">x</a></p></header><h1 id="a">A</h1>', LOOKS)
    assert [(found.code, found.facts["address"]) for found in made.warnings] == [("DG612", "a")]
    assert b"/Annots" not in made.value.content
    assert breaches(made.value.content, "ua1") == []
