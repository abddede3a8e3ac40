"""What a list of many documents says of one: who it is about, and its goals and KPIs in a line each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.spec.models import GoalSpec, Text

__all__ = ["Brief", "GoalBrief", "KpiBrief", "summarize"]


@dataclass(frozen=True, slots=True)
class GoalBrief:
    """One goal: its weight in percent as exact figures, its day as ISO text, the ids of what it serves."""

    id: str
    title: str
    weight: str
    due: str
    strategy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KpiBrief:
    """One KPI: figures as they were written; ``baseline`` is None where there is none.

    ``lib`` and ``aggregation`` say what it is and how its values come together, where the spec does.
    """

    id: str
    goal: str
    name: str
    unit: str
    direction: str
    baseline: str | None
    target: str
    weight: str
    lib: str = ""
    aggregation: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One document in a few facts, all of them plain texts in the language of the document.

    ``start`` and ``end`` are ISO days. ``strategy`` are pairs of id and text. ``score`` and ``grade`` are
    there once results give them.
    """

    language: str
    title: str
    number: str
    version: str
    stage: str
    name: str
    employee: str
    position: str
    department: str
    manager: str
    period: str
    start: str
    end: str
    milestones: int
    goals: tuple[GoalBrief, ...]
    kpis: tuple[KpiBrief, ...]
    strategy: tuple[tuple[str, str], ...]
    score: str | None = None
    grade: str | None = None


def summarize(spec: GoalSpec, language: str) -> Brief:
    """Return the facts of a spec, in the language of the document."""
    person, document, period = spec.person, spec.document, spec.period
    label = _say(period.label, language) or f"{period.start.isoformat()} – {period.end.isoformat()}"
    score, grade = _result(spec)
    return Brief(
        language=language,
        title=_say(document.title, language),
        number=document.number or "",
        version=document.version or "",
        stage=document.stage,
        name=_say(person.name, language),
        employee=person.id or "",
        position=_say(person.position, language),
        department=_say(person.department, language),
        manager=_say(person.manager.name, language) if person.manager else "",
        period=label,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        milestones=len(spec.milestones),
        goals=_goals(spec, language),
        kpis=_kpis(spec, language),
        strategy=tuple((item.id, _say(item.text, language)) for item in spec.strategy),
        score=score,
        grade=grade,
    )


def _goals(spec: GoalSpec, language: str) -> tuple[GoalBrief, ...]:
    return tuple(
        GoalBrief(
            each.id, _say(each.title, language), _figure(each.weight), each.due.isoformat(), (*each.strategy,)
        )
        for each in spec.goals
    )


def _kpis(spec: GoalSpec, language: str) -> tuple[KpiBrief, ...]:
    return tuple(
        KpiBrief(
            id=each.id,
            goal=each.goal,
            name=_say(each.name, language),
            unit=_say(each.unit, language),
            direction=each.direction,
            baseline=None if each.baseline.value is None else _figure(each.baseline.value),
            target=_figure(each.target),
            weight=_figure(each.weight),
            lib=each.lib or "",
            aggregation=each.aggregation or "",
        )
        for each in spec.kpis
    )


def _result(spec: GoalSpec) -> tuple[str | None, str | None]:
    """Return the final score and grade, where results are there; the grade that people decided goes first."""
    given = spec.evaluation
    if given is None or not given.actuals:
        return None, None
    from docgen.scoring.evaluate import evaluate

    total = evaluate(spec).total
    if total is None:
        return None, given.final_grade
    return _figure(total.total), given.final_grade or total.capped_grade or total.grade


def _say(text: Text | None, language: str) -> str:
    return text.say(language) if text else ""


def _figure(number: Decimal) -> str:
    return format(number, "f")
