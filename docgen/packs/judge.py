"""A spec against a pack: the company's own fields, how many goals and KPIs there are, what they weigh."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from docgen.diagnostics import Diagnostic, DocgenError, Fact, FieldPath, Severity, report
from docgen.packs.fields import CustomField
from docgen.packs.makeup import Makeup
from docgen.packs.policy import Bounds, Limits, Shares, weigh
from docgen.packs.settings import as_written
from docgen.spec.fields import nearest
from docgen.spec.models import GoalSpec, Text
from docgen.spec.raw import RawSpec

__all__ = ["judge"]

Value = Text | bool | Decimal
_KINDS = {"text": Text, "number": Decimal, "yes_no": bool}


def judge(
    spec: GoalSpec, raw: RawSpec, makeup: Makeup, known: tuple[Diagnostic, ...] = ()
) -> tuple[Diagnostic, ...]:
    """Return what is known of a spec and what the pack has to say, weighed as the pack's policy says.

    Raises DocgenError with everything found when an error is among it.
    """
    own = [*_judge_custom(spec, raw, makeup.fields), *_judge_limits(spec, raw, makeup.policy.limits)]
    found = weigh((*known, *own), makeup.policy.severities)
    if any(each.severity is Severity.ERROR for each in found):
        raise DocgenError(found)
    return found


def _judge_custom(spec: GoalSpec, raw: RawSpec, declared: dict[str, CustomField]) -> Iterator[Diagnostic]:
    language = spec.document.language
    for key, known in declared.items():
        if key in spec.custom:
            yield from _judge_value(key, spec.custom[key], known, raw, language)
        elif known.required:
            yield report("DG217", raw.locate(("custom", key), key=True), **_named(key, known, language))
    names = list(declared)
    for key in spec.custom:
        if names and key not in declared:
            where = raw.locate(("custom", key), key=True)
            yield report("DG220", where, key=key, near=nearest(key, tuple(names)), known=tuple(names))


def _named(key: str, known: CustomField, language: str) -> dict[str, Fact]:
    """Say what a field is called, and what the pack says about filling it in."""
    said = known.help.say(language) if known.help else None
    return {"key": key, "label": known.label.say(language), "help": said}


def _judge_value(
    key: str, value: Value, known: CustomField, raw: RawSpec, language: str
) -> Iterator[Diagnostic]:
    path: FieldPath = ("custom", key)
    given = raw.data.get("custom")
    written = as_written(given.get(key)) if isinstance(given, dict) else None
    facts = {**_named(key, known, language), "value": written}
    if known.type == "choice":
        choices = list(known.choices)
        if _plain(value) not in choices:
            near = nearest(str(written), tuple(choices))
            yield report("DG219", raw.locate(path), **facts, near=near, known=tuple(choices))
    elif not _fits(value, known.type):
        yield report("DG218", raw.locate(path), **facts, expected=known.type)


def _plain(value: Value) -> str:
    return (value.plain or "").strip() if isinstance(value, Text) else str(value)


def _fits(value: Value, kind: str) -> bool:
    if kind != "date":
        return isinstance(value, _KINDS[kind])
    try:
        datetime.date.fromisoformat(_plain(value))
    except ValueError:
        return False
    return True


def _judge_limits(spec: GoalSpec, raw: RawSpec, limits: Limits) -> Iterator[Diagnostic]:
    yield from _judge_count("goals", len(spec.goals), limits.goals, raw)
    yield from _judge_count("kpis", len(spec.kpis), limits.kpis, raw)
    for index, goal in enumerate(spec.goals):
        count = sum(kpi.goal == goal.id for kpi in spec.kpis)
        if beyond := _beyond(Decimal(count), limits.kpis_per_goal):
            where = raw.locate(("goals", index, "id"))
            yield report("DG223", where, goal=goal.id, count=count, **beyond)
        yield from _judge_weight(goal.id, goal.weight, limits.goal_weight, raw, ("goals", index, "weight"))
    for index, kpi in enumerate(spec.kpis):
        yield from _judge_weight(kpi.id, kpi.weight, limits.kpi_weight, raw, ("kpis", index, "weight"))


def _judge_count(kind: str, count: int, bounds: Bounds, raw: RawSpec) -> Iterator[Diagnostic]:
    where = raw.locate((kind,), key=True)
    if bounds.min is not None and count < bounds.min:
        yield report("DG221", where, kind=kind, count=count, limit=bounds.min)
    if bounds.max is not None and count > bounds.max:
        yield report("DG222", where, kind=kind, count=count, limit=bounds.max)


def _judge_weight(
    name: str, weight: Decimal, bounds: Shares, raw: RawSpec, path: FieldPath
) -> Iterator[Diagnostic]:
    if beyond := _beyond(weight, bounds):
        yield report("DG224", raw.locate(path), id=name, weight=f"{weight.normalize():f}", **beyond)


def _beyond(number: Decimal, bounds: Bounds | Shares) -> dict[str, str]:
    """Name the side that a number passes: least or most; empty when it fits."""
    if bounds.min is not None and number < bounds.min:
        return {"least": str(bounds.min)}
    return {"most": str(bounds.max)} if bounds.max is not None and number > bounds.max else {}
