"""The values an error is made of: a code, a place, facts and a trail.

No sentence lives here. Prose is made at the edge (``sentences``), so a diagnostic
pickles, serializes and reads the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

__all__ = [
    "Checked",
    "Diagnostic",
    "DocgenError",
    "Fact",
    "FieldPath",
    "Locate",
    "Location",
    "Severity",
    "nowhere",
    "show_path",
]

T = TypeVar("T")

FieldPath = tuple[str | int, ...]
"""Where a value sits in a spec: ``("goals", 2, "weight")``."""

Fact = str | int | float | bool | None | tuple[str, ...]
"""What a sentence may mention: a plain scalar, or several names."""


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __reduce_ex__(self, _protocol: object) -> tuple[type[Severity], tuple[str]]:
        """Pickle as the call of the class: the first releases of Python 3.11 would look up a function."""
        return Severity, (self.value,)


@dataclass(frozen=True, slots=True)
class Location:
    """The address of a finding; every part is optional, lines and columns count from 1.

    ``cell`` is the place in a workbook, ``Goals!C5``, where another file has a line.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: FieldPath = ()
    excerpt: str | None = None
    cell: str | None = None


Locate = Callable[[FieldPath], Location]
"""Gives the place of a field in the file of a spec."""


def nowhere(path: FieldPath) -> Location:
    """Give the place of a field in a spec that comes from no file."""
    return Location(path=path)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what (``code``), where, and the facts its sentence will mention."""

    code: str
    severity: Severity
    where: Location = Location()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    trail: tuple[str, ...] = ()

    def within(self, step: str) -> Diagnostic:
        """Return the same finding with one outer step put before its trail."""
        return replace(self, trail=(step, *self.trail))

    def about(self, file: str) -> Diagnostic:
        """Return the same finding with a file, if it names none, so that a batch shows whose it is.

        A line without a file is one of the HTML between templates and formats. It must not look like a
        line of the file, and becomes a step of the trail.
        """
        if self.where.file:
            return self
        found = self if self.where.line is None else self.within(f"HTML:{self.where.line}")
        return replace(found, where=replace(self.where, file=file, line=None, column=None))


class Checked(NamedTuple, Generic[T]):
    """A value with the warnings that rode beside it."""

    value: T
    warnings: tuple[Diagnostic, ...] = ()


class DocgenError(Exception):
    """The one exception that crosses rooms: every error a step could see, at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics as a tuple; the order is the order of discovery."""
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        """Name the codes; the sentences are made at the edge."""
        return ", ".join(d.code for d in self.diagnostics)


def show_path(path: FieldPath) -> str:
    """Write a field path the way people read it: ``goals[2].weight``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
