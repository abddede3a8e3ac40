"""Findings in the order of the file, and no more of them than anybody reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.diagnostics import Diagnostic, Location, report

__all__ = ["first_of", "in_order"]


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by their place in the file."""
    return sorted(found, key=lambda d: (d.where.line or 0, d.where.column or 0, d.code))


def first_of(found: Sequence[Diagnostic], limit: int, more: int = 0) -> list[Diagnostic]:
    """Keep the first findings; a last one says how many are left out.

    ``more`` are those that were not even made.
    """
    shown, left = list(found[:limit]), more + max(0, len(found) - limit)
    if left and shown:
        shown.append(report("DG143", Location(file=shown[0].where.file), shown=len(shown), count=left))
    return shown
