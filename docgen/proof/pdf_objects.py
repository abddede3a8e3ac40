"""The objects of a PDF as the engine writes it, read without a library for it.

Every object is found through the table at the end, as a reader finds it. What the engine does not
write (updates behind the end, streams packed twice) counts as broken: nobody else has touched the file.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

__all__ = ["SPACE", "STRING", "BrokenError", "Objects", "read_objects"]

SPACE = rb"[\x00\t\n\f\r ]*+"
# Python before 3.11.5 loses its way in a group that is repeated possessively (*+), so only single signs are.
_TEXT = rb"\((?:[^()\\]++|\\.)*\)|<[0-9A-Fa-f\s]*+>"
STRING = re.compile(_TEXT, re.DOTALL)
"""A text, which may say anything."""

_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n]")
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_TAIL = 64
_OBJECT = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_VALUE = re.compile(rb"(?:[^()<>se%]++|" + _TEXT + rb"|<<|>>|s(?!tream\r?\n)|e(?!ndobj))*", re.DOTALL)
"""What an object is, up to the word behind it."""
_STREAM = re.compile(rb"stream\r?\n")
_OLD_TABLE = re.compile(rb"xref\s+0 (\d{1,8})\s*?\n")
_OLD_LINE = re.compile(rb"(\d{10}) \d{5} ([nf])(?: \n|\r\n| \r|\n)")
_FIGURES = rb"\[([\d\s]+)\]"
_PACKED = re.compile(rb"/Type" + SPACE + rb"/ObjStm")
_ROOT = re.compile(rb"/Root" + SPACE + rb"(\d{1,10}) 0 R")
_COLUMNS = 3
_MOST = 1 << 28
"""Bytes of one unpacked stream of objects; ours have a few hundred thousand."""


class BrokenError(ValueError):
    """The file is not whole; the argument names what of it."""


@dataclass(frozen=True, slots=True)
class Objects:
    """What can be read of a file: dictionaries with everything else that is no stream, and those of streams."""

    values: list[bytes] = field(default_factory=list)
    streams: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Table:
    """Where objects begin, by their numbers; those that are packed into others; where reading begins."""

    places: dict[int, int]
    packed: frozenset[int]
    trailer: bytes


def read_objects(content: bytes) -> Objects:
    """Read every object once, the packed ones too; raises ``BrokenError``."""
    end = _END.search(content, max(0, len(content) - _TAIL))
    if not _HEAD.match(content) or end is None:
        raise BrokenError("%%EOF")
    table = _read_table(content, int(end[1]))
    root = _ROOT.search(table.trailer)
    if root is None or b"/Encrypt" in table.trailer or b"/Prev" in table.trailer:
        raise BrokenError("trailer")
    if int(root[1]) not in table.packed and int(root[1]) not in table.places:
        raise BrokenError("Root")
    found = Objects()
    for number, place in table.places.items():
        _read_object(content, number, place, found)
    return found


def _read_table(content: bytes, start: int) -> _Table:
    if content.startswith(b"xref", start):
        return _read_old_table(content, start)
    found = _OBJECT.match(content, start)
    if found is None:
        raise BrokenError("xref")
    head, data = _unpack(content, found.end())
    widths, spread = _figures(head, b"W"), _figures(head, b"Index") or [0, _figure(head, b"Size")]
    if len(widths) != _COLUMNS or widths[0] != 1 or len(spread) != 2 or len(data) != sum(widths) * spread[1]:  # noqa: PLR2004 - begin and count
        raise BrokenError("xref")
    row, split = sum(widths), 1 + widths[1]
    rows = {spread[0] + n: data[n * row : (n + 1) * row] for n in range(spread[1])}
    places = {n: int.from_bytes(each[1:split], "big") for n, each in rows.items() if each[0] == 1}
    return _Table(places, frozenset(n for n, each in rows.items() if each[0] == 2), head)  # noqa: PLR2004 - the mark of a packed one


def _read_old_table(content: bytes, start: int) -> _Table:
    head = _OLD_TABLE.match(content, start)
    if head is None:
        raise BrokenError("xref")
    places, at = {}, head.end()
    for number in range(int(head[1])):
        line = _OLD_LINE.match(content, at)
        if line is None:
            raise BrokenError("xref")
        at = line.end()
        if line[2] == b"n":
            places[number] = int(line[1])
    if not content.startswith(b"trailer", at):
        raise BrokenError("trailer")
    return _Table(places, frozenset(), content[at:])


def _read_object(content: bytes, number: int, place: int, found: Objects) -> None:
    begin = _OBJECT.match(content, place)
    if begin is None or int(begin[1]) != number:
        raise BrokenError(f"{number} 0 obj")
    value = _value_at(content, begin.end())
    behind = begin.end() + len(value)
    found.values.append(value)
    if content.startswith(b"endobj", behind):
        return
    found.streams.append(value)
    head, packed = value, _PACKED.search(value) is not None
    end = _bounds(content, behind, head)[1]
    if not re.compile(rb"\s*endstream\s+endobj").match(content, end):
        raise BrokenError(f"{number} 0 obj")
    if packed:
        found.values.append(_unpack(content, begin.end())[1][_figure(head, b"First") :])


def _value_at(content: bytes, start: int) -> bytes:
    value = _VALUE.match(content, start)
    return value[0] if value else b""


def _bounds(content: bytes, start: int, head: bytes) -> tuple[int, int]:
    """Return where the content of a stream begins and ends."""
    opened = _STREAM.match(content, start)
    if opened is None:
        raise BrokenError("stream")
    return opened.end(), opened.end() + _figure(head, b"Length")


def _unpack(content: bytes, start: int) -> tuple[bytes, bytes]:
    """Return the dictionary and the content of a stream."""
    head = _value_at(content, start)
    begin, end = _bounds(content, start + len(head), head)
    if b"/Filter" not in head:
        return head, content[begin:end]
    packer = zlib.decompressobj()
    try:
        plain = packer.decompress(content[begin:end], _MOST)
    except zlib.error:
        raise BrokenError("stream") from None
    if not packer.eof:
        raise BrokenError("stream")
    return head, plain


def _figures(head: bytes, name: bytes) -> list[int]:
    found = re.search(rb"/" + name + SPACE + _FIGURES, head)
    return [int(each) for each in found[1].split()] if found else []


def _figure(head: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb"\s+(\d{1,10})(?!\d| \d+ R)", head)
    if found is None:
        raise BrokenError(name.decode())
    return int(found[1])
