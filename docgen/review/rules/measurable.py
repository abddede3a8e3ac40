"""Can anybody measure it? Rules M; M7 stands in ``claims``, M8 in ``soundness``, M9 in ``bounds``."""

from __future__ import annotations

from decimal import Decimal

from docgen.diagnostics import Fact
from docgen.i18n.languages import Words
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.reading import language_of
from docgen.review.rules.bounds import values_are_of_one_measure
from docgen.review.rules.claims import figures_of_titles_are_those_of_kpis
from docgen.review.rules.missing import tell_missing
from docgen.review.rules.rule import Outcry, Rule
from docgen.scoring.sense import is_misdirected
from docgen.spec.models.kpis import SURVEYS, Kpi

__all__ = ["RULES"]

_CARD = {
    "formula": Words("计算公式 formula", "formula"),
    "data_source": Words("数据来源 data_source", "data_source"),
    "frequency": Words("统计频率 frequency", "frequency"),
    "verifier": Words("数据审核人 verifier", "verifier"),
}


def goals_have_kpis(case: Case) -> Outcry:
    """Find goals that nothing measures."""
    for index, goal in case.goals():
        if not any(case.kpis(goal.id)):
            yield Breach(("goals", index), {"goal": goal.id}, goal.id, goal.id)


def baselines_have_a_day(case: Case) -> Outcry:
    """Find baselines of which nobody knows from when they are."""
    for index, kpi in case.kpis():
        if kpi.baseline.value is not None and kpi.baseline.as_of is None:
            facts: dict[str, Fact] = {"kpi": kpi.id, "value": _plain(kpi.baseline.value)}
            yield _about(kpi, index, "baseline", facts)


def targets_lie_where_the_direction_leads(case: Case) -> Outcry:
    """Find targets on the wrong side of the baseline, and ranges that are none."""
    for index, kpi in case.kpis():
        if is_misdirected(kpi):
            field = "target_high" if kpi.direction == "range" else "direction"
            yield _about(kpi, index, field, {"kpi": kpi.id, **_contradiction(kpi)})


def thresholds_and_stretches_surround_targets(case: Case) -> Outcry:
    """Find a threshold beyond the target, or a stretch short of it."""
    for index, kpi in case.kpis():
        if kpi.direction not in {"higher", "lower"} or is_misdirected(kpi):
            continue
        sign = 1 if kpi.direction == "higher" else -1
        low, high = kpi.threshold, kpi.stretch
        if low is not None and sign * (kpi.target - low) < 0:
            facts: dict[str, Fact] = {"threshold": _plain(low), "target": _plain(kpi.target)}
            yield _about(kpi, index, "threshold", {"kpi": kpi.id, **facts})
        if high is not None and sign * (high - kpi.target) < 0:
            facts = {"stretch": _plain(high), "goal_value": _plain(kpi.target)}
            yield _about(kpi, index, "stretch", {"kpi": kpi.id, **facts})


def cards_say_how_to_measure(case: Case) -> Outcry:
    """Find KPIs that do not say how, from where, how often and checked by whom they are measured."""
    for index, kpi in case.kpis():
        missing = [
            names
            for field, names in _CARD.items()
            if case.card(kpi, field) is None and not (field == "formula" and _scored_by_hand(kpi))
        ]
        if missing:
            yield Breach(("kpis", index), {"kpi": kpi.id, **tell_missing(missing)}, kpi.goal, kpi.id)


def weights_are_neither_tiny_nor_huge(case: Case) -> Outcry:
    """Find single weights out of the usual, and more KPIs than anybody steers by."""
    least, most = case.options.kpi_weight
    count = len(case.spec.kpis)
    if count > case.options.most_kpis:
        yield Breach(("kpis",), {"count": count, "limit": case.options.most_kpis})
    for index, kpi in case.kpis():
        facts: dict[str, Fact] = {"kpi": kpi.id, "weight": _plain(kpi.weight)}
        if kpi.weight < least:
            yield _about(kpi, index, "weight", {**facts, "least": _plain(least)})
        elif kpi.weight > most:
            yield _about(kpi, index, "weight", {**facts, "most": _plain(most)})


def results_count_beside_activity(case: Case) -> Outcry:
    """Find documents all of whose KPIs only count something that should grow."""
    kinds = [(case.card(kpi, "value_type"), kpi.direction) for _, kpi in case.kpis()]
    if kinds and all(kind == ("count", "higher") for kind in kinds):
        yield Breach(("kpis",), {"count": len(kinds)})


def samples_and_windows_are_stated(case: Case) -> Outcry:
    """Find surveys without a minimum sample, and KPIs of cohorts without a window."""
    for index, kpi in case.kpis():
        if _is(case, kpi, "surveys", SURVEYS) and not (kpi.minimum_sample or _scored_by_hand(kpi)):
            yield _about(kpi, index, "minimum_sample", {"survey": kpi.id})
        if _is(case, kpi, "cohorts", frozenset({"cohort"})) and not kpi.window:
            yield _about(kpi, index, "window", {"cohort": kpi.id})


def _is(case: Case, kpi: Kpi, words: str, aggregations: frozenset[str]) -> bool:
    """Tell a kind of KPI by how it is aggregated; when nothing says so, by its name."""
    said = case.card(kpi, "aggregation")
    if said is not None:
        return said in aggregations
    name = case.say(kpi.name)
    return bool(case.lexicon.find(words, name, language_of(name)))


def _scored_by_hand(kpi: Kpi) -> bool:
    return kpi.scoring is not None and kpi.scoring.method == "manual"


def _contradiction(kpi: Kpi) -> dict[str, Fact]:
    """Say what contradicts the direction, as facts of a sentence of its own for each case."""
    target, before = _plain(kpi.target), kpi.baseline.value
    if kpi.direction == "range":
        high = kpi.target_high
        return {"open_low": target} if high is None else {"low": target, "high": _plain(high)}
    facts: dict[str, Fact] = {"target": target, "baseline": _plain(before or Decimal(0))}
    if kpi.target == before:
        return {"still": target}
    return {f"{kpi.direction}_{name}": value for name, value in facts.items()}


def _about(kpi: Kpi, index: int, field: str, facts: dict[str, Fact]) -> Breach:
    return Breach(("kpis", index, field), facts, kpi.goal, kpi.id)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


RULES: tuple[Rule, ...] = (
    Rule("M1", goals_have_kpis),
    Rule("M2", baselines_have_a_day),
    Rule("M3", targets_lie_where_the_direction_leads),
    Rule("M4", thresholds_and_stretches_surround_targets),
    Rule("M5", cards_say_how_to_measure),
    Rule("M6", weights_are_neither_tiny_nor_huge),
    Rule("M7", figures_of_titles_are_those_of_kpis),
    Rule("M9", values_are_of_one_measure),
    Rule("M10", results_count_beside_activity),
    Rule("M11", samples_and_windows_are_stated),
)
