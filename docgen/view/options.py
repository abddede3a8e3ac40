"""What a pack asks of the View, as plain values: columns, clauses, own fields, places to sign, a logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docgen.spec.models.base import Text

__all__ = ["ColumnChoice", "FieldChoice", "Options", "PlaceChoice"]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column of a table, by the name of its field; the pack may give it a title and a width."""

    field: str
    title: Text | None = None
    width: float | None = None


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field of the company's own; ``type`` is text, number, date, yes_no or choice."""

    label: Text
    type: str = "text"
    choices: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place to sign that every document has; ``who`` is employee, manager, … or organization."""

    role: Text
    who: str | None = None
    seal: bool = False
    statement: Text | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a pack asks of the View; without a pack, what documents usually have."""

    columns: Mapping[str, tuple[ColumnChoice, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fields: Mapping[str, FieldChoice] = field(default_factory=lambda: MappingProxyType({}))
    places: tuple[PlaceChoice, ...] = ()
    logo: str = ""
