"""The rules across fields: ids that are unique and exist, totals that add up, dates in order.

Each rule is a small function that yields findings; ``RULES`` is the list of them. Rules about the
worth of a goal belong to the review, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from docgen.diagnostics import Diagnostic, report, show_path
from docgen.spec.draft import Breach, Draft, repeated
from docgen.spec.plausible import PLAUSIBLE
from docgen.spec.raw import RawSpec
from docgen.spec.references import references

__all__ = ["RULES", "find_breaches"]

FULL = Decimal(100)
Rule = Callable[[Draft], Iterator[Breach]]


def find_breaches(draft: Draft, raw: RawSpec) -> list[Diagnostic]:
    """Run every rule and give each finding its line."""
    return [_report(breach, raw) for rule in RULES for breach in rule(draft)]


def _report(breach: Breach, raw: RawSpec) -> Diagnostic:
    facts = dict(breach.facts)
    if breach.first is not None:
        facts["first"] = show_path(breach.first)
        facts["line"] = raw.locate(breach.first).line
    return report(breach.code, raw.locate(breach.path), **facts)


def ids_are_unique(spec: Draft) -> Iterator[Breach]:
    """Find two entries of one list with one id."""
    for kind in ("strategy", "goals", "kpis", "milestones", "changes", "red_lines"):
        for entry, first in repeated(spec.items(kind), "id"):
            yield Breach("DG201", entry.at("id"), {"id": entry.text("id")}, first.at("id"))


def references_exist(spec: Draft) -> Iterator[Breach]:
    """Find ids that are named and belong to no entry."""
    for part, known in references(spec):
        name = part.value
        if isinstance(name, str) and known.complete and name not in known.ids:
            names = sorted(known.ids)
            close = get_close_matches(name, names, n=1, cutoff=0.5)
            near = close[0] if close else None
            yield Breach("DG202", part.path, {"id": name, "near": near, "known": tuple(names[:12])})


def goal_weights_total(spec: Draft) -> Iterator[Breach]:
    """Insist that the weights of all goals sum to 100."""
    goals = list(spec.items("goals"))
    weights = [goal.number("weight") for goal in goals]
    total = sum((weight for weight in weights if weight is not None), Decimal(0))
    if goals and None not in weights and total != FULL:
        yield Breach("DG203", goals[-1].at("weight"), {"total": str(total)})


def kpi_weights_total(spec: Draft) -> Iterator[Breach]:
    """Insist that the KPIs of a goal weigh what the goal weighs."""
    goals, kpis = list(spec.items("goals")), list(spec.items("kpis"))
    ids = [goal.text("id") for goal in goals]
    if len(set(ids)) < len(ids) or not {kpi.text("goal") for kpi in kpis} <= set(ids):
        return  # to which goal a KPI belongs is the mistake, and has been named
    for goal in goals:
        mine = [kpi for kpi in kpis if kpi.text("goal") == goal.text("id")]
        weights, full = [kpi.number("weight") for kpi in mine], goal.number("weight")
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        if mine and full is not None and None not in weights and total != full:
            names = tuple(kpi.text("id") or "" for kpi in mine)
            facts = {"goal": goal.text("id"), "total": str(total), "weight": str(full)}
            yield Breach("DG204", mine[-1].at("weight"), {**facts, "kpis": tuple(filter(None, names))})


def period_runs_forward(spec: Draft) -> Iterator[Breach]:
    """Find a period that ends before it starts, and reviews before its start."""
    period = spec.part("period")
    start, end = period.day("start"), period.day("end")
    if start and end and end <= start:
        yield Breach("DG205", period.at("end"), {"start": str(start), "end": str(end)})
    for name in ("mid_year_review", "final_review", "confirmed"):
        day = period.day(name)
        if start and day and day < start:
            yield Breach("DG206", period.at(name), {"day": str(day), "start": str(start)})


def milestones_run_forward(spec: Draft) -> Iterator[Breach]:
    """Find milestones that start after they are due."""
    for step in spec.items("milestones"):
        start, due = step.day("start"), step.day("due")
        if start and due and start > due:
            yield Breach("DG207", step.at("start"), {"start": str(start), "due": str(due)})


def milestones_have_no_cycle(spec: Draft) -> Iterator[Breach]:
    """Find milestones that wait for themselves, by dependencies or by parents."""
    steps = {name: step for step in spec.items("milestones") if (name := step.text("id"))}
    waits = {name: {each.value for each in step.items("depends_on")} - {None} for name, step in steps.items()}
    parents = {name: {step.text("parent")} - {None} for name, step in steps.items()}
    for field, links in (("depends_on", waits), ("parent", parents)):
        try:
            tuple(TopologicalSorter(links).static_order())
        except CycleError as error:
            ring = tuple(str(name) for name in error.args[1])
            yield Breach("DG208", steps[ring[0]].at(field), {"ring": " → ".join(ring)})


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    goal_weights_total,
    kpi_weights_total,
    period_runs_forward,
    milestones_run_forward,
    milestones_have_no_cycle,
    *PLAUSIBLE,
)
"""Every rule, in the order in which a reader would check."""
