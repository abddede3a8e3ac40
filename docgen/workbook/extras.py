"""Fields that have no column, as rows of the sheet More."""

from __future__ import annotations

import json
from decimal import Decimal

from docgen.diagnostics import Diagnostic, FieldPath, report
from docgen.sources.workbook.layout import MORE_FIELD, MORE_VALUE, WHO
from docgen.spec.raw import Data
from docgen.workbook.content import Row
from docgen.workbook.values import MAX_CELL

__all__ = ["is_too_long", "tell_loss", "write_extra"]

_TOO_OFTEN_JSON = ("{", "[", '"')


def write_extra(path: FieldPath, value: Data) -> Row:
    """Return the row of a field: its path with dots, and its value so that it comes back as what it is."""
    return {MORE_FIELD: ".".join(map(str, path)), MORE_VALUE: _write(value)}


def _write(value: Data) -> Data:
    if isinstance(value, str) and not _is_ambiguous(value):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    return _as_json(value)


def _is_ambiguous(text: str) -> bool:
    return text.startswith(_TOO_OFTEN_JSON) or text in {"true", "false", ""} or text != text.strip()


def _as_json(value: Data) -> str:
    """Write JSON with the digits of every figure."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(
                    f"{json.dumps(key, ensure_ascii=False)}: {_as_json(each)}" for key, each in value.items()
                )
                + "}"
            )
        case list():
            return "[" + ", ".join(map(_as_json, value)) + "]"
        case Decimal():
            return f"{value:f}"
        case _:
            return json.dumps(value, ensure_ascii=False)


def is_too_long(row: Row) -> bool:
    """Tell whether Excel would cut the value of a row."""
    return len(str(row[MORE_VALUE])) > MAX_CELL


def tell_loss(row: Row) -> Diagnostic:
    """Say that a row was left out (DG757)."""
    return report("DG757", name=str(row.get(WHO) or "*"), field=str(row[MORE_FIELD]))
