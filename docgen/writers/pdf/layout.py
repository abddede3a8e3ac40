"""Lay out pages and write them. The only module that drives the engine; it is imported when that is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.diagnostics.steps import step
from docgen.document.model import Asset, Document, Meta, Theme
from docgen.seal import seal_pdf
from docgen.writers.pdf.archive import Metadata, attach
from docgen.writers.pdf.fetcher import AssetFetcher
from docgen.writers.pdf.filling import Watch, watched
from docgen.writers.pdf.finish import compress, sharpen
from docgen.writers.pdf.links import keep_links
from docgen.writers.pdf.log import explain, listen
from docgen.writers.pdf.markup import read_markup
from docgen.writers.pdf.rendering import BASE, Page, Rendering
from docgen.writers.pdf.shortcuts import shortcuts
from docgen.writers.pdf.spacing import SpacedFonts, insert_gaps, show_gaps, without_gaps
from docgen.writers.pdf.structure import write_structure
from docgen.writers.pdf.tags import Tags

__all__ = ["MAX_PAGES", "Layout", "Pages", "Sheets", "print_pages"]

ONLY_PDF = '[data-only]:not([data-only~="pdf"]) { display: none !important }\n'
MAX_PAGES = 2000
"""Pages one document may have; with more, something is wrong with the spec or the pack."""

_RICH = re.compile(
    r"footnote|::note-|note\(|list-item"
)  # no style makes a note or a marker without one of these


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pages that are laid out and not written yet: what was refused, which links went, what runs on."""

    rendering: Rendering
    refused: Mapping[str, None]
    removed: tuple[Diagnostic, ...]
    run_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished PDF, the page of every id, what was noticed, and the headings that run on."""

    content: bytes
    numbers: Mapping[str, int]
    count: int
    warnings: tuple[Diagnostic, ...]
    run_on: frozenset[str] = frozenset()


class Layout:
    """A theme made ready: its style sheets parsed, its fonts known. Used for one document after another."""

    def __init__(self, theme: Theme) -> None:
        """Parse the style sheets; make it inside ``own_fonts``."""
        self._assets: Mapping[str, Asset] = theme.assets
        self._paper = theme.page
        self._fonts = SpacedFonts() if _is_chinese(theme.language) else FontConfiguration()
        self._counters = CounterStyle()
        self._profiles: dict[str, Any] = {}
        self._is_lean = not _RICH.search(theme.css)
        fetcher = AssetFetcher(theme.assets)
        with listen() as notes:
            self._sheet = CSS(
                string=theme.css + ONLY_PDF,
                base_url=BASE,
                url_fetcher=fetcher,
                font_config=self._fonts,
                counter_style=self._counters,
                color_profiles=self._profiles,
            )
        self._warnings = explain(notes, fetcher.refused)
        if harfbuzz_subset is None:
            self._warnings += (report("DG608"),)

    def make(self, document: Document) -> Pages:
        """Lay out a document and write it; what goes wrong inside the engine is raised as it is."""
        with listen() as notes:
            with step("lay-out"):
                sheets = self.lay_out(document)
            with step("paint"):
                made = _write(sheets, document)
            sheets.rendering.let_go()
        return replace(
            made,
            warnings=(*self._warnings, *explain(notes, sheets.refused, document.source), *sheets.removed),
        )

    def lay_out(self, document: Document, first: int = 1) -> Sheets:
        """Lay out a document whose first page has the number ``first``.

        Raises DocgenError (DG611) for a document without end.
        """
        fetcher = AssetFetcher({**self._assets, **document.assets})
        root = read_markup(document.html)
        if _is_chinese(document.meta.language):
            insert_gaps(root)
        watch = Watch(self._paper)
        page = Page(root, fetcher, lean=self._is_lean and not _RICH.search(document.html))
        with watched(watch), shortcuts():
            rendering = page.lay_out(
                font_config=self._fonts,
                counter_style=self._counters.copy(),
                color_profiles=dict(self._profiles),
                sheets=[self._sheet, *self._count_from(first)],
            )
        if len(rendering.pages) > MAX_PAGES:
            raise DocgenError([report("DG611", pages=len(rendering.pages), limit=MAX_PAGES)])
        removed = keep_links(rendering.pages)
        _clean_bookmarks(rendering)
        return Sheets(rendering, fetcher.refused, removed, watch.run_on)

    def _count_from(self, first: int) -> Iterator[CSS]:
        """Yield the style sheet that numbers pages from ``first``; from 1 they are numbered anyhow."""
        if first > 1:
            rule = f"@page :first {{ counter-reset: page {first} }}"
            yield CSS(string=rule, font_config=self._fonts, counter_style=self._counters)


def _write(sheets: Sheets, document: Document) -> Pages:
    rendering = sheets.rendering
    tags = Tags(document.meta.language)
    rendering.show_to(tags)

    def add(pdf: Any) -> None:
        write_structure(pdf, tags.document)
        attach(pdf, document.source, document.meta)

    content = print_pages(rendering, document.meta, add)
    return Pages(content, _page_numbers(rendering), len(rendering.pages), (), sheets.run_on)


def print_pages(rendering: Rendering, meta: Meta, add: Callable[[Any], None]) -> bytes:
    """Paint the pages into a sealed file; ``add`` is called with the file once they are there."""
    rendering.metadata = Metadata(meta)

    def finish(_rendering: Rendering, pdf: Any) -> None:
        rendering.put_back()
        add(pdf)
        sharpen(pdf)
        show_gaps(pdf)
        compress(pdf)

    with shortcuts():
        content = rendering.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=False, finisher=finish)
    return seal_pdf(content)


def _is_chinese(language: str) -> bool:
    return language.startswith("zh")


def _clean_bookmarks(rendering: Rendering) -> None:
    for page in rendering.pages:
        page.bookmarks = [(mark[0], without_gaps(mark[1]), *mark[2:]) for mark in page.bookmarks]


def _page_numbers(rendering: Rendering) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, start=1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    return numbers
