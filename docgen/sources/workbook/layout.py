"""What a goal workbook is made of: sheets, and columns that each stand for a field of a spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.diagnostics import FieldPath
from docgen.i18n.languages import NO_WORDS, Words
from docgen.spec.fields import known_keys
from docgen.spec.schema import descriptions

__all__ = [
    "LANGUAGE_PROPERTY",
    "MORE_FIELD",
    "MORE_VALUE",
    "PROPERTY",
    "TEAM",
    "VERSION",
    "WHO",
    "Field",
    "Kind",
    "Sheet",
]

PROPERTY = "docgen goal workbook"
"""The custom property of the file that tells a goal workbook; its value is the version of the layout."""
LANGUAGE_PROPERTY = "docgen language"
VERSION = 1

Kind = Literal[
    "word", "text", "lines", "ids", "id", "number", "weight", "integer", "month", "day", "choice", "flag",
    "who", "team", "goal", "kpi", "library", "scoring", "quadrant", "field", "value",
]  # fmt: skip
"""How a cell is read, and what Excel lets people enter."""

WHO: FieldPath = ("@who",)
"""The column that says whose a row is; it is no field of a spec."""
MORE_FIELD: FieldPath = ("@field",)
MORE_VALUE: FieldPath = ("@value",)
TEAM: FieldPath = ("@team",)
"""The column of the team that a person belongs to."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column (one row of a form): its place in the record, its header, its kind, its width in characters.

    ``choice`` names the words of an enumeration; ``also`` are other headers that mean this one; ``help``
    is said where the description of the field in the spec is not what a reader needs.
    """

    path: FieldPath
    words: Words
    kind: Kind = "text"
    width: int = 16
    needed: bool = False
    choice: str = ""
    also: tuple[str, ...] = ()
    help: Words = NO_WORDS

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return (*self.words, *self.also)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: where its records go in a spec, its columns, and one sentence about it.

    ``key`` is its name among us. Of records with an id, those of one person lie over those of everybody.
    """

    key: str
    words: Words
    section: FieldPath
    about: Words
    fields: tuple[Field, ...]
    needed: bool = False
    rows: int = 100
    """Empty rows of a new workbook."""

    @property
    def has_ids(self) -> bool:
        """Tell whether its records are known by an id."""
        return any(each.path == ("id",) for each in self.fields)

    def find(self, path: FieldPath) -> Field:
        """Return the column of a field; raises StopIteration when there is none."""
        return next(each for each in self.fields if each.path == path)

    def describe(self, field: Field) -> Words:
        """Say what a column means: its own help, else what the spec says of the field."""
        if field.help != NO_WORDS:
            return field.help
        at: FieldPath = (*self.section, 0) if self.has_records else ()
        model = known_keys((*at, *field.path[:-1]), None)[1]
        said = descriptions().get(model.__name__ if model else "", {})
        return Words(*said.get(str(field.path[-1]), NO_WORDS))

    @property
    def has_records(self) -> bool:
        """Tell whether its rows are entries of a list of a spec."""
        return bool(self.section) and self.section != ("person",)
