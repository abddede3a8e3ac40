"""How figures and days are written.

Figures are exact: the digits of the spec stay (4.0 is 4.0), groups of three get a comma, minus is a
minus sign. Long days come from Babel, which costs 50 ms to import and is loaded for the first one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.i18n.locale import Locale

__all__ = ["add_up", "write_iso", "write_long_day", "write_number", "write_percent", "write_signed"]

MINUS = "\N{MINUS SIGN}"


def write_number(value: Decimal | int) -> str:
    """Write a figure with its own digits: 60,000, 4.0, −12."""
    exact = Decimal(value)
    return f"{exact:,f}" if exact >= 0 else f"{MINUS}{-exact:,f}"


def write_signed(value: Decimal | int) -> str:
    """Write a figure that is added or taken away: +3, −2."""
    return f"+{write_number(value)}" if value > 0 else write_number(value)


def write_percent(value: Decimal | int) -> str:
    """Write a share that is given in percent: 60%."""
    return f"{write_number(value)}%"


def add_up(values: Iterable[Decimal]) -> Decimal:
    """Add exactly and drop the zeros the sum does not need: 33.5 and 66.5 are 100."""
    total = sum(values, Decimal(0))
    whole = total.to_integral_value()
    return whole if total == whole else total.normalize()


def write_iso(day: datetime.date | None) -> str:
    """Write a day for tables: 2027-03-31; no day is no text."""
    return day.isoformat() if day else ""


@lru_cache(maxsize=4096)
def write_long_day(day: datetime.date | None, locale: Locale) -> str:
    """Write a day for sentences: 2027年3月31日, March 31, 2027 or 31 March 2027; no day is no text."""
    if day is None:
        return ""
    from babel.dates import format_date  # noqa: PLC0415 - heavy, and not every command writes a day

    return str(format_date(day, format="long", locale=locale.tag.replace("-", "_")))
