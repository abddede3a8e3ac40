"""A finished file looked at once more before anybody gets it."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, report
from docgen.document.model import Artifact
from docgen.document.source import SOURCE_NAME
from docgen.proof.flaw import Flaw

__all__ = ["HTML", "PDF", "WORD", "prove"]

PDF = "application/pdf"
HTML = "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 5
"""Flaws of one file that are shown; they have one cause."""
_LONGEST = 120


def prove(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file: DG890 not whole, DG891 would do something; other formats are not known here."""
    flaws = dict.fromkeys(_find(artifact))
    return tuple(_explain(flaw) for flaw in list(flaws)[:_MOST])


def _find(artifact: Artifact) -> Iterator[Flaw]:
    if artifact.media_type == PDF:
        from docgen.proof.pdf import flaws_of_pdf  # noqa: PLC0415 - each kind of file needs libraries of its own

        yield from flaws_of_pdf(artifact.content, SOURCE_NAME)
    elif artifact.media_type == WORD:
        from docgen.proof.word import flaws_of_word  # noqa: PLC0415 - as above

        yield from flaws_of_word(artifact.content)
    elif artifact.media_type == HTML:
        from docgen.proof.page import flaws_of_page  # noqa: PLC0415 - as above

        yield from flaws_of_page(artifact.content)


def _explain(flaw: Flaw) -> Diagnostic:
    part, target = flaw.part or None, flaw.target[:_LONGEST] or None
    return report("DG891" if flaw.acts else "DG890", name=flaw.name, part=part, target=target)
