"""Whether a text names a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

__all__ = ["names_figure"]

_FIGURE = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?")
_TEN_THOUSAND = Decimal(10_000)
_HUNDRED_MILLION = Decimal(100_000_000)


def names_figure(text: str, value: Decimal) -> bool:
    """Tell whether a number stands in a text, as it is or counted in 万 or 亿."""
    return value in set(_figures(text))


def _figures(text: str) -> Iterator[Decimal]:
    for found in _FIGURE.finditer(text):
        number = Decimal(found.group().replace(",", ""))
        yield number
        follows = text[found.end() : found.end() + 1]
        if follows == "万":
            yield number * _TEN_THOUSAND
        elif follows == "亿":
            yield number * _HUNDRED_MILLION
