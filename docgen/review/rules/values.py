"""Whether figures of the way can be, are fresh, and agree with what is computed from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from docgen.i18n.choices import in_both
from docgen.review.case import Case
from docgen.review.figures import kind_of_unit
from docgen.review.model import Breach
from docgen.review.rules.actuals import Measured, walk_actuals
from docgen.review.rules.bounds import find_bounds
from docgen.scoring.standing import judge_standing
from docgen.spec.models.kpis import Kpi

__all__ = [
    "figures_are_fresh",
    "figures_can_be",
    "lights_are_explained",
    "lights_fit",
]

_DAYS = {
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "monthly": 31,
    "quarterly": 92,
    "semiannual": 184,
    "annual": 366,
}
CUT_OFF = datetime.timedelta(days=45)
"""How long before a document the day its figures stand for may lie, to count as the day they are due."""
_SMALL = Decimal("0.2")
_WHOLE = Decimal(100)


def figures_are_fresh(case: Case) -> Iterator[Breach]:
    """X2: the latest figure of a KPI is not much older than the KPI is measured often."""
    latest: dict[str, Measured] = {}
    for each in walk_actuals(case):
        known = latest.get(each.kpi.id)
        if each.actual.value is not None and (known is None or each.actual.as_of >= known.actual.as_of):
            latest[each.kpi.id] = each
    due = _day_of_figures(case)
    for each in latest.values():
        every, age = _DAYS.get(each.kpi.frequency or ""), (due - each.actual.as_of).days
        if every and age > every * case.options.stale_factor:
            words = in_both("frequency", "frequency", each.kpi.frequency or "")
            yield each.breach("as_of", as_of=str(each.actual.as_of), due=str(due), days=age, **words)


def _day_of_figures(case: Case) -> datetime.date:
    """Return the day for which figures can be expected: the stated one, unless that is long ago."""
    day = min(case.day, case.spec.period.end)
    stated = [case.spec.document.data_as_of, *(each.data_as_of for each in case.spec.checkins)]
    recent = [each for each in stated if each and day - CUT_OFF <= each <= day]
    return max(recent, default=day)


def lights_are_explained(case: Case) -> Iterator[Breach]:
    """X3: where progress is called on track or behind, it is said from which ratio on."""
    tracking = case.spec.tracking
    shown = any(each.status for each in case.spec.checkins) or any(
        each.actual.status for each in walk_actuals(case)
    )
    if shown and not (tracking and tracking.rag):
        yield Breach(("tracking", "rag") if tracking else ("tracking",))


def lights_fit(case: Case) -> Iterator[Breach]:
    """X6: a status that somebody gave is the one that follows from the figures."""
    for each in walk_actuals(case):
        given = each.actual.status
        standing = judge_standing(case.spec, each.kpi, each.actual)
        if given is None or standing.status is None or standing.ratio is None:
            continue
        met = given == "done" and standing.progress is not None and standing.progress >= 1
        if given != standing.status and not met:
            said = in_both("given", "status", given) | in_both("computed", "status", standing.status)
            ratio = f"{float(standing.ratio):.3f}"
            yield each.breach("status", ratio=ratio, **said)


def figures_can_be(case: Case) -> Iterator[Breach]:
    """X8: a measured value lies within the bounds of its KPI and is written in its unit."""
    for each in walk_actuals(case):
        value = each.actual.value
        if value is None:
            continue
        low, high = find_bounds(case, each.kpi)
        if low is not None and value < low:
            yield each.breach("value", value=f"{value:f}", low=f"{low:f}")
        elif high is not None and value > high:
            yield each.breach("value", value=f"{value:f}", high=f"{high:f}")
        elif _is_fraction(each.kpi, value):
            yield each.breach("value", fraction=f"{value:f}", percent=f"{value * _WHOLE:f}")


def _is_fraction(kpi: Kpi, value: Decimal) -> bool:
    """Tell whether a percentage is written as a part of one, as the figures around it show."""
    is_percent = kpi.value_type == "percent" or kind_of_unit(kpi.unit.say("zh")) == "percent"
    around = (kpi.baseline.value, kpi.threshold, kpi.target, kpi.stretch)
    known = [figure for figure in around if figure is not None]
    if not is_percent or not 0 < value <= 1 or min(known) <= 0:
        return False
    low, high = min(known), max(known)
    return value < low * _SMALL and low / 2 <= value * _WHOLE <= high * 2
