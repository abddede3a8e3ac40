"""A spec that begins with nothing but a few answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.beginning.cards import Place, blank_card, describe, library_card
from docgen.beginning.outline import Node, Offer, Outline, Tongue
from docgen.beginning.parts import (
    FULL,
    blank_smart,
    blank_swot,
    explain_steps,
    first_revision,
    offer_aims,
    offer_course,
    offer_ground,
    offer_means,
    offer_talks,
    plan_period,
    plan_steps,
    plan_tracking,
    share,
)
from docgen.beginning.span import Span
from docgen.beginning.style import explain_fields, own_fields, sign
from docgen.diagnostics import FieldPath
from docgen.i18n.languages import Words
from docgen.kpis.model import Indicator
from docgen.packs.load import Pack

__all__ = ["Answers", "begin_fresh"]

_STRATEGY = "ST-1"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody wants to begin with; what is None or empty stays open.

    ``role`` is a position, the same twice where it is the user's own word.
    """

    span: Span
    style: Pack
    tongue: Tongue
    role: Words | None = None
    person: str | None = None
    goals: int = 3
    kpis: tuple[Indicator, ...] = ()
    stage: str | None = None


def begin_fresh(answers: Answers, today: datetime.date) -> Outline:
    """Return the outline of a new spec; weights are equal shares that sum to 100."""
    tongue, style = answers.tongue, answers.style
    remarks: dict[FieldPath, tuple[str, ...]] = {}
    data: dict[str, Node] = {
        "schema": 1,
        **_introduce(answers, today),
        **_plan(answers, remarks),
        "communication": offer_talks(),
        "tracking": plan_tracking(answers.span, tongue),
        **offer_course(tongue),
        **offer_aims(tongue),
        "signoff": sign(style, answers.person, tongue),
        "revisions": first_revision(today, answers.person, tongue),
        **own_fields(style),
    }
    return Outline(data, tongue, {**remarks, **explain_fields(style, tongue)})


def _introduce(answers: Answers, today: datetime.date) -> dict[str, Node]:
    return {
        "document": _document(answers, today),
        "organization": {"name": answers.tongue.blank()},
        "person": _person(answers),
        "period": plan_period(answers.span, answers.tongue),
        "background": None,
        "strategy": [{"id": _STRATEGY, "text": answers.tongue.blank(), "source": None}],
        **offer_ground(answers.stage),
    }


def _plan(answers: Answers, remarks: dict[FieldPath, tuple[str, ...]]) -> dict[str, Node]:
    """Plan goals, KPIs and steps; what the library says of a KPI is noted in ``remarks``."""
    goals = tuple(f"G{number}" for number in range(1, answers.goals + 1))
    weights = share(FULL, answers.goals)
    placed = list(_place(answers, goals, weights))
    steps = plan_steps(answers.span, goals, answers.person, answers.tongue)
    reader = answers.tongue.reader
    remarks.update(explain_steps(steps, reader))
    for index, (_, indicator) in enumerate(placed):
        if indicator:
            remarks["kpis", index] = describe(indicator, reader)
    return {
        "goals": [_goal(name, weight, answers) for name, weight in zip(goals, weights, strict=True)],
        "kpis": [_card(place, indicator, answers) for place, indicator in placed],
        "milestones": steps,
        "swot": blank_swot(),
        **offer_means(),
    }


def _document(answers: Answers, today: datetime.date) -> dict[str, Node]:
    tongue = answers.tongue
    zh, en = answers.role or ("", "")
    label_zh, label_en = answers.span.label or ("", "")
    year = f" {label_en.removeprefix('Year ')}" if label_en else ""
    title = tongue.say(f"{label_zh}{zh}绩效目标书", f"Performance Goals{year}{': ' if en else ''}{en}")
    return {
        "title": title,
        "subtitle": None,
        "number": None,
        "version": "V0.1",
        "status": tongue.say("草稿", "Draft"),
        "marking": None,
        "stage": "plan",
        "language": tongue.language,
        "date": today,
        "purpose": None,
    }


def _person(answers: Answers) -> dict[str, Node]:
    party: dict[str, Node] = {"name": answers.tongue.blank(), "title": None}
    return {
        "name": answers.person or answers.tongue.blank(),
        "id": None,
        "position": answers.tongue.say(*answers.role) if answers.role else None,
        "grade": None,
        "department": None,
        "manager": party,
        "reviewer": Offer({"name": None, "title": None}),
        "hrbp": Offer({"name": None}),
        "responsibilities": [Offer(None)],
    }


def _goal(name: str, weight: int | Decimal, answers: Answers) -> Node:
    return {
        "id": name,
        "weight": weight,
        "title": answers.tongue.blank(),
        "outcome": answers.tongue.blank(),
        "significance": {"text": None},
        "strategy": [_STRATEGY],
        "owner": answers.person or answers.tongue.blank(),
        "due": answers.span.end,
        "scope": None,
        "smart": blank_smart(),
    }


def _place(
    answers: Answers, goals: Sequence[str], weights: Sequence[int | Decimal]
) -> Iterator[tuple[Place, Indicator | None]]:
    """Deal the indicators out to the goals, neighbours together; a goal without one gets an empty card."""
    left, number = list(answers.kpis), 0
    least, more = divmod(len(left), len(goals))
    counts = [least + (index < more) for index in range(len(goals))]
    for goal, whole, count in zip(goals, weights, counts, strict=True):
        mine: list[Indicator | None] = [*left[:count]] or [None]
        del left[:count]
        for indicator, weight in zip(mine, share(int(whole), len(mine)), strict=True):
            number += 1
            yield Place(f"K{number}", goal, weight), indicator


def _card(place: Place, indicator: Indicator | None, answers: Answers) -> Node:
    if indicator is None:
        return blank_card(place, answers.person, answers.span, answers.tongue)
    return library_card(place, indicator, answers.person, answers.span)
