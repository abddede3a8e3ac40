"""The words of a .pdf, in the order they are painted."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

__all__ = ["Bookmark", "PdfText", "read_pdf"]


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: depth from 0, page from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True)
class PdfText:
    """The text of every page, and the bookmarks."""

    pages: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]


def read_pdf(content: bytes) -> PdfText:
    """Read the text of every page and the outline."""
    document = pypdfium2.PdfDocument(content)
    try:
        pages = tuple(_page_text(document[index]) for index in range(len(document)))
        bookmarks = tuple(
            Bookmark(mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
            for mark in document.get_toc()
        )
    finally:
        document.close()
    return PdfText(pages, bookmarks)


def _page_text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        # A hyphen at the end of a line comes out as U+0002 or U+FFFE.
        words = textpage.get_text_range().replace("\x02", "-").replace("\ufffe", "-")
    finally:
        textpage.close()
        page.close()
    return words.replace("\r\n", "\n")
