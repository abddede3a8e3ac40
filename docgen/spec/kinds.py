"""The kind of a plain value, by the key that sentences have words for."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["kind_of"]


def kind_of(value: object) -> str:
    """Name the kind of a value as the reader made it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes_no"
        case int() | Decimal():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case _:
            return "mapping"
