"""What one document remembers while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import unescape

from docx.opc.part import Part

from docgen.diagnostics import Diagnostic
from docgen.diagnostics.catalogue import report
from docgen.diagnostics.model import Fact
from docgen.document.model import Asset, Document, Theme
from docgen.writers.docx.bookmarks import bookmark_name, has_heading, ids_of
from docgen.writers.docx.comments import Comments
from docgen.writers.docx.hints import Hints
from docgen.writers.docx.markup import twips
from docgen.writers.docx.numbering import ListNumbers
from docgen.writers.docx.package import Package
from docgen.writers.docx.store import Store
from docgen.writers.docx.styles import Kind, StyleBook

__all__ = ["Draft", "PageKind", "Place", "Story"]

PageKind = Literal["cover", "landscape"] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: how their style names are made exact, and how wide they may be.

    ``prefixes`` come before style names, most exact first; ``plain`` is the style id of a paragraph
    without a class; ``width`` is in twips; ``depth`` counts lists around; ``keep_next`` is said of
    every paragraph here unless it is None.
    """

    plain: str
    width: int
    prefixes: tuple[str, ...] = ()
    depth: int = 0
    in_cell: bool = False
    keep_next: bool | None = None


@dataclass(slots=True)
class Story:
    """What is written into one part or cell, in runs of one kind of page.

    ``apart`` says that the next paragraph stands off from what is above it, ``fills_pages`` that the
    story is the text of the document, so that whatever comes first in a run starts a page. ``ground`` are
    runs that draw behind the text of the page; the next paragraph takes them along.
    """

    part: Part
    runs: list[tuple[PageKind, list[str]]] = field(default_factory=lambda: [(None, [])])
    apart: bool = False
    fills_pages: bool = False
    ground: str = ""

    @property
    def written(self) -> list[str]:
        """The elements of the present run, in order."""
        return self.runs[-1][1]

    @property
    def page(self) -> PageKind:
        """The kind of page that the present run is on."""
        return self.runs[-1][0]

    def ends_with_table(self) -> bool:
        """Say whether the last element written here is a table."""
        return bool(self.written) and self.written[-1].startswith("<w:tbl>")

    def needs_gap(self) -> bool:
        """Say whether the next paragraph needs space above that its style may not have."""
        return self.apart or (bool(self.written) and self.written[-1].startswith(("<w:tbl>", "<w:sdt>")))

    def starts_page(self) -> bool:
        """Say whether the next element is the first of a page."""
        return self.fills_pages and not self.written

    def turn(self, page: PageKind) -> None:
        """Start pages of a kind; a run that is still empty is replaced."""
        if not self.written:
            self.runs.pop()
        self.runs.append((page, []))


_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BODY_FONT = re.compile(rb'<a:minorFont>.*?<a:ea typeface="([^"]+)"', re.DOTALL)
_REPLACEMENT = "\ufffd"
_MAX_NUMBER = 0x7FFFFFFF


class Draft:
    """The counters, marks and findings of one document; nothing of it outlives ``write``."""

    def __init__(
        self,
        document: Document,
        styles: StyleBook,
        lists: ListNumbers,
        theme: Theme,
    ) -> None:
        """Start with nothing written and nothing found."""
        self.document = document
        self.styles = styles
        self.lists = lists
        self.page = theme.page
        self.fonts = theme.fonts
        self._colours = theme.word["theme1.xml"]
        self._assets = (document.assets, theme.assets)
        self.package = Package()
        self.chinese = document.meta.language.startswith("zh")
        self.targets = frozenset(ids_of(document.body))
        self.store = Store(document.source, document.meta.language)
        self.hints = Hints()
        self.comments = Comments(
            document.remarks, self.targets, styles.find("character", ["annotation reference"]) or ""
        )
        self._reached = not has_heading(document.body)
        self.warnings: list[Diagnostic] = []
        self.new_page = False
        self._told: set[tuple[object, ...]] = set()
        self._waiting: list[str] = []
        self._marked: set[str] = set()
        self._drawings = 0
        self._controls: set[int] = set()
        self._captions: dict[str, int] = {}
        self._known: dict[tuple[str, ...], str] = {}

    def warn(self, code: str, **facts: Fact) -> None:
        """Keep a finding; the same finding is told once."""
        told = (code, *sorted(facts.items()))
        if told not in self._told:
            self._told.add(told)
            self.warnings.append(report(code, **facts))

    def miss(self, kind: Kind, name: str) -> None:
        """Report a style that the pack's Word look does not have."""
        self.warn("DG621", style=name, kind=kind, nearest=self.styles.nearest(kind, name))

    def text_width(self, page: PageKind) -> int:
        """Return the width between the margins of a kind of page, in twips."""
        return self.paper_width(page) - twips(self.page.left + self.page.right)

    def paper_width(self, page: PageKind) -> int:
        """Return the width of the paper of a kind of page, in twips."""
        return twips(self.page.height if page == "landscape" else self.page.width)

    def paragraph_style(self, word: str | None, place: Place) -> str:
        """Return the style id of a paragraph by its class; one without a class is plain."""
        if word is None:
            return place.plain
        return self._choose("paragraph", self.styles.name_of(word), place.prefixes, place.plain)

    def named_style(self, name: str, prefixes: tuple[str, ...] = ()) -> str:
        """Return the id of a paragraph style that the writer itself asks for, such as "Table Text"."""
        return self._choose("paragraph", name, prefixes, "Normal")

    def character_style(self, word: str, prefixes: tuple[str, ...] = ()) -> str:
        """Return the style id of some words by their class, or an empty text."""
        return self._choose("character", self.styles.name_of(word), prefixes, "")

    def table_style(self, word: str | None) -> str:
        """Return the style id of a table by its class; a table without a class holds data."""
        return self._choose("table", self.styles.name_of(word or "data"), (), "TableNormal")

    def mark(self, identifier: str | None) -> None:
        """Let the next paragraph be found under this id."""
        if identifier and identifier not in self._marked:
            self._marked.add(identifier)
            self._waiting.append(identifier)

    def mark_heading(self, identifier: str | None) -> None:
        """Let the next paragraph, a heading, be found under this id; remarks without a place may stand there."""
        self.mark(identifier)
        self._reached = True

    @property
    def has_marks(self) -> bool:
        """Tell whether there are marks that wait for a paragraph."""
        return bool(self._waiting)

    def take_marks(self) -> tuple[str, str]:
        """Return the starts and ends of bookmarks and comments for the paragraph that is written now."""
        starts, ends = self.comments.take(self._waiting, first=self._reached)
        if not self._waiting:
            return starts, ends
        first = len(self._marked) - len(self._waiting)
        for number, identifier in enumerate(self._waiting, first + 1):
            starts += f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(identifier)}"/>'
            ends = f'<w:bookmarkEnd w:id="{number}"/>{ends}'
        self._waiting.clear()
        return starts, ends

    def next_caption(self, label: str) -> int:
        """Count the captions of one label from 1."""
        self._captions[label] = self._captions.get(label, 0) + 1
        return self._captions[label]

    def next_drawing(self) -> int:
        """Count the drawings of the whole file from 1."""
        self._drawings += 1
        return self._drawings

    def control_number(self, wanted: int) -> int:
        """Return this number for a control, or the next one that no other control of the file has."""
        number = max(1, wanted & _MAX_NUMBER)
        while number in self._controls:
            number = number % _MAX_NUMBER + 1
        self._controls.add(number)
        return number

    @property
    def east_asian_font(self) -> str:
        """The font of Chinese words in the body; it also has the boxes that can be checked."""
        found = _BODY_FONT.search(self._colours)
        return unescape(found[1].decode()) if found else "MS Gothic"

    def asset(self, name: str) -> Asset | None:
        """Find a picture by its name, in the document first, then in the theme."""
        return next((shelf[name] for shelf in self._assets if name in shelf), None)

    def possible(self, xml: str) -> str:
        """Replace characters that XML cannot hold, and report them."""
        found = sorted(set(_IMPOSSIBLE.findall(xml)))
        if not found:
            return xml
        self.warn("DG626", characters=tuple(f"U+{ord(character):04X}" for character in found))
        return _IMPOSSIBLE.sub(_REPLACEMENT, xml)

    def _choose(self, kind: Kind, name: str, prefixes: tuple[str, ...], otherwise: str) -> str:
        key = (kind, name, otherwise, *prefixes)
        chosen = self._known.get(key)
        if chosen is None:
            names = [*(f"{prefix} {name}" for prefix in prefixes), name]
            if kind == "character":
                names.append(f"{name} Char")
            chosen = self.styles.find(kind, names)
            if chosen is None:
                self.miss(kind, name)
                chosen = otherwise
            self._known[key] = chosen
        return chosen
