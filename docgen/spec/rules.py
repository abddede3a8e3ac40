"""The rules across fields: ids that are unique and exist, totals that add up, dates in order.

Each rule is a small function that yields findings; ``RULES`` is the list of them. Rules about the
worth of a goal belong to the review, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from docgen.diagnostics import Diagnostic, Fact, FieldPath, report
from docgen.spec.models import GoalSpec
from docgen.spec.raw import RawSpec

__all__ = ["RULES", "find_breaches"]

FULL = Decimal(100)
Breach = tuple[str, FieldPath, Mapping[str, Fact]]
Rule = Callable[[GoalSpec], Iterator[Breach]]


def find_breaches(spec: GoalSpec, raw: RawSpec) -> list[Diagnostic]:
    """Run every rule and give each finding its line."""
    return [report(code, raw.locate(path), **facts) for rule in RULES for code, path, facts in rule(spec)]


def ids_are_unique(spec: GoalSpec) -> Iterator[Breach]:
    """Find two entries of one list with one id."""
    for kind in ("strategy", "goals", "kpis", "milestones", "changes", "red_lines"):
        first: dict[str, int] = {}
        for index, entry in enumerate(getattr(spec, kind)):
            if entry.id in first:
                yield "DG201", (kind, index, "id"), {"id": entry.id, "first": f"{kind}[{first[entry.id]}]"}
            first.setdefault(entry.id, index)


def references_exist(spec: GoalSpec) -> Iterator[Breach]:
    """Find ids that are named and belong to no entry."""
    for path, name, known in _references(spec):
        if name not in known:
            close = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
            yield (
                "DG202",
                path,
                {"id": name, "near": close[0] if close else None, "known": tuple(sorted(known)[:12])},
            )


def _references(spec: GoalSpec) -> Iterator[tuple[FieldPath, str, set[str]]]:
    strategy = {s.id for s in spec.strategy}
    goals, kpis = {g.id for g in spec.goals}, {k.id for k in spec.kpis}
    milestones = {m.id for m in spec.milestones}
    anything = strategy | goals | kpis | milestones
    for i, goal in enumerate(spec.goals):
        yield from _each(("goals", i, "strategy"), goal.strategy, strategy)
    for i, kpi in enumerate(spec.kpis):
        yield ("kpis", i, "goal"), kpi.goal, goals
    for i, milestone in enumerate(spec.milestones):
        yield ("milestones", i, "goal"), milestone.goal, goals
        yield from _each(("milestones", i, "depends_on"), milestone.depends_on, milestones)
        yield from _maybe(("milestones", i, "parent"), milestone.parent, milestones)
    for i, clause in enumerate(spec.contingencies):
        yield from _maybe(("contingencies", i, "milestone"), clause.milestone, milestones)
    for i, change in enumerate(spec.changes):
        yield from _maybe(("changes", i, "ref"), change.ref, anything)
    for i, waiver in enumerate(spec.waivers):
        yield from _maybe(("waivers", i, "ref"), waiver.ref, anything)
    yield from _measured(spec, kpis, milestones)


def _measured(
    spec: GoalSpec, kpis: set[str], milestones: set[str]
) -> Iterator[tuple[FieldPath, str, set[str]]]:
    for i, checkin in enumerate(spec.checkins):
        for j, actual in enumerate(checkin.actuals):
            yield ("checkins", i, "actuals", j, "kpi"), actual.kpi, kpis
        for j, step in enumerate(checkin.milestones):
            yield ("checkins", i, "milestones", j, "milestone"), step.milestone, milestones
    for j, actual in enumerate(spec.evaluation.actuals if spec.evaluation else ()):
        yield ("evaluation", "actuals", j, "kpi"), actual.kpi, kpis


def _each(
    path: FieldPath, names: Iterable[str], known: set[str]
) -> Iterator[tuple[FieldPath, str, set[str]]]:
    for index, name in enumerate(names):
        yield (*path, index), name, known


def _maybe(path: FieldPath, name: str | None, known: set[str]) -> Iterator[tuple[FieldPath, str, set[str]]]:
    if name is not None:
        yield path, name, known


def goal_weights_total(spec: GoalSpec) -> Iterator[Breach]:
    """Insist that the weights of all goals sum to 100."""
    total = sum((goal.weight for goal in spec.goals), Decimal(0))
    if total != FULL:
        yield "DG203", ("goals", len(spec.goals) - 1, "weight"), {"total": str(total)}


def kpi_weights_total(spec: GoalSpec) -> Iterator[Breach]:
    """Insist that the KPIs of a goal weigh what the goal weighs."""
    for goal in spec.goals:
        mine = [(index, kpi) for index, kpi in enumerate(spec.kpis) if kpi.goal == goal.id]
        total = sum((kpi.weight for _, kpi in mine), Decimal(0))
        if mine and total != goal.weight:
            facts = {"goal": goal.id, "total": str(total), "weight": str(goal.weight)}
            yield "DG204", ("kpis", mine[-1][0], "weight"), {**facts, "kpis": tuple(k.id for _, k in mine)}


def period_runs_forward(spec: GoalSpec) -> Iterator[Breach]:
    """Find a period that ends before it starts, and reviews before its start."""
    period = spec.period
    if period.end <= period.start:
        yield "DG205", ("period", "end"), {"start": str(period.start), "end": str(period.end)}
    for name in ("mid_year_review", "final_review", "confirmed"):
        day = getattr(period, name)
        if day is not None and day < period.start:
            yield "DG206", ("period", name), {"day": str(day), "start": str(period.start)}


def milestones_run_forward(spec: GoalSpec) -> Iterator[Breach]:
    """Find milestones that start after they are due."""
    for index, step in enumerate(spec.milestones):
        if step.start is not None and step.start > step.due:
            yield "DG207", ("milestones", index, "start"), {"start": str(step.start), "due": str(step.due)}


def milestones_have_no_cycle(spec: GoalSpec) -> Iterator[Breach]:
    """Find milestones that wait for themselves, by dependencies or by parents."""
    places = {step.id: index for index, step in enumerate(spec.milestones)}
    for field, links in (
        ("depends_on", {m.id: set(m.depends_on) for m in spec.milestones}),
        ("parent", {m.id: {m.parent} - {None} for m in spec.milestones}),
    ):
        try:
            tuple(TopologicalSorter(links).static_order())
        except CycleError as error:
            ring = tuple(str(name) for name in error.args[1])
            yield "DG208", ("milestones", places.get(ring[0], 0), field), {"ring": " → ".join(ring)}


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    goal_weights_total,
    kpi_weights_total,
    period_runs_forward,
    milestones_run_forward,
    milestones_have_no_cycle,
)
"""Every rule, in the order in which a reader would check."""
