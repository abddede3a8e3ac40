"""Every figure of the way with its KPI and the occasion on which it was told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import Fact, FieldPath
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.spec.models.course import Actual, CheckIn
from docgen.spec.models.kpis import Kpi

__all__ = ["Measured", "walk_actuals"]


@dataclass(frozen=True, slots=True)
class Measured:
    """An actual with its place and its KPI; ``checkin`` is None in the evaluation."""

    path: FieldPath
    actual: Actual
    kpi: Kpi
    checkin: CheckIn | None

    def breach(self, field: str, **facts: Fact) -> Breach:
        """Say what is the matter with a field of it."""
        path = (*self.path, field) if field else self.path
        return Breach(path, {"kpi": self.kpi.id, **facts}, self.kpi.goal, self.kpi.id)

    @property
    def told(self) -> datetime.date | None:
        """The day it was told; None in the evaluation."""
        return self.checkin.date if self.checkin else None


def walk_actuals(case: Case) -> Iterator[Measured]:
    """Yield every actual of the check-ins and of the evaluation, in the order of the spec."""
    kpis = {kpi.id: kpi for _, kpi in case.kpis()}
    for place, checkin in enumerate(case.spec.checkins):
        for number, actual in enumerate(checkin.actuals):
            path = ("checkins", place, "actuals", number)
            yield Measured(path, actual, kpis[actual.kpi], checkin)
    evaluation = case.spec.evaluation
    for number, actual in enumerate(evaluation.actuals if evaluation else ()):
        yield Measured(("evaluation", "actuals", number), actual, kpis[actual.kpi], None)
