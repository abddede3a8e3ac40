"""The library that comes with docgen: found as a whole, each entry read when somebody asks for it.

A spec names a handful of indicators; reading and judging all of them would cost more than the rest of a check.
So nothing is judged here: a test holds this way of reading against the one for the files of companies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Generic, TypeVar

from docgen.i18n.languages import NO_WORDS, Words
from docgen.kpis.model import CARD, Guard, Indicator, Library, Preset
from docgen.spec.limits import LIMITS
from docgen.spec.raw import Source
from docgen.spec.yaml_reader import read_yaml

__all__ = ["OWN", "shelve"]

OWN = "docgen"
"""The origin of what comes with docgen."""

_PART = re.compile(r"^(\w+):", re.MULTILINE)
_ENTRY = re.compile(r"^  ([\w-]+):", re.MULTILINE)

_T = TypeVar("_T")


class _Shelf(Mapping[str, _T], Generic[_T]):
    """Entries by id, in the order of their file."""

    def __init__(self, texts: Mapping[str, str], make: Callable[[str, Mapping[str, Any]], _T]) -> None:
        self._texts, self._make = texts, make
        self._made: dict[str, _T] = {}

    def __getitem__(self, name: str) -> _T:
        if name not in self._made:
            self._made[name] = self._make(name, _read(name, self._texts[name]))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def shelve(text: str) -> Library:
    """Return the library of a text that is known to be sound."""
    parts = _cut(text, _PART)
    return Library(
        indicators=_Shelf(_cut(parts["indicators"], _ENTRY), _indicator),
        roles=_Shelf(_cut(parts["roles"], _ENTRY), _preset),
        stages=_Shelf(_cut(parts["stages"], _ENTRY), _preset),
        units={kind: tuple(words) for kind, words in _read("units", parts["units"]).items()},
    )


def _cut(text: str, head: re.Pattern[str]) -> dict[str, str]:
    """Part a text before every head; each part is YAML by itself, for what belongs to it is indented deeper."""
    heads = list(head.finditer(text))
    ends = (*(found.start() for found in heads[1:]), len(text))
    return {found[1]: text[found.start() : end] for found, end in zip(heads, ends, strict=True)}


def _read(name: str, text: str) -> Mapping[str, Any]:
    data, _ = read_yaml(Source("library.yaml", text), LIMITS)
    said: Any = data
    entry: Mapping[str, Any] = said[name]
    return entry


def _indicator(name: str, said: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=name,
        name=_both(said["name"]),
        category=said["category"],
        card={field: _exact(said[field]) for field in CARD if field in said},
        guard=Guard(**{measure: _exact(value) for measure, value in said.get("guard", {}).items()}),
        suggested_scoring=said.get("suggested_scoring"),
        pitfall=_both(said["pitfall"]) if "pitfall" in said else NO_WORDS,
        words=tuple(said.get("words", ())),
        origin=OWN,
    )


def _preset(name: str, said: Mapping[str, Any]) -> Preset:
    return Preset(name, _both(said["title"]), _both(said["advice"]), tuple(said["indicators"]))


def _exact(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) else value


def _both(text: Any) -> Words:
    return Words(text, text) if isinstance(text, str) else Words(text["zh"], text["en"])
