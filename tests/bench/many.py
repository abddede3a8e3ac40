"""A spec with as many KPIs as one likes: those of a sample again and again, under ids of their own."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path

from tests.support.making import as_json, sample_data

__all__ = ["with_kpis"]

_SMALLEST = Decimal("0.001")


def with_kpis(sample: Path, count: int) -> bytes:
    """Return the sample with ``count`` KPIs whose weights sum to those of their goals."""
    data = sample_data(sample)
    given = data["kpis"]
    data["kpis"] = [
        copy.deepcopy(given[number % len(given)]) | {"id": f"K{number + 1}"} for number in range(count)
    ]
    for goal in data["goals"]:
        own = [kpi for kpi in data["kpis"] if kpi["goal"] == goal["id"]]
        each = (Decimal(goal["weight"]) / len(own)).quantize(_SMALLEST)
        for kpi in own[:-1]:
            kpi["weight"] = each
        own[-1]["weight"] = Decimal(goal["weight"]) - each * (len(own) - 1)
    return as_json(data)
