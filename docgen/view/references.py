"""The names of what a spec mentions by id."""

from __future__ import annotations

from docgen.spec.models import GoalSpec
from docgen.spec.models.kpis import Kpi
from docgen.view.model import Reference
from docgen.view.texts import Teller

__all__ = ["References"]


class References:
    """Looks up goals, KPIs, milestones and strategy items of one spec; an id nobody has stands for itself."""

    def __init__(self, spec: GoalSpec, teller: Teller) -> None:
        """Name everything once."""
        self._goals = {goal.id: teller.line(goal.title) for goal in spec.goals}
        self._milestones = {milestone.id: teller.line(milestone.title) for milestone in spec.milestones}
        self._strategy = {item.id: teller.line(item.text) for item in spec.strategy}
        self._kpis = {kpi.id: kpi for kpi in spec.kpis}
        self._names = {kpi.id: teller.line(kpi.name) for kpi in spec.kpis}

    def goal_title(self, goal_id: str) -> str:
        """Name a goal."""
        return self._goals.get(goal_id, "")

    def milestone_title(self, milestone_id: str) -> str:
        """Name a milestone."""
        return self._milestones.get(milestone_id, "")

    def milestone(self, milestone_id: str) -> Reference:
        """Point to a milestone."""
        return {"id": milestone_id, "title": self.milestone_title(milestone_id)}

    def strategy(self, item_id: str) -> Reference:
        """Point to a goal of the company."""
        return {"id": item_id, "title": self._strategy.get(item_id, "")}

    def kpis_of(self, goal_id: str) -> list[Reference]:
        """Point to the KPIs of a goal."""
        own = (kpi for kpi in self._kpis.values() if kpi.goal == goal_id)
        return [{"id": kpi.id, "title": self._names[kpi.id]} for kpi in own]

    def kpi(self, kpi_id: str) -> Kpi | None:
        """Find a KPI."""
        return self._kpis.get(kpi_id)
