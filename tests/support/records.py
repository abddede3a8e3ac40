"""Records of an invented team, with the files they name, for what is made of all documents together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.bulk.model import Record, Who
from docgen.bulk.report import About, Reported, make_report
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import Location, report
from docgen.pipeline.brief import Brief, GoalBrief, KpiBrief

__all__ = ["WARNING", "Desk", "a_brief", "a_failure"]

DAY = datetime.date(2027, 1, 4)
GOALS = (
    GoalBrief("G1", "Keep 92% of customers", "60", "2027-12-31", ("S1",)),
    GoalBrief("G2", "Cut answer time to 4 hours", "40", "2027-09-30", ()),
)
KPIS = (
    KpiBrief("K1", "G1", "Renewals", "contracts", "higher", "100", "120", "60"),
    KpiBrief("K2", "G2", "Answer time", "h", "lower", None, "4.0", "40"),
)
WARNING = report("DG603", Location("team.yaml", 14, 3, ("goals", 1, "weight")), name="logo.png")
"""Any warning does."""


def a_brief(name: str, employee: str, department: str = "East", **changes: object) -> Brief:
    """Return the facts of a document."""
    facts = {
        "language": "en", "title": "Goals", "number": f"HR-{employee}", "version": "1", "stage": "plan",
        "name": name, "employee": employee, "position": "Engineer", "department": department, "manager": "Grace Rossi",
        "period": "Year 2027", "start": "2027-01-01", "end": "2027-12-31", "milestones": 4,
        "goals": GOALS, "kpis": KPIS, "strategy": (("S1", "Grow by keeping"),),
    }  # fmt: skip
    return Brief(**{**facts, **changes})


def a_failure(name: str, team: str = "East") -> Record:
    """Return the record of somebody whose spec could not even be read."""
    found = report(
        "DG121", Location("team.yaml", 3, 9, ("goals", 0, "weight")), found="text", expected="number"
    )
    return Record(name, name, f"{team}/{name}", "0" * 64, "failed", DAY, Who(name), findings=(found,))


@dataclass
class Desk:
    """A folder with documents, their records, and the reports that are made of them."""

    folder: Path
    records: list[Record] = field(default_factory=list)
    read: int = 0

    def __post_init__(self) -> None:
        self.shelf = FolderShelf(str(self.folder))

    def add(self, name: str, team: str = "East", *, stem: str | None = None, **changes: object) -> Record:
        """Make a document of somebody; ``changes`` are fields of the record, or ``brief``."""
        employee = f"E{len(self.records) + 1:03d}"
        stem = f"{team}/{stem or f'{employee}_{name}'}".lstrip("/")
        files = [
            self.shelf.put({f"{stem}{suffix}": f"{name} {suffix}".encode()}, force=True)[0]
            for suffix in (".pdf", ".docx")
        ]
        brief = a_brief(name, employee, team)
        record = Record(employee, f"{employee}.yaml", stem, "0" * 64, "made", DAY, Who(name, employee, team))
        record = replace(record, files=tuple(files), brief=brief)
        self.records.append(replace(record, **changes))
        return self.records[-1]

    def stream(self) -> Iterator[Record]:
        """Give the records, and note that somebody asked."""
        self.read += 1
        yield from self.records

    def report(self, key: str = "1", **about: object) -> Reported:
        """Make the reports."""
        return make_report(self.stream, self.shelf, About(key, **about))

    def content(self) -> dict[str, bytes]:
        """Return every file by its path, our own records too."""
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}
