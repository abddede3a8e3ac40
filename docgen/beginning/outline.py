"""What a new spec holds: its values, those nobody gave, and those it offers in comments."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from docgen.diagnostics import FieldPath

__all__ = ["Node", "Offer", "Outline", "Tongue"]

Node: TypeAlias = "str | int | Decimal | bool | datetime.date | Offer | list[Node] | dict[str, Node] | None"
"""A value as plain data; ``None`` is one that nobody gave. A list holds no lists, as in every spec."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that is written as a comment, to be taken or left. It stands behind the entries of a list."""

    value: Node


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a spec, or both; ``reader`` is the one of its comments."""

    language: str
    reader: str
    both: bool = False

    def say(self, zh: str, en: str) -> Node:
        """Write a text in the language of the spec, or in both."""
        if self.both and zh != en:
            return {"zh": zh, "en": en}
        return zh if self.language == "zh" else en

    def blank(self) -> Node:
        """Leave room for a text that must be written."""
        return {"zh": None, "en": None} if self.both else None


@dataclass(frozen=True, slots=True)
class Outline:
    """The values in the order of the file, and what is to be said beside some of them.

    ``remarks`` stand above their places, next to what is always said there.
    """

    data: dict[str, Node]
    tongue: Tongue
    remarks: Mapping[FieldPath, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
