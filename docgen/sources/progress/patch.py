"""What an import does to the text of a spec: the changed text, and the same as a patch for ``git apply``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity
from docgen.kpis.fill import fill
from docgen.kpis.model import Library
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.progress.model import Reading
from docgen.sources.progress.take_over import Taken, Wishes, take_over
from docgen.spec.edit import append_item
from docgen.spec.models import GoalSpec
from docgen.spec.raw import RawSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate

__all__ = ["Change", "make_patch", "plan_import"]

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


@dataclass(frozen=True, slots=True)
class Change:
    """A spec before and after an import, and what was taken over; nothing has been written."""

    name: str
    before: bytes
    after: bytes
    taken: Taken

    def patch(self, name: str) -> str:
        """Return the change as a unified diff of a file of this name, empty when there is none."""
        return make_patch(name, self.before, self.after)


def plan_import(
    spec: tuple[str, bytes],
    files: Mapping[str, bytes],
    settings: Settings,
    wishes: Wishes,
    library: Library,
) -> Change:
    """Work out what the files add to a spec, which is a name and a content; its KPIs may come from a library.

    Raises DocgenError with all that keeps it from being done: mistakes of the spec and of every file
    together, then conflicts, then what would be wrong with the result.
    """
    name, before = spec
    readings = [read_progress(content, file, settings) for file, content in files.items()]
    try:
        raw, checked = _examine(before, name, library)
    except DocgenError as failure:
        raise DocgenError([*failure.diagnostics, *_errors(readings)]) from None
    taken = take_over(raw, checked, readings, wishes)
    if taken.checkin is None:
        return Change(name, before, before, taken)
    after = append_item(before, name, "checkins", taken.checkin)
    _prove(after, name, library)
    return Change(name, before, after, taken)


def _prove(after: bytes, name: str, library: Library) -> None:
    """Examine what would be written; what is wrong with it stands in no line of the file that is there."""
    try:
        _examine(after, name, library)
    except DocgenError as failure:
        found = (replace(each, where=Location(name, path=each.where.path)) for each in failure.diagnostics)
        raise DocgenError(found) from None


def _examine(content: bytes, name: str, library: Library) -> tuple[RawSpec, GoalSpec]:
    raw = fill(read(content, name), library)
    return raw, validate(raw).value


def _errors(readings: Sequence[Reading]) -> Iterator[Diagnostic]:
    found = (each for reading in readings for each in reading.findings)
    return (each for each in found if each.severity is Severity.ERROR)


def make_patch(name: str, before: bytes, after: bytes) -> str:
    """Return a unified diff that ``git apply`` and ``patch -p1`` take; lines end where LF ends them."""
    if before == after:
        return ""
    path = PurePosixPath(name).as_posix().lstrip("/")
    tail = "\t" if " " in path else ""  # where a name ends cannot be seen otherwise
    lines = difflib.unified_diff(
        _LINE.findall(before.decode()), _LINE.findall(after.decode()), f"a/{path}{tail}", f"b/{path}{tail}"
    )
    return "".join(_ended(lines))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Mark a last line that has no end of its own."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
