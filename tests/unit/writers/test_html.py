"""The HTML file of a template that means no good does nothing when somebody opens it."""

import pytest
from lxml import html

from docgen.document.model import Document, Meta, PageSetup, Theme
from docgen.proof import prove
from docgen.writers.html import HtmlWriter

ACTING = (
    "<script>alert(1)</script>",
    '<script src="https://example.org/x.js"></script>',
    '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    '<base href="https://example.org/">',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<iframe src="https://example.org/"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="https://example.org/x"></object>',
    '<embed src="https://example.org/x">',
    '<video src="https://example.org/x" poster="https://example.org/y"></video>',
    '<form action="https://example.org/"><input name="x"><button formaction="https://example.org/">x</button></form>',
    '<p onclick="alert(1)">x</p>',
    '<p ONMOUSEOVER="alert(1)">x</p>',
    '<body onload="alert(1)">x</body>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x.png"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="https://example.org/x.svg#x"/></svg>',
    '<p><a href="javascript:alert(1)">x</a></p>',
    '<p><a href=" javascript:alert(1)">x</a></p>',
    '<p><a href="data:text/html,x">x</a></p>',
    '<p><a href="">x</a></p>',
    '<p><a ping="https://example.org/" href="#x">x</a></p>',
    '<p><img src="https://example.org/x.png" srcset="https://example.org/y.png 2x" alt="x"></p>',
    '<table background="https://example.org/x"><tbody><tr><td>x</td></tr></tbody></table>',
)


def written(body):
    page = f'<html lang="en"><head><meta http-equiv="refresh" content="1"></head><body>{body}</body></html>'
    theme = Theme("t", "", "p { color: red }", {}, {}, (), PageSetup(), "en")
    artifact = HtmlWriter(theme).write(Document(page, (), Meta("T", "en"))).value
    assert prove(artifact) == ()
    return artifact.content.decode()


@pytest.mark.parametrize("body", ACTING)
def test_it_writes_nothing_that_acts(body):
    content = written(f"{body}<p>last words</p>")
    page = html.fromstring(content)
    names = {element.tag.lower() for element in page.iter() if isinstance(element.tag, str)}
    acting = {"script", "base", "link", "iframe", "object", "embed", "video", "form", "input", "button"}
    assert not names & acting
    assert "alert(1)" not in content
    assert "example.org" not in content
    assert "refresh" not in content
    assert not [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")]
    assert "last words" in page.text_content()


def test_it_keeps_the_words_in_what_it_takes_away():
    page = html.fromstring(written("<form><p>some words</p></form><object>other words</object>"))
    assert "some words" in page.text_content()
    assert "other words" in page.text_content()


def test_it_tells_the_browser_to_fetch_and_send_nothing():
    policy = html.fromstring(written("<p>x</p>")).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    rules = dict(rule.split(" ", 1) for rule in policy[0].split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"


def test_it_keeps_a_text_of_any_length():
    """A parser that is not told otherwise drops a text above ten million characters, and says nothing."""
    assert len(written(f"<p>{'字' * 11_000_000}</p>")) > 11_000_000
