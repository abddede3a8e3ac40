"""Milestones, in their hierarchy and by quarter: spec to View."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.spec.models import GoalSpec, plan
from docgen.view import model
from docgen.view.kpis import present_tools
from docgen.view.references import References
from docgen.view.texts import Teller

__all__ = ["group_by_quarter", "present_milestones"]

_LABEL = re.compile(r"F?Q([1-4])")
MONTHS_A_QUARTER = 3


def present_milestones(spec: GoalSpec, teller: Teller, references: References) -> list[model.Milestone]:
    """Present the milestones, parents before their steps, else in the order of their days."""
    return [_present(step, depth, teller, references) for step, depth in _in_order(spec.milestones)]


def _in_order(steps: tuple[plan.Milestone, ...]) -> Iterator[tuple[plan.Milestone, int]]:
    """Walk the hierarchy from the top; siblings by due day, then as written."""
    known = {step.id for step in steps}
    children: dict[str | None, list[plan.Milestone]] = {}
    for step in sorted(steps, key=lambda each: (each.due, each.start or each.due)):
        children.setdefault(step.parent if step.parent in known else None, []).append(step)

    def walk(parent: str | None, depth: int) -> Iterator[tuple[plan.Milestone, int]]:
        for step in children.get(parent, ()):
            yield step, depth
            yield from walk(step.id, depth + 1)

    return walk(None, 0)


def _present(step: plan.Milestone, depth: int, teller: Teller, references: References) -> model.Milestone:
    return {
        "id": step.id,
        "title": teller.line(step.title),
        "goal_id": step.goal,
        "goal_title": references.goal_title(step.goal),
        "period": step.period or "",
        "start": teller.day(step.start),
        "start_text": teller.long_day(step.start),
        "due": teller.day(step.due),
        "due_text": teller.long_day(step.due),
        "deliverable": teller.line(step.deliverable),
        "acceptance": teller.line(step.acceptance),
        "owner": teller.line(step.owner),
        "collaborators": teller.lines(step.collaborators),
        "depends_on": [references.milestone(each) for each in step.depends_on],
        "depends_on_text": teller.listed(step.depends_on),
        "parent": step.parent or "",
        "depth": depth,
        "stream": teller.line(step.stream),
        "buffer_days": teller.figure(step.buffer_days),
        "value": teller.figure(step.value),
        "completed": teller.day(step.completed),
        "completed_text": teller.long_day(step.completed),
        "status": teller.line(step.status),
        "tools": present_tools(step.ext),
    }


def group_by_quarter(
    spec: GoalSpec, milestones: list[model.Milestone], teller: Teller
) -> list[model.Quarter]:
    """Group milestones by the quarter they are due in; a label of another kind makes a group of its own."""
    groups: dict[tuple[str, int], list[model.Milestone]] = {}
    for step in milestones:
        groups.setdefault(_key(step, spec.period.fiscal_year_start), []).append(step)
    years = {year for (_, year) in groups}
    ordered = sorted(groups.items(), key=lambda group: min(step["due"] for step in group[1]))
    return [_quarter(key, year, steps, len(years) > 1, spec, teller) for (key, year), steps in ordered]


def _key(step: model.Milestone, first_month: int) -> tuple[str, int]:
    day = datetime.date.fromisoformat(step["due"])
    number, year = _place(day, first_month)
    label = step["period"]
    if label and not _LABEL.fullmatch(label):
        return label, year
    return label or f"{'F' if first_month > 1 else ''}Q{number}", year


def _place(day: datetime.date, first_month: int) -> tuple[int, int]:
    """Return the quarter and the year of a day; a fiscal year is named after the year it ends in."""
    months = (day.month - first_month) % 12
    year = day.year + 1 if first_month > 1 and day.month >= first_month else day.year
    return months // MONTHS_A_QUARTER + 1, year


def _quarter(  # noqa: PLR0917 - the parts of one row
    key: str, year: int, steps: list[model.Milestone], several: bool, spec: GoalSpec, teller: Teller
) -> model.Quarter:
    found = _LABEL.fullmatch(key)
    start, end = _days(int(found[1]), year, spec.period.fiscal_year_start) if found else (None, None)
    return {
        "key": key,
        "label": _label(key, int(found[1]), year, several, teller) if found else key,
        "start": teller.day(start),
        "end": teller.day(end),
        "milestones": steps,
    }


def _label(key: str, number: int, year: int, several: bool, teller: Teller) -> str:
    fiscal = key.startswith("F")
    ordinal = teller.phrase("ordinals")[number - 1]
    words = teller.phrase("fiscal_quarter" if fiscal else "quarter", ordinal=ordinal)
    if not several:
        return words
    return teller.phrase("of_fiscal_year" if fiscal else "of_year", year=str(year), quarter=words)


def _days(number: int, year: int, first_month: int) -> tuple[datetime.date, datetime.date]:
    months = (first_month - 1) + MONTHS_A_QUARTER * (number - 1)
    base = year - 1 if first_month > 1 else year
    start = datetime.date(base + months // 12, months % 12 + 1, 1)
    after = months + MONTHS_A_QUARTER
    end = datetime.date(base + after // 12, after % 12 + 1, 1) - datetime.timedelta(days=1)
    return start, end
