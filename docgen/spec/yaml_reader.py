"""YAML in one pass over its events: guarded and built at the same time.

Events stream from libyaml without recursion, so a bomb is seen before anything is built from it.
Building from them, instead of composing a tree first, gives lines and columns for nothing and needs
the file to be parsed only once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from docgen.diagnostics import Diagnostic, DocgenError, Fact, FieldPath, Location, report
from docgen.spec.limits import Limits
from docgen.spec.raw import UNREADABLE, Data, Mark, Source
from docgen.spec.yaml_faults import broken_line, explain_fault, glued_key
from docgen.spec.yaml_scalars import NotFinite, OutOfReach, resolve

__all__ = ["Reading", "read_yaml", "scan_yaml"]

_Place: TypeAlias = tuple[int, int]


# "#!" and "##" begin comments of many a tool and no words.
_CUT = re.compile(r"[ \t]+(?P<hash>#[^\s#!].*)")


class Reading(NamedTuple):
    """What came of a text: data, the place of each value, mistakes and warnings."""

    data: Data
    mark: Mark | None
    faults: tuple[Diagnostic, ...]
    remarks: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    data: list[Data] | dict[str, Data]
    place: _Place
    key: str | None = None
    key_place: _Place | None = None
    """Where the key of the next value stands; a place without a key belongs to one that was refused."""
    is_key: bool = False
    marks: dict[str | int, Mark] = field(default_factory=dict)

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.data, dict) and self.key_place is None

    @property
    def step(self) -> str | int | None:
        return len(self.data) if isinstance(self.data, list) else self.key


def read_yaml(source: Source, limits: Limits) -> tuple[Data, Mark | None]:
    """Read one YAML document; the mark is None when the document is empty.

    Raises ``DocgenError`` with every finding, up to the first place where reading cannot go on.
    """
    read = scan_yaml(source, limits)
    if read.faults:
        raise DocgenError(read.faults)
    return read.data, read.mark


def scan_yaml(source: Source, limits: Limits) -> Reading:
    """Read one YAML document with the mistakes that left the rest of it readable, and with warnings.

    Raises ``DocgenError`` when there is a place where reading cannot go on.
    """
    builder = _Builder(source, limits)
    try:
        for event in yaml.parse(source.text, Loader=yaml.CSafeLoader):
            builder.take(event)
            if builder.is_full:
                break
    except yaml.YAMLError as fault:
        builder.faults.append(explain_fault(fault, source))
        builder.is_full = True
    if len(builder.faults) >= limits.findings:
        builder.faults.append(report("DG143", Location(file=source.name), shown=len(builder.faults)))
    if builder.is_full:
        raise DocgenError(builder.faults)
    return Reading(builder.data, builder.mark, tuple(builder.faults), tuple(builder.remarks))


class _Builder:
    """Turns events into data, marks and findings."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source, self.limits = source, limits
        self.faults: list[Diagnostic] = []
        self.remarks: list[Diagnostic] = []
        self.data: Data = None
        self.mark: Mark | None = None
        self.frames: list[_Frame] = []
        self.values = 0
        self.documents = 0
        self.is_full = False

    def take(self, event: Event) -> None:
        match event:
            case NodeEvent():
                self._take_node(event)
            case CollectionEndEvent():
                self._close()
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop("DG114", event)
        if len(self.faults) >= self.limits.findings:
            self.is_full = True

    def _take_node(self, event: NodeEvent) -> None:
        self.values += 1
        if self.values > self.limits.values:
            self._stop("DG109", event, limit=self.limits.values)
            return
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse_anchor_and_tag(event)
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        else:
            self._put(UNREADABLE, _place(event))

    def _refuse_anchor_and_tag(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent):
            self._report("DG111", event, mark=f"*{event.anchor}")
            return
        if event.anchor is not None:
            self._report("DG111", event, mark=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report("DG112", event, tag=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self.frames) >= self.limits.depth:
            self._stop("DG108", event, limit=self.limits.depth)
            return
        is_key = bool(self.frames) and self.frames[-1].awaits_key
        if is_key:
            self._report("DG116", event)
        data: list[Data] | dict[str, Data] = {} if isinstance(event, MappingStartEvent) else []
        self.frames.append(_Frame(data, _place(event), is_key=is_key))

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.is_key:
            self._set_key(None, frame.place)
        else:
            self._put(frame.data, frame.place, frame.marks)

    def _take_scalar(self, event: ScalarEvent) -> None:
        if len(event.value) > self.limits.scalar:
            self._report("DG110", event, length=len(event.value), limit=self.limits.scalar)
        if self.frames and self.frames[-1].awaits_key:
            self._take_key(event)
        else:
            self._put(self._value(event), _place(event))

    def _value(self, event: ScalarEvent) -> Data:
        if event.style or event.tag is not None:  # the C parser marks plain style by ""
            return str(event.value)
        try:
            value = resolve(event.value)
            if isinstance(value, str):
                self._mind_the_hash(event)
            return value  # noqa: TRY300 - an else would part the value from its two failures
        except NotFinite:
            self._report("DG117", event, value=event.value)
        except OutOfReach:
            self._report("DG132", event, value=event.value)
        return UNREADABLE

    def _mind_the_hash(self, event: ScalarEvent) -> None:
        """Warn of a text that YAML cuts at a hash, where a comment would have a space behind it."""
        end = event.end_mark
        line = self.source.lines[end.line] if end else ""
        cut = _CUT.match(line, end.column) if end and "#" in line else None
        if cut and end and len(self.remarks) < self.limits.findings:
            where = self.source.at(end.line + 1, cut.start("hash") + 1, self._path())
            self.remarks.append(report("DG161", where, lost=cut["hash"]))

    def _take_key(self, event: ScalarEvent) -> None:
        key: str | None = event.value
        if not event.style and key == "<<":
            self._report("DG113", event)
            key = None
        elif not event.style and not isinstance(_quietly(event.value), str):
            self._report("DG116", event, key=key or None)
            key = None
        elif not event.style and self._is_odd(event):
            key = glued_key(event.value)
        elif key in self.frames[-1].marks:
            first = self.frames[-1].marks[event.value].key
            self._report("DG115", event, step=key, key=key, first=str(first[0]) if first else None)
        self._set_key(key, _place(event))

    def _is_odd(self, event: ScalarEvent) -> bool:
        """Report a key that YAML takes and nobody means: with a wide space, a dash or a colon in it."""
        line, column = _place(event)
        text = self.source.lines[line - 1]
        if event.value.isidentifier() and not text[: column - 1].strip(" -"):
            return False  # nearly every key: a plain word behind nothing but its indent
        broken = broken_line(text)
        glued = glued_key(event.value)
        if glued and self._path()[:1] == ("custom",):  # there a key may be any words
            glued = None
        if broken and column <= broken[1] <= column + len(event.value):
            self._stop(broken[0], event, key=broken[2])
        elif glued:
            colon = column + min(at for at in map(event.value.find, ":：") if at >= 0)
            where = self.source.at(line, colon, (*self._path(), glued))
            self.faults.append(report("DG155", where, key=glued))
        return bool(broken or glued)

    def _set_key(self, key: str | None, place: _Place) -> None:
        frame = self.frames[-1]
        frame.key, frame.key_place = key, place

    def _put(self, value: Data, place: _Place, marks: dict[str | int, Mark] | None = None) -> None:
        if not self.frames:
            self.data, self.mark = value, Mark(*place, None, marks or {})
            return
        frame = self.frames[-1]
        if frame.awaits_key:  # an alias stands where a key should
            self._set_key(None, place)
            return
        step = frame.step
        if step is not None:  # what stands behind a refused key is nobody's value
            frame.marks[step] = Mark(*place, frame.key_place, marks or {})
        if isinstance(frame.data, list):
            frame.data.append(value)
            return
        if frame.key is not None:
            frame.data[frame.key] = value
        frame.key = frame.key_place = None

    def _path(self) -> FieldPath:
        steps = (frame.step for frame in self.frames if not frame.awaits_key)
        return tuple(step for step in steps if step is not None)

    def _report(self, code: str, event: Event, /, **facts: Fact) -> None:
        step = facts.pop("step", None)
        path = self._path() + ((str(step),) if step is not None else ())
        self.faults.append(report(code, self.source.at(*_place(event), path), **facts))

    def _stop(self, code: str, event: Event, /, **facts: Fact) -> None:
        self._report(code, event, **facts)
        self.is_full = True


def _place(event: Event) -> _Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _quietly(word: str) -> Data:
    """Resolve a key; a number beyond reach is a number all the same."""
    try:
        return resolve(word)
    except (NotFinite, OutOfReach):
        return 0
