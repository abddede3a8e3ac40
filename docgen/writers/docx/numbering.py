"""How lists and headings count: the pack's numbering part, and one restart per list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

__all__ = ["ListNumbers", "NumberingBook", "count_in_chinese", "read_numbering"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_END = "</w:numbering>"
_DIGITS = "〇一二三四五六七八九"
_MOST = 100


@dataclass(frozen=True, slots=True)
class NumberingBook:
    """A numbering part: its text up to the end tag, which definition a number uses, the first free number.

    ``labels`` tells for the first level of a definition how it counts and what it prints: ``第%1章``.
    """

    head: str
    definitions: Mapping[int, int]
    next_number: int
    labels: Mapping[int, tuple[str, str]]


def read_numbering(root: etree._Element) -> NumberingBook:
    """Read the root of a numbering part."""
    numbers: dict[int, int] = {}
    for number in root.iterfind(f"{W}num"):
        definition = number.find(f"{W}abstractNumId")
        if definition is not None:
            numbers[int(number.get(f"{W}numId", "0"))] = int(definition.get(f"{W}val", "0"))
    text = etree.tostring(root, encoding="unicode").removesuffix(_END)
    head = f"{text.removesuffix('/>')}>" if text.endswith("/>") and not len(root) else text
    return NumberingBook(head, numbers, max(numbers, default=0) + 1, dict(_labels(root)))


def _labels(root: etree._Element) -> Iterator[tuple[int, tuple[str, str]]]:
    for definition in root.iterfind(f"{W}abstractNum"):
        level = definition.find(f"{W}lvl[@{W}ilvl='0']")
        parts = [] if level is None else [level.find(f"{W}{name}") for name in ("numFmt", "lvlText")]
        words = [part.get(f"{W}val", "") for part in parts if part is not None]
        if len(words) == len(("numFmt", "lvlText")):
            yield int(definition.get(f"{W}abstractNumId", "0")), (words[0], words[1])


def count_in_chinese(count: int) -> str:
    """Count as headings do in Chinese, up to 99: 一, 十, 十一, 二十一."""
    tens, ones = divmod(count, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones else "")


class ListNumbers:
    """The lists of one document; each counts for itself."""

    def __init__(self, book: NumberingBook) -> None:
        """Begin after the numbers that the pack has given out."""
        self._book = book
        self._added: list[str] = []

    def restart(self, number: int, level: int, start: int) -> int:
        """Return a new number that counts like ``number`` from ``start`` at ``level`` (from 0)."""
        definition = self._book.definitions.get(number)
        if definition is None:
            return number
        new = self._book.next_number + len(self._added)
        self._added.append(
            f'<w:num w:numId="{new}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return new

    def label(self, number: int, counted: str) -> str:
        """Return what Word prints where a heading's own count is ``counted``: 3 can be 三、 in a pack."""
        form, text = self._book.labels.get(self._book.definitions.get(number, -1), ("", "%1"))
        in_chinese = form.startswith("chineseCounting") and counted.isdigit()
        said = count_in_chinese(int(counted)) if in_chinese and int(counted) < _MOST else counted
        return text.replace("%1", said).strip()

    def xml(self) -> bytes:
        """Return the finished part."""
        declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return (declaration + self._book.head + "".join(self._added) + _END).encode()
