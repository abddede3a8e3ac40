"""Everything there is to say about a filled workbook: of the whole, and of every person once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.diagnostics import Diagnostic, Severity
from docgen.pipeline import Outcome
from docgen.sources.contract import Entry, Source
from docgen.sources.workbook import GoalWorkbook

__all__ = ["Checked", "Finding", "Look", "check_workbook"]

Look = Callable[[Source, Entry], Outcome]
"""Checks and reviews one spec: by the rules of a pack, or by those that everybody has."""

_STRUCTURE = frozenset({"DG705", "DG706", "DG707"})
"""Sheets or columns that are missing: nothing that is said of people would be true."""
_CONSEQUENCES = frozenset({"DG202", "DG203", "DG204", "DG755"})
"""What may be wrong only because it is not known whose some rows are."""
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Finding:
    """One finding, and the people it is about; nobody in particular when it is about the workbook."""

    diagnostic: Diagnostic
    people: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Tell whether it is an error."""
        return self.diagnostic.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in the order of the cells, and for whom documents could be made."""

    findings: tuple[Finding, ...]
    people: int
    sound: int
    """People for whom a document can be made; the review may still find fault with it."""

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not any(each.is_wrong for each in self.findings)

    def promoted(self) -> Checked:
        """Make every warning an error."""
        harder = (
            replace(each, diagnostic=replace(each.diagnostic, severity=Severity.ERROR))
            if each.diagnostic.severity is Severity.WARNING
            else each
            for each in self.findings
        )
        return replace(self, findings=tuple(harder))


def check_workbook(
    book: GoalWorkbook, look: Look, begin: Callable[[str], None] = lambda _name: None
) -> Checked:
    """Read, check and review everybody in a workbook.

    ``begin`` is called with the name of each person whose turn it is. Raises DocgenError when the file as a
    whole cannot be read (DG763, DG759, DG71x).
    """
    entries = book.everybody()
    found = _Found()
    for each in (*book.faults, *book.remarks):
        found.add(each, None)
    sound = 0
    codes = {each.code for each in book.faults}
    for entry in entries if not codes & _STRUCTURE else ():
        begin(entry.name)
        outcome = look(book, entry)
        for each in _everything(outcome):
            if "DG747" not in codes or each.code not in _CONSEQUENCES:
                found.add(each, entry.name)
        sound += outcome.ok
    is_whole = not book.faults
    return Checked(tuple(found.sorted(book.titles)), len(entries), sound if is_whole else 0)


def _everything(outcome: Outcome) -> Iterator[Diagnostic]:
    yield from outcome.diagnostics
    yield from (each.diagnostic for each in (outcome.review.open if outcome.review else ()))


class _Found:
    """Findings; what is said of several people in the same words at the same cell is one."""

    def __init__(self) -> None:
        self._all: dict[Any, Finding] = {}

    def add(self, diagnostic: Diagnostic, name: str | None) -> None:
        """Take one in."""
        key = diagnostic.code, diagnostic.where.cell, tuple(sorted(map(repr, diagnostic.facts.items())))
        finding = self._all.setdefault(key, Finding(diagnostic))
        if name and name not in finding.people:
            finding.people.append(name)

    def sorted(self, titles: Sequence[str]) -> list[Finding]:
        """Put findings in the order of the sheets, rows and columns; those of no cell come first."""
        return sorted(self._all.values(), key=lambda each: _order(each.diagnostic, titles))


def _order(found: Diagnostic, titles: Sequence[str]) -> tuple[int, int, int, str, str]:
    title, _, place = (found.where.cell or "").rpartition("!")
    cell = _CELL.fullmatch(place)
    column, row = cell.groups() if cell else ("", "0")
    number = titles.index(title) + 1 if title in titles else 0
    return number, int(row), len(column), column, found.code
