"""SVG files from outside: plain drawings pass, whatever fetches, runs or multiplies does not."""

from __future__ import annotations

import pytest

from docgen.document.vectors import MAX_BYTES, MAX_SHAPES, SvgError, read_svg

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'
)


def svg(inside: str, head: str = OPEN) -> bytes:
    return f"{head}{inside}</svg>".encode()


def fault(content: bytes) -> str:
    with pytest.raises(SvgError) as raised:
        read_svg(content)
    return str(raised.value)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<path d="M0 0h9"/><!-- words --><metadata><a xmlns="urn:x" href="http://x"/></metadata>',
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)" width="9" height="9"/>',
        "<defs><clipPath id='c'><rect/></clipPath></defs><style>.a{clip-path:url('#c')}.b{fill:#fff}</style><g class='a b'/>",
        '<symbol id="s"><circle r="2"/></symbol><use xlink:href="#s"/><use href="#s" x="9"/>',
        '<text style="font-size:9px" aria-label="data: one">标志</text>',
    ],
)
def test_it_takes_a_plain_drawing(inside):
    assert read_svg(svg(inside)).text.startswith("<svg")


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>1</script>", "<script>"),
        ('<rect onload="x()"/>', 'onload="x()"'),
        ('<a href="javascript:x"><rect/></a>', 'href="javascript:x"'),
        ('<use xlink:href="http://x/y.svg#a"/>', 'href="http://x/y.svg#a"'),
        ('<use href="file:///etc/passwd#a"/>', 'href="file:///etc/passwd#a"'),
        ('<image href="#a"/>', "<image>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<g xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe/></g>', "<iframe>"),
        ('<set attributeName="href" to="x"/>', "<set>"),
        ('<rect fill="url(http://x/#a)"/>', 'fill="url(http://x/#a)"'),
        ("<rect style=\"fill:url( 'x.svg#a')\"/>", "style=\"fill:url( 'x.svg#a')\""),
        ("<style>@import 'x.css';</style>", "<style>"),
        ("<style>.a{fill:u\\72l(x)}</style>", "<style>"),
        ("<style>@font-face{src:url(data:x)}</style>", "<style>"),
        ('<g xml:base="http://x/"/>', 'base="http://x/"'),
    ],
)
def test_it_refuses_what_fetches_or_runs(inside, found):
    assert fault(svg(inside)) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<svg", "XML"),
        (b"", "XML"),
        (b"<svg/>", 'xmlns="http://www.w3.org/2000/svg"'),
        (b"<!DOCTYPE svg>" + svg(""), "<!DOCTYPE>"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<desc>&a;</desc>"), "<!DOCTYPE>"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg>'.encode("utf-16") + svg("").decode().encode("utf-16-le"), "<!DOCTYPE>"),
        (b'<?xml-stylesheet href="x.css"?>' + svg(""), "<?…?>"),
        (svg(" " * MAX_BYTES), "> 1024 KB"),
        (svg("", '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="1">'), "width, height"),
    ],
)  # fmt: skip
def test_it_refuses_a_file_that_is_no_plain_drawing(content, found):
    assert fault(content) == found


def test_it_refuses_shapes_that_unfold_to_billions():
    steps = "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 9 + "</g>" for n in range(1, 12))
    assert fault(svg(f'<defs><rect id="a0"/>{steps}</defs><use href="#a11"/>')) == "<use>"


def test_it_refuses_patterns_that_unfold_to_billions():
    steps = "".join(
        f'<pattern id="a{n}">' + f'<rect fill="url(#a{n - 1})"/>' * 9 + "</pattern>" for n in range(1, 12)
    )
    assert fault(svg(f'<rect id="a0"/>{steps}<rect fill="url(#a11)"/>')) == "<use>"


def test_it_refuses_a_style_sheet_that_unfolds_to_billions():
    patterns = "".join(
        f'<pattern id="a{n}">' + f'<rect class="a{n - 1}"/>' * 9 + "</pattern>" for n in range(1, 12)
    )
    rules = "".join(f".a{n}{{fill:url(#a{n})}}" for n in range(1, 12))
    assert fault(svg(f'<style>{rules}</style>{patterns}<rect class="a11"/>')) == "<use>"


@pytest.mark.parametrize("inside", ['<g id="a"><use href="#a"/></g>', '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'])  # fmt: skip
def test_it_refuses_a_shape_that_holds_itself(inside):
    assert fault(svg(inside)) == "<use>"


def test_it_refuses_a_chain_without_end():
    chain = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(3000))
    assert fault(svg(chain)) == "<use>"


def test_it_takes_as_many_shapes_as_it_says():
    assert read_svg(svg("<g/>" * (MAX_SHAPES - 1)))
    assert fault(svg("<g/>" * MAX_SHAPES)) == "<use>"


@pytest.mark.parametrize(
    ("attributes", "width", "height"),
    [
        ('width="20mm" height="1cm"', 20, 10),
        ('width="96" height="48px"', 25.4, 12.7),
        ('viewBox="0 0 96 192"', 25.4, 50.8),
        ('width="100%" height="9" viewBox="0,0,96,96"', 25.4, 25.4),
        ('viewBox="0 0 0 0"', 79.375, 39.6875),
        ('viewBox="0 0 nan inf"', 79.375, 39.6875),
        ("", 79.375, 39.6875),
    ],
)
def test_it_tells_the_size(attributes, width, height):
    found = read_svg(svg("", f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>'))
    assert (found.width_mm, found.height_mm) == (pytest.approx(width), pytest.approx(height))
