"""Tables and lists of values for a terminal, in columns that line up in Chinese too."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.cli.report import columns_of
from docgen.diagnostics.sentences import show

__all__ = ["lay_out"]

_GAP = "  "


def lay_out(rows: Sequence[Sequence[str]], indent: int = 0) -> str:
    """Return rows with their columns under each other; the last column keeps its own width."""
    cells = [[show(cell, 400) for cell in row] for row in rows]
    columns = max((len(row) for row in cells), default=0)
    widths = [
        max((columns_of(row[n]) for row in cells if n < len(row) - 1), default=0) for n in range(columns)
    ]
    return "\n".join(" " * indent + _line(row, widths) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (widths[n] - columns_of(cell)) for n, cell in enumerate(row[:-1])]
    return _GAP.join([*padded, *row[-1:]]).rstrip()
