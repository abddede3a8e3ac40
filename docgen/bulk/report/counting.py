"""The figures of a run: one pass over all records, with a few numbers kept for each team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.bulk.model import Record
from docgen.diagnostics import Diagnostic, Severity

__all__ = ["Tally", "TeamTally", "count", "endings_of", "severities"]


@dataclass(slots=True)
class TeamTally:
    """The figures of one team."""

    name: str
    people: int = 0
    failed: int = 0
    files: int = 0
    goals: int = 0
    kpis: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    grades: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """The figures of all: ``codes`` counts people, ``endings`` are the kinds of files, first come first."""

    people: int = 0
    failed: int = 0
    files: int = 0
    goals: int = 0
    kpis: int = 0
    findings: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    codes: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    teams: dict[str, TeamTally] = field(default_factory=dict)
    endings: dict[str, None] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    periods: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)

    @property
    def language(self) -> str:
        """The language of most documents; Chinese when there are as many of both, or none."""
        return "en" if self.languages["en"] > self.languages["zh"] else "zh"

    @property
    def is_final(self) -> bool:
        """Tell whether anybody has a score or a grade."""
        return any(team.grades for team in self.teams.values())


def count(records: Iterable[Record]) -> Tally:
    """Count everything a report says of all."""
    tally = Tally()
    for record in records:
        team = tally.teams.setdefault(record.team, TeamTally(record.team))
        found = severities(record.findings)
        for one in (tally, team):
            one.people += 1
            one.failed += record.status == "failed"
            one.files += len(record.files)
            one.severities.update(found)
        tally.findings += len(record.findings)
        tally.codes.update({(each.code, each.severity) for each in record.findings})
        tally.endings.update(dict.fromkeys(endings_of(record)))
        _count_brief(record, tally, team)
    return tally


def _count_brief(record: Record, tally: Tally, team: TeamTally) -> None:
    brief = record.brief
    if brief is None:
        return
    for one in (tally, team):
        one.goals += len(brief.goals)
        one.kpis += len(brief.kpis)
    tally.languages[brief.language] += 1
    tally.periods[brief.period] += 1
    tally.stages[brief.stage] += 1
    if brief.grade:
        team.grades[brief.grade] += 1


def severities(findings: Iterable[Diagnostic]) -> Counter[Severity]:
    """Count findings by weight."""
    return Counter(each.severity for each in findings)


def endings_of(record: Record) -> tuple[str, ...]:
    """Return what the files of a record are called behind their common stem: ``.pdf``, ``.letter.docx``."""
    return tuple(file.path.removeprefix(record.stem) for file in record.files)
