"""The scoring rule of a KPI in sentences; nothing is reckoned here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from docgen.spec.models import scoring
from docgen.view.texts import Teller

__all__ = ["tell_scoring"]


def tell_scoring(rule: scoring.Rule | None, teller: Teller) -> list[str]:  # noqa: C901, PLR0911 - one case a method
    """Tell how a result becomes points, a sentence or a line each."""
    match rule:
        case None:
            return []
        case scoring.Anchors():
            return [_anchors(rule, teller)]
        case scoring.Progress():
            return [_with_limits(teller.phrase("progress"), teller, cap=rule.cap)]
        case scoring.Ratio():
            return [_with_limits(teller.phrase(f"ratio_{rule.form}"), teller, cap=rule.cap, floor=rule.floor)]
        case scoring.Tiers():
            return [_tiers(rule, teller)]
        case scoring.Step():
            return [_step(rule, teller)]
        case scoring.Binary():
            figures = {"met": teller.figure(rule.met), "not_met": teller.figure(rule.not_met)}
            return [teller.phrase("binary", **figures)]
        case scoring.Levels():
            return [teller.phrase("levels"), *(_level(level, teller) for level in rule.levels)]
        case scoring.Range():
            names = ("low", "high", "full", "per_unit")
            said = teller.phrase("range", **{name: teller.figure(getattr(rule, name)) for name in names})
            return [_with_limits(said, teller, floor=rule.floor)]
        case scoring.Manual():
            return [teller.phrase("manual"), *(_grade(grade, teller) for grade in rule.grades)]
        case _:
            assert_never(rule)


def _with_limits(
    said: str, teller: Teller, *, cap: Decimal | None = None, floor: Decimal | None = None
) -> str:
    limits = [
        teller.phrase(name, score=teller.figure(score))
        for name, score in (("cap", cap), ("floor", floor))
        if score is not None
    ]
    return teller.clauses([said, *limits])


def _points(points: Iterable[tuple[str, Decimal]], teller: Teller) -> str:
    return teller.clauses(
        teller.phrase("point", value=value, score=teller.figure(score)) for value, score in points
    )


def _anchors(rule: scoring.Anchors, teller: Teller) -> str:
    """Tell the anchors from the worst to the best: the sentences speak of a first and a last one."""
    ordered = sorted(rule.points, key=lambda point: point.score)
    points = _points(((teller.figure(point.value), point.score) for point in ordered), teller)
    clauses = [teller.phrase("anchors", points=points)]
    if rule.below is not None:
        clauses.append(teller.phrase("anchors_below", score=teller.figure(rule.below)))
    return teller.clauses([*clauses, teller.phrase("anchors_cap")])


def _tiers(rule: scoring.Tiers, teller: Teller) -> str:
    bands = (
        (teller.bounds(ge=band.ge, gt=band.gt, le=band.le, lt=band.lt), band.score) for band in rule.bands
    )
    rest = teller.phrase("otherwise", score=teller.figure(rule.otherwise))
    return teller.clauses([teller.phrase("tiers", points=_points(bands, teller)), rest])


def _step(rule: scoring.Step, teller: Teller) -> str:
    names = ("base", "unit", "points")
    said = teller.phrase("step", **{name: teller.figure(getattr(rule, name)) for name in names})
    return _with_limits(
        teller.clauses([said, teller.phrase(f"step_{rule.mode}")]), teller, cap=rule.cap, floor=rule.floor
    )


def _level(level: scoring.Level, teller: Teller) -> str:
    name = teller.phrase("level", level=str(level.level))
    return teller.titled(
        name, teller.clauses([teller.bounds(ge=level.ge, le=level.le), teller.line(level.text)])
    )


def _grade(grade: scoring.Grade, teller: Teller) -> str:
    return teller.titled(teller.phrase("score", score=teller.figure(grade.score)), teller.line(grade.text))
