"""Does it serve the company? Rules R."""

from __future__ import annotations

import datetime
from graphlib import CycleError, TopologicalSorter

from docgen.diagnostics import Fact
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.reading import are_alike, find_keywords, language_of, names_id
from docgen.review.rules.rule import Outcry, Rule
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.parties import StrategyItem

__all__ = ["RULES"]

_PRODUCT_RESULTS = frozenset({"growth", "retention", "revenue", "market"})


def goals_serve_a_strategy(case: Case) -> Outcry:
    """Find goals that name nothing they serve, or documents that name no strategy at all."""
    if not case.spec.strategy:
        yield Breach(("strategy",), {"goals": tuple(goal.id for _, goal in case.goals())})
        return
    known: tuple[str, ...] = tuple(item.id for item in case.spec.strategy)
    for index, goal in case.goals():
        if not goal.strategy:
            facts: dict[str, Fact] = {"goal": goal.id, "known": known}
            yield Breach(("goals", index, "strategy"), facts, goal.id, goal.id)


def goals_say_what_they_contribute(case: Case) -> Outcry:
    """Find goals that do not say why they matter, or only say their title again."""
    for index, goal in case.goals():
        said = goal.significance
        texts = [case.say(text) for text in (said.text, said.company, said.team) if text] if said else []
        title = case.say(goal.title)
        if not texts:
            facts: dict[str, Fact] = {"goal": goal.id, "missing": goal.id}
        elif all(are_alike(title, text, case.options.similarity) for text in texts):
            facts = {"goal": goal.id, "repeated": goal.id}
        else:
            continue
        yield Breach(("goals", index, "significance"), facts, goal.id, goal.id)


def strategy_is_served(case: Case) -> Outcry:
    """Find items of the strategy that no goal serves, neither directly nor by an item below."""
    parents = {item.id: item.parent for item in case.spec.strategy}
    served: set[str] = set()
    for _, goal in case.goals():
        for name in goal.strategy:
            above: str | None = name
            while above is not None and above not in served:
                served.add(above)
                above = parents.get(above)
    for index, item in enumerate(case.spec.strategy):
        if item.id not in served:
            yield Breach(("strategy", index), {"item": item.id, "text": case.say(item.text)}, None, item.id)


def strategy_holds_together(case: Case) -> Outcry:
    """Find items that stand above themselves, and what lasts longer than what it serves."""
    try:
        tuple(TopologicalSorter(_above(case)).static_order())
    except CycleError as error:
        ring = [str(name) for name in error.args[1]]
        index = next(at for at, item in enumerate(case.spec.strategy) if item.id == ring[0])
        yield Breach(("strategy", index, "parent"), {"ring": " → ".join(ring)}, None, ring[0])
        return
    items = {item.id: item for item in case.spec.strategy}
    for index, item in enumerate(case.spec.strategy):
        above = items.get(item.parent or "")
        for field in ("start", "end"):
            day: datetime.date | None = getattr(item, field)
            if above and day and _is_outside(day, above):
                yield Breach(("strategy", index, field), _days(item.id, day, above), None, item.id)
    for index, goal in case.goals():
        if goal.due > case.spec.period.end:
            continue  # T1 says so
        outside = [items[name] for name in goal.strategy if _is_outside(goal.due, items[name])]
        if outside and len(outside) == len(goal.strategy):
            facts = _days(goal.id, goal.due, outside[0])
            yield Breach(("goals", index, "due"), facts, goal.id, goal.id)


def goals_and_kpis_speak_of_the_same(case: Case) -> Outcry:
    """Remark on KPIs that share no word with their goal."""
    for _, goal in case.goals():
        said = _said_of_goal(case, goal)
        language = language_of(said)
        words = find_keywords(said, language, case.lexicon)
        for index, kpi in case.kpis(goal.id):
            own = _said_of_kpi(case, kpi)
            if language_of(case.say(kpi.name)) != language or names_id(said, kpi.id):
                continue
            if words and not words & find_keywords(own, language, case.lexicon):
                facts: dict[str, Fact] = {"kpi": kpi.id, "name": case.say(kpi.name), "goal": goal.id}
                yield Breach(("kpis", index, "name"), facts, goal.id, kpi.id)


def product_managers_measure_the_product(case: Case) -> Outcry:
    """Remark on product managers none of whose KPIs is about growth, retention, revenue or market share."""
    position = case.say(case.spec.person.position)
    if not case.lexicon.find("product_roles", position, language_of(position)):
        return
    if case.spec.kpis and not any(_is_product_result(case, kpi) for _, kpi in case.kpis()):
        yield Breach(("kpis",), {"position": position})


def _above(case: Case) -> dict[str, set[str]]:
    return {item.id: {item.parent} if item.parent else set() for item in case.spec.strategy}


def _is_outside(day: datetime.date, item: StrategyItem) -> bool:
    early = item.start is not None and day < item.start
    return early or (item.end is not None and day > item.end)


def _days(name: str, day: datetime.date, above: StrategyItem) -> dict[str, Fact]:
    shown: dict[str, Fact] = {"id": name, "day": str(day), "above": above.id}
    if above.end is not None and day > above.end:
        return {**shown, "end": str(above.end)}
    return {**shown, "start": str(above.start)}


def _said_of_goal(case: Case, goal: Goal) -> str:
    smart = goal.smart
    texts = (goal.title, goal.outcome, goal.scope, *((smart.specific, smart.measurable) if smart else ()))
    return " ; ".join(case.say(text) for text in texts)


def _said_of_kpi(case: Case, kpi: Kpi) -> str:
    own = (case.say(text) for text in (kpi.name, kpi.definition, kpi.purpose))
    return " ; ".join((*own, *case.names_in_library(kpi)))


def _is_product_result(case: Case, kpi: Kpi) -> bool:
    if case.card(kpi, "category") in _PRODUCT_RESULTS:
        return True
    name = case.say(kpi.name)
    return bool(case.lexicon.find("product_results", name, language_of(name)))


RULES: tuple[Rule, ...] = (
    Rule("R1", goals_serve_a_strategy),
    Rule("R2", goals_say_what_they_contribute),
    Rule("R3", strategy_is_served),
    Rule("R4", strategy_holds_together),
    Rule("R5", goals_and_kpis_speak_of_the_same),
    Rule("R6", product_managers_measure_the_product),
)
