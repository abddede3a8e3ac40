"""Do two ways of writing a unit speak of the same kind of thing? Only what is known to differ is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docgen.i18n.fold import fold

__all__ = ["adds_up", "units_differ"]

_LONGEST = 100
"""Characters of a unit that are looked at."""
_ASIDE = re.compile(r"\(([^)]*)\)")
_PER = re.compile(r"/|每| per ")
_FIGURES = re.compile(r"[0-9][0-9,. ]*")
_SUMMED = frozenset({"count", "currency"})
_SCALE = re.compile(r"([0-9]+|[一二三四五六七八九十百]+)\s*分制|out of ([0-9]+)|([0-9]+)[- ]point")
_NUMERALS = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)} | {"百": "100"}


def units_differ(one: Iterable[str], other: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether two units, each in one language or several, cannot measure the same thing.

    ``words`` are the known words for units by type of value. A unit with a word that is not among them
    differs from none.
    """
    first, second = ([fold(unit[:_LONGEST]) for unit in units] for units in (one, other))
    kinds, others = _kinds(first, words), _kinds(second, words)
    if kinds and others and not kinds & others:
        return True
    scales, other_scales = _scales(first), _scales(second)
    return bool(scales and other_scales and not scales & other_scales)


def adds_up(unit: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether figures of a unit make a sum: things and money do, rates, scores and spans of time do not.

    ``words`` are the known words for units by type of value; a unit with none of them is one of things.
    """
    folded = fold(unit[:_LONGEST])
    return not _PER.search(_ASIDE.sub("", folded)) and _kinds([folded], words) <= _SUMMED


def _kinds(units: list[str], words: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Name the types of value that a unit may be of; ``分`` is of two."""
    bare = {_bare(unit) for unit in units}
    return {kind for kind, known in words.items() if bare & set(map(fold, known))}


def _bare(unit: str) -> str:
    """Keep what is counted: of ``CNY 10,000 per household`` the currency."""
    return _FIGURES.sub("", _PER.split(_ASIDE.sub("", unit), maxsplit=1)[0]).strip()


def _scales(units: list[str]) -> set[str]:
    found = (match for unit in units for match in _SCALE.finditer(unit))
    said = (next(group for group in match.groups() if group) for match in found)
    return {_NUMERALS.get(each, each) for each in said}
