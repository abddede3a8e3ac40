"""A spec for the next period, from the one of the last."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from docgen.beginning.carried_kpis import carry_kpi
from docgen.beginning.outline import Node, Offer, Outline, Tongue
from docgen.beginning.parts import (
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
)
from docgen.beginning.past import Past, blank_like, keep
from docgen.beginning.span import Span
from docgen.beginning.style import explain_fields, own_fields, sign
from docgen.beginning.words import label
from docgen.diagnostics import FieldPath
from docgen.packs.load import Pack

__all__ = ["carry_over"]

_OF_DOCUMENT = ("title", "subtitle", "number")
_OF_GOAL = ("title", "outcome", "due")
_GROUND = ("product", "market", "team")
_OF_RATING = ("measure", "scale", "shares", "rounding", "rules", "appeal_days")
_OF_RED_LINE = ("id", "kind", "text", "max_grade")
_OF_EXTRA = ("text", "points", "cap")
_OF_COMPETENCY = ("name", "full", "description", "weight")


@dataclass(frozen=True, slots=True)
class _Carrying:
    """What comes together on the way: remarks beside the values that are left blank."""

    past: Past
    span: Span
    style: Pack
    tongue: Tongue
    remarks: dict[FieldPath, tuple[str, ...]] = field(default_factory=dict)

    def blank(self, path: FieldPath, old: Node) -> Node:
        """Leave a text blank, in the languages it had, and show beside it what it was."""
        self.show(path, old)
        return blank_like(old)

    def show(self, path: FieldPath, old: Node) -> None:
        """Show beside a place what stood there."""
        if old is not None:
            self.remarks[path] = (self.past.recall(old),)

    def check(self, *path: str | int) -> None:
        """Ask that a part be checked, because time has passed."""
        self.remarks[path] = (label("check", self.tongue.reader),)


def carry_over(past: Past, span: Span, style: Pack, today: datetime.date) -> Outline:
    """Return the outline of the next spec: people and definitions stay, figures begin anew.

    What depended on the last period is left blank with the old words beside it; milestones, check-ins,
    changes, results and dates of signatures stay behind.
    """
    carrying = _Carrying(past, span, style, past.tongue)
    name = past.part("person")["name"]
    outline: dict[str, Node] = {
        "schema": 1,
        **_introduce(carrying, today),
        **_plan(carrying, name),
        **_follow(carrying),
        **_aims(carrying),
        "signoff": _signoff(carrying, name),
        "revisions": first_revision(today, name, past.tongue),
        **_custom(carrying),
    }
    return Outline(outline, past.tongue, carrying.remarks)


def _introduce(carrying: _Carrying, today: datetime.date) -> dict[str, Node]:
    past = carrying.past
    carrying.show(("background",), past.data.get("background"))
    return {
        "document": _document(carrying, today),
        "organization": past.data["organization"],
        "person": past.data["person"],
        "period": plan_period(carrying.span, carrying.tongue),
        "background": None,
        "strategy": _strategy(carrying),
        **_ground(carrying),
    }


def _plan(carrying: _Carrying, owner: Node) -> dict[str, Node]:
    past, span = carrying.past, carrying.span
    goals, kpis = past.entries("goals"), past.entries("kpis")
    steps = plan_steps(span, [str(goal["id"]) for goal in goals], owner, carrying.tongue)
    carrying.remarks.update(explain_steps(steps, carrying.tongue.reader))
    if kpis:
        carrying.check("kpis")
    return {
        "goals": [_goal(carrying, index, goal) for index, goal in enumerate(goals)],
        "kpis": [
            carry_kpi(past, span, kpi, ("kpis", index), carrying.remarks) for index, kpi in enumerate(kpis)
        ],
        "milestones": steps,
        "swot": _swot(carrying),
        **offer_means(),
    }


def _follow(carrying: _Carrying) -> dict[str, Node]:
    tools = carrying.past.data.get("tools")
    return {
        "communication": offer_talks(),
        "tracking": _tracking(carrying),
        **({"tools": tools} if tools else offer_course(carrying.tongue)),
    }


def _document(carrying: _Carrying, today: datetime.date) -> dict[str, Node]:
    old, tongue = carrying.past.part("document"), carrying.tongue
    blanks = {key: carrying.blank(("document", key), old.get(key)) for key in _OF_DOCUMENT}
    optional = {key: None for key in _OF_DOCUMENT if key != "title"}
    carrying.show(("document", "purpose"), old.get("purpose"))
    return {
        **blanks,
        **optional,
        "version": "V0.1",
        "status": tongue.say("草稿", "Draft"),
        "marking": old.get("marking"),
        "stage": "plan",
        "language": tongue.language,
        "date": today,
        "purpose": None,
    }


def _strategy(carrying: _Carrying) -> Node:
    old = carrying.past.entries("strategy")
    kept: list[Node] = [keep(entry, without=("start", "end")) for entry in old]
    if kept:
        carrying.check("strategy")
    return kept or [Offer({"id": "ST-1", "text": None, "source": None})]


def _ground(carrying: _Carrying) -> dict[str, Node]:
    old = {key: carrying.past.data.get(key) for key in _GROUND}
    for key, value in old.items():
        if value:
            carrying.check(key)
    if isinstance(team := old["team"], dict):
        old["team"] = keep(team, without=("available_effort",)) or None
    return {key: old[key] or offered for key, offered in offer_ground().items()}


def _goal(carrying: _Carrying, index: int, old: Mapping[str, Node]) -> Node:
    path: FieldPath = ("goals", index)
    reasons = old.get("significance")
    if isinstance(reasons, dict):
        said = tuple(map(carrying.past.recall, reasons.values()))
        carrying.remarks[*path, "significance"] = said
    blanks = {key: carrying.blank((*path, key), old.get(key)) for key in _OF_GOAL}
    kept = keep(old, only=("strategy", "owner", "collaborators", "scope"))
    return {
        "id": old["id"],
        "weight": old["weight"],
        "title": blanks["title"],
        "outcome": blanks["outcome"],
        "significance": {"text": None},
        **kept,
        "due": None,
        "smart": blank_smart(),
    }


def _swot(carrying: _Carrying) -> Node:
    """Leave the quadrants blank, with the entries of the last period above them."""
    swot, old = blank_swot(), carrying.past.part("swot")
    for quadrant in swot:
        entries = old.get(quadrant)
        said = (
            [each.get("text") for each in entries if isinstance(each, dict)]
            if isinstance(entries, list)
            else []
        )
        if said:
            carrying.remarks["swot", quadrant] = tuple(map(carrying.past.recall, said))
    return swot


def _tracking(carrying: _Carrying) -> dict[str, Node]:
    """Keep rhythms and lights; a day that was set belongs to the last period."""
    planned, old = plan_tracking(carrying.span, carrying.tongue), carrying.past.part("tracking")
    cadence = old.get("cadence")
    rhythms = [each for each in cadence if isinstance(each, dict)] if isinstance(cadence, list) else []
    lasting: list[Node] = [dict(each) for each in rhythms if each.get("date") is None]
    first, *reviews = cast("list[Node]", planned["cadence"])
    return {
        "cadence": [*(lasting or [first]), *reviews],
        "rag": old.get("rag") or planned["rag"],
        **({"note": old["note"]} if old.get("note") else {}),
    }


def _aims(carrying: _Carrying) -> dict[str, Node]:
    past, offered = carrying.past, offer_aims(carrying.tongue)
    for key, fields in (
        ("competencies", _OF_COMPETENCY),
        ("red_lines", _OF_RED_LINE),
        ("adjustments", _OF_EXTRA),
    ):
        if kept := [keep(each, only=fields) for each in past.entries(key)]:
            offered[key] = list(kept)
    if past.entries("commitments"):
        offered["commitments"] = past.data["commitments"]
        carrying.check("commitments")
    if rating := keep(past.part("evaluation"), only=_OF_RATING):
        offered["evaluation"] = rating
    offered["development"] = _development(carrying) or offered["development"]
    return offered


def _development(carrying: _Carrying) -> list[Node]:
    """Offer what the last evaluation asked for, and what was to be learned later than that."""
    past, reader = carrying.past, carrying.tongue.reader
    asked: list[Node] = [
        Offer({"goal": each["text"], "action": None, "due": None}) for each in past.improvements()
    ]
    still_open: list[Node] = [Offer({**each, "due": None}) for each in past.open_development()]
    if asked:
        carrying.remarks["development", 0] = (label("candidate", reader),)
    if still_open:
        carrying.remarks["development", len(asked)] = (label("open", reader),)
    return [*asked, *still_open]


def _signoff(carrying: _Carrying, name: Node) -> list[Node]:
    """Let everybody sign who signed, once; what they declared was about the last period."""
    kept: list[dict[str, Node]] = []
    for each in carrying.past.entries("signoff"):
        if each.get("name") is not None and any(each["name"] == one.get("name") for one in kept):
            continue
        carrying.show(("signoff", len(kept)), each.get("statement"))
        kept.append(keep(each, only=("role", "name", "title")))
    return list(kept) or sign(carrying.style, name, carrying.tongue)


def _custom(carrying: _Carrying) -> dict[str, Node]:
    old = carrying.past.part("custom")
    if old:
        carrying.check("custom")
    offered = own_fields(carrying.style).get("custom", {})
    missing = {key: value for key, value in cast("dict[str, Node]", offered).items() if key not in old}
    explained = explain_fields(carrying.style, carrying.tongue)
    carrying.remarks.update({path: said for path, said in explained.items() if path[1] in missing})
    return {"custom": {**old, **missing}} if old or missing else {}
