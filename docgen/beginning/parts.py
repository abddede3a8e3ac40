"""The parts of a spec that every beginning has: steps, SWOT, talks, tracking, offers of what may be added."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from docgen.beginning.outline import Node, Offer, Tongue
from docgen.beginning.span import Span, Step
from docgen.beginning.words import label
from docgen.diagnostics import FieldPath

__all__ = [
    "FULL",
    "blank_smart",
    "blank_swot",
    "explain_steps",
    "first_revision",
    "offer_aims",
    "offer_course",
    "offer_ground",
    "offer_means",
    "offer_talks",
    "plan_period",
    "plan_steps",
    "plan_tracking",
    "share",
]

FULL = 100
_HUNDREDTHS = 100
_ON_TRACK, _AT_RISK = Decimal("1.0"), Decimal("0.75")


def share(whole: int, count: int) -> list[int | Decimal]:
    """Cut a whole into equal shares that sum to it; the first ones take what is left over.

    They are whole numbers, or hundredths where there are more shares than that.
    """
    if count <= whole:
        each, left = divmod(whole, count)
        return [each + (index < left) for index in range(count)]
    each, left = divmod(whole * _HUNDREDTHS, count)
    return [Decimal(each + (index < left)) / _HUNDREDTHS for index in range(count)]


def plan_period(span: Span, tongue: Tongue) -> dict[str, Node]:
    """Return the period; the days of reviews are for the user to say."""
    label: dict[str, Node] = {"label": tongue.say(*span.label) if span.label else None}
    fiscal: dict[str, Node] = {"fiscal_year_start": span.first_month} if span.first_month > 1 else {}
    return {
        "start": span.start,
        "end": span.end,
        **label,
        **fiscal,
        "mid_year_review": None,
        "final_review": None,
    }


def blank_smart() -> dict[str, Node]:
    """Return room for the author's own check."""
    return dict.fromkeys(("specific", "measurable", "achievable", "relevant", "time_bound"))


def plan_steps(span: Span, goals: Sequence[str], owner: Node, tongue: Tongue) -> list[Node]:
    """Give the first goal a milestone at the end of every quarter, and offer the same to every other goal."""
    places = ((goal, step) for goal in goals for step in span.steps())
    planned = [
        _milestone(f"M{number}", goal, step, owner, tongue) for number, (goal, step) in enumerate(places, 1)
    ]
    return [step if step["goal"] == goals[0] else Offer(step) for step in planned]


def explain_steps(steps: Sequence[Node], reader: str) -> dict[FieldPath, tuple[str, ...]]:
    """Say above the first offered milestone of every goal whose it is."""
    told: dict[FieldPath, tuple[str, ...]] = {}
    seen: set[str] = set()
    for index, step in enumerate(steps):
        goal = step.value.get("goal") if isinstance(step, Offer) and isinstance(step.value, dict) else None
        if isinstance(goal, str) and goal not in seen:
            seen.add(goal)
            told["milestones", index] = (label("more_steps", reader).format(goal=goal),)
    return told


def _milestone(name: str, goal: str, step: Step, owner: Node, tongue: Tongue) -> dict[str, Node]:
    period: dict[str, Node] = {"period": step.label} if step.label else {}
    return {
        "id": name,
        "goal": goal,
        **period,
        "title": tongue.blank(),
        "start": step.start,
        "due": step.end,
        "deliverable": None,
        "acceptance": None,
        "owner": owner,
    }


def blank_swot() -> dict[str, Node]:
    """Return the four quadrants with an entry to begin each."""
    inside: dict[str, Node] = {"text": None, "evidence": None}
    answer: dict[str, Node] = {"text": None, "response": None, "owner": None, "due": None}
    return {
        "strengths": [Offer(inside)],
        "weaknesses": [Offer(answer)],
        "opportunities": [Offer(inside)],
        "threats": [Offer(answer)],
    }


def plan_tracking(span: Span, tongue: Tongue) -> dict[str, Node]:
    """Return a monthly look, a review at the end of every step, and the usual lights."""
    steps = span.steps()
    reviews: list[Node] = [
        {"when": _review(step, last=step is steps[-1], tongue=tongue), "date": step.end} for step in steps
    ]
    monthly = tongue.say("每月第5个工作日", "Fifth working day of every month")
    content = tongue.say("指标回顾", "Review of the KPIs")
    return {
        "cadence": [{"when": monthly, "content": content}, *reviews],
        "rag": {"on_track": _ON_TRACK, "at_risk": _AT_RISK},
    }


def _review(step: Step, *, last: bool, tongue: Tongue) -> Node:
    if last:
        return tongue.say("期末回顾", "Review at the end of the period")
    if step.label is None:
        return tongue.say(f"{step.start.month}月回顾", f"Review of {step.start:%B}")
    fiscal, number = step.label.startswith("F"), int(step.label[-1])
    ordinal = "一二三四"[number - 1]
    zh = f"{'财年' if fiscal else ''}第{ordinal}季度回顾"
    return tongue.say(zh, f"Review of {'fiscal ' if fiscal else ''}Q{number}")


def offer_ground(stage: str | None = None) -> dict[str, Node]:
    """Offer product, market and team."""
    fact: dict[str, Node] = {"text": None, "source": None, "as_of": None}
    return {
        "product": Offer({"name": None, "profile": None, "stage": stage}),
        "market": Offer({"demand": None, "facts": [fact]}),
        "team": Offer(
            {"context": None, "available_effort": None, "capability": [{"text": None, "evidence": None}]}
        ),
    }


def offer_means() -> dict[str, Node]:
    """Offer resources, dependencies and contingencies."""
    return {
        "resources": [Offer({"kind": None, "text": None})],
        "dependencies": [Offer({"text": None, "owner": None, "due": None})],
        "contingencies": [
            Offer({"milestone": "M1", "trigger": None, "action": None, "deadline": None, "approver": None})
        ],
    }


def offer_talks() -> list[Node]:
    """Offer the record of a talk."""
    fields = ("date", "participants", "form", "comment", "resolution", "reason")
    return [Offer(dict.fromkeys(fields))]


def offer_course(tongue: Tongue) -> dict[str, Node]:
    """Offer the tools in which the work is followed."""
    purpose = tongue.say("需求、缺陷、里程碑", "Requirements, defects, milestones")
    return {"tools": [Offer({"name": "PingCode", "purpose": purpose})]}


def offer_aims(tongue: Tongue) -> dict[str, Node]:
    """Offer competencies, development, promises, red lines, extra points and the rules of the rating."""
    say = tongue.say
    named: list[Node] = [
        Offer({"name": say("用户洞察", "User insight"), "full": 5, "weight": 50}),
        Offer({"name": say("跨部门协作", "Work across departments"), "full": 5, "weight": 50}),
    ]
    bonus = say("重大贡献，每项加2分", "Outstanding contribution, 2 points each")
    return {
        "competencies": named,
        "development": [Offer({"kind": None, "goal": None, "action": None, "due": None})],
        "commitments": [Offer({"kind": None, "text": None})],
        "red_lines": [Offer({"id": "R1", "kind": None, "text": None})],
        "adjustments": [Offer({"text": bonus, "points": 2, "cap": 6})],
        "evaluation": Offer(_rating()),
    }


def _rating() -> dict[str, Node]:
    scale: list[Node] = [
        {"grade": grade, **bounds}
        for grade, bounds in (
            ("S", {"low": 110}),
            ("A", {"low": 95, "below": 110}),
            ("B", {"low": 80, "below": 95}),
            ("C", {"low": 60, "below": 80}),
            ("D", {"below": 60}),
        )
    ]
    return {
        "shares": {"results": 80, "competencies": 20},
        "rounding": {"digits": 2, "mode": "half_up"},
        "scale": scale,
        "appeal_days": 10,
    }


def first_revision(today: datetime.date, author: Node, tongue: Tongue) -> list[Node]:
    """Return the first line of the history of the document, once somebody is its author."""
    entry: Node = {
        "version": "V0.1",
        "date": today,
        "author": author,
        "content": tongue.say("初稿", "First draft"),
    }
    return [entry if author is not None else Offer(entry)]
