"""From the values of a spec to what a cell holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from docgen.sources.workbook.choices import list_of, recognize, words_of
from docgen.sources.workbook.layout import Field
from docgen.spec.raw import Data

__all__ = ["MAX_CELL", "Shown", "digits_of", "fits", "show_value"]

MAX_CELL = 32_767
"""Signs that Excel keeps in one cell."""

Shown: TypeAlias = str | Decimal | datetime.date | None
"""What is written into a cell."""

_LISTS = {"lines": "\n", "ids": ", "}
_SPLITTING = ("\n", "；", ";")


def show_value(field: Field, value: Data, language: str) -> Shown:
    """Return what a cell shows for a value of a spec; only for values that fit the column."""
    if field.kind in _LISTS and isinstance(value, list):
        return _LISTS[field.kind].join(str(each) for each in value)
    if name := list_of(field):
        key = str(value).lower() if isinstance(value, bool) else recognize(name, str(value))
        return words_of(name)[key].say(language) if key else str(value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {value[key]}" for key in ("zh", "en") if key in value)
    if field.kind == "day":
        return datetime.date.fromisoformat(str(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        return number if Decimal(repr(float(number))) == number else str(value)
    return str(value)


def fits(field: Field, value: Data) -> bool:
    """Tell whether a column can hold a value so that it comes back the same."""
    if field.kind in _LISTS:
        return isinstance(value, list) and all(_is_item(each, field.kind) for each in value)
    if isinstance(value, Mapping):
        return field.kind == "text" and _is_plain_pair(value)
    return not isinstance(value, list)


def _is_item(value: Data, kind: str) -> bool:
    signs = (*_SPLITTING, ",", "，", "、") if kind == "ids" else _SPLITTING
    return (
        isinstance(value, str) and value == value.strip() != "" and not any(sign in value for sign in signs)
    )


def _is_plain_pair(value: Mapping[str, Data]) -> bool:
    """Tell whether a text in two languages can be told apart again in one cell."""
    return set(value) <= {"zh", "en"} and all(
        isinstance(said, str) and said.strip() == said and "\nen:" not in said and "\nzh:" not in said
        for said in value.values()
    )


def digits_of(number: Decimal) -> int:
    """Count the digits behind the point."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
