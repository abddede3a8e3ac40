"""What a begun spec still waits for: found by the very check that every spec must pass."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.beginning.words import FILL, note_at
from docgen.diagnostics import Diagnostic, DocgenError, Location
from docgen.i18n.languages import Words
from docgen.kpis.fill import fill
from docgen.kpis.model import Library
from docgen.spec.reader import read
from docgen.spec.validate import validate

__all__ = ["Blank", "find_blanks"]

_OF_BLANKS = frozenset({"DG122", "DG131", "DG137", "DG138"})
"""What validation says of a value, a text, a baseline and a band that nobody wrote."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A value that must be written; ``words`` say what belongs there."""

    where: Location
    words: Words


def find_blanks(
    content: bytes, name: str, library: Library
) -> tuple[tuple[Blank, ...], tuple[Diagnostic, ...]]:
    """Check a spec as it would be checked later; return its blanks, and whatever else is found."""
    try:
        found = validate(fill(read(content, name), library)).warnings
    except DocgenError as failure:
        found = failure.diagnostics
    blanks, others = [], []
    for each in found:
        note = note_at(each.where.path)
        if each.code in _OF_BLANKS and note.kind == FILL and note.blank:
            blanks.append(Blank(each.where, note.blank))
        else:
            others.append(each)
    return tuple(blanks), tuple(others)
