"""The spec a document was made from, as plain data that travels inside the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

__all__ = ["SOURCE_NAME", "Plain", "as_json"]

SOURCE_NAME = "goal-spec.json"
"""What the spec is called where it is attached to a file; docgen reads it like any other spec."""

Plain: TypeAlias = "str | int | float | Decimal | bool | list[Plain] | Mapping[str, Plain] | None"

_STEP = "  "


def as_json(value: Plain, indent: str = "") -> str:
    """Write plain data as JSON, keys in their order, figures digit by digit as they were given."""
    inner = indent + _STEP
    if isinstance(value, Mapping):
        pairs = [
            f"{inner}{json.dumps(str(k), ensure_ascii=False)}: {as_json(v, inner)}" for k, v in value.items()
        ]
        return "{\n" + ",\n".join(pairs) + f"\n{indent}}}" if pairs else "{}"
    if isinstance(value, list):
        items = [inner + as_json(item, inner) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{indent}]" if items else "[]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
