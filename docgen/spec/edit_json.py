"""Where an entry or a part goes in a spec that is written with brackets and commas."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import NamedTuple

from docgen.spec.raw import Data, Source

__all__ = ["append_to_json", "set_in_json"]

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_MARGIN = re.compile(r"\{[ \t]*(?P<end>\r\n|\n|\r)(?P<indent>[ \t]+)")


class _Span(NamedTuple):
    start: int
    end: int


def append_to_json(source: Source, key: str, item: Data) -> str:
    """Return the text with one more entry in a list that is there."""
    return _JsonText(source).append(key, item)


def set_in_json(source: Source, key: str, value: Data) -> str:
    """Return the text with another value at a key."""
    return _JsonText(source).set(key, value)


class _JsonText:
    """The text of a JSON spec, with the spans of the values at its top."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.spans: dict[str, _Span] = {}
        margin = _MARGIN.search(self.text)
        self.line_end = margin["end"] if margin else ""
        self.indent = margin["indent"] if margin else ""
        self._scan()

    def append(self, key: str, item: Data) -> str:
        span = self.spans[key]
        inner = self.text[span.start + 1 : span.end - 1]
        if not inner.strip():
            return self.set(key, [item])
        place = span.end - 1 - (len(inner) - len(inner.rstrip()))
        on_lines = bool(self.line_end) and ("\n" in inner or "\r" in inner)
        gap = f"{self.line_end}{self.indent * 2}" if on_lines else " "
        return self._insert(place, place, f",{gap}{self._write(item, 2 if on_lines else None)}")

    def set(self, key: str, value: Data) -> str:
        span = self.spans.get(key)
        if span is not None:
            return self._insert(*span, self._write(value, 1))
        last = max((each.end for each in self.spans.values()), default=None)
        gap = f"{self.line_end}{self.indent}" if self.line_end else " "
        pair = f"{json.dumps(key, ensure_ascii=False)}: {self._write(value, 1)}"
        if last is None:
            place = self.text.index("{") + 1
            return self._insert(place, place, pair)
        return self._insert(last, last, f",{gap}{pair}")

    def _insert(self, start: int, end: int, piece: str) -> str:
        return f"{self.text[:start]}{piece}{self.text[end:]}"

    def _write(self, value: Data, level: int | None) -> str:
        """Write a value as the file is written: on lines, or all in one."""
        if not self.line_end:
            level = None
        match value:
            case dict():
                pairs = (
                    f"{json.dumps(key, ensure_ascii=False)}: {self._write(each, _next(level))}"
                    for key, each in value.items()
                )
                return self._enclose("{", [*pairs], "}", level)
            case list():
                return self._enclose("[", [self._write(each, _next(level)) for each in value], "]", level)
            case Decimal():
                return f"{value:f}"
            case _:
                return json.dumps(value, ensure_ascii=False)

    def _enclose(self, opening: str, parts: list[str], closing: str, level: int | None) -> str:
        if level is None or not parts:
            return f"{opening}{', '.join(parts)}{closing}"
        inner = f"{self.line_end}{self.indent * (level + 1)}"
        return f"{opening}{inner}{f',{inner}'.join(parts)}{self.line_end}{self.indent * level}{closing}"

    def _scan(self) -> None:
        """Walk over the signs; a value at the top begins and ends at depth one."""
        depth, key, start, end = 0, None, None, 0
        for sign in _TOKEN.finditer(self.text):
            word = sign.group()
            if word in "]}":
                depth -= 1
            if (depth == 1 and word == ",") or (depth == 0 and word == "}"):
                if key is not None and start is not None:
                    self.spans[key] = _Span(start, end)
                key, start = None, None
            elif depth == 1 and key is None:
                key = json.loads(word)
            elif start is None and key is not None and word != ":":
                start = sign.start()
            if word in "[{":
                depth += 1
            end = sign.end()


def _next(level: int | None) -> int | None:
    return None if level is None else level + 1
