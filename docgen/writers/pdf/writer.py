"""Turn a Document into PDF: fonts, style sheets and the engine once, then one layout a document."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import ClassVar

from docgen.diagnostics import Checked, DocgenError, report
from docgen.document.model import Artifact, Document, Theme
from docgen.writers.pdf.engine import load_engine
from docgen.writers.pdf.fonts import own_fonts

__all__ = ["PdfWriter", "guarded"]


class PdfWriter:
    """Turn a Document into a tagged PDF whose bytes depend on the document and the theme alone."""

    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"

    def __init__(self, theme: Theme) -> None:
        """Load the engine, the fonts and the style sheets.

        DG601 when a native library is missing, DG602 when the engine gives up over a style sheet.
        """
        with own_fonts(theme.fonts, theme.language):
            load_engine()
            from docgen.writers.pdf.layout import Layout  # noqa: PLC0415 - imports the engine

            with _translated():
                self.layout = Layout(theme)

    def write(self, document: Document) -> Checked[Artifact]:
        """Return the file with the page number of every id; DG602 when the engine gives up."""
        with guarded():
            made = self.layout.make(document)
        artifact = Artifact(made.content, self.media_type, self.suffix, made.numbers, made.count, made.run_on)
        return Checked(artifact, made.warnings)


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Lay out and write inside it; raises DocgenError (DG602) when the engine gives up."""
    with _translated(), _fewer_collections():
        yield


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Say in our words that the engine gave up.

    It also does so with AssertionError, RecursionError and an error that is no Exception.
    """
    try:
        yield
    except BaseException as fault:
        if isinstance(fault, DocgenError | KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise DocgenError([report("DG602", cause=type(fault).__name__)]) from fault


@contextlib.contextmanager
def _fewer_collections() -> Iterator[None]:
    """Collect garbage once after a layout instead of a hundred times during it.

    A layout makes a million objects that live until it ends, so looking for garbage in between finds
    none and takes a seventh of the time. The one look afterwards, at what is left of it, keeps memory flat.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect(0)
