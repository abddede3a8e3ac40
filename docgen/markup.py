"""XML and HTML of anybody, parsed in one way: no entity is resolved, and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element, _LogEntry
    from lxml.html import HtmlElement

__all__ = ["Malformed", "fault_of", "read_html", "read_page", "read_strictly", "read_xml", "text_of"]


class Malformed(ValueError):  # noqa: N818 - says what the XML is
    """XML that no program should read; ``line`` is where, if that is known."""

    def __init__(self, line: int | None) -> None:
        """Keep the line."""
        super().__init__(line)
        self.line = line


def read_xml(content: bytes | str, *, huge: bool = False, bare: bool = False) -> _Element:
    """Return the root; raises ``etree.XMLSyntaxError``, or ValueError for a text that is no XML at all.

    ``huge`` is for what we have made ourselves: no limit on the length of a text. With ``bare``
    comments and processing instructions are left out.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        remove_comments=bare,
        remove_pis=bare,
    )
    return etree.fromstring(content, parser)


def read_strictly(content: bytes, *, huge: bool = False) -> _Element:
    """Return the root, bare; raises ``Malformed`` also for a document type, which is what entities need."""
    try:
        root = read_xml(content, huge=huge, bare=True)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Malformed(getattr(problem, "lineno", None)) from problem
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Malformed(1)
    return root


def fault_of(content: bytes) -> Malformed | None:
    """Return what ``read_strictly`` would raise, in little more than half the time; for XML of which only that is asked."""
    parser = expat.ParserCreate(namespace_separator=" ")  # only then is a prefix of no namespace a fault
    doctypes: list[object] = []
    parser.StartDoctypeDeclHandler = lambda *doctype: doctypes.append(doctype)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        return Malformed(problem.lineno)
    return Malformed(1) if doctypes else None


def read_html(source: bytes, guesses: list[_LogEntry] | None = None) -> _Element:
    """Return the root of a page in UTF-8, bare; what had to be guessed is added to ``guesses``."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(source, parser)
    if guesses is not None:
        guesses.extend(parser.error_log)
    return root


def read_page(text: str, *, as_part: bool = False) -> HtmlElement:
    """Return a page that can be changed; ``as_part``: a piece of one, in a ``div`` of its own.

    Without a limit on the length of a text, of which one of ten million characters would vanish in silence.
    """
    from lxml import html  # noqa: PLC0415 - most who read XML need none of it

    parser = html.HTMLParser(huge_tree=True, no_network=True)
    if as_part:
        return html.fragment_fromstring(text, create_parent="div", parser=parser)
    return html.document_fromstring(text, parser=parser)


def text_of(element: _Element) -> str:
    """Return all text inside an element."""
    return "".join(str(piece) for piece in element.itertext())
