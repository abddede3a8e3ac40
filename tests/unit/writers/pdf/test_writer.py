import datetime
import gc
import http.server
import io
import struct
import threading
import zlib

import pikepdf
import pytest
from weasyprint.formatting_structure.boxes import TableBox

from docgen.diagnostics import DocgenError
from docgen.document.model import Asset, Meta
from docgen.writers.pdf.layout import MAX_PAGES
from tests.support.pdf_text import read_pdf

TABLE = "<table><colgroup><col/><col/></colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"


def codes(checked):
    return [(found.code, dict(found.facts)) for found in checked.warnings]


def words(checked):
    return [page.split() for page in read_pdf(checked.value.content).pages]


def png():
    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, content)
        for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    )


def test_it_says_on_which_page_every_id_is(write):
    made = write('<h1 id="a">A</h1><div class="page-break"></div><p id="b">B</p>')
    assert made.value.pages == {"a": 1, "b": 2}
    assert made.value.page_count == 2


def test_it_tells_about_itself_what_the_document_says(write):
    meta = Meta(
        "绩效 <目标> & more",
        "zh-CN",
        "林知遥",
        "主题",
        keywords=("一", "b"),
        created=datetime.date(2027, 1, 4),
    )
    with pikepdf.open(io.BytesIO(write("<p>x</p>", meta=meta).value.content)) as pdf:
        said = {key: str(value) for key, value in pdf.docinfo.items()}
        assert said["/Title"] == "绩效 <目标> & more"
        assert said["/Author"] == "林知遥"
        assert said["/Keywords"] == "一, b"
        assert said["/CreationDate"].startswith("D:20270104")
        assert said["/Creator"] == "docgen"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_it_embeds_its_own_fonts_alone(write):
    made = write("<p>Inter 汉字 <strong>bold 粗</strong></p>").value.content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        fonts = {
            str(o.BaseFont).split("+")[-1]
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font" and "/DescendantFonts" in o
        }
    assert fonts == {"Inter", "Inter-Bold", "Noto-Sans-SC", "Noto-Sans-SC-Bold"}


def test_it_counts_a_list_from_its_start(write):
    assert "7." in words(write('<ol start="7"><li>seven</li></ol>'))[0]


@pytest.mark.parametrize("classes", ["page-number", "page-number strong"])
def test_it_puts_the_page_number_in_the_place_of_what_stood_there(write, classes):
    assert words(write(f'<p>page <span class="{classes}">99</span></p>')) == [["page", "1"]]


@pytest.mark.parametrize("character", ["𠮷", "😀"])
def test_it_names_characters_of_a_template_that_no_font_has(write, character):
    made = write(f"<p>林{character}</p>")
    code = f"U+{ord(character):04X}"
    assert codes(made) == [("DG613", {"character": character, "code": code})]


def test_it_names_the_fields_with_characters_that_no_font_has(write):
    goals = [{"title": f"目标{number}𠮷"} for number in range(4)]
    source = {"person": {"name": "林😀", "role": "x"}, "goals": goals}
    made = write("<p>林😀 目标𠮷</p>", source=source)
    assert codes(made) == [
        ("DG606", {"character": "😀", "code": "U+1F600", "fields": ("person.name",)}),
        (
            "DG606",
            {"character": "𠮷", "code": "U+20BB7", "fields": tuple(f"goals[{n}].title" for n in range(3))},
        ),
    ]


def test_it_finds_rare_characters_of_names(write):
    assert codes(write("<p>昇珺玥喆堃瑄镕䶮㛃</p>")) == []


def test_it_shows_a_picture_of_the_document(write):
    made = write('<p><img src="a.png" alt="x"/></p>', assets={"a.png": Asset(png(), "image/png")})
    assert codes(made) == []
    assert b"/Image" in made.value.content


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        ('<p><img src="gone.png" alt="x"/></p>', "", ("DG603", {"name": "gone.png"})),
        ('<p><img src="file:///etc/hostname" alt="x"/></p>', "", ("DG605", {"address": "file:///etc/hostname"})),
        ('<p><img src="http://127.0.0.1:9/x.png" alt="x"/></p>', "", ("DG605", {"address": "http://127.0.0.1:9/x.png"})),
        ("<p>x</p>", "p { background: url(../../secret.png) }", ("DG603", {"name": "../../secret.png"})),
        ('<p><a href="javascript:alert(1)">x</a></p>', "", ("DG610", {"address": "javascript:alert(1)"})),
        ('<p><a href="file:///etc/passwd">x</a></p>', "", ("DG610", {"address": "file:///etc/passwd"})),
    ],
)  # fmt: skip
def test_it_reaches_for_nothing_outside(write, body, css, expected):
    assert codes(write(body, css)) == [expected]


@pytest.fixture
def asked():
    """Somebody who would answer: the address of a server, and what it was asked for."""
    paths = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<image href="{there}/x.png" width="9" height="9"/>', "DG605"),
        ('<image href="file:///etc/hostname" width="9" height="9"/>', "DG605"),
        ("<style>@import url({there}/x.css);</style>", "DG604"),
        ('<use href="{there}/x.svg#a"/>', None),
        ('<rect width="9" height="9" fill="url({there}/x.svg#a)"/>', None),
    ],
)
def test_it_fetches_nothing_for_a_logo(write, asked, inside, code):
    there, paths = asked
    inside = inside.format(there=there)
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
    assets = {"logo.svg": Asset(logo.encode(), "image/svg+xml")}
    made = write('<p><img src="logo.svg" alt="x"/></p>', assets=assets)
    assert [found for found, _ in codes(made)] == [code] * bool(code)
    assert paths == []


def test_it_says_that_a_picture_is_none(write):
    made = write('<p><img src="a.png" alt="x"/></p>', assets={"a.png": Asset(b"no picture", "image/png")})
    assert codes(made) == [("DG604", {"name": "a.png"})]


def test_it_says_which_style_is_not_supported(write):
    (found,) = codes(write("<p>x</p>", "p { colour: red }"))
    assert found[0] == "DG607"
    assert "colour" in found[1]["note"]


def test_it_says_what_else_the_engine_notes(write):
    (found,) = codes(write('<p><a href="#nowhere">x</a></p>'))
    assert found[0] == "DG609"
    assert "nowhere" in found[1]["note"]


def test_it_keeps_web_and_mail_links(write):
    made = write('<p><a href="https://example.org/">a</a> <a href="mailto:x@example.org">b</a></p>')
    assert codes(made) == []
    with pikepdf.open(io.BytesIO(made.value.content)) as pdf:
        targets = {str(note.A.URI) for note in pdf.pages[0].Annots}
    assert targets == {"https://example.org/", "mailto:x@example.org"}


def test_it_stops_at_a_document_without_end(write):
    with pytest.raises(DocgenError) as caught:
        write('<div class="page-break"></div>' * (MAX_PAGES + 1))
    (found,) = caught.value.diagnostics
    assert (found.code, found.facts["limit"]) == ("DG611", MAX_PAGES)


def test_it_survives_a_page_that_the_engine_does_not(write):
    with pytest.raises(DocgenError) as caught:
        write("<span>" * 95 + "x" + "</span>" * 95, "span { display: inline-block; float: footnote }")
    assert [found.code for found in caught.value.diagnostics] == ["DG602"]
    assert words(write("<p>next</p>")) == [["next"]]


def test_it_lets_go_of_a_layout_without_the_garbage_collector(write):
    write(TABLE)
    gc.collect()
    gc.disable()
    try:
        write(TABLE + '<p id="x">x</p><p><a href="#x">y</a></p>')
        left = [each for each in gc.get_objects() if isinstance(each, TableBox)]
    finally:
        gc.enable()
    assert left == []


def test_its_lean_cascade_changes_nothing(write):
    body = f"<ul><li>one<ol><li>two</li></ol></li></ul>{TABLE}<h2>three</h2>"
    full = write(body, "/* list-item: this word alone asks for the engine's whole style sheet */")
    assert write(body).value.content == full.value.content


def test_it_shows_a_footnote_where_a_style_asks_for_one(write):
    shown = words(write("<p>text<span>note</span></p>", "span { float: footnote }"))
    assert shown[0][:2] == ["text1", "1."] or "1." in shown[0]
