"""Is a page of HTML whole, and does it do nothing?

What its style sheet names is not looked at: the page forbids itself to load anything, and that it does so
is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.harmless import ACTING_ELEMENTS, FETCHING_ATTRIBUTES, may_link
from docgen.markup import read_page
from docgen.proof.flaw import Flaw

__all__ = ["flaws_of_page"]

_POLICY = "default-src 'none'"
_ACTING = tuple(sorted(ACTING_ELEMENTS - {"meta"}))
_FETCHING = " | ".join(f"//@{name}" for name in sorted(FETCHING_ATTRIBUTES))
_HANDLERS = f"//@*[starts-with(name(), 'on')] | {_FETCHING}"
_LINKS = "//@href | //@*[name()='xlink:href']"
_PICTURES = "//@src"
_PICTURE = "data:image/"


def flaws_of_page(content: bytes) -> Iterator[Flaw]:
    """Yield what is wrong with a page."""
    text = content.decode("utf-8", "replace")
    if not text.rstrip().endswith("</html>"):
        yield Flaw("</html>")
        return
    root = read_page(text)

    def find(path: str) -> list[Any]:
        return list(root.xpath(path))

    orders = [(meta.get("http-equiv"), meta.get("content", "")) for meta in find("//meta[@http-equiv]")]
    if [name for name, _ in orders] != ["Content-Security-Policy"] or not orders[0][1].startswith(_POLICY):
        yield Flaw("Content-Security-Policy", acts=True)
    yield from (Flaw(f"<{element.tag}>", acts=True) for element in root.iter(*_ACTING))
    yield from (Flaw(str(handler.attrname), acts=True) for handler in find(_HANDLERS))
    yield from (Flaw("src", target=src, acts=True) for src in find(_PICTURES) if not src.startswith(_PICTURE))
    for link in find(_LINKS):
        is_followed = link.getparent().tag == "a" and may_link(link)
        if not link.startswith("#") and not is_followed:
            yield Flaw("href", target=str(link), acts=True)
