"""Which field is meant by a Chinese name? Asked while a template runs, and when a wrong name is explained.

A record is known by its keys, so a name is looked up among the names of this very record and no other: a
``名称`` of goals is never answered with the ``title`` of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from docgen.i18n.fold import fold
from docgen.view.catalogue import Field, Record, catalogue

__all__ = ["field_named", "find_key", "find_top", "is_foreign", "nearest", "record_of", "spell"]

_CLOSE = 0.6
_CLOSE_IN_CHINESE = 0.4
"""Of two signs one is enough: 姓明 is 姓名."""


def is_foreign(name: str) -> bool:
    """Tell whether a name is written in Chinese, or in anything but plain Latin letters."""
    return not name.isascii()


def find_top(name: str) -> str | None:
    """Return the key of a top-level name of a template."""
    found = field_named(catalogue().top, name)
    return found.key if found else None


def find_key(values: Mapping[str, Any], name: str) -> str | None:
    """Return the key by which a record of the View knows a Chinese name; None if it has no such name."""
    record = record_of(values)
    found = field_named(record.fields, name) if record else None
    return found.key if found else None


def record_of(values: Mapping[str, Any]) -> Record | None:
    """Recognize a record of the View by its keys."""
    return _record_with(tuple(values))


@lru_cache(maxsize=1024)
def _record_with(keys: tuple[str, ...]) -> Record | None:
    return catalogue().by_keys.get(frozenset(keys))


def field_named(fields: Mapping[str, Field], name: str) -> Field | None:
    """Find a field by its key or by a Chinese name; full-width letters and capitals do not matter there."""
    if name in fields:
        return fields[name]
    return _index(tuple(fields.values())).get(fold(name)) if is_foreign(name) else None


@lru_cache(maxsize=256)
def _index(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {fold(name): field for field in fields for name in field.zh_names}


def spell(fields: Iterable[Field], name: str) -> tuple[str, ...]:
    """Return the names of fields in the language that ``name`` is written in."""
    if is_foreign(name):
        return tuple(said for field in fields for said in field.zh_names)
    return tuple(field.key for field in fields)


def nearest(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return up to three names that look like this one, the most alike first."""
    cutoff = _CLOSE_IN_CHINESE if is_foreign(name) else _CLOSE
    known = {fold(candidate): candidate for candidate in reversed(list(candidates))}
    close = get_close_matches(fold(name)[:100], list(known), n=3, cutoff=cutoff)
    return tuple(known[each] for each in close)
