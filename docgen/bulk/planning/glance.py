"""A look at one spec, before anything is made: whom it is about, and what its files are named by.

The parts that matter stand at the top of a spec. In YAML they are cut out of the text, because reading all of
it takes twenty times as long; where that is not plainly possible, all of it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from sys import intern
from typing import Any

from docgen.bulk.model import Who
from docgen.diagnostics import DocgenError, Location
from docgen.sources.contract import Entry, Source
from docgen.spec.raw import RawSpec
from docgen.spec.reader import read
from docgen.workshop.glances import PARTS, Parts

__all__ = ["Glance", "describe", "glance", "read_whole"]

_LONGEST = 200
"""Characters of what is shown of a person."""
_TOP = re.compile(rb"^(?=[^\s#\-])", re.MULTILINE)
_PART = re.compile(rb"(%s):(?=\s)" % "|".join(PARTS).encode())


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of one spec: what the source gave, and the parts that names are made of."""

    given: bytes | RawSpec
    parts: Parts
    source: str
    """What findings call the file that the spec stands in, mostly."""

    @property
    def logo(self) -> str | None:
        """Name the picture of the spec, if it names one."""
        logo = _get(self.parts, "organization", "logo")
        return logo if isinstance(logo, str) and logo else None


def glance(source: Source, entry: Entry) -> Glance:
    """Look at one spec; raises DocgenError when it cannot be read."""
    given = source.read(entry)
    if isinstance(given, bytes):
        raw = _read_parts(given, entry.name) or read(given, entry.name)
        return Glance(given, {key: raw.data.get(key) for key in PARTS}, entry.name)
    where = given.locate(("organization", "logo")) if _get(given.data, "organization", "logo") else Location()
    return Glance(given, {key: given.data.get(key) for key in PARTS}, where.file or given.name)


def read_whole(source: Source, entry: Entry) -> RawSpec:
    """Read all of a spec, to find places in it; raises DocgenError."""
    given = source.read(entry)
    return read(given, entry.name) if isinstance(given, bytes) else given


def describe(parts: Parts, locale: str | None) -> tuple[Who, str]:
    """Return whom a document is about, and which one of a person's it is: language, first and last day.

    ``locale`` is the language that was ordered; without it, that of the spec counts. Values nobody has
    checked are taken as far as they are plain.
    """
    language = locale or _text(_get(parts, "document", "language"), "") or "zh"
    said = [_text(_get(parts, "person", key), language[:2]) for key in ("name", "id", "department")]
    days = [_text(_get(parts, "period", key), "") for key in ("start", "end")]
    return Who(said[0], said[1], intern(said[2])), intern(" ".join((language, *days)))


def _read_parts(content: bytes, name: str) -> RawSpec | None:
    """Cut the parts out of a YAML text and read nothing else; None when it takes the whole text."""
    if name.lower().endswith(".json"):
        return None
    starts = [found.start() for found in _TOP.finditer(content)]
    pieces: dict[bytes, bytes] = {}
    for start, end in pairwise([*starts, len(content)]):
        if found := _PART.match(content, start):
            if found[1] in pieces:
                return None
            pieces[found[1]] = content[start:end]
    if len(pieces) < len(PARTS):
        return None
    try:
        raw = read(b"\n".join(pieces.values()), name)
    except DocgenError:
        return None
    return raw if not raw.faults and set(raw.data) == set(PARTS) else None


def _get(data: Any, *steps: str) -> Any:
    """Return a value that may not be there, in data that may have any shape."""
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _text(value: Any, language: str) -> str:
    """Return a text as one plain line, in a language if it has several."""
    if isinstance(value, Mapping):
        value = value.get(language) or next((each for each in value.values() if each), "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    shown = str(value)[:_LONGEST]
    if not shown.isprintable():
        shown = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in shown)
    return " ".join(shown.split())
