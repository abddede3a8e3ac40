"""The workbook behind a chart: what “Edit Data” opens in Word."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_formula

from docgen.document.charts import Chart

__all__ = ["categories_range", "digits", "make_workbook", "name_cell", "number_format", "values_range"]

_SHEET = "Sheet1"
_DAY = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a date of the file format, in no zone
_WIDTH = 14
_MINUS = "\N{MINUS SIGN}"
_INSIDE = {"in_memory": True}


def make_workbook(chart: Chart) -> bytes:
    """Write categories into column A and every series into a column of its own, its name on top.

    Decimals keep their digits, as many as a cell can hold: the first sixteen. Nothing becomes a formula.
    """
    target = BytesIO()
    book = Workbook(target, _INSIDE)
    book.set_properties({"created": _DAY})
    sheet = book.add_worksheet(_SHEET)
    looks = {count: book.add_format({"num_format": number_format(count)}) for count in _counts(chart)}
    sheet.set_column(0, len(chart.series), _WIDTH)
    for row, name in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, name)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, looks[digits(value)])
    book.close()
    return target.getvalue()


def _counts(chart: Chart) -> list[int]:
    return sorted({digits(value) for each in chart.series for value in each.values if value is not None})


def digits(value: Decimal) -> int:
    """Count the digits behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number_format(count: int) -> str:
    """Return how Office spells a figure with so many digits behind the point."""
    figure = "#,##0" + ("." + "0" * count if count else "")
    return f'{figure};"{_MINUS}"{figure}'


def categories_range(chart: Chart) -> str:
    """Return where the names of the categories stand."""
    return str(xl_range_formula(_SHEET, 1, 0, len(chart.categories), 0))


def name_cell(column: int) -> str:
    """Return where the name of a series stands; the first series is in column 1."""
    return str(xl_range_formula(_SHEET, 0, column, 0, column))


def values_range(chart: Chart, column: int) -> str:
    """Return where the values of a series stand."""
    return str(xl_range_formula(_SHEET, 1, column, len(chart.categories), column))
