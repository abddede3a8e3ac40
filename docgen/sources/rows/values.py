"""From a cell to the value that a field takes: nothing is guessed, and what is not certain is refused."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from docgen.diagnostics import FieldPath
from docgen.i18n.fold import fold
from docgen.sources.rows.kinds import Kind, words_of_choice
from docgen.sources.tables.cells import Cell
from docgen.sources.tables.values import EXCEL, day_of, is_share, number_of, percent_of
from docgen.spec.raw import Data

__all__ = ["EXPECTED", "NotCertainError", "Sort", "shown_text", "split_list", "value_of"]

Sort = str
"""What a cell was in its table: ``t`` text, ``n`` a number, ``d`` a day, ``b`` yes or no."""

EXPECTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "id": (
            "完整的编号（把这一列设为文本格式再填）",
            "the whole id (format the column as text before filling it in)",
        ),
        "text": ("文字", "text"),
        "number": ("数字，如 1234.5", "a number such as 1234.5"),
        "percent": (
            "不带百分号的数字：这项指标的单位不是百分比",
            "a number without a percent sign, for the KPI is not measured in percent",
        ),
        "share": ("百分数，如 30 或 30%", "a percentage such as 30 or 30%"),
        "whole": ("整数，如 3", "a whole number such as 3"),
        "date": ("日期，如 2027-03-31", "a date such as 2027-03-31"),
        "flag": ("是或否", "yes or no"),
        "choice": ("可选的值之一", "one of the choices there are"),
    }
)
"""What was expected of a cell, by the reason of a refusal."""

_YES = frozenset({"true", "yes", "y", "1", "是", "√", "✓", "对"})
_NO = frozenset({"false", "no", "n", "0", "否", "×", "✗", "错"})
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE]\+?\d+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ZEROS = re.compile(r"0+")
_EXACT = Decimal(10) ** 15
"""From here on a workbook does not keep every digit of a number."""
_SEPARATORS = re.compile(r"[；;、\n]")


class NotCertainError(ValueError):
    """A cell is not what its field takes; the word names what was expected."""


class _Context(NamedTuple):
    """What a cell means beyond its text."""

    sort: Sort
    calendar: datetime.date
    in_percent: bool
    field: str


def value_of(
    text: str,
    sort: Sort,
    kind: Kind,
    path: FieldPath,
    *,
    calendar: datetime.date = EXCEL,
    in_percent: bool = False,
) -> Data:
    """Return the value of a cell that is not empty; raises NotCertainError.

    ``in_percent`` tells that a figure of this KPI may be written with a percent sign.
    """
    if kind == "list":
        return list(split_list(text))
    context = _Context(sort, calendar, in_percent, str(path[-1]))
    try:
        return _MAKERS[kind](text, context)
    except NotCertainError:
        raise
    except (ValueError, OverflowError, OSError):
        raise NotCertainError(kind) from None


def split_list(text: str) -> tuple[str, ...]:
    """Part what stands in one cell: at semicolons, at ``、`` and at line ends."""
    return tuple(word for each in _SEPARATORS.split(text) if (word := each.strip()))


def shown_text(cell: Cell) -> str | None:
    """Return the text of a cell that goes to a field of text: a number as it is shown, None when digits are lost."""
    if not isinstance(cell.value, Decimal):
        return cell.text
    if abs(cell.value) >= _EXACT:
        return None
    if _ZEROS.fullmatch(cell.format) and cell.value == cell.value.to_integral_value() and cell.value >= 0:
        return f"{int(cell.value):0{len(cell.format)}}"
    return cell.text


def _text(text: str, context: _Context) -> Data:
    del context
    return text.replace("\r\n", "\n")


def _id(text: str, context: _Context) -> Data:
    """Take an id as it stands; one in powers of ten was a number, and has lost digits; 3-1 has become a day."""
    if context.sort in "db" or (context.sort == "t" and _SCIENTIFIC.fullmatch(text)):
        raise NotCertainError("id")
    return _text(text, context)


def _number(text: str, context: _Context) -> Data:
    if context.sort in "db":
        raise NotCertainError("number")
    if is_share(text) and not context.in_percent:
        raise NotCertainError("percent")
    return number_of(text)


def _share(text: str, context: _Context) -> Data:
    if context.sort in "db":
        raise NotCertainError("share")
    return percent_of(text)


def _whole(text: str, context: _Context) -> Data:
    number = number_of(text) if context.sort in "tn" and not is_share(text) else None
    if number is None or number != number.to_integral_value():
        raise NotCertainError("whole")
    return int(number)


def _date(text: str, context: _Context) -> Data:
    if context.sort == "b":
        raise NotCertainError("date")
    word = unicodedata.normalize("NFKC", text).strip()
    if compact := _COMPACT.fullmatch(word):
        word = "-".join(compact.groups())
    return day_of(word, datetime.UTC, context.calendar).isoformat()


def _flag(text: str, context: _Context) -> Data:
    del context
    word = fold(text)
    if word not in _YES | _NO:
        raise NotCertainError("flag")
    return word in _YES


def _choice(text: str, context: _Context) -> Data:
    """Take a word for a choice in either language; what is unknown is left for the check to report."""
    return words_of_choice(context.field).get(fold(text), text)


_MAKERS: Mapping[Kind, Callable[[str, _Context], Data]] = MappingProxyType(
    {
        "text": _text,
        "id": _id,
        "number": _number,
        "share": _share,
        "whole": _whole,
        "date": _date,
        "flag": _flag,
        "choice": _choice,
    }
)
