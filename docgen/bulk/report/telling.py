"""One person as the data that the page reads: a short row for the list, and what is shown below it."""

from __future__ import annotations

from typing import Any

from docgen.bulk.model import Record
from docgen.bulk.report.counting import endings_of, severities
from docgen.diagnostics import Diagnostic, Location, Severity, show_path
from docgen.diagnostics.sentences import say, show
from docgen.pipeline.brief import Brief, GoalBrief, KpiBrief

__all__ = ["Shared", "say_place", "show_name", "tell_detail", "tell_row"]

MOST_FINDINGS = 60
"""Findings of one person on the page; with more nobody reads on, and the workbook has all of them."""

_LONG = 2000
_NAME = 200


class Shared:
    """What many people of one page have in common is told once and named by its number."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._texts: dict[str, int] = {}
        self._endings: dict[tuple[str, ...], int] = {}
        self._codes: dict[tuple[str, Severity], int] = {}

    def text(self, text: str) -> int:
        """Return the number of a text."""
        return self._texts.setdefault(text, len(self._texts))

    def endings(self, endings: tuple[str, ...]) -> int:
        """Return the number of a set of files."""
        return self._endings.setdefault(endings, len(self._endings))

    def code(self, finding: Diagnostic) -> int:
        """Return the number of a code with its weight."""
        return self._codes.setdefault((finding.code, finding.severity), len(self._codes))

    def tell(self) -> dict[str, Any]:
        """Return everything as data."""
        return {
            "texts": list(self._texts),
            "endings": [list(each) for each in self._endings],
            "codes": [_tell_code(code, weight) for code, weight in self._codes],
        }


def _tell_code(code: str, weight: Severity) -> list[str]:
    titles = [say(Diagnostic(code, weight), language).title for language in ("zh", "en")]
    return [code, weight.value, *titles]


def show_name(record: Record) -> str:
    """Return the name to show for a record: that of the person, else that of the spec."""
    name = record.brief.name if record.brief else record.who.name
    return show(name or record.name, _NAME)


def tell_row(record: Record, team: int, shared: Shared) -> list[Any]:
    """Return what the list shows and what is searched; the order of the fields is that of ``Row`` in the page."""
    brief, found = record.brief, severities(record.findings)
    return [
        show_name(record),
        show(brief.employee if brief else record.who.employee, _NAME),
        team,
        show(brief.position, _NAME) if brief else "",
        int(record.status == "failed"),
        [found[each] for each in Severity],
        sorted({shared.code(each) for each in record.findings}),
        record.stem,
        shared.endings(endings_of(record)),
        (brief.score if brief else None) or "",
        show((brief.grade if brief else None) or ""),
        [len(brief.goals), len(brief.kpis)] if brief else [],
    ]


def tell_detail(record: Record, shared: Shared) -> dict[str, Any]:
    """Return what is shown below a row."""
    findings = sorted(record.findings, key=lambda each: list(Severity).index(each.severity))
    told: dict[str, Any] = {
        "id": show(record.id, _NAME),
        "findings": [_finding(each, shared) for each in findings[:MOST_FINDINGS]],
    }
    if len(findings) > MOST_FINDINGS:
        told["more"] = len(findings) - MOST_FINDINGS
    return told | (_brief(record.brief, shared) if record.brief else {})


def _brief(brief: Brief, shared: Shared) -> dict[str, Any]:
    return {
        "number": show(brief.number),
        "version": show(brief.version),
        "period": shared.text(show(brief.period)),
        "stage": brief.stage,
        "manager": show(brief.manager, _NAME),
        "milestones": brief.milestones,
        "strategy": {each: shared.text(show(text, _LONG)) for each, text in brief.strategy},
        "goals": [_goal(goal, brief, shared) for goal in brief.goals],
    }


def _goal(goal: GoalBrief, brief: Brief, shared: Shared) -> list[Any]:
    kpis = [_kpi(kpi, shared) for kpi in brief.kpis if kpi.goal == goal.id]
    return [goal.id, shared.text(show(goal.title, _LONG)), goal.weight, goal.due, list(goal.strategy), kpis]


def _kpi(kpi: KpiBrief, shared: Shared) -> list[Any]:
    name, unit = shared.text(show(kpi.name, _LONG)), shared.text(show(kpi.unit, _NAME))
    return [kpi.id, name, unit, kpi.direction, kpi.baseline, kpi.target, kpi.weight]


def _finding(found: Diagnostic, shared: Shared) -> list[Any]:
    """Return code, place, and reason and hint in both languages."""
    words = [part for language in ("zh", "en") for part in _words(found, language)]
    return [shared.code(found), say_place(found.where), *(shared.text(part) for part in words)]


def _words(found: Diagnostic, language: str) -> tuple[str, str]:
    prose = say(found, language)
    return prose.reason, prose.hint


def say_place(where: Location) -> str:
    """Say where something stands: the file with line or cell, and the field."""
    steps = (where.file and show(where.file, _LONG), where.line, where.column)
    file = ":".join(str(step) for step in steps if step is not None)
    cell = show(where.cell, _NAME) if where.cell else ""
    return "  ".join(part for part in (file, cell, show(show_path(where.path), _LONG)) if part)
