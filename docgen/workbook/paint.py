"""Writing cells: every text as text, every figure with the digits it was written with."""

from __future__ import annotations

import datetime
from decimal import Decimal
from unicodedata import east_asian_width

from xlsxwriter.worksheet import Worksheet

from docgen.workbook.looks import DAY_FORMAT, Looks
from docgen.workbook.values import Shown, digits_of

__all__ = ["HEIGHT", "lines_of", "write_value"]

HEIGHT = 15.0
"""Points of one line."""


def write_value(
    sheet: Worksheet, place: tuple[int, int], value: Shown, looks: Looks, name: str = "cell"
) -> None:
    """Write a value with the format of its column, or an empty cell with it."""
    row, column = place
    match value:
        case None:
            sheet.write_blank(row, column, None, looks.find(name))
        case str():
            sheet.write_string(row, column, value, looks.inert(name, value))
        case Decimal():
            sheet.write_number(row, column, float(value), _figure(value, looks, name))
        case datetime.date():
            moment = datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel knows no zones
            sheet.write_datetime(row, column, moment, looks.find(name, num_format=DAY_FORMAT))


def _figure(value: Decimal, looks: Looks, name: str) -> object:
    digits = digits_of(value)
    return looks.find(name, num_format="0." + "0" * digits) if digits else looks.find(name)


def lines_of(text: str, width: int) -> int:
    """Count the lines that a text takes in a column; a Chinese sign is as wide as two others."""
    wide = (sum(2 if east_asian_width(sign) in "WF" else 1 for sign in row) for row in text.split("\n"))
    return sum(max(1, -(-each // max(width - 1, 1))) for each in wide)
