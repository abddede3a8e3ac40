"""Milestones, in their hierarchy and by quarter: spec to View."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.spec.models import GoalSpec, plan
from docgen.spec.quarters import Quarter, find_quarter
from docgen.view import model
from docgen.view.kpis import present_tools
from docgen.view.quarters import name_quarter
from docgen.view.references import References
from docgen.view.texts import Teller

__all__ = ["group_by_quarter", "present_milestones"]

_LABEL = re.compile(r"F?Q([1-4])")


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
        "kpis": references.kpis_of(step.goal),
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
        "effort": teller.figure(step.effort),
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
    quarter = find_quarter(datetime.date.fromisoformat(step["due"]), first_month)
    label = step["period"]
    if label and not _LABEL.fullmatch(label):
        return label, quarter.year
    return label or f"{'F' if first_month > 1 else ''}Q{quarter.number}", quarter.year


def _quarter(  # noqa: PLR0917 - the parts of one row
    key: str, year: int, steps: list[model.Milestone], several: bool, spec: GoalSpec, teller: Teller
) -> model.Quarter:
    found = _LABEL.fullmatch(key)
    quarter = Quarter(year, int(found[1])) if found else None
    start, end = quarter.days(spec.period.fiscal_year_start) if quarter else (None, None)
    fiscal = key.startswith("F")
    return {
        "key": key,
        "label": name_quarter(quarter, teller, fiscal=fiscal, with_year=several) if quarter else key,
        "start": teller.day(start),
        "end": teller.day(end),
        "milestones": steps,
    }
