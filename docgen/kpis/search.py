"""Find indicators by words of either language; what is spelled nearly right is found too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from docgen.i18n.choices import CHOICES
from docgen.i18n.fold import fold
from docgen.kpis.model import Indicator, Library
from docgen.spec.fields import nearest

__all__ = ["nearest_indicator", "search"]

_SPLIT = re.compile(r"[\s,，、;；_()（）/]+")
_SAME, _TOKEN, _BEGINS, _IN_NAME, _IN_WORDS, _IN_CATEGORY, _IN_PROSE = 100, 90, 80, 60, 50, 30, 10
"""What a word is worth by the place where it stands."""
_LIKE = 0.6
"""How much alike two words must be to be taken for one another."""
_SHARED = 2
"""Chinese characters in a row that two words must share at least."""
_PROSE = ("definition", "formula", "data_source")


def search(library: Library, words: Sequence[str]) -> tuple[Indicator, ...]:
    """Return the indicators that have to do with all the words, the best first.

    If none has to do with all of them, those that have to do with any; if none does, those whose names
    are written nearly like one.
    """
    wanted = [word for each in words for word in _tokens(each)]
    found = _rank(library, wanted, _worth, all)
    return found or _rank(library, wanted, _worth, any) or _rank(library, wanted, _likeness, any)


def nearest_indicator(library: Library, word: str) -> str | None:
    """Return the id that somebody may have meant, by the spelling of ids and names."""
    named = {name: each.id for each in library.indicators.values() for name in (*each.name, each.id)}
    near = nearest(word, tuple(named))
    return named[near] if near else None


def _rank(
    library: Library,
    words: Sequence[str],
    judge: Callable[[str, Indicator], float],
    enough: Callable[[Iterator[float]], bool],
) -> tuple[Indicator, ...]:
    worth = {name: [judge(word, each) for word in words] for name, each in library.indicators.items()}
    hits = [name for name, each in worth.items() if each and enough(iter(each))]
    return tuple(library.indicators[name] for name in sorted(hits, key=lambda name: -sum(worth[name])))


def _worth(word: str, indicator: Indicator) -> float:
    """Say how well a word fits an indicator: 0 for not at all."""
    names = [fold(name) for name in (indicator.id, *indicator.name)]
    words = [fold(each) for each in indicator.words]
    if word in names or word in words:
        return _SAME
    if any(word in _tokens(name) for name in names):
        return _TOKEN
    if named := [name for name in names if _stands_in(word, name)]:
        begins = any(name.startswith(word) for name in named)
        return (_BEGINS if begins else _IN_NAME) + max(len(word) / len(name) for name in named)
    places = ((words, _IN_WORDS), (_category(indicator), _IN_CATEGORY))
    found = (worth for texts, worth in places if any(_stands_in(word, text) for text in texts))
    return next(found, _IN_PROSE if any(_stands_in(word, text) for text in _prose(indicator)) else 0)


def _likeness(word: str, indicator: Indicator) -> float:
    """Say how nearly a word is written like a name of an indicator: 0 for too little."""
    texts = [fold(text) for text in (indicator.id, *indicator.name, *indicator.words)]
    best = max(_alike(word, text) for each in texts for text in (each, *_tokens(each)))
    return best if best >= _LIKE else 0


def _alike(word: str, text: str) -> float:
    matcher = SequenceMatcher(None, word, text, autojunk=False)
    if _is_latin(word):
        return matcher.ratio()
    shared = matcher.find_longest_match().size
    return max(matcher.ratio(), _LIKE + shared / 100) if shared >= _SHARED else 0


def _category(indicator: Indicator) -> list[str]:
    said = (CHOICES[language]["category"].get(indicator.category, "") for language in CHOICES)
    return [indicator.category, *map(fold, said)]


def _prose(indicator: Indicator) -> Iterator[str]:
    yield from map(fold, indicator.pitfall)
    for field in _PROSE:
        said = indicator.card.get(field)
        yield from map(fold, said.values() if isinstance(said, dict) else [str(said or "")])


def _stands_in(word: str, text: str) -> bool:
    """Tell whether a text has a word: one of letters from its beginning, one of Chinese anywhere."""
    if not _is_latin(word):
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None


def _tokens(text: str) -> list[str]:
    return [token for token in _SPLIT.split(fold(text)) if token]


def _is_latin(word: str) -> bool:
    return word.isascii()
