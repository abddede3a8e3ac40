"""Drawings: SVG and PNG side by side, in the flow of the text or behind it."""

from __future__ import annotations

import io
import sys

import pytest
from lxml import etree
from PIL import Image as Pixels

from docgen.document.blocks import (
    Contents,
    ContentsEntry,
    Drawing,
    Figure,
    Group,
    Heading,
    Image,
    Paragraph,
    Section,
)
from docgen.document.model import Asset, Font
from docgen.writers.docx import DocxWriter
from docgen.writers.docx.rasters import paint
from tests.support.docx_doctor import WP, examine, parts_of
from tests.unit.writers.docx.trees import WORD_FOLDER, W, body_of, document, make_theme, para, table, words

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"'
RED = f'{HEAD} width="200pt" height="100pt"><rect width="100" height="100" fill="#FF0000"/></svg>'
FONTS = WORD_FOLDER.parents[1] / "fonts"
EMU = 36_000


def drawn(width=50.0, height=25.0, alt="红", **facts) -> Drawing:
    return Drawing(RED, alt, width, height, **facts)


def written(writer, *blocks, **facts):
    artifact, warnings = writer.write(document(*blocks, **facts))
    assert examine(artifact.content) == []
    return artifact.content, [w.code for w in warnings]


def files_of(content) -> list[tuple[bytes, bytes]]:
    """The PNG and the SVG of every picture, as the document's relationships lead to them."""
    parts = parts_of(content)
    targets = {r.get("Id"): r.get("Target") for r in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    found = []
    for blip in body_of(content).iter(f"{A}blip"):
        svg = blip.find(f"{A}extLst/{A}ext[@uri='{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}']/{SVG_BLIP}")
        found.append(tuple(parts[f"word/{targets[e.get(f'{R}embed')]}"] for e in (blip, svg)))
    return found


def extent(content) -> tuple[float, float]:
    size = body_of(content).find(f".//{WP}extent")
    return int(size.get("cx")) / EMU, int(size.get("cy")) / EMU


def test_it_puts_a_drawing_and_its_pixels_into_the_file(writer):
    content, warnings = written(writer, drawn())
    ((png, svg),) = files_of(content)
    assert svg.decode() == RED
    pixels = Pixels.open(io.BytesIO(png)).convert("RGBA")
    assert pixels.size == (295, 147)  # 150 dpi
    assert (pixels.getpixel((20, 20)), pixels.getpixel((280, 20))[3]) == ((255, 0, 0, 255), 0)
    assert extent(content) == (50, 25)
    assert warnings == []
    assert (
        b'<Default Extension="svg" ContentType="image/svg+xml"/>' in parts_of(content)["[Content_Types].xml"]
    )


def test_it_says_what_a_drawing_shows(writer):
    body = body_of(written(writer, drawn(alt='a "b"'), drawn(alt=""))[0])
    first, second = body.iter(f"{WP}docPr")
    assert (first.get("descr"), second.get("descr")) == ('a "b"', "")
    assert first.get("id") != second.get("id")
    assert len(second.findall(f"{A}extLst/{A}ext/*[@val='1']")) == 1


def test_it_stores_the_files_of_a_drawing_once(writer):
    names = list(parts_of(written(writer, drawn(), drawn())[0]))
    assert [name for name in names if "media" in name] == ["word/media/image1.png", "word/media/image2.svg"]


@pytest.mark.parametrize(("asked", "width"), [(500.0, 170.0), (50.0, 50.0), (0.0, 0.0)])
def test_it_is_no_wider_than_its_place(writer, asked, width):
    content, _ = written(writer, drawn(asked, asked / 2))
    assert extent(content) == (pytest.approx(width, abs=0.1), pytest.approx(width / 2, abs=0.1))


def test_it_stands_in_the_style_of_its_figure(writer):
    content, _ = written(writer, Figure((drawn(),), words("图")))
    (paragraph,) = [p for p in body_of(content).iter(f"{W}p") if p.find(f".//{A}blip") is not None]
    assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Figure"


def page(*blocks) -> Section:
    return Section((drawn(210, 297, behind=True), *blocks), page="cover")


@pytest.mark.parametrize(
    ("blocks", "style"),
    [
        ((para("甲"), para("乙")), "BodyText"),
        ((Heading(1, words("题")),), "HeadingUnnumbered"),
        ((table(("x",)),), "SectionEnd"),
        ((Group((para("x"),), "cover-panel"),), "SectionEnd"),
        ((Contents((ContentsEntry(1, "#x", words("x")),)),), "SectionEnd"),
        ((), "SectionEnd"),
    ],
)
def test_it_draws_behind_the_page_without_pushing_the_text(writer, blocks, style):
    content, warnings = written(writer, page(*blocks), para("下一页"))
    anchor = body_of(content).find(f".//{WP}anchor")
    holder = next(anchor.iterancestors(f"{W}p"))
    assert holder is next(body_of(content).iter(f"{W}p")) or holder.getprevious() is None
    assert holder.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style
    assert (anchor.get("behindDoc"), anchor.get("layoutInCell"), anchor.get("allowOverlap")) == (
        "1",
        "1",
        "1",
    )
    assert extent(content) == (210, 297)
    assert {p.get("relativeFrom") for p in anchor.iter(f"{WP}positionH", f"{WP}positionV")} == {"page"}
    assert [p.text for p in anchor.iter(f"{WP}posOffset")] == ["0", "0"]
    assert warnings == []


def test_it_draws_behind_the_last_page_too(writer):
    content, _ = written(writer, para("x"), drawn(210, 297, behind=True))
    assert len(list(body_of(content).iter(f"{WP}anchor"))) == 1


def test_it_keeps_large_drawings_to_a_million_pixels(writer):
    sheet = RED.replace("0 0 200 100", "0 0 210 297").replace('width="200pt" height="100pt"', "")
    ((png, _),) = files_of(written(writer, Drawing(sheet, "", 210, 297, behind=True), para("x"))[0])
    width, height = Pixels.open(io.BytesIO(png)).size
    assert 900_000 < width * height < 1_010_000


def test_it_paints_words_in_the_fonts_of_the_pack_alone():
    svg = f'{HEAD} font-family="Nobody"><text x="9" y="50" font-size="40">目标A</text></svg>'
    regular, bold = (
        Font("Noto Sans SC", w, FONTS / f"NotoSansSC-{n}.ttf") for n, w in (("Regular", 400), ("Bold", 700))
    )
    without, thin, thick = (ink(paint(svg, 50, 25, fonts)) for fonts in ((), (bold, regular), (bold,)))
    assert without == 0
    assert 0 < thin < thick


def test_it_takes_a_sign_that_a_family_lacks_from_an_upright_font():
    svg = f'{HEAD} font-family="Inter"><text x="9" y="50" font-size="40">\u2488</text></svg>'
    latin = Font("Inter", 400, FONTS / "Inter-Regular.ttf")
    regular, bold = (
        Font("Noto Sans SC", w, FONTS / f"NotoSansSC-{n}.ttf") for n, w in (("Regular", 400), ("Bold", 700))
    )
    thin, thick = (ink(paint(svg, 50, 25, fonts)) for fonts in ((bold, regular, latin), (bold, latin)))
    assert 0 < thin < thick


def ink(png: bytes) -> int:
    return sum(
        level * count for level, count in enumerate(Pixels.open(io.BytesIO(png)).getchannel("A").histogram())
    )


def test_it_says_which_package_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    fresh = RED.replace("FF0000", "00FF00")
    artifact, warnings = DocxWriter(make_theme()).write(document(Drawing(fresh, "说明", 10, 5)))
    assert [(w.code, w.facts["package"]) for w in warnings] == [("DG628", "resvg-py")]
    assert "说明" in "".join(body_of(artifact.content).itertext())


def test_it_says_what_a_drawing_shows_where_it_cannot_be_painted(writer):
    broken = Drawing(f'{HEAD} width="0" height="0"/>', "说明", 10, 5)
    content, warnings = written(writer, broken, Drawing("<svg", "", 9, 9, behind=True), para("x"))
    assert warnings == ["DG629", "DG629"]
    assert "".join(body_of(content).itertext()) == "说明x"


def test_it_shows_an_svg_logo(writer):
    logo = f'<?xml version="1.0"?>\n{HEAD}><rect width="9" height="9"/></svg>\n'.encode()
    shown = Paragraph((Image("logo", "标志", 30.0), Image("logo", "标志")))
    content, warnings = written(writer, shown, assets={"logo": Asset(logo, "image/svg+xml")})
    assert warnings == []
    assert [svg for _, svg in files_of(content)] == [logo, logo]
    assert extent(content) == (30, 15)


@pytest.mark.parametrize("inside", ["<script>x</script>", '<use href="http://x/y#z"/>', "<"])
def test_it_shows_no_svg_that_fetches_or_runs(writer, inside):
    bad = Asset(f"{HEAD}>{inside}</svg>".encode(), "image/svg+xml")
    content, warnings = written(writer, Paragraph((Image("logo", "标志"),)), assets={"logo": bad})
    assert warnings == ["DG625"]
    assert not [name for name in parts_of(content) if "media" in name]
    assert "".join(body_of(content).itertext()) == "标志"
