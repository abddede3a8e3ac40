"""XML of strangers: parsed without entities, without the network, without a document type."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

__all__ = ["Malformed", "parse", "text_of"]


class Malformed(ValueError):  # noqa: N818 - says what the XML is
    """XML that no program should read; ``line`` is where, if that is known."""

    def __init__(self, line: int | None) -> None:
        """Keep the line."""
        super().__init__(line)
        self.line = line


def parse(content: bytes) -> _Element:
    """Return the root; comments and processing instructions are left out. Raises ``Malformed``."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Malformed(getattr(problem, "lineno", None)) from problem
    information = root.getroottree().docinfo
    if getattr(information, "doctype", ""):  # entities are what a document type is for
        raise Malformed(1)
    return root


def text_of(element: _Element) -> str:
    """Return all text inside an element."""
    return "".join(str(piece) for piece in element.itertext())
