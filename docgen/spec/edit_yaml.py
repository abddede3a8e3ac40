"""Where an entry or a part goes in a spec that is written as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.spec.raw import Data, Source
from docgen.spec.spell import flow, spell
from docgen.spec.yaml_parts import Part, find_parts

__all__ = ["append_to_yaml", "set_in_yaml"]

_LINE_END = re.compile("\r\n|[\n\r]")
_STEP = 2


def append_to_yaml(source: Source, key: str, item: Data) -> str:
    """Return the text with one more entry in a list that is there."""
    return _YamlText(source).append(key, item)


def set_in_yaml(source: Source, key: str, value: Data) -> str:
    """Return the text with another value at a key; raises ValueError where it cannot be written."""
    return _YamlText(source).set(key, value)


class _YamlText:
    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        self.document = find_parts(source)
        found = _LINE_END.search(self.text)
        self.line_end = found.group() if found else "\n"

    def append(self, key: str, item: Data) -> str:
        part = self.document.parts[key]
        if not part.entries:
            return self._fill(part, item) if self._holds_comment(part) else self.set(key, [item])
        if not part.is_block:
            return self._put(f", {flow(item)}", part.last)
        gap = [""] if self._is_spaced(part) and not part.keeps_blanks else []
        return self._put_lines([*gap, *spell([item], part.column)], self._after(part))

    def _holds_comment(self, part: Part) -> bool:
        return "#" in self.text[part.start : part.end]

    def _fill(self, part: Part, item: Data) -> str:
        """Put the first entry between brackets in which somebody left a comment."""
        return self._put(flow(item), part.end - 1)

    def set(self, key: str, value: Data) -> str:
        part = self.document.parts.get(key)
        if not self.document.is_block:
            return self._set_in_brackets(key, value, part)
        lines = list(spell(value, self.document.margin + _STEP))
        if part is None:
            return self._add(key, lines)
        if part.is_block:
            first, _ = self.source.place(part.start)
            return self._put_lines(lines, self.source.offset(first), self._next_line(part.end))
        return self._hollow(part, lines)

    def _add(self, key: str, lines: list[str]) -> str:
        place = self.document.closing
        before = self.text[:place]
        is_apart = self.document.keeps_blanks or before.endswith(self.line_end * 2)
        gap = [] if is_apart else [""]
        return self._put_lines([*gap, f"{'':{self.document.margin}}{flow(key)}:", *lines], place)

    def _set_in_brackets(self, key: str, value: Data, part: Part | None) -> str:
        if part is not None:
            blank = "" if part.end > part.start else " "
            return self._put(blank + flow(value), part.start, part.end)
        pair = flow({key: value})[1:-1]
        if not self.document.parts:
            return self._put(pair, self.document.closing)
        return self._put(f", {pair}", max(each.end for each in self.document.parts.values()))

    def _hollow(self, part: Part, lines: list[str]) -> str:
        """Take a value away that is no block, and put lines below its key; a comment behind it stays."""
        before, below = self.text[: part.start].rstrip(" \t"), self._next_line(part.end)
        kept = self.text[part.end : below]
        if _LINE_END.match(before[-1:]):  # the value has a line of its own
            kept = f"{'':{part.column}}{kept.lstrip()}" if kept.strip() else ""
        elif not before.endswith(":"):
            raise ValueError(before)
        elif not _LINE_END.search(kept):
            kept += self.line_end
        return f"{before}{kept}{self._block(lines)}{self.text[below:]}"

    def _put(self, piece: str, place: int, until: int | None = None) -> str:
        return f"{self.text[:place]}{piece}{self.text[place if until is None else until :]}"

    def _put_lines(self, lines: Iterable[str], place: int, until: int | None = None) -> str:
        is_begun = place > 0 and not _LINE_END.match(self.text[place - 1])
        return self._put((self.line_end if is_begun else "") + self._block(lines), place, until)

    def _block(self, lines: Iterable[str]) -> str:
        return "".join(f"{line}{self.line_end}" for line in lines)

    def _next_line(self, place: int) -> int:
        """Give the beginning of the next line, or this place when a line begins here."""
        line, column = self.source.place(place)
        return place if column == 1 else self.source.offset(line + 1)

    def _after(self, part: Part) -> int:
        """Give the line behind a list, passing over the comments that stand as deep as its entries."""
        place = self._next_line(part.end)
        line, _ = self.source.place(place)
        last = line
        for number in range(line, len(self.source.lines) + 1) if part.column else ():
            words = self.source.lines[number - 1]
            bare = words.lstrip(" ")
            if bare and not (bare.startswith("#") and len(words) - len(bare) >= part.column):
                break
            last = number + 1 if bare else last
        return place if last == line else self.source.offset(last)

    def _is_spaced(self, part: Part) -> bool:
        """Tell whether the entries of a list stand apart: a blank line is before the last one."""
        line, _ = self.source.place(part.entries[-1])
        above = self.source.lines[: line - 1]
        near = next((words.strip() for words in reversed(above) if not words.lstrip().startswith("#")), "")
        return len(part.entries) > 1 and not near
