"""How the points of a KPI came about, in figures that an employee can follow with a calculator."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from docgen.scoring.model import (
    At,
    Between,
    Beyond,
    Entered,
    InBand,
    InRange,
    Met,
    Number,
    Quotient,
    Reached,
    Score,
    Stepped,
)
from docgen.scoring.sense import find_lead
from docgen.spec.models import scoring
from docgen.view.arithmetic import Arithmetic, bracketed, gap, plainly, quotient
from docgen.view.kpi_figures import tell_target
from docgen.view.texts import Teller

__all__ = ["tell_working"]


def tell_working(score: Score, teller: Teller, arithmetic: Arithmetic) -> list[str]:
    """Tell the steps from the actual value to the points, a sentence or a calculation each."""
    if score.working is None or score.points is None:
        return []
    told = _Working(score, score.points, teller, arithmetic)
    return told.lines()


class _Working:
    """One KPI with points."""

    def __init__(self, score: Score, points: Number, teller: Teller, arithmetic: Arithmetic) -> None:
        self._kpi, self._teller, self._arithmetic = score.kpi, teller, arithmetic
        self._working, self._points = score.working, points
        value = score.actual.value if score.actual else None
        self._value = Decimal(0) if value is None else value

    def lines(self) -> list[str]:  # noqa: C901, PLR0911 - one case a way
        match self._working:
            case None:
                return []
            case At():
                return [self._say("at_anchor")]
            case Between():
                return [self._between(self._working)]
            case Beyond():
                return [self._beyond(self._working)]
            case Quotient():
                return [self._quotient(self._working)]
            case InBand():
                return [self._band(self._working)]
            case Stepped():
                return [self._stepped(self._working)]
            case Met():
                return [self._met(self._working)]
            case Reached():
                return [self._reached(self._working)]
            case InRange():
                return [self._in_range(self._working)]
            case Entered():
                return [self._teller.phrase("working_entered", score=plainly(self._working.score))]
            case _:
                assert_never(self._working)

    def _say(self, name: str, **values: str) -> str:
        told = {"value": plainly(self._value), "score": plainly(self._points)}
        return self._teller.phrase(f"working_{name}", **{**told, **values})

    def _limited(self, said: str, limit: str | None) -> str:
        return self._teller.clauses([said, self._say(limit)]) if limit else said

    def _between(self, working: Between) -> str:
        worse, better = sorted((working.low, working.high), key=lambda point: point.score)
        falling = better.value < worse.value
        way = gap(self._value, worse.value, falling=falling)
        whole = gap(better.value, worse.value, falling=falling)
        formula = f"{plainly(worse.score)} + {way} ÷ {whole} × {gap(better.score, worse.score)}"
        return self._arithmetic.result(formula, self._points)

    def _beyond(self, working: Beyond) -> str:
        return self._say("worst" if working.worse else "best", point=plainly(working.point.value))

    def _quotient(self, working: Quotient) -> str:
        said = self._arithmetic.result(f"{self._division(working)} × 100", working.points)
        return self._limited(said, working.limit)

    def _division(self, working: Quotient) -> str:
        value, target, baseline = self._value, self._kpi.target, self._kpi.baseline.value
        match working.form:
            case "progress":
                start = baseline if baseline is not None else Decimal(0)
                falling = target < start
                return f"{gap(value, start, falling=falling)} ÷ {gap(target, start, falling=falling)}"
            case "actual/target":
                return f"{bracketed(value)} ÷ {bracketed(target)}"
            case "target/actual":
                return f"{bracketed(target)} ÷ {bracketed(value)}"
            case "2-actual/target":
                return f"(2 − {bracketed(value)} ÷ {bracketed(target)})"

    def _band(self, working: InBand) -> str:
        band = working.band
        if band is None:
            return self._say("otherwise")
        return self._say("band", band=self._teller.bounds(ge=band.ge, gt=band.gt, le=band.le, lt=band.lt))

    def _stepped(self, working: Stepped) -> str:
        rule = self._kpi.scoring
        lead = find_lead(self._kpi, self._value)
        distance = plainly(abs(lead))
        if not isinstance(rule, scoring.Step) or not lead:
            return self._say("on_target")
        if not working.units:
            return self._say("short", gap=distance)
        sign = "+" if working.units > 0 else "−"
        whole = working.units.denominator == 1
        units = plainly(abs(working.units)) if whole else quotient(abs(lead), rule.unit)
        formula = f"{plainly(rule.base)} {sign} {units} × {bracketed(rule.points)}"
        name = "better" if working.units > 0 else "poorer"
        said = self._say(name, gap=distance, units=units)
        return self._limited(
            self._teller.titled(said, self._arithmetic.result(formula, working.points)), working.limit
        )

    def _met(self, working: Met) -> str:
        return self._say("met" if working.met else "not_met", target=tell_target(self._kpi, self._teller))

    def _reached(self, working: Reached) -> str:
        level = working.level
        band = self._teller.bounds(ge=level.ge, le=level.le) or self._teller.line(level.text)
        return self._teller.aside(self._say("level", level=str(level.level)), band)

    def _in_range(self, working: InRange) -> str:
        rule = self._kpi.scoring
        if not isinstance(rule, scoring.Range):
            return self._say("on_target")
        if not working.outside:
            return self._say("inside", low=plainly(rule.low), high=plainly(rule.high))
        formula = f"{plainly(rule.full)} − {plainly(working.outside)} × {bracketed(rule.per_unit)}"
        return self._limited(self._arithmetic.result(formula, working.points), working.limit)
