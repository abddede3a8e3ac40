"""The scoring rule that suits an indicator, with what only the company can say left open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["MARKS", "Rule", "suggest_scoring"]

Rule: TypeAlias = "dict[str, str | int | list[dict[str, int | None]] | None]"
"""A scoring rule as plain data, in the order in which it is written; None is to be filled in."""

MARKS: Mapping[int, str] = MappingProxyType({120: "stretch", 100: "target", 60: "threshold"})
"""The score of each mark of a KPI, the best first."""

_PLAIN: Mapping[str, Mapping[str, int | None]] = MappingProxyType(
    {
        "binary": {"met": 100, "not_met": 0},
        "progress": {"cap": 120},
        "range": {"low": None, "high": None, "full": 100, "per_unit": None, "floor": 0},
        "ratio": {"cap": 120},
        "step": {"base": 100, "unit": None, "points": None, "cap": 120, "floor": 0},
    }
)
"""What belongs to a method that has no list."""


def suggest_scoring(method: str, direction: str) -> Rule:
    """Return the rule of a method for a KPI that grows, falls or stays (``direction`` as in a spec)."""
    side = "le" if direction == "lower" else "ge"
    match method:
        case "anchors":
            points: list[dict[str, int | None]] = [
                {"value": None, "score": score} for score in [*MARKS][::-1]
            ]
            return {"method": method, "points": points, "below": 0}
        case "tiers":
            return {"method": method, "bands": _bands(direction, side), "otherwise": 0}
        case "levels":
            return {"method": method, "levels": [{"level": level, side: None} for level in range(5, 0, -1)]}
        case _:
            return {"method": method, **_PLAIN.get(method, {})}


def _bands(direction: str, side: str) -> list[dict[str, int | None]]:
    if direction in {"range", "maintain"}:  # no more than the target can be reached
        return [{"score": score, "ge": None, "le": None} for score in [*MARKS][1:]]
    return [{"score": score, side: None} for score in MARKS]
