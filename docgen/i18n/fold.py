"""What counts of a word when words are compared."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]


def fold(text: str) -> str:
    """Return a text without case, width and outer blanks: ＫＰＩ is kpi."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
