"""What stands in the rows of the workbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from docgen.bulk.model import Record
from docgen.bulk.report.counting import TeamTally, severities
from docgen.bulk.report.sheet import Cell, Digest, Link
from docgen.bulk.report.telling import say_place, show_name
from docgen.bulk.report.words import SEVERITIES, STAGES, STATUS
from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import say, show
from docgen.i18n.choices import CHOICES
from docgen.i18n.formats import add_up
from docgen.pipeline.brief import Brief

__all__ = ["finding_rows", "goal_rows", "kpi_rows", "person_row", "team_row"]

_LONG = 32_000
Row: TypeAlias = "tuple[Cell, ...]"


def person_row(record: Record, language: str, endings: Sequence[str], is_final: bool) -> Row:
    """Return the row of a person: facts, counts, result, then path and digest of every kind of file."""
    files: list[Cell] = []
    found = {file.path.removeprefix(record.stem): file for file in record.files}
    for ending in endings:
        file = found.get(ending)
        files += [Link(file.path), Digest(file.digest)] if file else [None, None]
    weights = severities(record.findings)
    return (
        *_who(record),
        *_facts(record.brief, language),
        STATUS[_status(record)][_place(language)],
        *_sizes(record.brief),
        *(weights[each] for each in Severity),
        *(_result(record.brief) if is_final else ()),
        *files,
    )


def _status(record: Record) -> str:
    return "failed" if record.status == "failed" else "made"


def _place(language: str) -> int:
    return 0 if language == "zh" else 1


def _who(record: Record) -> Row:
    brief = record.brief
    employee = brief.employee if brief else record.who.employee
    return (_show(record.team), show_name(record), _show(employee))


def _facts(brief: Brief | None, language: str) -> Row:
    if brief is None:
        return (None,) * 6
    start, end = _day(brief.start), _day(brief.end)
    texts = (_show(brief.position), _show(brief.number), _show(brief.period))
    return (*texts, start, end, STAGES[language].get(brief.stage, brief.stage))


def _sizes(brief: Brief | None) -> Row:
    if brief is None:
        return (None,) * 4
    total = add_up(Decimal(goal.weight) for goal in brief.goals)
    return (len(brief.goals), total, len(brief.kpis), brief.milestones)


def _result(brief: Brief | None) -> Row:
    if brief is None:
        return (None, None)
    return (_number(brief.score), _show(brief.grade or ""))


def goal_rows(record: Record) -> Iterator[Row]:
    """Return a row for each goal of a person."""
    brief = record.brief
    if brief is None:
        return
    strategy = dict(brief.strategy)
    for goal in brief.goals:
        served = "\n".join(_show(f"{each} {strategy.get(each, '')}".strip()) for each in goal.strategy)
        yield (*_who(record), goal.id, _show(goal.title), _number(goal.weight), _day(goal.due), served)


def kpi_rows(record: Record, language: str) -> Iterator[Row]:
    """Return a row for each KPI of a person."""
    ways = CHOICES[language]["direction"]
    for kpi in record.brief.kpis if record.brief else ():
        texts = (_show(kpi.name), _show(kpi.unit), ways.get(kpi.direction, kpi.direction))
        figures = (_number(kpi.baseline), _number(kpi.target), _number(kpi.weight))
        yield (*_who(record), kpi.goal, kpi.id, *texts, *figures)


def finding_rows(record: Record, language: str) -> Iterator[Row]:
    """Return a row for each finding of a person, in the order they were made."""
    for found in record.findings:
        prose = say(found, language)
        severity = SEVERITIES[found.severity.value][_place(language)]
        place = say_place(found.where)
        yield (*_who(record), severity, found.code, place, prose.title, prose.reason, prose.hint)


def team_row(team: TeamTally, grades: Sequence[str], paths: Sequence[str]) -> Row:
    """Return the row of a team: counts, grades, then its binders and its archive."""
    counts = (team.people, team.people - team.failed, team.failed, team.goals, team.kpis)
    weights = (team.severities[each] for each in Severity)
    told = (team.grades[grade] for grade in grades)
    return (_show(team.name), *counts, *weights, *told, *(Link(path) if path else None for path in paths))


def _show(text: str) -> str:
    return show(text, _LONG)


def _number(figure: str | None) -> Cell:
    return Decimal(figure) if figure else None


def _day(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)
