"""The letters of a page's body as it is drawn, without head and foot, and without what pictures say."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

__all__ = ["agreement", "read_letters", "same_letters"]

BULLETS = frozenset("•◦▪‣–■□☐☑☒✓✔·●○►▶◆◇-‐\N{NON-BREAKING HYPHEN}")
_LEADER = re.compile(r"[.…·]{4,}")
_KINDS = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"))
"""Unicode's categories of what is not seen, and of private characters, which symbol fonts use."""


def read_letters(page: pypdfium2.PdfPage, low: float, high: float) -> str:
    """Return the letters between two heights, in points from the foot: bullets, leaders and pictures left out.

    They come as ``same_letters`` writes them.
    """
    textpage = page.get_textpage()
    try:
        letters = "".join(_letters(textpage, _pictures(page), low, high))
    finally:
        textpage.close()
    return same_letters(_LEADER.sub("", letters))


def same_letters(words: str) -> str:
    """Write what two renderers write differently the same way: wide forms, capitals, bullets, what is unseen."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("⩾", "≥").replace("⩽", "≤")
    return "".join(each for each in plain if each not in BULLETS and unicodedata.category(each) not in _KINDS)


def agreement(one: Counter[str], other: Counter[str]) -> float:
    """Return which share of the letters of two pages is on both; 1 for two empty pages."""
    count = one.total() + other.total()
    return 2 * (one & other).total() / count if count else 1.0


def _letters(
    textpage: pypdfium2.PdfTextPage, pictures: frozenset[int] | None, low: float, high: float
) -> Iterator[str]:
    shown: dict[int | None, bool] = {}
    for index in range(textpage.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(textpage, index))
        if letter.isspace():
            continue
        _, foot, _, head = textpage.get_charbox(index)
        if not low <= (foot + head) / 2 <= high:
            continue
        drawn = raw.FPDFText_GetTextObject(textpage, index)
        address = ctypes.addressof(drawn.contents) if drawn else None
        if address not in shown:
            shown[address] = address is None or not _is_pictured(drawn, pictures)
        if shown[address]:
            yield letter


def _is_pictured(drawn: raw.FPDF_PAGEOBJECT, pictures: frozenset[int] | None) -> bool:
    """Tell whether a piece of text belongs to a figure; on tagged pages, text of no tag is part of a drawing."""
    if pictures is None:
        return False
    return raw.FPDFPageObj_CountMarks(drawn) == 0 or raw.FPDFPageObj_GetMarkedContentID(drawn) in pictures


def _pictures(page: pypdfium2.PdfPage) -> frozenset[int] | None:
    """Return the numbers of the marked contents of figures, or nothing when the page has no tags."""
    tags = raw.FPDF_StructTree_GetForPage(page)
    if not tags:
        return None
    try:
        count = raw.FPDF_StructTree_CountChildren(tags)
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tags, index) for index in range(count)]
        return (
            frozenset(number for root in roots for number in _contents(root, inside=False)) if roots else None
        )
    finally:
        raw.FPDF_StructTree_Close(tags)


def _contents(tag: raw.FPDF_STRUCTELEMENT, *, inside: bool) -> Iterator[int]:
    if not tag:
        return
    inside = inside or _kind(tag) == "Figure"
    if inside:
        for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(tag)):
            yield raw.FPDF_StructElement_GetMarkedContentIdAtIndex(tag, index)
    for index in range(raw.FPDF_StructElement_CountChildren(tag)):
        yield from _contents(raw.FPDF_StructElement_GetChildAtIndex(tag, index), inside=inside)


def _kind(tag: raw.FPDF_STRUCTELEMENT) -> str:
    buffer = ctypes.create_string_buffer(128)
    size = raw.FPDF_StructElement_GetType(tag, buffer, len(buffer))
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")
