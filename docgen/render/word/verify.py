"""A filled file read again: is it whole, is nothing left to fill, and is every printed value in it?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

from docgen.archive import Limits, read_members
from docgen.diagnostics import Diagnostic, Location, report
from docgen.markup import read_xml
from docgen.render.word.markup import PARAGRAPH, RUN, TEXT, M, W

__all__ = ["find_leftovers", "verify"]

_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "‑"}
_TEXTS = (TEXT, f"{M}t", f"{W}instrText")
_LEFT = re.compile(r"\{\{|\{%|\{#")
_BREAKS = re.compile("[\n\r\v\f\a\u2028\u2029\t]")
_IMPOSSIBLE = re.compile("[\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_EXCERPT = 80
_OURS = Limits(one=1 << 30, total=1 << 30, kept=1 << 30, ratio=1 << 20)
"""The file was made a moment ago: many equal rows are no bomb."""


def find_leftovers(root: _Element) -> Iterator[str]:
    """Yield the text of every paragraph in which a placeholder was left as it is."""
    if not any("{" in text for text in root.itertext()):
        return
    for paragraph in root.iter(PARAGRAPH):
        said = "".join([text.text or "" for text in paragraph.iter(TEXT)])
        if _LEFT.search(said):
            yield said


def verify(content: bytes, printed: Mapping[str, Iterable[str]], file: str) -> list[Diagnostic]:
    """Read a finished file; return a finding (DG439) for every part that is not whole and every lost value.

    ``printed`` holds, by part, the values in the order in which they were printed.
    """
    where = Location(file=file)
    found: list[Diagnostic] = []
    parts = read_members(content, _OURS, printed.__contains__)
    for part, values in printed.items():
        try:
            root = read_xml(parts[part])
        except etree.XMLSyntaxError:
            found.append(report("DG439", where, part=part, value=None))
            continue
        lost = next(_lost(root, parts[part], values), None)
        if lost is not None:
            found.append(report("DG439", where, part=part, value=lost[:_EXCERPT]))
    return found


def _lost(root: _Element, written: bytes, values: Iterable[str]) -> Iterator[str]:
    """Yield the values that are not in a part; most are found at once, behind the one before."""
    whole = _words(root)
    raw: str | None = None
    at = 0
    for value in values:
        for piece in _BREAKS.split(_IMPOSSIBLE.sub("�", value)):
            place = whole.find(piece, at)
            if place >= 0:
                at = place + len(piece)
            elif piece not in whole:
                if raw is None:
                    raw = html.unescape(written.decode("utf-8", "replace"))
                if piece not in raw and piece.strip().lstrip("#") not in raw:
                    yield piece


def _words(root: _Element) -> str:
    """Return all the text of a part."""
    if not str(root.tag).startswith(W):
        return "".join(map(str, root.itertext()))
    pieces: list[str] = []
    for element in root.iter(*_TEXTS, PARAGRAPH, *_SIGNS):
        if element.tag in _TEXTS:
            pieces.append(element.text or "")
        elif element.tag == PARAGRAPH:
            pieces.append("\n")
        elif (parent := element.getparent()) is not None and parent.tag == RUN:
            pieces.append(_SIGNS[str(element.tag)])
    return "".join(pieces)
