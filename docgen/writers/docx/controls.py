"""Places that people fill in later: content controls."""

from __future__ import annotations

from docgen.document.blocks import Control
from docgen.writers.docx.draft import Draft

__all__ = ["control"]


def control(place: Control, runs: str, draft: Draft) -> str:  # noqa: ARG001 - what it will need
    """Write a place to fill in around its runs."""
    return runs
