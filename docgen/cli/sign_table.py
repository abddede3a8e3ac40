"""What is frozen by a signature, as tables for a terminal."""

from __future__ import annotations

from decimal import Decimal

from docgen.cli.pack.tables import lay_out
from docgen.cli.words import Words
from docgen.i18n.choices import CHOICES
from docgen.spec.models import GoalSpec
from docgen.spec.models.kpis import Kpi

__all__ = ["tabulate"]

_GOALS = Words("目标", "Goals")
_KPIS = Words("指标", "KPIs")
_MILESTONES = Words("里程碑", "Milestones")
_SCORED, _NOT_SCORED = Words("有评分规则", "scoring rule"), Words("无评分规则", "no scoring rule")
_FIGURES = ("baseline", "threshold", "target", "target_high", "stretch")


def tabulate(spec: GoalSpec, language: str) -> str:
    """Return what is frozen: three tables under their headings."""
    goals = [
        [goal.id, _named("weight", goal.weight, language), str(goal.due), goal.title.say(language)]
        for goal in spec.goals
    ]
    kpis = [_kpi(kpi, language) for kpi in spec.kpis]
    steps = [[step.id, str(step.due), step.title.say(language)] for step in spec.milestones]
    parts = ((_GOALS, goals), (_KPIS, kpis), (_MILESTONES, steps))
    return "\n\n".join(f"{head.say(language)}\n{lay_out(rows, 2)}" for head, rows in parts if rows) + "\n"


def _kpi(kpi: Kpi, language: str) -> list[str]:
    values = {name: getattr(kpi, name) for name in _FIGURES} | {"baseline": kpi.baseline.value}
    figures = [_named(name, value, language) for name, value in values.items() if value is not None]
    scoring = (_SCORED if kpi.scoring else _NOT_SCORED).say(language)
    told = [*figures, kpi.unit.say(language), CHOICES[language]["direction"][kpi.direction], scoring]
    name = kpi.name.say(language)
    return [kpi.id, _named("weight", kpi.weight, language), name, (" · ").join(told)]


def _named(term: str, value: Decimal, language: str) -> str:
    word = CHOICES[language]["term"][term]
    return f"{word if language == 'zh' else word.lower()} {value:f}"
