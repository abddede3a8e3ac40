"""Text in a cell of a workbook stays text, whatever it begins with (CWE-1236)."""

from __future__ import annotations

__all__ = ["is_like_formula"]

_LEADS = ("=", "+", "-", "@", "\t", "\r")


def is_like_formula(text: str) -> bool:
    """Tell whether a program could take a text for a formula; its cell is marked as text then."""
    return text.startswith(_LEADS)
