"""Changes to the text of a spec that leave every other byte as it was.

A spec belongs to the people who wrote it: its comments, order, line ends and indentation are theirs.
So a change is a piece of text put into the file, never the file written anew; afterwards the file is
read again and has to say what it said before, but for the one part.
"""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from docgen.diagnostics import DocgenError, Location, report
from docgen.spec.edit_json import append_to_json, set_in_json
from docgen.spec.edit_yaml import append_to_yaml, set_in_yaml
from docgen.spec.limits import LIMITS
from docgen.spec.raw import Data, RawSpec, Source
from docgen.spec.reader import read

__all__ = ["Plain", "append_item", "set_part", "show_part"]

Plain: TypeAlias = "str | int | Decimal | bool | datetime.date | list[Plain] | tuple[Plain, ...] | Mapping[str, Plain] | None"
"""What may be put into a spec."""


def append_item(content: bytes, name: str, key: str, item: Mapping[str, Plain]) -> bytes:
    """Return the spec with one more entry at the end of a list at its top, which is made when missing.

    Raises DocgenError when the spec cannot be read, and DG760 when the text cannot be changed without
    changing more than that.
    """
    raw, entry = _read(content, name), _as_data(item)
    standing = raw.data.get(key)
    if standing is None:
        write = set_in_json if _is_json(raw) else set_in_yaml
        return _edit(raw, content, key, [entry], lambda: write(raw.source, key, [entry]))
    if not isinstance(standing, list):
        raise _refusal(raw, key)
    append = append_to_json if _is_json(raw) else append_to_yaml
    return _edit(raw, content, key, [*standing, entry], lambda: append(raw.source, key, entry))


def set_part(content: bytes, name: str, key: str, value: Mapping[str, Plain]) -> bytes:
    """Return the spec with another value at a key at its top, which is added at the end when missing.

    Comments inside the part that is replaced go with it. Raises DocgenError as ``append_item`` does.
    """
    raw, part = _read(content, name), _as_data(value)
    write = set_in_json if _is_json(raw) else set_in_yaml
    return _edit(raw, content, key, part, lambda: write(raw.source, key, part))


def show_part(raw: RawSpec, key: str, value: Mapping[str, Plain]) -> str:
    """Write a part as ``set_part`` adds it to such a file: as YAML, or as JSON in a JSON file."""
    part = _as_data(value)
    if _is_json(raw):
        return set_in_json(Source(raw.name, "{}"), key, part)
    return set_in_yaml(Source(raw.name, ""), key, part).strip("\n")


def _read(content: bytes, name: str) -> RawSpec:
    raw = read(content, name)
    if raw.faults:
        raise DocgenError(raw.faults)
    return raw


def _is_json(raw: RawSpec) -> bool:
    return raw.find_marks is not None


def _edit(raw: RawSpec, content: bytes, key: str, expected: Data, write: Callable[[], str]) -> bytes:
    """Write, then read what was written: it says the expected thing at the key, and all else as before."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        changed = mark + write().encode()
    except ValueError:
        raise _refusal(raw, key) from None
    if len(changed) > LIMITS.size:
        raise DocgenError([report("DG104", Location(file=raw.name), limit=LIMITS.size)])
    if not _says(changed, raw.name, {**raw.data, key: expected}):
        raise _refusal(raw, key)
    return changed


def _refusal(raw: RawSpec, key: str) -> DocgenError:
    return DocgenError([report("DG760", raw.locate((key,), key=True), key=key)])


def _says(content: bytes, name: str, expected: Data) -> bool:
    try:
        raw = read(content, name)
    except DocgenError:
        return False
    return not raw.faults and _same(raw.data, expected)


def _same(one: Data, other: Data) -> bool:
    """Compare with kinds and digits: 1 is not true, and 4.0 is not 4.00."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and str(one) == str(other)


def _as_data(value: Plain) -> Data:
    """Turn a value into what the reader will make of it: days become text, integral figures int."""
    match value:
        case Mapping():
            return {key: _as_data(each) for key, each in value.items()}
        case list() | tuple():
            return [_as_data(each) for each in value]
        case datetime.date():
            return value.isoformat()
        case Decimal() if "." not in f"{value:f}":
            return int(value)
        case Decimal():
            return Decimal(f"{value:f}")
        case _:
            return value
