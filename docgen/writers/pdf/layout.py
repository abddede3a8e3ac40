"""Lay out pages and write them. The only module that drives the engine; it is imported when that is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.document.model import Asset, Document, Meta, Theme
from docgen.seal import seal_pdf
from docgen.writers.pdf.fetcher import AssetFetcher
from docgen.writers.pdf.finish import compress
from docgen.writers.pdf.log import explain, listen
from docgen.writers.pdf.markup import read_markup
from docgen.writers.pdf.rendering import BASE, Page, Rendering

__all__ = ["MAX_PAGES", "Layout", "Pages"]

ONLY_PDF = '[data-only]:not([data-only~="pdf"]) { display: none !important }\n'
MAX_PAGES = 2000
"""Pages one document may have; with more, something is wrong with the spec or the pack."""

_RICH = re.compile(
    r"footnote|::note-|note\(|list-item"
)  # no style makes a note or a marker without one of these
SAFE_LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished PDF, the page of every id, and what was noticed."""

    content: bytes
    numbers: Mapping[str, int]
    count: int
    warnings: tuple[Diagnostic, ...]


class Layout:
    """A theme made ready: its style sheets parsed, its fonts known. Used for one document after another."""

    def __init__(self, theme: Theme) -> None:
        """Parse the style sheets; make it inside ``own_fonts``."""
        self._assets: Mapping[str, Asset] = theme.assets
        self._fonts = FontConfiguration()
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
        fetcher = AssetFetcher({**self._assets, **document.assets})
        with listen() as notes:
            lean = self._is_lean and not _RICH.search(document.html)
            page = Page(read_markup(document.html), fetcher, lean=lean)
            rendering = page.lay_out(
                font_config=self._fonts,
                counter_style=self._counters.copy(),
                color_profiles=dict(self._profiles),
                sheet=self._sheet,
            )
            made = _write(rendering, document.meta)
            rendering.let_go()
        return replace(made, warnings=(*self._warnings, *explain(notes, fetcher.refused), *made.warnings))


def _write(rendering: Rendering, meta: Meta) -> Pages:
    """Write the file; raises DocgenError (DG611) for a document without end."""
    if len(rendering.pages) > MAX_PAGES:
        raise DocgenError([report("DG611", pages=len(rendering.pages), limit=MAX_PAGES)])
    rendering.metadata = _metadata(meta)
    removed = _keep_safe_links(rendering)
    content = seal_pdf(rendering.write_pdf(pdf_tags=True, finisher=compress))
    return Pages(content, _page_numbers(rendering), len(rendering.pages), removed)


def _page_numbers(rendering: Rendering) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, start=1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    return numbers


def _metadata(meta: Meta) -> DocumentMetadata:
    """Say about the file what the document says of itself, and nothing the page might add.

    Attachments are among what a page might add: any of its ``link`` elements could ask for a file.
    """
    created = meta.created.isoformat() if meta.created else None
    return DocumentMetadata(
        title=meta.title,
        authors=[name for name in (meta.author,) if name],
        description=meta.subject or None,
        keywords=list(meta.keywords),
        generator="docgen",
        created=created,
        modified=created,
        lang=meta.language,
    )


def _keep_safe_links(rendering: Rendering) -> tuple[Diagnostic, ...]:
    """Take away links that could start a program or open a file; the words stay."""
    removed: dict[str, None] = {}
    for page in rendering.pages:
        unsafe = [link for link in page.links if not _is_safe(link[0], link[1])]
        removed |= dict.fromkeys(link[1] for link in unsafe)
        page.links = [link for link in page.links if _is_safe(link[0], link[1])]
    return tuple(report("DG610", address=address) for address in removed)


def _is_safe(kind: str, target: str) -> bool:
    return kind == "internal" or (kind == "external" and target.lower().startswith(SAFE_LINKS))
