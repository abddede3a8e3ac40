"""What every output must say, and where each may add words of its own.

``told`` lists the words of a document piece by piece. ``docx_words`` and ``pdf_words`` read a file,
take away exactly what that format adds by itself (each addition computed from the document and its
page numbers, and missed if it is not there), and return what is left. White space is left aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from docgen.document import blocks as tree
from docgen.document.drawings import SVG
from docgen.document.model import Document
from docgen.document.text import inline_text
from tests.support.docx_text import DocxParagraph, read_docx
from tests.support.pdf_text import read_pdf

__all__ = [
    "ARTICLES",
    "CLASSIC",
    "DECORATIONS",
    "FORM",
    "FORMAL",
    "LETTERED",
    "ONEPAGE",
    "Decoration",
    "Piece",
    "docx_words",
    "drawn_words",
    "pdf_words",
    "squeeze",
    "told",
]

CHANCE = 3
CHINESE = [f"{ten}{one}" for ten in ("", "十") for one in ("", *"一二三四五六七八九")]
SECTION = 2
SHORTEST = 4
"""A part of a line that a page break leaves alone is never shorter."""
BULLETS = "•◦▪‣–■□☐✓"
_WHITE = re.compile(r"\s+")
_CAPTIONS = {"table": ("表", "Table"), "figure": ("图", "Figure")}


def squeeze(words: str) -> str:
    """Take away white space of every kind, and characters that have no width."""
    return _WHITE.sub("", words).replace("\u200b", "").replace("\ufeff", "")


@dataclass(frozen=True)
class Piece:
    """The words of one paragraph, and what a layout may set before or behind them.

    ``number`` is a heading's or an entry's number, ``target`` the place an entry leads to, ``marker`` a
    list's number or bullets, ``caption`` the kind of a caption, ``fields`` the page numbers and page
    counts in it, ``head`` the words of a table's head
    that come again on every page the table goes on, ``cover`` that it stands on a cover. A ``picture``
    is what a drawing says: PDF prints it, Word has a chart in its place.
    """

    words: str
    number: str | None = None
    scheme: str | None = None
    target: str | None = None
    marker: str = ""
    caption: str | None = None
    fields: tuple[str, ...] = ()
    head: str = ""
    cover: bool = False
    level: int = 0
    picture: str = ""


def told(blocks: Iterable[tree.Block]) -> Iterator[Piece]:
    """Yield the pieces of a document in reading order."""
    for block in blocks:
        yield from _pieces(block)


def _piece(inlines: Iterable[tree.Inline], **more: object) -> Piece:
    return Piece(squeeze(inline_text(tuple(inlines))), **more)


def _pieces(block: tree.Block) -> Iterator[Piece]:  # noqa: C901, PLR0912 - one case a block is the point
    match block:
        case tree.Heading():
            yield _piece(block.children, number=block.number, scheme=block.scheme, level=block.level)
        case tree.Paragraph():
            fields = tuple(each.kind for each in block.children if isinstance(each, tree.Field))
            yield _piece(block.children, fields=fields)
        case tree.Section():
            for piece in told(block.children):
                yield replace(piece, cover=piece.cover or block.page == "cover")
        case tree.Group() | tree.Callout() | tree.Quote():
            yield from told(block.children)
        case tree.ChartBlock():
            yield Piece("", picture=drawn_words(block.drawing))
        case tree.Drawing():
            yield Piece("", picture=drawn_words(block))
        case tree.Figure():
            yield from told(block.children)
            if block.caption:
                yield _piece(block.caption, caption="figure")
        case tree.Table():
            yield from _table(block)
        case tree.List():
            for index, item in enumerate(block.items):
                marker = f"{block.start + index}." if block.ordered else BULLETS
                for number, piece in enumerate(told(item.children)):
                    yield piece if number else replace(piece, marker=marker)
        case tree.DefinitionList():
            for pair in block.items:
                yield _piece(pair.term)
                yield from told(pair.children)
        case tree.Contents():
            for entry in block.entries:
                yield _piece(entry.children, number=entry.number, target=entry.href.removeprefix("#"))


def drawn_words(drawing: tree.Drawing) -> str:
    """Return the words that a drawing shows, without those that describe it."""
    root = etree.fromstring(drawing.svg)
    return squeeze("".join("".join(text.itertext()) for text in root.iter(f"{{{SVG}}}text")))


def _table(table: tree.Table) -> Iterator[Piece]:
    if table.caption:
        yield _piece(table.caption, caption="table")
    head = [piece for row in table.head for cell in row.cells for piece in told(cell.children)]
    yield from head
    again = "".join(piece.words for piece in head)
    for row in (*table.body, *table.foot):
        for cell in row.cells:
            for piece in told(cell.children):
                yield replace(piece, head=again)


# Word ---------------------------------------------------------------------------------------------


def docx_words(content: bytes, document: Document, language: str, looks: Decoration | None = None) -> str:
    """Return the words of a .docx's body without the numbers Word's fields hold.

    ``looks`` tells how the entries of the contents write the numbers of chapters.
    """
    pieces = [piece for piece in told(document.body) if piece.words or piece.target]
    counts: dict[str, int] = {}
    left: list[str] = []
    paragraphs = iter([p for p in read_docx(content).body if squeeze(p.text)])
    for piece in pieces:
        paragraph = next(paragraphs, None)
        assert paragraph is not None, f"Word ends before {piece.words!r}"
        added_before, added_behind = _added_by_word(piece, paragraph, document.pages, counts, language)
        if piece.target is not None and looks:
            added_before = squeeze(_entry_number(piece.number or "", looks))
        words = squeeze(paragraph.text)
        assert words.startswith(added_before), (words, piece)
        assert words.endswith(added_behind), (words, piece)
        left.append(words[len(added_before) : len(words) - len(added_behind)])
    assert (extra := [p.text for p in paragraphs]) == [], extra
    return "\n".join(left)


def _added_by_word(
    piece: Piece, paragraph: DocxParagraph, pages: Mapping[str, int], counts: dict[str, int], language: str
) -> tuple[str, str]:
    """Say what Word's paragraph holds before and behind the words of the document."""
    if piece.target is not None:
        page = str(pages[piece.target]) if piece.target in pages else ""
        shown = [field.result for field in paragraph.fields if field.instruction.startswith("PAGEREF")]
        assert shown == ([page] if page else []), (shown, page, piece)
        return squeeze(piece.number or ""), page
    if piece.caption:
        counts[piece.caption] = counts.get(piece.caption, 0) + 1
        label = _CAPTIONS[piece.caption][0 if language == "zh" else 1]
        return f"{label}{counts[piece.caption]}", ""
    return "", ""


def _entry_number(number: str, looks: Decoration) -> str:
    """Write the number of an entry of the contents the way the pack does."""
    way = looks.chapter_entry if number.isdigit() else looks.appendix_entry
    return way.format(number=_counted(number, looks)) if number else ""


# PDF ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decoration:
    """What the pack's print style sets by itself: how it prints numbers, and what leads to a page number."""

    chapter: str = "{number}"
    appendix: str = "{number}"
    chapter_entry: str = "{number}"
    appendix_entry: str = "{number}"
    table: str = ""
    figure: str = ""
    leader: str = ""
    running_chapter: bool = False
    """The head of every page says which chapter the page is in."""
    section: str = ""
    """Headings of the second level are counted anew in every chapter."""
    count: Callable[[str], str] = str
    """How the number of a chapter or a section is written."""
    letter: Callable[[str], str] = str
    """How the letter of an appendix is written."""


CLASSIC = {
    "zh": Decoration(table="表{number}", figure="图{number}", leader=".", running_chapter=True),
    "en": Decoration(table="Table{number}", figure="Figure{number}", leader=".", running_chapter=True),
}
"""What the classic pack prints in a language."""

FORMAL = {
    "zh": Decoration(
        chapter="{number}、", appendix="附录{number}", chapter_entry="{number}、", appendix_entry="附录{number}",
        leader=".", section="（{number}）", count=lambda number: CHINESE[int(number)],
    ),
    "en": Decoration(leader="."),
}  # fmt: skip
ONEPAGE = {"zh": Decoration(), "en": Decoration()}
FORM = {"zh": Decoration(), "en": Decoration()}
"""Forms: the number of a part and nothing else."""

LETTERED = {"zh": Decoration(appendix="{number}部分"), "en": Decoration(appendix="Part{number}")}
"""Parts with letters."""

ARTICLES = {
    "zh": Decoration(
        chapter="第{number}条", appendix="附件{number}", count=lambda number: CHINESE[int(number)],
        letter=lambda letter: str(ord(letter) - ord("A") + 1),
    ),
    "en": Decoration(
        chapter="Article{number}", appendix="Annex{number}", letter=lambda letter: str(ord(letter) - ord("A") + 1)
    ),
}  # fmt: skip
"""Articles and annexes of an agreement."""

DECORATIONS = {
    "classic": CLASSIC,
    "formal": FORMAL,
    "onepage": ONEPAGE,
    "pbc": FORM,
    "kpi-sheet": FORM,
    "responsibility": ARTICLES,
    "okr": FORM,
    "plan-en": LETTERED,
}
"""What every pack prints by itself, by its name."""


def pdf_words(content: bytes, document: Document, pages: Mapping[str, int], looks: Decoration) -> list[str]:
    """Return the words of every page without head, foot, numbers, markers and heads that come again.

    The characters that are left over are those of the document, or the call fails with the difference.
    """
    pieces = list(told(document.body))
    chapters = _chapters(document, pages) if looks.running_chapter else ()
    found = _without_running(content, document, chapters, any(piece.cover for piece in pieces))
    found = [_without_leaders(page, pieces, pages, looks) for page in found]
    _check_pieces(pieces, found)
    stream = "".join(found)
    expected = Counter("".join(piece.words + piece.picture for piece in pieces))
    added = Counter("".join((*_added_by_css(pieces, pages, looks), *_field_values(pieces, found))))
    added += Counter(_heads_again(pieces, stream))
    got = Counter(stream)
    for bullet in BULLETS:
        if bullet not in expected:
            del got[bullet]
    surplus, missing = got - expected - added, (expected + added) - got
    assert not surplus, f"PDF says more than the document: {dict(surplus)}"
    assert not missing, f"PDF lacks: {dict(missing)}"
    return found


def _chapters(document: Document, pages: Mapping[str, int]) -> list[tuple[int, str]]:
    """Return the page and the words of every chapter heading, in reading order."""
    return [
        (pages[heading.id], squeeze(inline_text(heading.children)))
        for heading in _headings(document.body)
        if heading.level == 1 and heading.id in pages
    ]


def _headings(blocks: Iterable[tree.Block]) -> Iterator[tree.Heading]:
    for block in blocks:
        if isinstance(block, tree.Heading):
            yield block
        elif isinstance(block, tree.Section | tree.Group):
            yield from _headings(block.children)


def _chapter_of(page: int, chapters: Sequence[tuple[int, str]]) -> str:
    """Return the chapter a page's head names: the first that starts there, else the last before."""
    begun = [words for start, words in chapters if start == page][:1]
    return (begun or [""] + [words for start, words in chapters if start < page])[-1]


def _without_running(
    content: bytes, document: Document, chapters: Sequence[tuple[int, str]], has_cover: bool
) -> list[str]:
    """Take head and foot, which must be there, from every page; a cover has none."""
    texts = [squeeze(page) for page in read_pdf(content).pages]
    left: list[str] = []
    for number, text in enumerate(texts, 1):
        if has_cover and number == 1:
            left.append(text)
            continue
        head = _running_words(document.header, number, len(texts)) + _chapter_of(number, chapters)
        foot = _running_words(document.footer, number, len(texts))
        for running in filter(None, (head, foot)):
            assert running in text, f"page {number} lacks {running!r}: …{text[-200:]!r}"
            before, _, behind = text.rpartition(running)
            text = before + behind  # noqa: PLW2901 - the page without it
        left.append(text)
    return left


def _without_leaders(text: str, pieces: Iterable[Piece], pages: Mapping[str, int], looks: Decoration) -> str:
    """Take the dots between the words of an entry and its page number."""
    if looks.leader:
        for piece in pieces:
            if piece.target is not None:
                words, page = re.escape(piece.words), pages[piece.target]
                text = re.sub(f"({words})(?:{re.escape(looks.leader)})+(?={page})", r"\1", text)
    return text


def _running_words(blocks: Iterable[tree.Block], page: int, count: int) -> str:
    fields = {"page-number": str(page), "page-count": str(count)}

    def words(inline: tree.Inline) -> str:
        if isinstance(inline, tree.Field):
            return fields[inline.kind]
        if isinstance(inline, tree.Text):
            return inline.content
        return "".join(words(each) for each in getattr(inline, "children", ()))

    def lines(inner: Iterable[tree.Block]) -> Iterator[str]:
        for block in inner:
            if isinstance(block, tree.Paragraph):
                yield "".join(words(each) for each in block.children)
            elif isinstance(block, tree.Group):
                yield from lines(block.children)

    return squeeze("".join(lines(blocks)))


def _added_by_css(pieces: Iterable[Piece], pages: Mapping[str, int], looks: Decoration) -> Iterator[str]:
    """Yield what counters and markers print: numbers of headings, contents, lists and captions."""
    counts = {"table": 0, "figure": 0, "section": 0}
    pieces = list(pieces)
    schemes = {piece.number: piece.scheme for piece in pieces if piece.scheme and piece.number}
    for piece in pieces:
        if piece.number:
            way = getattr(looks, piece.scheme or f"{schemes[piece.number]}_entry")
            yield squeeze(way.format(number=_counted(piece.number, looks)))
        counts["section"] = 0 if piece.level == 1 else counts["section"] + (piece.level == SECTION)
        if piece.level == SECTION and looks.section:
            yield looks.section.format(number=_counted(str(counts["section"]), looks))
        if piece.target is not None:
            yield str(pages[piece.target])
        if piece.marker and piece.marker != BULLETS:
            yield piece.marker
        if piece.caption:
            counts[piece.caption] += 1
            yield squeeze(getattr(looks, piece.caption).format(number=counts[piece.caption]))


def _counted(number: str, looks: Decoration) -> str:
    return looks.count(number) if number.isdigit() else looks.letter(number)


def _field_values(pieces: Iterable[Piece], pages: Sequence[str]) -> Iterator[str]:
    """Yield the page numbers and page counts that stand in the text itself."""
    for piece in pieces:
        here = next((number for number, page in enumerate(pages, 1) if piece.words in page), 0)
        for kind in piece.fields:
            yield str(here if kind == "page-number" else len(pages))


def _heads_again(pieces: Iterable[Piece], stream: str) -> str:
    """Return the table heads that pages repeat: as often as they stand in the PDF beyond the document."""
    text = "".join(piece.words for piece in pieces)
    heads = sorted({piece.head for piece in pieces if piece.head}, key=lambda head: (-len(head), head))
    again = ""
    for head in heads:
        times = stream.count(head) - text.count(head) - again.count(head)
        again += head * max(times, 0)
    return again


def _check_pieces(pieces: Iterable[Piece], pages: list[str]) -> None:
    """Find every piece in one go on a page, or in two goes on two pages that follow each other."""
    for words in {piece.words for piece in pieces if piece.words}:
        if not any(words in page for page in pages):
            assert _is_split(words, pages), f"PDF lacks {words!r}"


def _is_split(words: str, pages: list[str]) -> bool:
    """Tell whether pages that follow each other hold the parts of some words, one part a page."""
    return any(_goes_on(words, pages[at:]) for at in range(len(pages) - 1))


def _goes_on(words: str, pages: list[str]) -> bool:
    if not pages or len(words) < SHORTEST:
        return False
    if words in pages[0]:
        return True
    longest = _longest_start(words, pages[0])
    # What follows on the page can look like the next letter or two of the words.
    return any(
        _goes_on(words[at:], pages[1:]) for at in range(longest, max(longest - CHANCE, SHORTEST - 1), -1)
    )


def _longest_start(words: str, page: str) -> int:
    """Return the length of the longest beginning of some words that stands on a page."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in page else (low, middle - 1)
    return low
