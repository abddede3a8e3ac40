"""Can it be reached, and is that shown? Rules A; A3 and A5 stand in ``plausible``."""

from __future__ import annotations

from decimal import Decimal

from docgen.diagnostics import Fact
from docgen.i18n.languages import Words
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules.missing import tell_missing
from docgen.review.rules.plausible import targets_are_within_reach, the_needed_pace_was_seen_before
from docgen.review.rules.rule import Outcry, Rule
from docgen.spec.models.plan import SwotItem

__all__ = ["RULES"]

_QUADRANTS = {
    "strengths": Words("优势", "strengths"),
    "weaknesses": Words("劣势", "weaknesses"),
    "opportunities": Words("机会", "opportunities"),
    "threats": Words("威胁", "threats"),
}
_RESPONSE = {
    "response": Words("应对措施 response", "response"),
    "owner": Words("责任人 owner", "owner"),
    "due": Words("截止日期 due", "due"),
}


def swot_has_four_quadrants(case: Case) -> Outcry:
    """Find documents without a SWOT, or with an empty quadrant."""
    swot = case.spec.swot
    missing = [names for field, names in _QUADRANTS.items() if not (swot and getattr(swot, field))]
    if missing:
        yield Breach(("swot",), tell_missing(missing))


def weaknesses_and_threats_are_met(case: Case) -> Outcry:
    """Find weaknesses and threats that nobody answers by a day, and that nobody accepts."""
    for quadrant in ("weaknesses", "threats"):
        for index, item in enumerate(_items(case, quadrant)):
            missing = [names for field, names in _RESPONSE.items() if getattr(item, field) is None]
            if missing and item.accepted is None:
                facts = {"item": case.say(item.text), **tell_missing(missing)}
                yield Breach(("swot", quadrant, index), facts)


def means_are_listed(case: Case) -> Outcry:
    """Find documents without resources or dependencies, and dependencies without an owner."""
    spec = case.spec
    lists = {
        "resources": (spec.resources, Words("资源 resources", "resources")),
        "dependencies": (spec.dependencies, Words("依赖 dependencies", "dependencies")),
    }
    for field, (entries, names) in lists.items():
        if not entries:
            yield Breach((field,), tell_missing([names]))
    for index, dependency in enumerate(spec.dependencies):
        if dependency.owner is None:
            yield Breach(("dependencies", index), {"dependency": case.say(dependency.text)})


def effort_is_available(case: Case) -> Outcry:
    """Find plans that ask for more effort than there is; a step made of steps counts once."""
    available = case.spec.team.available_effort if case.spec.team else None
    split = {step.parent for _, step in case.milestones() if step.effort is not None}
    efforts = [
        step.effort for _, step in case.milestones() if step.effort is not None and step.id not in split
    ]
    planned = sum(efforts, Decimal(0))
    if available is not None and planned > available:
        facts: dict[str, Fact] = {"planned": f"{planned:f}", "available": f"{available:f}"}
        yield Breach(("team", "available_effort"), facts)


def strengths_and_opportunities_have_evidence(case: Case) -> Outcry:
    """Find strengths and opportunities that are merely asserted."""
    for quadrant in ("strengths", "opportunities"):
        for index, item in enumerate(_items(case, quadrant)):
            if item.evidence is None:
                yield Breach(("swot", quadrant, index), {"item": case.say(item.text)})


def _items(case: Case, quadrant: str) -> tuple[SwotItem, ...]:
    return getattr(case.spec.swot, quadrant) if case.spec.swot else ()


RULES: tuple[Rule, ...] = (
    Rule("A1", swot_has_four_quadrants),
    Rule("A2", weaknesses_and_threats_are_met),
    Rule("A3", targets_are_within_reach),
    Rule("A4", means_are_listed),
    Rule("A5", the_needed_pace_was_seen_before),
    Rule("A6", effort_is_available),
    Rule("A7", strengths_and_opportunities_have_evidence),
)
