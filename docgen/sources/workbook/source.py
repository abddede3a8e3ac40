"""A goal workbook as a source: its people, one spec each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location
from docgen.document.model import Asset
from docgen.sources.contract import Entry
from docgen.sources.files import read_file
from docgen.sources.team.common_faults import SAMPLE, find_common
from docgen.sources.workbook.compose import compose, compose_shared
from docgen.sources.workbook.layout import TEAM
from docgen.sources.workbook.pages import Pages, read_pages
from docgen.sources.workbook.people import Person, find_people, place_rows
from docgen.spec.raw import RawSpec

__all__ = ["MAX_BYTES", "GoalWorkbook"]

MAX_BYTES = 64 << 20
"""Bytes of one workbook."""


@dataclass(frozen=True)
class GoalWorkbook:
    """A filled goal workbook on disk."""

    path: str

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Warnings about the workbook as a whole: renamed headers, columns that are not read, hidden rows."""
        return tuple(self._pages.remarks)

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Mistakes for which no document can be made: sheets and headers, and whose a row is."""
        self._people  # noqa: B018 - finds the last of them
        return tuple(self._pages.faults)

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of the sheets, from left to right."""
        return self._pages.titles

    def entries(self) -> Iterator[Entry]:
        """List the people as they stand in the workbook.

        Raises DocgenError: DG763 or DG759 the file as a whole cannot be read, DG705 to DG707 sheets and headers,
        DG747 and DG749 people, and what is wrong for everybody.
        """
        if self.faults:
            raise DocgenError(self.faults)
        entries = self.everybody()
        if found := find_common(self.read(each) for each in entries[:SAMPLE]):
            raise DocgenError(found)
        yield from entries

    def everybody(self) -> tuple[Entry, ...]:
        """List the people whatever is wrong; raises DocgenError when the file as a whole cannot be read."""
        return tuple(_enter(number, each) for number, each in enumerate(self._people, 1))

    def read(self, entry: Entry) -> RawSpec:
        """Return the spec of one person; what is wrong with this person is among its faults."""
        person: Person = entry.origin
        return compose(person, self._pages)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:  # noqa: ARG002 - they share a folder
        """Return a picture beside the file; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        from docgen.sources.pictures import read_picture  # noqa: PLC0415 - few specs name one

        return read_picture(Path(self.path).parent, name, where)

    def shared(self, team: str) -> RawSpec | None:  # noqa: ARG002 - all teams of a workbook share one part
        """Return what everybody shares: the overview, the strategy and the goals of all."""
        return compose_shared(self._people, self._pages)

    @cached_property
    def _pages(self) -> Pages:
        return read_pages(read_file(self.path, MAX_BYTES), self.path)

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        people = find_people(self._pages)
        place_rows(self._pages, people)
        return people


def _enter(number: int, person: Person) -> Entry:
    name, employee = person.name, person.employee
    shown = f"{name} ({employee})" if name and employee else name or employee or f"#{number}"
    stem = f"{employee}_{name}" if name and employee else name or employee or f"_{number}"
    return Entry(employee or name or f"#{number}", shown, person.line.text(TEAM), stem, person)
