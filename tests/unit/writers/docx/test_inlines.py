"""Words: character styles, links, languages, fields and pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Picture

from docgen.document.blocks import (
    Emphasis,
    Field,
    Image,
    LineBreak,
    Link,
    Paragraph,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from docgen.document.model import Asset
from tests.support.docx_doctor import WP, examine, parts_of
from tests.unit.writers.docx.trees import W, body_of, document, paragraphs_of, words


def written(writer, *inlines, **facts):
    artifact, warnings = writer.write(document(Paragraph(inlines), **facts))
    return body_of(artifact.content), artifact.content, warnings


def run_properties(body) -> list[list[tuple[str, str]]]:
    found = []
    for run in body.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        inside = () if properties is None else properties
        found.append([(p.tag.removeprefix(W), p.get(f"{W}val")) for p in inside])
    return found


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Text("a"), []),
        (Strong(words("a")), [("rStyle", "Strong")]),
        (Emphasis(words("a")), [("rStyle", "Emphasis")]),
        (Span(words("a"), "id"), [("rStyle", "Id")]),
        (Span(words("a"), "muted"), [("rStyle", "MutedChar")]),
        (Span(words("a"), None, "en"), [("lang", "en")]),
        (Subscript(words("a")), [("vertAlign", "subscript")]),
        (Superscript((Strong(words("a")),)), [("rStyle", "Strong"), ("vertAlign", "superscript")]),
        (Strong((Emphasis(words("a")),)), [("rStyle", "Strong"), ("i", None), ("iCs", None)]),
        (Emphasis((Strong(words("a")),)), [("rStyle", "Emphasis"), ("b", None), ("bCs", None)]),
    ],
)
def test_it_gives_words_a_character_style(writer, inline, expected):
    assert run_properties(written(writer, inline)[0]) == [expected]


def test_it_speaks_chinese_where_a_span_does(english_writer):
    body, _, _ = written(english_writer, Span(words("绩效"), None, "zh-CN"))
    assert body.find(f".//{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_it_sets_quotes_beside_chinese_full_width(writer):
    body, _, _ = written(writer, Text("“汇禾”"), Text("“plain”"))
    assert [f.get(f"{W}hint") for f in body.iter(f"{W}rFonts")] == ["eastAsia"]


def test_it_breaks_lines(writer):
    body, _, _ = written(writer, Text("a"), LineBreak(), Text("b"))
    assert len(list(body.iter(f"{W}br"))) == 1


def test_it_counts_pages_by_fields(writer):
    body, content, _ = written(writer, Field("page-number"), Field("page-count"))
    assert [code.text for code in body.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert examine(content) == []


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.com/a?b=1&c=2#d", "https://example.com/a?b=1&amp;c=2#d"),
        ("http://例子.cn/目标 1", "http://%E4%BE%8B%E5%AD%90.cn/%E7%9B%AE%E6%A0%87%201"),
        ("mailto:hr@example.com", "mailto:hr@example.com"),
    ],
)
def test_it_links_to_the_web_and_to_mail(writer, address, target):
    body, content, warnings = written(writer, Link(address, words("x")))
    assert (
        f'Target="{target}" TargetMode="External"'.encode()
        in parts_of(content)["word/_rels/document.xml.rels"]
    )
    assert run_properties(body) == [[("rStyle", "Hyperlink")]]
    assert warnings == ()
    assert examine(content) == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "http://", "http://[", "", "a/b.html"]
)
def test_it_keeps_only_the_words_of_other_addresses(writer, address):
    body, content, warnings = written(writer, Link(address, words("词")))
    assert paragraphs_of(content) == [("BodyText", "词")]
    assert [w.code for w in warnings] == ["DG622"]
    assert not list(body.iter(f"{W}hyperlink"))


def test_it_links_inside_the_document(writer):
    body, content, _ = written(writer, Link("#here", words("x")), Link("#gone", words("y")))
    assert not list(body.iter(f"{W}hyperlink"))
    linked = Paragraph((Link("#he-re", words("x")),), id="he-re")
    content = writer.write(document(linked)).value.content
    assert body_of(content).find(f".//{W}hyperlink") is not None
    assert examine(content) == []


def a_picture(kind: str = "PNG", dpi: int = 96) -> bytes:
    content = io.BytesIO()
    Picture.new("RGB", (96, 48), "#0E4B50").save(content, kind, dpi=(dpi, dpi))
    return content.getvalue()


def shown(writer, image: Image, asset: Asset):
    artifact, warnings = writer.write(document(Paragraph((image,)), assets={"a": asset}))
    return artifact.content, warnings


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_it_shows_pictures_in_their_natural_size(writer, kind, media_type):
    content, warnings = shown(writer, Image("a", "四季"), Asset(a_picture(kind), media_type))
    extent = body_of(content).find(f".//{WP}extent")
    assert warnings == ()
    assert (extent.get("cx"), extent.get("cy")) == ("914400", "457200")
    assert body_of(content).find(f".//{WP}docPr").get("descr") == "四季"
    assert examine(content) == []


def test_it_stores_a_picture_once_and_numbers_its_uses(writer):
    twice = Paragraph((Image("a", "x"), Image("a", "y")))
    content = writer.write(document(twice, assets={"a": Asset(a_picture(), "image/png")})).value.content
    assert [n for n in parts_of(content) if "media" in n] == ["word/media/image1.png"]
    assert examine(content) == []


@pytest.mark.parametrize(("asked", "width"), [(50.0, 1_800_000), (500.0, 6_120_130)])
def test_it_shows_a_picture_as_wide_as_asked_and_never_wider_than_the_text(writer, asked, width):
    content, _ = shown(writer, Image("a", "x", asked), Asset(a_picture(), "image/png"))
    extent = body_of(content).find(f".//{WP}extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (width, round(width / 2))


def test_it_says_that_a_picture_without_words_is_an_ornament(writer):
    content, _ = shown(writer, Image("a", ""), Asset(a_picture(), "image/png"))
    assert examine(content) == []


@pytest.mark.parametrize(
    ("asset", "code"),
    [(None, "DG624"), (Asset(b"<svg/>", "image/svg+xml"), "DG625"), (Asset(b"GIF", "image/png"), "DG625"),
     (Asset(b"\x89PNG\r\n\x1a\n", "image/png"), "DG625")],
)  # fmt: skip
def test_it_prints_the_words_of_a_picture_it_cannot_show(writer, asset, code):
    image = Paragraph((Image("a", "四季"),))
    artifact, warnings = writer.write(document(image, assets={"a": asset} if asset else {}))
    assert paragraphs_of(artifact.content) == [("BodyText", "四季")]
    assert [w.code for w in warnings] == [code]
