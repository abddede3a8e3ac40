"""Does a finished file say what its document says? Every value is looked for in the words of the file."""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml.etree import _Element

from docgen.archive import read_members
from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, report
from docgen.document.model import Artifact, Document
from docgen.document.text import document_lines
from docgen.markup import read_page, read_strictly
from docgen.proof.prove import HTML, PDF, WORD
from docgen.proof.word import OURS

__all__ = ["verify"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_UNSEEN = dict.fromkeys(map(ord, "-\xad\u2010\u2011\u200b\u2060\ufeff\x02\ufffe"))
"""What may stand between two letters on a page and not in the text, or the other way: hyphens, marks without width."""
_Value = tuple[FieldPath, str, str]
"""Where a line of a value stands, the line squeezed, and as it is."""
_FULL = 20
"""Letters of a value that a page between its first and its last one holds at least; a few stand on any page by chance."""
_MOST = 10
_EXCERPT = 60


def verify(artifact: Artifact, document: Document, *said: Any) -> tuple[Diagnostic, ...]:
    """Return what is lost: DG892 for a value that the document shows and the words of the file lack.

    ``said`` is plain data that holds the values: the spec first, for its paths are those that people know.
    DG893 when the file cannot be read here; a format that is not known here is taken as it is.
    """
    try:
        pages = _pages(artifact)
    except DocgenError as failure:
        return failure.diagnostics
    if pages is None:
        return ()
    shown = "\0".join(_squeeze(line) for line in _lines(document))
    seen: set[str] = {""}
    lost: list[_Value] = []
    for data in said:
        missing = [value for value in _values(data, shown, seen) if not _is_said(value[1], pages)]
        lost += [value for value in missing if _is_news(value[1], missing, lost)]
    found = [report("DG892", Location(path=path), words=words[:_EXCERPT]) for path, _, words in lost[:_MOST]]
    if len(lost) > _MOST:
        found.append(report("DG894", count=len(lost) - _MOST))
    return tuple(found)


def _lines(document: Document) -> Iterator[str]:
    yield from document_lines(document.body)
    yield from document_lines(document.header)
    yield from document_lines(document.footer)


def _values(data: Any, shown: str, seen: set[str]) -> Iterator[_Value]:
    """Yield every line of every value that the document shows, once."""
    for path, value in _texts(data, ()):
        for line in value.splitlines():
            squeezed = _squeeze(line)
            if squeezed not in seen:
                seen.add(squeezed)
                if squeezed in shown:
                    yield path, squeezed, line.strip()


def _is_news(value: str, missing: Iterable[_Value], lost: Iterable[_Value]) -> bool:
    """Tell whether a lost value is no piece of another one: such a piece need not have been printed by itself.

    Nor may it say once more what the data before it have said.
    """
    return sum(value in other for _, other, _ in missing) == 1 and not any(
        value in other or other in value for _, other, _ in lost
    )


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _texts(each, (*path, place))


def _squeeze(words: str) -> str:
    """Take away what a layout decides: blanks, hyphens, ligatures, and whether letters are large."""
    plain = unicodedata.normalize("NFKC", words).translate(_UNSEEN)
    return "".join(plain.split()).casefold()


def _is_said(value: str, pages: tuple[str, ...]) -> bool:
    return any(value in page for page in pages) or any(
        _runs_on(value, pages, number) for number in range(len(pages))
    )


def _runs_on(value: str, pages: tuple[str, ...], first: int) -> bool:
    """Tell whether a value begins on the first page and ends on a later one, with the pages between full of it."""
    rest = value
    for number in range(first, len(pages)):
        page = pages[number]
        if rest in page:
            return True
        # The longest beginning that is there: if one is, every shorter one is.
        length = bisect_left(range(len(rest)), True, key=lambda n: rest[: n + 1] not in page)
        if length < (1 if number == first else _FULL):
            return False
        rest = rest[length:]
    return False


def _pages(artifact: Artifact) -> tuple[str, ...] | None:
    """Return the words of a file, page by page where it has pages; None for a format that is not known."""
    if artifact.media_type == PDF:
        return tuple(map(_squeeze, _pdf_pages(artifact.content)))
    if artifact.media_type == WORD:
        return (_squeeze(_word_text(artifact.content)),)
    if artifact.media_type == HTML:
        return (_squeeze(str(read_page(artifact.content.decode("utf-8", "replace")).text_content())),)
    return None


def _pdf_pages(content: bytes) -> list[str]:
    try:
        import pypdfium2  # noqa: PLC0415 - an extra: who only makes documents does without
    except ImportError:
        raise DocgenError([report("DG893", package="pypdfium2")]) from None
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def _word_text(content: bytes) -> str:
    members = read_members(content, OURS, lambda name: bool(_STORY.fullmatch(name)))
    return "\0".join(_story(read_strictly(part, huge=True)) for name, part in members.items() if part)


def _story(root: _Element) -> str:
    return "".join([text.text or "" for text in root.iter(f"{_W}t")])
