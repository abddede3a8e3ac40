"""What an unquoted word of YAML means: the core scalars of YAML 1.2, and less.

``no``, ``on``, ``007``, ``0x1F``, ``1_000``, ``12:30`` and ``2027-03-31`` are text. Whoever reads them
knows what to make of them; nothing is lost on the way.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from docgen.spec.raw import Data

__all__ = ["NotFinite", "OutOfReach", "number", "resolve"]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"\.(?:nan|NaN|NAN)|[-+]?\.(?:inf|Inf|INF)")
_LONGEST_INT = 40
"""Digits beyond which an int stays a Decimal, which costs no quadratic time to read."""


class NotFinite(ValueError):  # noqa: N818 - a finding about a value, not a failure
    """The word means infinity or not-a-number."""


class OutOfReach(ValueError):  # noqa: N818 - a finding about a value, not a failure
    """The number has an exponent that nothing can hold."""


def resolve(word: str) -> Data:
    """Give the value of an unquoted word; raises ``NotFinite`` or ``OutOfReach``."""
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    if word[0] not in "+-.0123456789":
        return word
    if _NOT_FINITE.fullmatch(word):
        raise NotFinite(word)
    return number(word) if _FLOAT.fullmatch(word) else word


def number(word: str) -> int | Decimal:
    """Read a number and keep its digits; raises ``OutOfReach``."""
    if len(word) <= _LONGEST_INT and _INT.fullmatch(word):
        return int(word)
    try:
        return Decimal(word)
    except InvalidOperation:
        raise OutOfReach(word) from None
