"""Do two documents say the same? What is measured must be the same job, so the bench stops when they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docgen.document.model import Document
from docgen.document.text import document_lines
from tests.support.docx_text import read_docx
from tests.support.pdf_text import read_pdf

__all__ = ["has_words_of", "have_equal_pages", "says_just"]


def says_just(content: bytes, document: Document, who: str) -> None:
    """Stop unless a Word file has the very paragraphs of a document, and no other.

    White space does not count, nor does what Word itself counts: numbers of headings and of pages.
    """
    found = _bag(paragraph.text for paragraph in read_docx(content).body)
    wanted = _bag(document_lines(document.body))
    if found != wanted:
        raise AssertionError(_told(who, wanted - found, found - wanted))


def has_words_of(text: str, document: Document, who: str) -> None:
    """Stop unless a text has every sign of a document at least as often.

    It may have more of them: running heads, heads of tables on every page, words in drawings, numbers that a layout
    counts.
    """
    lacking = Counter(_bare("".join(document_lines(document.body)))) - Counter(_bare(text))
    if lacking:
        raise AssertionError(_told(who, lacking, Counter()))


def have_equal_pages(one: bytes, other: bytes, who: str) -> None:
    """Stop unless two PDFs have the same signs on every page."""
    bags = [[Counter(_bare(page)) for page in read_pdf(content).pages] for content in (one, other)]
    if bags[0] != bags[1]:
        raise AssertionError(f"{who} must make the same pages: {len(bags[0])} are not {len(bags[1])}")


def _bag(lines: Iterable[str]) -> Counter[str]:
    return Counter(bare for line in lines if (bare := _bare(line)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _told(who: str, lacking: Counter[str], more: Counter[str]) -> str:
    few = 5
    return f"{who} must say the same: it lacks {lacking.most_common(few)} and has besides {more.most_common(few)}"
