"""The words the review knows, by list and language; a company may add words and take words away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from docgen.i18n.languages import LANGUAGES
from docgen.own_yaml import read_own_yaml
from docgen.review.options import WordList

__all__ = ["Lexicon", "load_lexicon"]

COVER = "\N{WHITE SQUARE}"
"""Stands where a longer term was, so that no listed word is found in it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words: name of the list, then language, then the words."""

    lists: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}))

    def words(self, name: str, language: str) -> tuple[str, ...]:
        """Return a list in one language."""
        return self.lists[name].get(language, ())

    def find(self, name: str, text: str, language: str) -> tuple[str, ...]:
        """Return the words of a list that stand in a text, in their order, each once."""
        return tuple(dict.fromkeys(found.group() for found in self.spots(name, text, language)))

    def spots(self, name: str, text: str, language: str) -> tuple[re.Match[str], ...]:
        """Return where words of a list stand in a text: the longest that fits, none inside a longer term.

        Chinese has no marks between words and is searched as it is; English words end where letters end.
        """
        words = self.words(name, language)
        return tuple(_pattern(words, language).finditer(self.cover(text, language, words))) if words else ()

    def cover(self, text: str, language: str, kept: tuple[str, ...] = ()) -> str:
        """Cover the longer terms that hold a listed word and mean something else; ``kept`` are left."""
        longer = _without(self.words("longer", language), kept)
        if not longer:
            return text
        return _pattern(longer, language).sub(lambda found: COVER * len(found.group()), text)

    def blank(self, text: str, language: str, words: tuple[str, ...]) -> str:
        """Put a gap where these words stand, but not inside a longer term."""
        if not words:
            return text
        spots = _pattern(words, language).finditer(self.cover(text, language, words))
        plain = list(text)
        for spot in spots:
            plain[spot.start() : spot.end()] = " " * (spot.end() - spot.start())
        return "".join(plain)


def load_lexicon(changes: Mapping[str, Mapping[str, WordList]] | None = None) -> Lexicon:
    """Return our lists with the changes of a company: list, language, words to add and to take away."""
    lists: dict[str, Mapping[str, tuple[str, ...]]] = dict(_built_in())
    for name, by_language in (changes or {}).items():
        known = dict(lists.get(name, {}))
        for language, change in by_language.items():
            kept = [word for word in known.get(language, ()) if word not in change.remove]
            known[language] = (*kept, *(word for word in change.add if word not in kept))
        lists[name] = known
    return Lexicon(lists)


@cache
def _built_in() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        source = Path(__file__).parent / "words" / f"{language}.yaml"
        for name, words in read_own_yaml(source.read_bytes()).items():
            lists.setdefault(name, {})[language] = tuple(words)
    return MappingProxyType(lists)


@cache
def _without(words: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in kept)


@cache
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    if language == "zh":
        # Without regard to capitals a pattern is dear to make; most Chinese words have none.
        return re.compile(either, re.IGNORECASE if either.upper() != either.lower() else re.NOFLAG)
    return re.compile(rf"(?<![A-Za-z])(?:{either})(?![A-Za-z])", re.IGNORECASE)
