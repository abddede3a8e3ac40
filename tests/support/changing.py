"""Change specs in every place at once: find the text fields, and mend what a removal tore."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from docgen.diagnostics import DocgenError, FieldPath
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.making import as_json

__all__ = ["errors_of", "put", "strings", "text_fields", "value_at", "without"]

ROUNDS = 8


def strings(data: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the path of every string."""
    if isinstance(data, str):
        yield path
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from strings(value, (*path, key))


def value_at(data: Any, path: FieldPath) -> Any:
    """Return what stands at a path."""
    for step in path:
        data = data[step]
    return data


def put(data: Any, path: FieldPath, value: Any) -> None:
    """Set what stands at a path."""
    value_at(data, path[:-1])[path[-1]] = value


def errors_of(data: Any) -> list[FieldPath]:
    """Validate plain data and return the paths of all errors."""
    try:
        validate(read(as_json(data), "case.json"))
    except DocgenError as failure:
        return [found.where.path for found in failure.diagnostics]
    return []


def text_fields(data: Any, words: str) -> dict[FieldPath, str]:
    """Put a numbered ``words`` into every field that takes free text; return them by path.

    ``data`` is changed. A string that must not say just anything (an id, a date, a reference) is left:
    the validator is asked, not a list.
    """
    original = copy.deepcopy(data)
    put_in = {path: f"T{number:04d}{words}" for number, path in enumerate(strings(data))}
    for path, text in put_in.items():
        put(data, path, text)
    for _ in range(ROUNDS):
        wrong = errors_of(data)
        if not wrong:
            return put_in
        for error in wrong:
            for path in _guilty(put_in, error, original):
                put(data, path, value_at(original, path))
                del put_in[path]
    raise AssertionError(f"still wrong: {wrong}")


def _guilty(put_in: dict[FieldPath, str], error: FieldPath, original: Any) -> list[FieldPath]:
    """Name the fields an error is about; what is itself again and still wrong names its twins (a grade)."""
    touched = [path for path in put_in if _touches(path, error)]
    return touched or [path for path in put_in if value_at(original, path) == value_at(original, error)]


def _touches(path: FieldPath, error: FieldPath) -> bool:
    """Tell whether an error is about a value, something in it, or the value it is part of."""
    shared = min(len(path), len(error))
    return path[:shared] == error[:shared] and len(path) - len(error) <= 1


def without(data: dict[str, Any], block: str) -> dict[str, Any]:
    """Return a spec without one top-level block, and without whatever referred to it."""
    left = copy.deepcopy(data)
    del left[block]
    for _ in range(ROUNDS):
        wrong = errors_of(left)
        if not wrong:
            return left
        for path in sorted(set(wrong), key=lambda p: tuple(map(str, p)), reverse=True):
            _remove(left, path)
    raise AssertionError(f"without {block}: still wrong: {wrong}")


def _remove(data: Any, path: FieldPath) -> None:
    """Remove a value, or what lacks it if it is gone already; an entry of a list leaves no gap."""
    try:
        del value_at(data, path[:-1])[path[-1]]
    except (KeyError, IndexError):
        if len(path) > 1:
            _remove(data, path[:-1])
