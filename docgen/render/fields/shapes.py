"""What an expression of a template can hold: a record, a list, a text, words of the labels, or who knows what.

A shape remembers the path by which the View leads to it (``goals``, ``[]``, ``title``), if it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from jinja2 import nodes

from docgen.view.catalogue import Field, Kind, catalogue

__all__ = [
    "ENTRY",
    "NUMBER",
    "TEXT",
    "UNKNOWN",
    "Group",
    "Macro",
    "Many",
    "Method",
    "Path",
    "Plain",
    "Rec",
    "Shape",
    "Values",
    "Words",
    "entry_of",
    "merge",
    "shape_of",
    "shape_of_value",
]

Path = tuple[str, ...]
ENTRY = "[]"
"""The step of a path into a list."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything: nothing is said about it."""

    path: Path = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """A single value: ``kind`` is text, number, yes_no, choice or day."""

    kind: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Rec:
    """A record of the catalogue, by its name."""

    record: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    entry: Shape
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of the pack or a group of them: ``tables`` holds this group a language, ``steps`` leads to it."""

    tables: tuple[tuple[str, Mapping[str, Any]], ...] = field(hash=False, compare=False)
    steps: Path = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Values:
    """A mapping whose names are all known; ``title`` says what it is: loop, brand, own."""

    title: str
    known: Mapping[str, Shape] = field(hash=False, compare=False)
    steps: Path = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Several values of fixed places: a pair of ``items()``, or a group of ``groupby`` with its names."""

    parts: tuple[Shape, ...]
    names: tuple[str, ...] = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a value, about to be called."""

    name: str
    owner: Shape
    path: Path = ()


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """A macro with the names it sees and the file it stands in."""

    node: nodes.Macro
    scope: Any
    file: str
    path: Path = ()


Shape: TypeAlias = Unknown | Plain | Rec | Many | Words | Values | Group | Method | Macro

UNKNOWN = Unknown()
TEXT = Plain("text")
NUMBER = Plain("number")


def shape_of(asked: Field | Kind, path: Path) -> Shape:
    """Return the shape of a field of the catalogue."""
    kind = asked.kind if isinstance(asked, Field) else asked
    match kind.name:
        case "record" if kind.record in catalogue().records:
            return Rec(kind.record, path)
        case "list" if kind.record in catalogue().records:
            return Many(Rec(kind.record, (*path, ENTRY)), path)
        case "paragraphs" | "names":
            return Many(Plain("text", (*path, ENTRY)), path)
        case "text" | "number" | "yes_no" | "choice" | "day":
            return Plain(kind.name, path)
        case _:
            return Unknown(path)


def shape_of_value(value: Any, title: str, steps: Path = ()) -> Shape:
    """Return the shape of a value that every template sees, such as the brand."""
    if isinstance(value, Mapping):
        known = {str(key): shape_of_value(each, title, (*steps, str(key))) for key, each in value.items()}
        return Values(title, MappingProxyType(known), steps)
    if isinstance(value, str):
        return TEXT
    return NUMBER if isinstance(value, int | float) else UNKNOWN


def entry_of(shape: Shape) -> Shape:
    """Return one entry of what a loop goes through."""
    match shape:
        case Many(entry=entry):
            return entry
        case Group(parts=parts):
            return merge(*parts)
        case Words() | Values() | Plain(kind="text"):
            return TEXT
        case _:
            return UNKNOWN


def merge(*shapes: Shape) -> Shape:
    """Return what holds whichever of the shapes it is."""
    bare = {_bare(shape) for shape in shapes}
    if len(bare) == 1:
        return shapes[0]
    if bare and all(isinstance(shape, Plain) for shape in bare):
        return TEXT
    lists = [shape for shape in shapes if isinstance(shape, Many)]
    if lists and len(lists) == len(shapes):
        told = [each for each in lists if each.entry != UNKNOWN]  # an empty list tells nothing
        return Many(merge(*(each.entry for each in told)), lists[0].path) if told else Many(UNKNOWN)
    return UNKNOWN


def _bare(shape: Shape) -> Shape:
    """Forget the path, for a comparison."""
    if isinstance(shape, Many):
        return Many(_bare(shape.entry))
    return shape if isinstance(shape, Macro) else replace(shape, path=())
