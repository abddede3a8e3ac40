"""Plain data written the way people write a spec: YAML in blocks, with short records on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.spec.raw import Data
from docgen.spec.yaml_scalars import NotFinite, OutOfReach, resolve

__all__ = ["flow", "spell"]

WIDTH = 140
"""Columns that a record may take on one line."""

_STEP = 2
# What needs no quotes anywhere: no sign of YAML, no blank at the ends, nothing that looks like a comment.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~][^\n\t,\[\]{}#:\"'`]*(?<!\s)")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def spell(value: Data, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping or a list as a block, each with its indentation and without an end."""
    if isinstance(value, list):
        for each in value:
            yield from _entry(each, indent)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _pair(key, each, indent)


def flow(value: Data) -> str:
    """Write a value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(each) for each in value) + "]"
        case _:
            return _scalar(value)


def _entry(value: Data, indent: int) -> Iterator[str]:
    margin = " " * indent
    if _fits(value, indent + _STEP):
        yield f"{margin}- {flow(value)}"
        return
    lines = spell(value, indent + _STEP)
    yield f"{margin}- {next(lines).lstrip()}"
    yield from lines


def _pair(key: str, value: Data, indent: int) -> Iterator[str]:
    margin = " " * indent
    if _fits(value, indent + len(key) + _STEP):
        yield f"{margin}{_scalar(key)}: {flow(value)}"
    else:
        yield f"{margin}{_scalar(key)}:"
        yield from spell(value, indent + _STEP)


def _fits(value: Data, used: int) -> bool:
    """Tell what goes on one line: whatever is no list or mapping, and short records without inner ones."""
    if not isinstance(value, list | dict) or not value:
        return True
    inner = value.values() if isinstance(value, dict) else value
    records = [each for each in inner if isinstance(each, dict) and each]
    if records and (isinstance(value, list) or len(records) == len(value)):
        return False
    if any(_depth(each) > 1 for each in inner):
        return False
    return used + len(flow(value)) <= WIDTH


def _depth(value: Data) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return 1 + max(map(_depth, value), default=0)
        case _:
            return 0


def _scalar(value: Data) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _ESCAPED.search(text) and _stays_text(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _stays_text(text: str) -> bool:
    try:
        return isinstance(resolve(text), str)
    except (NotFinite, OutOfReach):
        return False
