"""Where the values of a JSON text stand, found by a scan of its signs.

The text has been parsed before: the scan may trust that it is well formed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic, FieldPath, report
from docgen.spec.raw import Mark, Source
from docgen.spec.yaml_scalars import OutOfReach, number

__all__ = ["find_faults", "find_marks"]

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


@dataclass(slots=True)
class _Frame:
    is_list: bool
    place: tuple[int, int]
    key: str | None = None
    key_place: tuple[int, int] | None = None
    count: int = 0
    marks: dict[str | int, Mark] = field(default_factory=dict)

    @property
    def step(self) -> str | int:
        return self.count if self.is_list else self.key or ""


def find_marks(source: Source) -> Mark:
    """Give the place of every value of a JSON text."""
    return _Scan(source).root


def find_faults(source: Source) -> list[Diagnostic]:
    """Give what the parser let pass: doubled keys, numbers that are none, halves of characters."""
    return _Scan(source).faults


class _Scan:
    """Walks over the signs once; ``root`` and ``faults`` are what came of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Diagnostic] = []
        self.root = Mark(1, 1)
        self.frames: list[_Frame] = []
        for sign in _TOKEN.finditer(source.text):
            self._take(sign.group(), source.place(sign.start()))

    def _take(self, sign: str, place: tuple[int, int]) -> None:
        if sign in "[{":
            self.frames.append(_Frame(sign == "[", place))
        elif sign in "]}":
            frame = self.frames.pop()
            self._put(frame.place, frame.marks)
        elif sign in ",:":
            return
        elif self._awaits_key():
            self._take_key(json.loads(sign), place)
        else:
            self._check(sign, place)
            self._put(place, {})

    def _awaits_key(self) -> bool:
        return bool(self.frames) and not self.frames[-1].is_list and self.frames[-1].key_place is None

    def _take_key(self, key: str, place: tuple[int, int]) -> None:
        frame = self.frames[-1]
        first = frame.marks.get(key)
        frame.key, frame.key_place = key, place
        if first is not None:
            line = first.key[0] if first.key else None
            self._report("DG115", place, key=key, first=line)
        self._check_halves(key, place)

    def _check(self, sign: str, place: tuple[int, int]) -> None:
        if sign.startswith('"'):
            self._check_halves(json.loads(sign), place)
        elif sign in _NOT_FINITE:
            self._report("DG117", place, value=sign)
        elif sign not in ("true", "false", "null"):
            try:
                number(sign)
            except OutOfReach:
                self._report("DG132", place, value=sign)

    def _check_halves(self, text: str, place: tuple[int, int]) -> None:
        found = _SURROGATE.search(text)
        if found:
            self._report("DG118", place, character=f"U+{ord(found.group()):04X}")

    def _put(self, place: tuple[int, int], marks: dict[str | int, Mark]) -> None:
        if not self.frames:
            self.root = Mark(*place, None, marks)
            return
        frame = self.frames[-1]
        frame.marks[frame.step] = Mark(*place, frame.key_place, marks)
        frame.count += 1
        frame.key = frame.key_place = None

    def _report(self, code: str, place: tuple[int, int], **facts: str | int | None) -> None:
        path: FieldPath = tuple(self._steps())
        self.faults.append(report(code, self.source.at(*place, path), **facts))

    def _steps(self) -> Iterator[str | int]:
        return (frame.step for frame in self.frames)
