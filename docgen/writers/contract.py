"""What a writer is: a theme prepared once, then one document after another into bytes."""

from __future__ import annotations

from typing import ClassVar, Protocol

from docgen.diagnostics import Checked
from docgen.document.model import Artifact, Document, Theme

__all__ = ["Writer"]


class Writer(Protocol):
    """Turn a Document into one file format.

    The constructor does what is slow and the same for every document (parse CSS, open parts, find
    fonts). ``write`` is fast, keeps no state, and raises ``DocgenError`` with every error it can see.
    """

    suffix: ClassVar[str]
    media_type: ClassVar[str]

    def __init__(self, theme: Theme) -> None:
        """Prepare everything that does not depend on the document."""
        ...

    def write(self, document: Document) -> Checked[Artifact]:
        """Return the finished file; warnings ride beside it."""
        ...
