"""Plain data written the way people write a spec: YAML in blocks, with short records on one line."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.spec.raw import Data, Unreadable
from docgen.spec.scalars import write_inline

__all__ = ["flow", "spell"]

WIDTH = 140
"""Columns that a record may take on one line."""

_STEP = 2


def spell(value: Data, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping or a list as a block, each with its indentation and without an end."""
    if isinstance(value, list):
        for each in value:
            yield from _entry(each, indent)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _pair(key, each, indent)


def flow(value: Data) -> str:
    """Write a value on one line; raises ValueError for one that nobody could read."""
    match value:
        case dict():
            return "{" + ", ".join(f"{write_inline(key)}: {flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(each) for each in value) + "]"
        case None:
            return "null"
        case Unreadable():
            raise ValueError(value)
        case _:
            return write_inline(value)


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
        yield f"{margin}{write_inline(key)}: {flow(value)}"
    else:
        yield f"{margin}{write_inline(key)}:"
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
