"""How lists and headings count: the pack's numbering part, and one restart per list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

__all__ = ["ListNumbers", "NumberingBook", "read_numbering"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_END = "</w:numbering>"


@dataclass(frozen=True, slots=True)
class NumberingBook:
    """A numbering part: its text up to the end tag, which definition a number uses, the first free number."""

    head: str
    definitions: Mapping[int, int]
    next_number: int


def read_numbering(root: etree._Element) -> NumberingBook:
    """Read the root of a numbering part."""
    numbers: dict[int, int] = {}
    for number in root.iterfind(f"{W}num"):
        definition = number.find(f"{W}abstractNumId")
        if definition is not None:
            numbers[int(number.get(f"{W}numId", "0"))] = int(definition.get(f"{W}val", "0"))
    text = etree.tostring(root, encoding="unicode").removesuffix(_END)
    head = f"{text.removesuffix('/>')}>" if text.endswith("/>") and not len(root) else text
    return NumberingBook(head, numbers, max(numbers, default=0) + 1)


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

    def xml(self) -> bytes:
        """Return the finished part."""
        declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return (declaration + self._book.head + "".join(self._added) + _END).encode()
