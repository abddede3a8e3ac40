"""Where does each cell of a table stand: spans resolved to a rectangular grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from docgen.document.blocks import Cell, Column, Row

__all__ = ["Slot", "column_widths", "lay_out", "width_of"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of one grid row; ``cell`` is None where the table left a hole.

    ``merge`` tells a cell that goes down over several rows: its first row, or one it continues in.
    """

    cell: Cell | None
    column: int
    span: int
    merge: Literal["restart", "continue"] | None = None


def width_of(groups: Sequence[Sequence[Row]]) -> int:
    """Count the grid columns that these row groups need."""
    ends = [s.column + s.span for rows in groups for slots in lay_out(rows, 0) for s in slots]
    return max(ends, default=1)


def lay_out(rows: Sequence[Row], columns: int) -> list[list[Slot]]:
    """Return the slots of each row from left to right, filled up to ``columns``.

    A cell does not reach below the last row of its group or into a cell that comes down from above.
    """
    falling: dict[int, tuple[Cell, int, int]] = {}
    grid: list[list[Slot]] = []
    for index, row in enumerate(rows):
        slots, falling = _lay_out_row(row, falling, len(rows) - index)
        grid.append(_filled(slots, columns))
    return grid


_Falling = dict[int, tuple[Cell, int, int]]


def _lay_out_row(row: Row, above: _Falling, rows_left: int) -> tuple[list[Slot], _Falling]:
    if not above and all(cell.colspan == cell.rowspan == 1 for cell in row.cells):  # nearly every row
        return [Slot(cell, column, 1) for column, cell in enumerate(row.cells)], {}
    slots = [Slot(cell, column, span, "continue") for column, (cell, span, _) in above.items()]
    below = {column: (c, span, left - 1) for column, (c, span, left) in above.items() if left > 1}
    taken = {c for slot in slots for c in range(slot.column, slot.column + slot.span)}
    column = 0
    for cell in row.cells:
        while column in taken:
            column += 1
        span = next((n for n in range(1, cell.colspan) if column + n in taken), max(1, cell.colspan))
        down = min(max(1, cell.rowspan), rows_left)
        slots.append(Slot(cell, column, span, "restart" if down > 1 else None))
        if down > 1:
            below[column] = (cell, span, down - 1)
        column += span
    return sorted(slots, key=lambda slot: slot.column), below


def _filled(slots: list[Slot], columns: int) -> list[Slot]:
    filled: list[Slot] = []
    end = 0
    for slot in slots:
        if slot.column > end:
            filled.append(Slot(None, end, slot.column - end))
        filled.append(slot)
        end = slot.column + slot.span
    if end < columns:
        filled.append(Slot(None, end, columns - end))
    return filled


def column_widths(columns: Sequence[Column], count: int, total: int) -> list[int]:
    """Share out a width: the percentages as given, the rest in equal parts; the sum is exact."""
    given = [column.width for column in columns[:count]] + [None] * (count - len(columns))
    known = sum(width for width in given if width is not None)
    open_columns = given.count(None)
    rest = 100.0 - known if known < 100.0 else 100.0 / count * open_columns  # noqa: PLR2004 - percent
    share = rest / open_columns if open_columns else 0.0
    shares = [share if width is None else width for width in given]
    edges = [round(total * edge / sum(shares)) for edge in accumulate(shares, initial=0.0)]
    return [max(1, right - left) for left, right in pairwise(edges)]
