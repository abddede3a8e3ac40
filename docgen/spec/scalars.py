"""How one value is written in YAML, so that the reader of specs gets back exactly this value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

import yaml

from docgen.spec.yaml_scalars import NotFinite, OutOfReach, resolve

__all__ = ["Scalar", "write_block", "write_inline", "write_lines"]

Scalar = str | int | Decimal | bool | datetime.date

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENDLESS = 2**31
_BASIC = "\uffff"
"""Beyond it PyYAML writes numbers instead of signs between double quotes."""


class _Lines(str):
    """A text that is written on lines of its own."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes texts; quotes what our reader or an older one would take for something else."""


class _Quoted(str):
    """A text in double quotes."""

    __slots__ = ()


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if isinstance(text, _Lines) else '"' if isinstance(text, _Quoted) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style)


_Dumper.add_representer(str, _represent)
_Dumper.add_representer(_Lines, _represent)
_Dumper.add_representer(_Quoted, _represent)


def write_block(value: Scalar) -> str:
    """Write a value that stands behind a key on a line of its own."""
    if not isinstance(value, str):
        return _plain(value)
    return _quote(value, lambda text: _dump({"k": text}, flow=False).removeprefix("k: ").removesuffix("\n"))


def write_inline(value: Scalar | None) -> str:
    """Write a value on one line, between brackets or as a key; nothing for a value that nobody gave."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return _plain(value)
    return _write_inline(value)


@lru_cache(maxsize=4096)
def _write_inline(value: str) -> str:
    """Remember what keys and ids become: a spec says each of them many times, and PyYAML is slow."""
    return _quote(value, lambda text: _dump([text], flow=True).removeprefix("[").removesuffix("]\n"))


def write_lines(text: str) -> list[str]:
    """Write a text of several lines: what stands behind its key, then its lines, indented by two.

    A text with blanks where nobody sees them is written on one line, where they are seen.
    """
    if any(line != line.strip() for line in text.split("\n")) or text != text.strip():
        return [_dump([_Quoted(text)], flow=True).removeprefix("[").removesuffix("]\n")]
    return _dump({"k": _Lines(text)}, flow=False).removeprefix("k: ").removesuffix("\n").split("\n")


def _quote(text: str, write: Callable[[str], str]) -> str:
    """Write a text as people do: without quotes where that is safe, else in double ones."""
    if _DATE.fullmatch(text):
        return text
    written = write(text)
    is_plain_single = (
        written.startswith("'") and not set(text) & {'"', "\\"} and max(text, default="") <= _BASIC
    )
    is_on_lines = "\n" in text
    return (
        write(_Quoted(text)) if is_plain_single or is_on_lines or _is_taken_for_something(text) else written
    )


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _dump(value: object, *, flow: bool) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, width=_ENDLESS, default_flow_style=flow))


def _is_taken_for_something(text: str) -> bool:
    """Tell whether our reader would take an unquoted text for a number, a truth or nothing."""
    try:
        return not isinstance(resolve(text), str)
    except (NotFinite, OutOfReach):
        return True
