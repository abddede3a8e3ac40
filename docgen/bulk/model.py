"""The values of a run of many documents: what is wanted, one piece of work, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.diagnostics import Diagnostic
from docgen.pipeline.brief import Brief
from docgen.sources.contract import Entry
from docgen.workshop.limits import Limits

__all__ = [
    "Begun",
    "File",
    "Job",
    "Order",
    "Plan",
    "Record",
    "Status",
    "Summary",
    "Who",
]

Status = Literal["made", "kept", "failed"]
"""What became of one document in this run: made, kept as it was because nothing has changed, or not made."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every document of a run.

    ``settings`` are those of a workshop: pack, to, locale, review, stage, word_template, carry, verify. ``day`` is the day
    that counts as today; it makes a document another one only when somebody named it (``is_day_named``).
    ``strict`` counts warnings as errors, ``force`` overwrites files that docgen did not make.
    """

    settings: Mapping[str, Any]
    day: datetime.date
    is_day_named: bool = False
    limits: Limits = field(default_factory=Limits)
    strict: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a document is about, as far as the source says it without being checked."""

    name: str = ""
    employee: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: its spec, the path of its files without an ending, its key.

    ``stem`` is relative to the output folder and uses ``/``: ``East/E001_Li Na``. ``key`` is a SHA-256 in hex
    of everything that makes the files what they are; two runs with one key make the same bytes. ``called`` is
    what the pack's pattern gave, None without one, and ``language`` that of the file name, if it has one:
    the plan made the stem of them.
    """

    entry: Entry
    stem: str
    key: str
    who: Who = Who()
    called: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its path in the output folder with ``/``, its SHA-256 in hex, its bytes."""

    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one document: one line of the ledger.

    A record is the same for the same input, whoever made it and when: times are told, not kept. ``findings``
    are those of the check and of the review, in this order, without those that somebody has accepted.
    """

    id: str
    name: str
    stem: str
    key: str
    status: Status
    day: datetime.date
    who: Who = Who()
    files: tuple[File, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    brief: Brief | None = None
    places: str = ""
    """A digest of where the values of the spec stand: findings that name a place that moved are made anew."""
    called: str | None = None
    language: str | None = None
    """Both as in ``Job``: as long as the key is the same, nobody has to ask the pack for names again."""

    @property
    def team(self) -> str:
        """The folder of the document: the team."""
        return self.stem.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Begun:
    """A worker has begun with a document."""

    worker: str
    job: Job


@dataclass(frozen=True, slots=True)
class Plan:
    """All the work of a run, in the order of the source.

    ``jobs`` are to be made; ``kept`` are those whose documents are there already and would be the same;
    ``failed`` are records of entries that could not even be planned. ``outside`` were not asked for this time
    (--only) and stay as they are. ``ids`` name all of them in one order. ``strays`` are paths of files in the
    output folder that docgen made and that no document of the plan has. ``findings`` concern no single
    document; with an error among them nothing may be made.
    """

    jobs: tuple[Job, ...]
    kept: tuple[Job, ...] = ()
    failed: tuple[Record, ...] = ()
    strays: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    outside: tuple[Job, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Count the people."""
        return len(self.jobs) + len(self.kept) + len(self.failed)


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended. ``is_whole`` is false when it was stopped; the next run goes on from there."""

    made: int
    kept: int
    failed: int
    left: int
    seconds: float
    is_whole: bool
    files: tuple[str, ...] = ()
    """Paths of what was made for all together: index, workbook, binders, archives."""
    findings: tuple[Diagnostic, ...] = ()
