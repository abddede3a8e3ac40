"""Do the figures of a title agree with those of its KPIs and milestones? Rule M7."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.review.case import Case
from docgen.review.figures import Figure, Kind, find_figures, find_pairs, kind_of_unit, measure
from docgen.review.model import Breach
from docgen.review.rules.bounds import is_written_as_fraction
from docgen.review.rules.rule import Outcry
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi

__all__ = ["figures_of_titles_are_those_of_kpis"]

_NUMBER_IN_NAME = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?[^\s\d.]?")
"""With the sign behind it; one behind a letter, as in P90, is no claim in a title anyway."""
_ALWAYS: frozenset[Kind] = frozenset({"percent", "points", "score"})
"""What in a title is always a claim; other figures are one when a KPI of the goal measures the like."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """The values of a KPI or milestone; without a kind they are compared with everything.

    ``written`` are the values as they stand in the spec, for figures without a unit.
    """

    kind: Kind | None
    values: frozenset[Decimal]
    changes: frozenset[Decimal]
    shares: frozenset[Decimal]
    written: frozenset[Decimal]


def figures_of_titles_are_those_of_kpis(case: Case) -> Outcry:
    """Find figures in the title of a goal that none of its KPIs and milestones has."""
    names = _numbers_in_names(case)
    for index, goal in case.goals():
        kpis = [kpi for _, kpi in case.kpis(goal.id)]
        if not kpis or any(is_written_as_fraction(case, kpi) for kpi in kpis):
            continue  # the cause is reported by M1 or M9
        measured = [*(_of_kpi(case, kpi) for kpi in kpis), *_of_milestones(case, goal)]
        title = _without(names, case.say(goal.title))
        for claim in dict.fromkeys(_find_wrong(title, measured)):
            known = tuple(
                _show(case, kpi) for kpi in kpis if _compares(claim, kind_of_unit(_unit(case, kpi)))
            )
            facts = {"goal": goal.id, "claim": claim.written.strip(), "known": known or None}
            yield Breach(("goals", index, "title"), facts, goal.id, goal.id)


def _find_wrong(title: str, measured: list[_Measured]) -> Iterator[Figure]:
    for start, end in find_pairs(title):
        if not any(_holds(start, each) and _holds(end, each) for each in measured):
            wrong = [each for each in (start, end) if not any(_holds(each, known) for known in measured)]
            yield from wrong or (end,)
    for claim in find_figures(title):
        if _is_claim(claim, measured) and not any(_explains(claim, each) for each in measured):
            yield claim


def _is_claim(figure: Figure, measured: Iterable[_Measured]) -> bool:
    if figure.kind == "bare":
        return False
    days = figure.kind == "time" and re.search(r"天|day", figure.written) is not None
    if figure.kind in _ALWAYS or figure.multiplied or days:
        return True
    return any(each.kind == figure.kind for each in measured if each.kind != "amount")


def _holds(figure: Figure, measured: _Measured) -> bool:
    values = measured.written if figure.kind == "bare" else measured.values
    return _compares(figure, measured.kind) and figure.value in values


def _explains(figure: Figure, measured: _Measured) -> bool:
    """Tell whether a figure is a value of a KPI, or how far or by what share it changes."""
    if _holds(figure, measured):
        return True
    if figure.kind == "percent":
        return figure.value in {_round(share, figure) for share in measured.shares}
    if figure.kind == "points":
        return measured.kind in {"percent", "points"} and figure.value in measured.changes | measured.values
    return figure.kind == measured.kind and figure.value in measured.changes


def _compares(figure: Figure, kind: Kind | None) -> bool:
    return kind is None or figure.kind in {"bare", kind}


def _round(share: Decimal, figure: Figure) -> Decimal:
    return (share / figure.step).quantize(Decimal(1), ROUND_HALF_UP) * figure.step


def _of_kpi(case: Case, kpi: Kpi) -> _Measured:
    unit, start = _unit(case, kpi), kpi.baseline.value
    marks = {mark for mark in (kpi.target, kpi.target_high, kpi.threshold, kpi.stretch) if mark is not None}
    written = frozenset(marks if start is None else {*marks, start})
    changes = frozenset() if start is None else frozenset(abs(mark - start) for mark in marks)
    shares = frozenset(change / abs(start) * 100 for change in changes) if start else frozenset()
    return _Measured(
        kind_of_unit(unit),
        frozenset(measure(value, unit) for value in written),
        frozenset(measure(change, unit) for change in changes),
        shares,
        written,
    )


def _of_milestones(case: Case, goal: Goal) -> Iterator[_Measured]:
    """Give the values of the milestones, and the figures in their titles."""
    none: frozenset[Decimal] = frozenset()
    for _, step in case.milestones(goal.id):
        if step.value is not None:
            value = frozenset({step.value})
            yield _Measured(None, value, none, none, value)
        for figure in find_figures(case.say(step.title)):
            if figure.kind != "bare":
                yield _Measured(figure.kind, frozenset({figure.value}), none, none, none)


def _unit(case: Case, kpi: Kpi) -> str:
    return case.say(kpi.unit)


def _numbers_in_names(case: Case) -> list[str]:
    """Return the numbers that belong to the name of a KPI, the longest first: 30日 of 30日留存率."""
    found = {number for _, kpi in case.kpis() for number in _NUMBER_IN_NAME.findall(case.say(kpi.name))}
    return sorted(found, key=len, reverse=True)


def _without(numbers: list[str], title: str) -> str:
    """Cover numbers that are no claims."""
    for token in numbers:
        whole = rf"(?<![\d.,]){re.escape(token)}" + (r"(?![\d.,]|\s?[%％])" if token[-1].isdecimal() else "")
        title = re.sub(whole, "□" * len(token), title)
    return title


def _show(case: Case, kpi: Kpi) -> str:
    unit = _unit(case, kpi)
    start = "" if kpi.baseline.value is None else f"{kpi.baseline.value:f} → "
    end = "" if kpi.target_high is None else f"～{kpi.target_high:f}"
    return f"{kpi.id} {start}{kpi.target:f}{end} {unit}"
