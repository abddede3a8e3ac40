"""A KPI of a new spec: its card as far as the library knows it, and the rule that turns results into points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from docgen.beginning.outline import Node, Offer, Tongue
from docgen.beginning.span import Span
from docgen.kpis.model import Indicator
from docgen.kpis.suggest import suggest_scoring
from docgen.spec.models.kpis import SURVEYS

__all__ = [
    "Place",
    "blank_baseline",
    "blank_card",
    "describe",
    "library_card",
    "offer_trajectory",
]

_OPEN_ENDS = {"window": {"cohort"}, "minimum_sample": SURVEYS}
"""What belongs to an indicator of some kinds and only the company can say."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a KPI stands in a spec: its id, its goal, its weight."""

    id: str
    goal: str
    weight: int | Decimal


def library_card(place: Place, indicator: Indicator, owner: Node, span: Span) -> dict[str, Node]:
    """Return a KPI that takes its definition from the library; its figures are for the user to say."""
    better = str(indicator.card.get("direction", "higher"))
    head: dict[str, Node] = {"id": place.id, "goal": place.goal, "lib": indicator.id}
    kind = str(indicator.card.get("aggregation"))
    open_ends: dict[str, Node] = {
        field: None for field, kinds in _OPEN_ENDS.items() if kind in kinds and not indicator.card.get(field)
    }
    figures = _figures(place, owner, span, indicator.suggested_scoring or "anchors", better)
    return {**head, **open_ends, **figures}


def blank_card(place: Place, owner: Node, span: Span, tongue: Tongue) -> dict[str, Node]:
    """Return a KPI that nobody has defined yet."""
    return {
        "id": place.id,
        "goal": place.goal,
        "name": tongue.blank(),
        "unit": tongue.blank(),
        "direction": None,
        "definition": None,
        "formula": None,
        "data_source": None,
        "frequency": None,
        **_figures(place, owner, span, "anchors", "higher"),
    }


def _figures(place: Place, owner: Node, span: Span, method: str, better: str) -> dict[str, Node]:
    return {
        "baseline": blank_baseline(),
        "threshold": None,
        "target": None,
        "stretch": None,
        "weight": place.weight,
        "owner": owner,
        "verifier": None,
        "trajectory": Offer(offer_trajectory(span)),
        "scoring": Offer(cast("Node", suggest_scoring(method, better))),
    }


def blank_baseline() -> dict[str, Node]:
    """Return room for where a KPI stands today."""
    return dict.fromkeys(("value", "as_of", "source"))


def offer_trajectory(span: Span) -> list[Node]:
    """Return a planned value for the end of every step."""
    return [
        {"period": step.label or f"{step.end:%Y-%m}", "date": step.end, "value": None}
        for step in span.steps()
    ]


def describe(indicator: Indicator, language: str) -> tuple[str, ...]:
    """Tell, for a comment, what an indicator is, how it is calculated and what often goes wrong with it."""
    return tuple(_describe(indicator, language))


def _describe(indicator: Indicator, language: str) -> Iterator[str]:
    chinese = language == "zh"
    name = indicator.name.say(language)
    card = {key: indicator.say(key, language) for key in ("definition", "formula", "unit")}
    unit = f"（{card['unit']}）" if chinese else f" ({card['unit']})"
    colon = "：" if chinese else ": "
    yield f"{name}{unit if card['unit'] else ''}{colon}{card['definition']}"
    if card["formula"]:
        yield f"{'公式：' if chinese else 'Formula: '}{card['formula']}"
    if pitfall := indicator.pitfall.say(language):
        yield f"{'注意：' if chinese else 'Mind: '}{pitfall}"
