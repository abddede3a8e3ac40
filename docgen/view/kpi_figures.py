"""The target of a KPI and the way to it, in figures."""

from __future__ import annotations

from docgen.spec.models import kpis
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["tell_target", "tell_trajectory"]

_SIGNS = {"at_least": "≥", "at_most": "≤", None: ""}


def tell_target(kpi: kpis.Kpi, teller: Teller) -> str:
    """Tell the target: a figure, or a band."""
    if kpi.target_high is None:
        return teller.figure(kpi.target)
    return teller.phrase("figures", low=teller.figure(kpi.target), high=teller.figure(kpi.target_high))


def tell_trajectory(kpi: kpis.Kpi, teller: Teller) -> list[model.TrajectoryPoint]:
    """Tell the planned values along the way."""
    points: list[model.TrajectoryPoint] = []
    for point in kpi.trajectory:
        value = teller.figure(point.value)
        text = _SIGNS[point.bound] + value
        points.append(
            {
                "period": teller.line(point.period),
                "value": value,
                "text": teller.phrase("cumulative", figure=text) if point.cumulative else text,
                "date": teller.day(point.date),
                "date_text": teller.long_day(point.date),
            }
        )
    return points
