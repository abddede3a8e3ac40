"""Whether days of the way stand in an order that can be: nothing is known before it has happened."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.diagnostics import FieldPath
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules.actuals import Measured, walk_actuals
from docgen.review.texts import owner_of
from docgen.spec.models.course import CheckIn

__all__ = ["figures_have_a_source", "nothing_is_known_early"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def figures_have_a_source(case: Case) -> Iterator[Breach]:
    """X1: every measured value says where it was found, and is not from after the document."""
    for each in walk_actuals(case):
        if each.actual.value is None:  # a score that a person gave is its own source
            continue
        if each.actual.source is None:
            yield each.breach("", missing=str(each.actual.as_of))
        if each.actual.as_of > case.day and not _is_ahead(case, each):
            yield each.breach("as_of", as_of=str(each.actual.as_of), day=str(case.day))


def nothing_is_known_early(case: Case) -> Iterator[Breach]:
    """X7: no check-in is from after the document, none tells what came after it, and no baseline lies ahead."""
    document = case.spec.document
    if document.date and document.data_as_of and document.data_as_of > document.date:
        facts = {"data": str(document.data_as_of), "day": str(document.date)}
        yield Breach(("document", "data_as_of"), facts)
    yield from _baselines(case)
    for place, checkin in enumerate(case.spec.checkins):
        if checkin.date > case.day:
            yield Breach(("checkins", place, "date"), {"checkin": str(checkin.date), "day": str(case.day)})
            continue
        for steps, day in _told(checkin):
            path = ("checkins", place, *steps)
            if checkin.date < day <= case.day or (day > case.day and steps[0] != "actuals"):
                facts = {"later": str(day), "told": str(checkin.date)}
                yield Breach(path, facts, *_owner(case, checkin, path))


def _baselines(case: Case) -> Iterator[Breach]:
    """Find baselines of a day within the period that is still to come; until it begins they may be foreseen."""
    latest = max(case.day, case.spec.period.start)
    for place, kpi in case.kpis():
        said = case.say(kpi.baseline.as_of).strip()
        day = datetime.date.fromisoformat(said) if _is_day(said) else None
        if day is not None and day > latest:
            facts = {"baseline_of": kpi.id, "baseline": said, "day": str(case.day)}
            yield Breach(("kpis", place, "baseline", "as_of"), facts, kpi.goal, kpi.id)


def _is_day(said: str) -> bool:
    try:
        datetime.date.fromisoformat(said)
    except ValueError:
        return False
    return _DAY.fullmatch(said) is not None


def _told(checkin: CheckIn) -> Iterator[tuple[FieldPath, datetime.date]]:
    """Yield the days of what a check-in tells."""
    if checkin.data_as_of:
        yield ("data_as_of",), checkin.data_as_of
    yield from ((("actuals", n, "as_of"), each.as_of) for n, each in enumerate(checkin.actuals))
    for n, each in enumerate(checkin.milestones):
        for field in ("completed", "as_of"):
            day = getattr(each, field)
            if day:
                yield ("milestones", n, field), day


def _owner(case: Case, checkin: CheckIn, path: FieldPath) -> tuple[str | None, str | None]:
    """Return goal and id of what a check-in speaks of at a place."""
    match path[2:]:
        case ("actuals", int(number), *_):
            names, name = [kpi.id for _, kpi in case.kpis()], checkin.actuals[number].kpi
            return owner_of(case.spec, ("kpis", names.index(name)))
        case ("milestones", int(number), *_):
            names, name = [step.id for _, step in case.milestones()], checkin.milestones[number].milestone
            return owner_of(case.spec, ("milestones", names.index(name)))
        case _:
            return None, None


def _is_ahead(case: Case, measured: Measured) -> bool:
    """Tell whether the whole check-in lies ahead, which is said once (X7)."""
    return measured.told is not None and measured.told > case.day
