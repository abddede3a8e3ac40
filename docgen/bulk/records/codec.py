"""A record as one line of JSON, and back: generic over the values of a record, strict with what it reads."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from docgen.bulk.model import Record

__all__ = ["DamagedError", "decode", "decode_record", "encode", "encode_record"]

_SUM = b',"sum":"'
_TAIL = len(_SUM) + 8 + 2


class DamagedError(ValueError):
    """A line is not what was written."""


def encode(value: Mapping[str, Any]) -> bytes:
    """Return one line, without its end, that carries a check sum of itself."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    body = text[:-1].encode("utf-8", "surrogatepass")  # a name on disk may be no text
    return body + _SUM + f"{zlib.crc32(body):08x}".encode() + b'"}'


def decode(line: bytes) -> dict[str, Any]:
    """Return what a line holds; raises DamagedError when it is not as it was written."""
    body, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != _SUM + f"{zlib.crc32(body):08x}".encode() + b'"}':
        raise DamagedError
    try:
        value = json.loads((body + b"}").decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as damage:
        raise DamagedError from damage
    if not isinstance(value, dict):
        raise DamagedError
    return value


def encode_record(record: Record) -> bytes:
    """Return a record as one line; fields that hold what they hold anyway are left out."""
    value: dict[str, Any] = _lay_out(record)
    return encode(value)


def decode_record(line: bytes) -> Record:
    """Return the record of a line; raises DamagedError."""
    try:
        record: Record = _reader(Record)(decode(line))
    except DamagedError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError) as damage:
        raise DamagedError from damage
    return record


def _lay_out(value: Any) -> Any:
    """Return a value as plain JSON."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_lay_out(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): _lay_out(value[name]) for name in sorted(value)}
    if is_dataclass(value):
        told = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _lay_out(held) for one, held in told if held != _usual(one)}
    raise TypeError(type(value).__name__)


def _usual(one: Any) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Make what turns plain JSON into a value of a type."""
    shape, parts = get_origin(kind) or kind, get_args(kind)
    if shape in _SHAPES:
        return _SHAPES[shape](parts)
    if is_dataclass(shape):
        return _read_dataclass(shape)
    return shape if issubclass(shape, Enum) else _read_plain(shape)


def _read_dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {one.name: _reader(hints[one.name]) for one in fields(kind)}

    def read(value: Any) -> Any:
        return kind(**{name: readers[name](held) for name, held in value.items()})

    return read


def _read_union(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Read a union whose members are told apart by their shape in JSON."""
    may_be_none = NoneType in parts
    scalars = tuple(part for part in parts if part in {str, int, float, bool})
    others = [_reader(part) for part in parts if part not in scalars and part is not NoneType]

    def read(value: Any) -> Any:
        if value is None:
            if may_be_none:
                return None
            raise DamagedError
        if isinstance(value, scalars):
            return value
        if not others:
            raise DamagedError
        return others[0](value)

    return read


def _read_tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    is_long = len(parts) == 2 and parts[1] is Ellipsis  # noqa: PLR2004 - tuple[X, ...]
    readers = [_reader(part) for part in parts if part is not Ellipsis]

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise DamagedError
        if is_long:
            return tuple(map(readers[0], value))
        return tuple(reader(each) for reader, each in zip(readers, value, strict=True))

    return read


def _read_one_of(values: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in values:
            raise DamagedError
        return value

    return read


def _read_mapping(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    reader = _reader(parts[1])

    def read(value: Any) -> Any:
        return {name: reader(held) for name, held in value.items()}

    return read


def _read_plain(kind: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, kind):
            raise DamagedError
        return value

    return read


_SHAPES: Mapping[Any, Callable[[tuple[Any, ...]], Callable[[Any], Any]]] = {
    Union: _read_union,
    UnionType: _read_union,
    tuple: _read_tuple,
    Literal: _read_one_of,
    Mapping: _read_mapping,
    datetime.date: lambda _parts: datetime.date.fromisoformat,
}
