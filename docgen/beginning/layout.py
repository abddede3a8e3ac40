"""From an outline to the text of a file: values as YAML, and beside them what is said there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from docgen.beginning.outline import Node, Offer, Outline
from docgen.beginning.words import label, note_at
from docgen.diagnostics import FieldPath
from docgen.i18n.languages import LANGUAGES, Words
from docgen.spec.scalars import Scalar, write_block, write_inline, write_lines

__all__ = ["lay_out"]

_WIDTH = 100
"""Columns of a title line, and of what stands between brackets."""


def lay_out(outline: Outline) -> list[str]:
    """Return the lines of the file."""
    return list(_Sheet(outline).mapping(outline.data, (), 0))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Writes one outline; ``pad`` are the columns in front of a line."""

    outline: Outline

    def mapping(self, data: dict[str, Node], path: FieldPath, pad: int) -> Iterator[str]:
        """Write the entries of a mapping, each with what is said above it."""
        for key, value in data.items():
            place = (*path, key)
            yield from self._above(value, place, pad)
            yield from self._entry(key, value, place, pad)

    def _entry(self, key: str, value: Node, path: FieldPath, pad: int) -> Iterator[str]:
        if isinstance(value, Offer):
            yield from _commented(self._entry(key, value.value, path, pad))
            return
        head = f"{' ' * pad}{write_inline(key)}:"
        if self._is_short(value, path, pad):
            said = self._write_inline(value)
            yield f"{head}{' ' if said else ''}{said}{self._behind(value, path)}"
        elif isinstance(value, dict):
            yield head
            yield from self.mapping(value, path, pad + 2)
        elif isinstance(value, list):
            yield head
            yield from self._items(value, path, pad + 2)
        elif isinstance(value, str) and "\n" in value:
            first, *rest = write_lines(value)
            yield f"{head} {first}"
            yield from (f"{' ' * pad}{line}" if line else "" for line in rest)
        else:
            yield f"{head} {write_block(cast('Scalar', value))}{self._behind(value, path)}"

    def _is_short(self, value: Node, path: FieldPath, pad: int) -> bool:
        """Tell whether a value stands behind its key: nothing, a list of words, a small group."""
        if isinstance(value, list):
            return not value or (all(_is_word(each) for each in value) and self._fits(value, pad))
        if not isinstance(value, dict):
            return value is None
        if set(value) <= {*LANGUAGES} and (None in value.values() or not _is_plain(value.values())):
            return False
        is_text = set(value) <= {*LANGUAGES}
        return _is_plain(value.values()) and (note_at(path).flow or (is_text and self._fits(value, pad)))

    def _fits(self, value: Node, pad: int) -> bool:
        return pad + _columns(self._write_inline(value)) <= _WIDTH

    def _items(self, items: list[Node], path: FieldPath, pad: int) -> Iterator[str]:
        for index, item in enumerate(items):
            place = (*path, index)
            if index and note_at(place).apart:
                yield ""
            yield from self._above(item, place, pad)
            if isinstance(item, Offer):
                yield from _commented(self._item(item.value, place, pad))
            else:
                yield from self._item(item, place, pad)

    def _item(self, item: Node, path: FieldPath, pad: int) -> Iterator[str]:
        dash = f"{' ' * pad}- "
        if isinstance(item, dict) and not self._is_short(item, path, pad + 2):
            lines = list(self.mapping(item, path, pad + 2))
            first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from lines[:first]
            yield dash + lines[first].lstrip()
            yield from lines[first + 1 :]
        elif isinstance(item, str) and "\n" in item:
            first_line, *rest = write_lines(item)
            yield dash + first_line
            yield from (f"{' ' * pad}{line}" if line else "" for line in rest)
        elif isinstance(item, dict):
            yield f"{dash}{self._write_inline(item)}{self._behind(None if None in item.values() else item, path)}"
        else:
            said = "" if item is None else write_block(cast("Scalar", item))
            yield f"{dash}{said}".rstrip() + self._behind(item, path)

    def _write_inline(self, value: Node) -> str:
        if isinstance(value, dict):
            parts = (f"{write_inline(key)}: {self._write_inline(each)}" for key, each in value.items())
            return "{" + ", ".join(parts) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._write_inline, value)) + "]" if value else ""
        return write_inline(cast("Scalar | None", value))

    def _above(self, value: Node, path: FieldPath, pad: int) -> Iterator[str]:
        """Write the title of a part, what is always said above a place, and what is said this time."""
        reader, note = self.outline.tongue.reader, note_at(path)
        if note.heading:
            yield from ("", _title(note.heading, reader, both=self.outline.tongue.both))
        elif len(path) == 1:
            yield ""
        pairs = (note.about, note.offer if isinstance(value, Offer) else None)
        said = [pair.say(reader) for pair in pairs if pair and path[-1] not in LANGUAGES]
        for words in (*said, *self.outline.remarks.get(path, ())):
            yield from (f"{' ' * pad}# {line.strip()}".rstrip() for line in words.splitlines())

    def _behind(self, value: Node, path: FieldPath) -> str:
        """Write what is said behind a value, or behind the place of one."""
        note = note_at(path)
        last = path[-1] if path else ""
        reader = str(last) if last in LANGUAGES else self.outline.tongue.reader
        if value is None and note.kind and note.blank:
            return f"  # {label(note.kind, reader)}{note.blank.say(reader)}"
        if value is None or value == [] or not note.note:
            return ""
        return f"  # {note.note.say(reader)}"


def _is_word(value: Node) -> bool:
    return value is not None and not isinstance(value, dict | list | Offer) and "\n" not in str(value)


def _is_plain(values: Iterable[Node]) -> bool:
    """Tell whether all values are single words or lines, or small groups of them."""
    return all(
        _is_plain(each.values())
        if isinstance(each, dict)
        else not isinstance(each, list | Offer) and not (isinstance(each, str) and "\n" in each)
        for each in values
    )


def _commented(lines: Iterable[str]) -> Iterator[str]:
    """Put a # in front; whoever takes it away has the line as it was."""
    yield from (f"#{line}" if line else "" for line in lines)


def _title(heading: Words, reader: str, *, both: bool) -> str:
    words = " / ".join(heading) if both else heading.say(reader)
    return f"# {words} {'-' * max(4, _WIDTH - 3 - _columns(words))}"


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
