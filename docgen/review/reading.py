"""Reading a text a little: its language, its length, its clauses, its keywords, and how alike two are."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher

from docgen.review.lexicon import COVER, Lexicon

__all__ = ["are_alike", "count_words", "find_clauses", "find_keywords", "language_of", "names_id"]

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.,%-]*")
_RUN = re.compile(f"[{HAN}]+")
# A comma or stop inside a number parts nothing.
_CLAUSE = re.compile(r"[。；！？，;!?\n]|(?<!\d)[,.]|[,.](?!\d)")
_NOISE = re.compile(r"[\W_]+")

SHORTEST_WORD = 3
STEM = 5
"""Letters by which English words are compared: certified and certificates are one."""


def language_of(text: str) -> str:
    """Tell the language a text is written in: Chinese when it has more Chinese characters than Latin words."""
    return "zh" if _count_han(text) > len(_LATIN.findall(text)) else "en"


def count_words(text: str, language: str) -> int:
    """Count as people do: English by words; Chinese by characters, a word or number in it as one."""
    if language == "en":
        return len(_WORD.findall(text))
    return _count_han(text) + len(_WORD.findall(text))


def find_clauses(text: str) -> tuple[str, ...]:
    """Part a text at its punctuation; what a colon or 、 joins stays together."""
    return tuple(clause.strip() for clause in _CLAUSE.split(text) if clause.strip())


def are_alike(one: str, other: str, limit: Decimal) -> bool:
    """Tell whether two texts say the same but for punctuation, case and a few letters."""
    first, second = (_NOISE.sub("", text).casefold() for text in (one, other))
    if not first or not second:
        return False
    matcher, least = SequenceMatcher(None, first, second, autojunk=False), float(limit)
    # The first two are upper bounds of the third, and cheap: most texts are nothing like each other.
    measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(measure() > least for measure in measures)


def find_keywords(text: str, language: str, lexicon: Lexicon) -> frozenset[str]:
    """Return what a text is about: Chinese as pairs of characters, English as stems, abbreviations as they are.

    Verbs of outcome and everyday words are left out.
    """
    known = (*lexicon.words("outcome_verbs", language), *lexicon.words("common", language))
    plain = lexicon.blank(text, language, known)
    if language == "en":
        words = (word.casefold().strip("'’-") for word in _LATIN.findall(plain))
        return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST_WORD)
    particles = set(lexicon.words("particles", language))
    pairs = (run[at : at + 2] for run in _RUN.findall(plain) for at in range(len(run) - 1))
    words = (word.casefold() for word in _LATIN.findall(plain) if len(word) > 1)
    return frozenset((*(pair for pair in pairs if not particles & set(pair)), *words)) - {COVER}


def names_id(text: str, name: str) -> bool:
    """Tell whether a text names an id; K1 is not named by K10."""
    return re.search(rf"(?<![A-Za-z0-9.]){re.escape(name)}(?![A-Za-z0-9]|\.\d)", text) is not None


def _count_han(text: str) -> int:
    return sum(map(len, _RUN.findall(text)))
