"""The two languages of docgen, and words in both."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LANGUAGES", "NO_WORDS", "Words"]

LANGUAGES = ("zh", "en")


class Words(NamedTuple):
    """A word, a phrase or a sentence: Chinese and English."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """Return it in a language."""
        return self.zh if language == "zh" else self.en


NO_WORDS = Words("", "")
"""Nothing said in either language."""
