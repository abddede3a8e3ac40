"""What is going to stand in a goal workbook: rows of values, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from docgen.diagnostics import Diagnostic, FieldPath
from docgen.spec.raw import Data

__all__ = ["Content", "Row", "label_of"]

Row: TypeAlias = Mapping[FieldPath, Data]
"""The values of one row by column; a column that is not there stays empty."""


@dataclass(frozen=True, slots=True)
class Content:
    """The values of a workbook: the form of the overview, and the rows of every other sheet by its key.

    ``people`` is the number of numbered lines on the sheet of people; those without a row are empty.
    """

    language: str
    overview: Row = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[str, Sequence[Row]] = field(default_factory=lambda: MappingProxyType({}))
    people: int = 0
    findings: tuple[Diagnostic, ...] = ()

    def of(self, key: str) -> Sequence[Row]:
        """Return the rows of a sheet."""
        return self.rows.get(key, ())


def label_of(name: str, employee: str) -> str:
    """Say a person in the drop-down lists: the name, and the number where there is one."""
    return f"{name} {employee}".strip()
