"""Is it bound in time? Rules T about days; what is said in words stands in ``wording``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from docgen.diagnostics import Fact, FieldPath
from docgen.i18n.languages import LANGUAGES, Words
from docgen.review.case import Case
from docgen.review.figures import names_figure
from docgen.review.model import Breach
from docgen.review.rules import rhythm, wording
from docgen.review.rules.calendar import days_are_working_days
from docgen.review.rules.missing import tell_missing
from docgen.review.rules.periods import read_label
from docgen.review.rules.rule import Rule
from docgen.scoring.planned import adds_up
from docgen.scoring.sense import is_misdirected
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi, TrajectoryPoint
from docgen.spec.models.plan import Milestone

__all__ = ["RULES"]

FEWEST = 2
"""Milestones that a long goal has at least."""
PUBLISHED = datetime.timedelta(days=45)
"""How long after a quarter its figure may be dated, because it is published then."""

_MISSING = {
    "deliverable": Words("交付物", "deliverable"),
    "acceptance": Words("验收标准", "acceptance"),
    "owner": Words("责任人", "owner"),
}


def goals_end_in_the_period(case: Case) -> Iterator[Breach]:
    """T1: a goal is due within the period."""
    period = case.spec.period
    for place, goal in case.goals():
        if not period.start <= goal.due <= period.end:
            facts = {"due": str(goal.due), "start": str(period.start), "end": str(period.end)}
            yield Breach(("goals", place, "due"), {"id": goal.id, **facts}, goal.id, goal.id)


def long_goals_have_milestones(case: Case) -> Iterator[Breach]:
    """T2: a long goal has milestones, and each says what is handed over, how it is accepted and by whom."""
    start, least = case.spec.period.start, case.options.milestones_from_days
    for place, goal in case.goals():
        days, count = (goal.due - start).days, sum(1 for _ in case.milestones(goal.id))
        if days > least and count < FEWEST:
            some: Mapping[str, Fact] = {"goal": goal.id, "count": count} if count else {"bare": goal.id}
            facts: Mapping[str, Fact] = {**some, "days": days, "least": FEWEST}
            yield Breach(("goals", place), facts, goal.id, goal.id)
    for place, step in case.milestones():
        missing = [words for field, words in _MISSING.items() if getattr(step, field) is None]
        if missing:
            yield _about(step, ("milestones", place), {"step": step.id, **tell_missing(missing)})


def predecessors_finish_first(case: Case) -> Iterator[Breach]:
    """T3: nothing ends before what it waits for."""
    for place, step, before in _dependencies(case):
        if before.due > step.due and not _is_late(case, before):
            facts = {"id": step.id, "due": str(step.due), "before": before.id, "before_due": str(before.due)}
            yield _about(step, ("milestones", place, "due"), facts)


def predecessors_leave_room(case: Case) -> Iterator[Breach]:
    """T11: what begins before its predecessor ends is worth a look, while there is time to change it."""
    told = set()
    for place, step, before in _dependencies(case):
        overlap = step.start and case.day <= step.start < before.due <= step.due
        if overlap and step.id not in told:
            told.add(step.id)
            facts = {"id": step.id, "start": str(step.start), "before": before.id, "due": str(before.due)}
            yield _about(step, ("milestones", place, "start"), facts)


def milestones_end_with_their_goal(case: Case) -> Iterator[Breach]:
    """T4: no milestone ends after its goal or after the period."""
    for place, step in case.milestones():
        if _is_late(case, step):
            goal, end = _goal(case, step), case.spec.period.end
            facts = {"id": step.id, "due": str(step.due)}
            facts |= {"end": str(end)} if step.due > end else {"goal": goal.id, "goal_due": str(goal.due)}
            yield _about(step, ("milestones", place, "due"), facts)


def last_milestone_carries_the_target(case: Case) -> Iterator[Breach]:
    """T12: the last milestone of a goal, while it lies ahead, speaks of a target of its KPIs."""
    for _, goal in case.goals():
        steps = sorted(case.milestones(goal.id), key=lambda pair: pair[1].due)
        targets = [kpi.target for _, kpi in case.kpis(goal.id)]
        if len(steps) < FEWEST or not targets:
            continue
        place, last = steps[-1]
        if last.due < case.day or _is_late(case, last):
            continue
        of_that_day = [step for _, step in steps if step.due == last.due]
        if not any(_speaks_of(step, targets) for step in of_that_day):
            yield Breach(("milestones", place), {"id": last.id, "goal": goal.id}, goal.id, last.id)


def _speaks_of(step: Milestone, targets: list[Decimal]) -> bool:
    if step.value in targets:
        return True
    texts = [
        text.say(tongue)
        for text in (step.title, step.acceptance, step.deliverable)
        if text
        for tongue in LANGUAGES
    ]
    return any(names_figure(text, target) for text in texts for target in targets)


def milestones_follow_each_other(case: Case) -> Iterator[Breach]:
    """T5: no long time will go by between the milestones of a goal."""
    longest = case.options.longest_gap_days
    for _, goal in case.goals():
        steps = sorted(case.milestones(goal.id), key=lambda pair: pair[1].due)
        for (_, earlier), (place, later) in pairwise(steps):
            days = (later.due - earlier.due).days
            if days > longest and later.due >= case.day and not _is_late(case, later):
                facts: dict[str, Fact] = {
                    "id": later.id,
                    "before": earlier.id,
                    "days": days,
                    "longest": longest,
                }
                yield _about(later, ("milestones", place, "due"), facts)


def labels_fit_their_days(case: Case) -> Iterator[Breach]:
    """T7: a quarter, half-year or month that is named is that of the day beside it."""
    for place, step in case.milestones():
        if step.period and step.due <= case.spec.period.end and _strays(case, step.period, step.due):
            facts = _strayed(case, step.period, step.due, step.id)
            yield _about(step, ("milestones", place, "period"), facts)
    for place, kpi in case.kpis():
        for number, point in enumerate(kpi.trajectory):
            said = case.say(point.period)
            if point.date and _strays(case, said, point.date) and _strays(case, said, point.date - PUBLISHED):
                path = ("kpis", place, "trajectory", number, "period")
                yield Breach(path, _strayed(case, said, point.date, kpi.id), kpi.goal, kpi.id)


def _strays(case: Case, text: str, day: datetime.date) -> bool:
    label = read_label(text)
    return label is not None and not label.holds(day, case.spec.period.fiscal_year_start)


def _strayed(case: Case, label: str, day: datetime.date, name: str) -> dict[str, Fact]:
    first = case.spec.period.fiscal_year_start
    return {"id": name, "label": label, "day": str(day), "month": first if first > 1 else None}


def trajectories_lead_to_the_target(case: Case) -> Iterator[Breach]:
    """T10: planned values do not turn back on their way to the target; what adds up never gets less."""
    for place, kpi in case.kpis():
        if kpi.seasonal or kpi.direction not in {"higher", "lower"} or is_misdirected(kpi):
            continue
        before, sign = (None, 1) if adds_up(kpi) else (kpi.baseline.value, _sign(kpi))
        for number, point in _in_time(kpi):
            if before is not None and (point.value - before) * sign < 0:
                facts: dict[str, Fact] = {"id": kpi.id, "period": case.say(point.period)}
                path = ("kpis", place, "trajectory", number, "value")
                facts |= {"value": f"{point.value:f}", "before": f"{before:f}"}
                yield Breach(path, facts, kpi.goal, kpi.id)
                break
            before = point.value


def _in_time(kpi: Kpi) -> list[tuple[int, TrajectoryPoint]]:
    points = list(enumerate(kpi.trajectory))
    if all(point.date for _, point in points):
        points.sort(key=lambda pair: pair[1].date or datetime.date.min)
    return points


def _sign(kpi: Kpi) -> int:
    return 1 if kpi.direction == "higher" else -1


def _dependencies(case: Case) -> Iterator[tuple[int, Milestone, Milestone]]:
    steps = {step.id: step for _, step in case.milestones()}
    for place, step in case.milestones():
        yield from ((place, step, steps[name]) for name in step.depends_on if name in steps)


def _is_late(case: Case, step: Milestone) -> bool:
    return step.due > _end(case, _goal(case, step))


def _end(case: Case, goal: Goal) -> datetime.date:
    """Return the last day for the milestones of a goal; a goal outside the period (T1) sets none."""
    period = case.spec.period
    return goal.due if period.start <= goal.due <= period.end else period.end


def _goal(case: Case, step: Milestone) -> Goal:
    return next(goal for _, goal in case.goals() if goal.id == step.goal)


def _about(step: Milestone, path: FieldPath, facts: Mapping[str, Fact]) -> Breach:
    return Breach(path, facts, step.goal, step.id)


RULES: tuple[Rule, ...] = (
    Rule("T1", goals_end_in_the_period),
    Rule("T2", long_goals_have_milestones),
    Rule("T3", predecessors_finish_first),
    Rule("T4", milestones_end_with_their_goal),
    Rule("T5", milestones_follow_each_other),
    Rule("T6", days_are_working_days),
    Rule("T7", labels_fit_their_days),
    Rule("T8", rhythm.progress_is_looked_at_often_enough),
    Rule("T9", wording.dates_can_be_read_one_way),
    Rule("T10", trajectories_lead_to_the_target),
    Rule("T11", predecessors_leave_room),
    Rule("T12", last_milestone_carries_the_target),
    Rule("T13", wording.deadlines_are_days),
)
