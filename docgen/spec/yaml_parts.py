"""The parts at the top of a YAML text: where each value begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    Event,
    ScalarEvent,
)

from docgen.spec.raw import Source

__all__ = ["Part", "Parts", "find_parts"]

_KEEP = re.compile(r"[|>][0-9]?\+|[|>]\+")


@dataclass(slots=True)
class Part:
    """One value at the top, by offsets of the text; ``column`` counts from 0."""

    is_block: bool
    start: int
    column: int
    end: int = 0
    """Behind its last sign; comments and blank lines do not count."""
    entries: list[int] = field(default_factory=list)
    """Where the entries of a list begin."""
    last: int = 0
    """Behind the last entry of a list in brackets."""
    keeps_blanks: bool = False
    """Blank lines behind it would be part of its last value."""


@dataclass(slots=True)
class Parts:
    """The whole document: its parts by key, and where another one can go."""

    parts: dict[str, Part]
    margin: int
    is_block: bool
    closing: int
    """Where the document ends: its last sign but a closing bracket, or its end mark."""
    keeps_blanks: bool
    """Blank lines at the end of the text are part of its last value."""


def find_parts(source: Source) -> Parts:
    """Find the parts of a text that has been read before, so that it is well formed and no bomb."""
    return _Scan(source).found


class _Scan:
    """Walks over the events once; what stands at the top is at depth one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Parts({}, 0, True, len(source.text), False)
        self.depth = 0
        self.key: str | None = None
        self.part: Part | None = None
        self.solid = 0
        for event in yaml.parse(source.text, Loader=yaml.CSafeLoader):
            self._take(event)

    def _take(self, event: Event) -> None:
        match event:
            case CollectionStartEvent():
                self._begin(event)
                self.depth += 1
            case CollectionEndEvent():
                self.depth -= 1
                self._finish(event)
            case ScalarEvent():
                self._take_scalar(event)
            case DocumentEndEvent(explicit=True):
                self.found.closing = self._start(event)

    def _begin(self, event: CollectionStartEvent) -> None:
        is_block = not event.flow_style
        if self.depth == 0:
            self.found.margin, self.found.is_block = _column(event), is_block
        elif self.depth == 1:
            self.part = Part(is_block, self._start(event), _column(event))
        self._note_entry(event)

    def _finish(self, event: CollectionEndEvent) -> None:
        start, end = self._start(event), self._end(event)
        before = self.solid
        if end > start:  # a closing bracket; blocks end at whatever comes next
            self.solid = end
        if self.depth == 0 and not self.found.is_block:
            self.found.closing = start
        if self.depth == 1 and self.part:
            self.part.last = before
            self._close(self.solid)

    def _take_scalar(self, event: ScalarEvent) -> None:
        if self.depth == 1 and self.key is None:
            self.key = event.value
            return
        self._note_entry(event)
        start, end = self._start(event), self._end(event)
        if event.style in ("|", ">"):
            self.found.keeps_blanks = bool(_KEEP.match(self.source.text, start))
            end = end if self.found.keeps_blanks else start + len(self.source.text[start:end].rstrip())
        else:
            self.found.keeps_blanks = False
        self.solid = max(self.solid, end)
        if self.depth == 1:
            self.part = Part(False, start, _column(event))
            self._close(end)

    def _note_entry(self, event: Event) -> None:
        if self.depth == 2 and self.part:  # noqa: PLR2004 - inside a value at the top
            self.part.entries.append(self._start(event))

    def _close(self, end: int) -> None:
        if self.part and self.key is not None:
            self.part.end = max(end, self.part.start)
            self.part.keeps_blanks = self.found.keeps_blanks
            self.found.parts[self.key] = self.part
        self.part = self.key = None

    def _start(self, event: Event) -> int:
        mark = event.start_mark
        return self.source.offset(mark.line + 1, mark.column + 1) if mark else 0

    def _end(self, event: Event) -> int:
        mark = event.end_mark
        return self.source.offset(mark.line + 1, mark.column + 1) if mark else 0


def _column(event: Event) -> int:
    return event.start_mark.column if event.start_mark else 0
