"""What a table is made of: cells that know their places, rows that know whether anybody sees them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from docgen.diagnostics import Location
from docgen.sources.tables.values import EXCEL

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Cell", "Row", "Table", "Value"]

MAX_ROWS, MAX_COLUMNS = 20_000, 200

Value: TypeAlias = (
    str | bool | Decimal | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
)
"""What a cell of a workbook holds."""


class Cell(NamedTuple):
    """The text of one cell as people write it, and its place; ``fault`` is why its value cannot be known.

    ``value`` is what a workbook holds behind the text, None for an empty cell and for every cell of a CSV
    file; ``format`` is how it is shown there.
    """

    text: str
    where: Location
    fault: str | None = None
    value: Value | None = None
    format: str = ""


class Row(NamedTuple):
    """One row of a sheet with its number; hidden ones are there, and said to be."""

    number: int
    cells: Sequence[Cell]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their places; ``calendar`` is the day from which numbers count, where they mean days."""

    where: Location
    rows: Sequence[Sequence[Cell]]
    calendar: datetime.date = EXCEL
    is_strict: bool = False
    """A cell that no name stands above means that cells have moved."""
