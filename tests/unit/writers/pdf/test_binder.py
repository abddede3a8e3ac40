"""Several documents in one file: whose pages, numbers, links, pictures and fonts are whose."""

import io
import struct
import zlib

import pikepdf
import pytest

from docgen.doctor.documents import examine_content
from docgen.document.model import Asset, Document, Meta, PageSetup, Theme
from docgen.seal import is_pdf_sealed
from docgen.writers.pdf import PdfWriter
from docgen.writers.pdf.binder import Member, bind
from tests.support.pdf_text import read_pdf
from tests.unit.writers.pdf.conftest import CSS, FONTS

FOOT = """@page { @bottom-center { content: element(foot) } } .foot { position: running(foot) }
.page-count::before { content: counter(pages) } a.see::after { content: " " target-counter(attr(href), page) }
.page-number::before { content: counter(page) }
"""
BODY = """<footer class="foot"><p><span class="page-number"></span> of <span class="page-count"></span></p></footer>
<h1 id="top">Goals of {name}</h1><p><a class="see" href="#end">See</a></p>{more}<div class="page-break"></div>
<h2 id="end">Signed by {name}</h2>"""


@pytest.fixture(scope="module")
def writers():
    """One writer a language, as a pack has them."""
    theme = {"screen_css": "", "word": {}, "word_styles": {}, "fonts": FONTS, "page": PageSetup()}
    return {tag: PdfWriter(Theme("test", CSS + FOOT, language=tag, **theme)) for tag in ("en-US", "zh-CN")}


def document(name, language="en-US", more="", **rest):
    html = f'<html lang="{language}"><body>{BODY.format(name=name, more=more)}</body></html>'
    return Document(html, (), Meta(name, language), **rest)


def front(spans, filler=""):
    lines = "".join(f'<p><a href="#{s.address}">Part on {s.first}</a></p>' for s in spans)
    html = f"<html lang='en-US'><body><h1 id='contents'>Contents</h1>{lines}{filler}</body></html>"
    return Document(html, (), Meta("Binder", "en-US"))


def bound(writers, *documents, make_front=front):
    members = [Member(writers[each.meta.language], each, each.meta.title) for each in documents]
    return bind(writers["en-US"], make_front, members)


def links(content):
    """Return for every page where its links lead, as a page number."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): names[at + 1][0].objgen for at in range(0, len(names), 2)}
        order = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return [[order[places[str(link.Dest)]] for link in page.get("/Annots", [])] for page in pdf.pages]


def pictures(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sorted(
            bytes(each.read_raw_bytes())
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        )


def fonts(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each for each in pdf.objects)


def png(color):
    def chunk(kind, content):
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" + bytes(color))), (b"IEND", b""))
    return Asset(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts), "image/png")


class TestNumbers:
    def test_it_counts_pages_through_all_documents(self, writers):
        made = bound(writers, document("Ada"), document("Bo")).value
        pages = read_pdf(made.content).pages
        assert [page.split()[-3:] for page in pages[1:]] == [[str(n), "of", "5"] for n in range(2, 6)]
        assert made.page_count == 5

    def test_it_tells_the_front_where_each_document_begins(self, writers):
        pages = read_pdf(bound(writers, document("Ada"), document("Bo")).value.content).pages
        assert "Part on 2" in pages[0]
        assert "Part on 4" in pages[0]
        assert "Goals of Ada" in pages[1]
        assert "Goals of Bo" in pages[3]

    def test_it_finds_its_place_again_when_true_numbers_make_the_front_longer(self, writers):
        def growing(spans):
            known = spans[0].first < 100
            return front(spans, '<div class="page-break"></div><p>more</p>' if known else "")

        made = bound(writers, document("Ada"), make_front=growing).value
        pages = read_pdf(made.content).pages
        assert "Part on 3" in pages[0]
        assert "Goals of Ada" in pages[2]

    def test_it_writes_numbers_in_the_text_of_a_document_as_pages_of_the_whole(self, writers):
        pages = read_pdf(bound(writers, document("Ada"), document("Bo")).value.content).pages
        assert "See 5" in pages[3]


class TestKeepingApart:
    def test_it_keeps_links_inside_their_document(self, writers):
        content = bound(writers, document("Ada"), document("Bo")).value.content
        assert links(content) == [[2, 4], [3], [], [5], []]

    def test_it_keeps_two_pictures_of_one_name_apart(self, writers):
        more = '<p><img src="logo.png" alt="Logo"/></p>'
        red, blue = png((255, 0, 0)), png((0, 0, 255))
        first, second = (document(n, more=more, assets={"logo.png": a}) for n, a in (("A", red), ("B", blue)))
        third = document("C", more=more, assets={"logo.png": red})
        assert len(pictures(bound(writers, first, second, third).value.content)) == 2

    def test_it_attaches_no_spec(self, writers):
        content = bound(writers, document("Ada", source={"person": {"name": "Ada"}})).value.content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert "/AF" not in pdf.Root
            assert not pdf.attachments


class TestTheFile:
    def test_it_embeds_fonts_once_for_all_languages(self, writers):
        one = bound(writers, document("李娜", "zh-CN"))
        five = bound(writers, *(document("李娜", language) for language in ("zh-CN", "en-US", "zh-CN")))
        assert fonts(five.value.content) == fonts(one.value.content) > 0

    def test_it_keeps_the_words_of_every_language_readable(self, writers):
        zh, en = document("李娜 Nana", "zh-CN"), document("Ωmega 王", "en-US")
        pages = read_pdf(bound(writers, zh, en).value.content).pages
        assert "Goals of 李娜 Nana" in pages[1]
        assert "Goals of Ωmega 王" in pages[3]

    def test_it_puts_the_outline_of_a_document_under_its_name(self, writers):
        marks = read_pdf(bound(writers, document("Ada"), document("Bo")).value.content).bookmarks
        assert [(mark.level, mark.title, mark.page) for mark in marks] == [
            (0, "Contents", 1),
            (0, "Ada", 2),
            (1, "Goals of Ada", 2),
            (2, "Signed by Ada", 3),
            (0, "Bo", 4),
            (1, "Goals of Bo", 4),
            (2, "Signed by Bo", 5),
        ]

    def test_it_is_fit_for_archives_and_readers(self, writers):
        content = bound(writers, document("Ada"), document("李娜", "zh-CN")).value.content
        assert [found.code for found in examine_content(content, "binder.pdf")] == ["DG698"]

    def test_it_names_the_language_of_a_part_that_has_another(self, writers):
        content = bound(writers, document("Ada"), document("李娜", "zh-CN")).value.content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            whole = pdf.Root.StructTreeRoot.K[0]
            assert [str(part.S) for part in whole.K] == ["/Part"] * 3
            assert [str(part.get("/Lang", "")) for part in whole.K] == ["", "", "zh-CN"]

    def test_it_has_the_same_bytes_every_time_and_a_seal(self, writers):
        first, second = (bound(writers, document("Ada"), document("Bo")).value.content for _ in range(2))
        assert first == second
        assert is_pdf_sealed(first)
