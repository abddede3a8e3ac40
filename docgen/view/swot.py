"""SWOT: spec to View."""

from __future__ import annotations

from docgen.spec.models import plan
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["present_swot"]

_QUADRANTS = (("strengths", "S"), ("weaknesses", "W"), ("opportunities", "O"), ("threats", "T"))


def present_swot(swot: plan.Swot | None, teller: Teller) -> model.Swot | None:
    """Present the four quadrants, the strategies, the responses and the conclusion."""
    if swot is None:
        return None
    quadrants: list[model.Quadrant] = [
        {"key": key, "mark": mark, "entries": _entries(getattr(swot, key), key, mark, teller)}
        for key, mark in _QUADRANTS
    ]
    strengths, weaknesses, opportunities, threats = (quadrant["entries"] for quadrant in quadrants)
    return {
        "strengths": strengths,
        "weaknesses": weaknesses,
        "opportunities": opportunities,
        "threats": threats,
        "quadrants": quadrants,
        "strategies": [
            {
                "kind": strategy.kind,
                "kind_text": teller.choice("swot_strategy", strategy.kind),
                "text": teller.line(strategy.text),
            }
            for strategy in swot.strategies
        ],
        "responses": [item for item in [*weaknesses, *threats] if item["response"] or item["accepted"]],
        "conclusion": teller.paragraphs(swot.conclusion),
    }


def _entries(
    items: tuple[plan.SwotItem, ...], quadrant: str, mark: str, teller: Teller
) -> list[model.SwotItem]:
    return [
        {
            "mark": f"{mark}{place}",
            "quadrant": quadrant,
            "text": teller.line(item.text),
            "evidence": teller.line(item.evidence),
            "response": teller.line(item.response),
            "owner": teller.line(item.owner),
            "due": teller.day(item.due),
            "due_text": teller.long_day(item.due),
            "accepted": teller.line(item.accepted),
        }
        for place, item in enumerate(items, start=1)
    ]
