"""Rules about values that cannot be: shares beyond the whole, bounds the wrong way round, two truths.

What is merely unwise belongs to the review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from docgen.spec.draft import Breach, Draft, repeated

__all__ = ["PLAUSIBLE"]

FULL = Decimal(100)


def shares_total(spec: Draft) -> Iterator[Breach]:
    """Insist that results and competencies together count in full."""
    shares = spec.part("evaluation").part("shares")
    results, competencies = shares.number("results"), shares.number("competencies")
    if results is None or not shares.is_sure("competencies"):
        return
    total = results + (competencies or 0)
    if total != FULL:
        last = "results" if competencies is None else "competencies"
        yield Breach("DG209", shares.at(last), {"total": str(total)})


def competency_weights_total(spec: Draft) -> Iterator[Breach]:
    """Insist that the weights of competencies, if there are any, sum to 100."""
    weighed: list[tuple[Draft, Decimal]] = []
    for competency in spec.items("competencies"):
        if not competency.is_sure("weight"):
            return
        weight = competency.number("weight")
        if weight is not None:
            weighed.append((competency, weight))
    total = sum((weight for _, weight in weighed), Decimal(0))
    if weighed and total != FULL:
        yield Breach("DG210", weighed[-1][0].at("weight"), {"total": str(total)})


def levels_fit(spec: Draft) -> Iterator[Breach]:
    """Find levels of a competency beyond its full mark."""
    for competency in spec.items("competencies"):
        full = competency.number("full")
        for field in ("self_level", "manager_level"):
            level = competency.number(field)
            if full is not None and level is not None and level > full:
                yield Breach("DG211", competency.at(field), {"value": str(level), "full": str(full)})


def grades_are_on_the_scale(spec: Draft) -> Iterator[Breach]:
    """Find grades that the scale, when there is one, does not have."""
    evaluation = spec.part("evaluation")
    scale = [band.text("grade") for band in evaluation.items("scale")]
    if not scale or None in scale:
        return
    named = [(evaluation, "computed_grade"), (evaluation, "final_grade")]
    named += [(line, "max_grade") for line in spec.items("red_lines")]
    for part, field in named:
        grade = part.text(field)
        if grade is not None and grade not in scale:
            known = tuple(each for each in scale if each)
            yield Breach("DG212", part.at(field), {"grade": grade, "known": known})


def actuals_are_single(spec: Draft) -> Iterator[Breach]:
    """Find two actual values of one KPI at one occasion."""
    for occasion in (*spec.items("checkins"), spec.part("evaluation")):
        for actual, first in repeated(occasion.items("actuals"), "kpi"):
            yield Breach("DG213", actual.at("kpi"), {"kpi": actual.text("kpi")}, first.at("kpi"))


def bounds_run_upward(spec: Draft) -> Iterator[Breach]:
    """Find bounds with no number between them; some bounds are themselves left out."""
    for part, lower, upper in _bounds(spec):
        low, high = part.number(lower), part.number(upper)
        if low is None or high is None:
            continue
        if low > high or (low == high and {lower, upper} & {"below", "gt", "lt"}):
            facts = {"low": str(low), "high": str(high), "lower": lower, "upper": upper}
            yield Breach("DG214", part.at(upper), facts)


def _bounds(spec: Draft) -> Iterator[tuple[Draft, str, str]]:
    yield from ((band, "low", "below") for band in spec.part("evaluation").items("scale"))
    for kpi in spec.items("kpis"):
        scoring = kpi.part("scoring")
        yield kpi, "lower_bound", "upper_bound"
        yield scoring, "low", "high"
        yield from ((level, "ge", "le") for level in scoring.items("levels"))
        for band in scoring.items("bands"):
            yield from ((band, lower, upper) for lower in ("ge", "gt") for upper in ("le", "lt"))


def lights_run_downward(spec: Draft) -> Iterator[Breach]:
    """Insist that “on track” asks for more than “at risk”."""
    rag = spec.part("tracking").part("rag")
    on_track, at_risk = rag.number("on_track"), rag.number("at_risk")
    if on_track is not None and at_risk is not None and at_risk >= on_track:
        yield Breach("DG215", rag.at("at_risk"), {"at_risk": str(at_risk), "on_track": str(on_track)})


def caps_leave_room(spec: Draft) -> Iterator[Breach]:
    """Find scores that are cut off below their floor, which is 0 for progress."""
    for kpi in spec.items("kpis"):
        scoring = kpi.part("scoring")
        cap = scoring.number("cap")
        floor = Decimal(0) if scoring.text("method") == "progress" else scoring.number("floor")
        if cap is not None and floor is not None and cap < floor:
            yield Breach("DG216", scoring.at("cap"), {"cap": str(cap), "floor": str(floor)})


PLAUSIBLE: tuple[Callable[[Draft], Iterator[Breach]], ...] = (
    shares_total,
    competency_weights_total,
    levels_fit,
    grades_are_on_the_scale,
    actuals_are_single,
    bounds_run_upward,
    lights_run_downward,
    caps_leave_room,
)
"""Every rule about values that cannot be."""
