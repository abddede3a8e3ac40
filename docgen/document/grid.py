"""Table rows made to fit one grid, so that a writer may trust every span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.document.blocks import Cell, Row

__all__ = ["Fitted", "fit_rows", "width_of"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Rows that fill the grid exactly, and the rows (counted from 0) that had to be mended for it."""

    rows: tuple[Row, ...]
    mended: tuple[int, ...]


def width_of(rows: Sequence[Row]) -> int:
    """Count the columns that rows need: the widest row, cells hanging in from above included."""
    widest = 0
    hanging: list[int] = []
    for row in rows:
        hanging = [left - 1 for left in hanging if left > 1]
        widest = max(widest, len(hanging) + sum(cell.colspan for cell in row.cells))
        for cell in row.cells:
            hanging += [cell.rowspan] * cell.colspan
    return widest


def fit_rows(rows: Sequence[Row], width: int) -> Fitted:
    """Fill short rows with empty cells, and cut spans that leave the grid of ``width`` columns.

    ``width`` is at least ``width_of(rows)`` when the spans of the rows are sound.
    """
    if all(len(row.cells) == width and all(_is_plain(cell) for cell in row.cells) for row in rows):
        return Fitted(tuple(rows), ())
    below = [0] * width  # how many further rows each column is taken by a cell from above
    fitted: list[Row] = []
    mended: list[int] = []
    for index, row in enumerate(rows):
        cells, sound = _fit_row(row, below, len(rows) - index)
        fitted.append(row if sound else replace(row, cells=cells))
        if not sound:
            mended.append(index)
    return Fitted(tuple(fitted), tuple(mended))


def _fit_row(row: Row, below: list[int], rows_left: int) -> tuple[tuple[Cell, ...], bool]:
    """Place the cells of one row; ``below`` is brought down to the next row."""
    taken = [left > 0 for left in below]
    below[:] = [max(left - 1, 0) for left in below]
    cells: list[Cell] = []
    sound = True
    column = 0
    for cell in row.cells:
        column = _next_free(taken, column)
        colspan, rowspan = min(cell.colspan, _room(taken, column)), min(cell.rowspan, rows_left)
        if (colspan, rowspan) != (cell.colspan, cell.rowspan):
            sound = False
            cell = replace(cell, colspan=max(colspan, 1), rowspan=rowspan)  # noqa: PLW2901 - mended in place
        cells.append(cell)
        for at in range(column, min(column + colspan, len(taken))):
            taken[at], below[at] = True, rowspan - 1
    empty = taken.count(False)
    return (*cells, *(Cell(()) for _ in range(empty))), sound and not empty


def _is_plain(cell: Cell) -> bool:
    return cell.colspan == 1 and cell.rowspan == 1


def _next_free(taken: list[bool], column: int) -> int:
    while column < len(taken) and taken[column]:
        column += 1
    return column


def _room(taken: list[bool], column: int) -> int:
    """Count the free columns from here to the next taken one."""
    end = column
    while end < len(taken) and not taken[end]:
        end += 1
    return end - column
