"""Do the scoring rules give every result one score? Rule M8."""

from __future__ import annotations

from docgen.diagnostics import Fact
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules.rule import Outcry, Rule
from docgen.scoring.flaw import Flaw
from docgen.scoring.results import find_result_flaws
from docgen.scoring.soundness import find_flaws

__all__ = ["RULES"]


def scoring_rules_are_sound(case: Case) -> Outcry:
    """Find scoring rules that leave a result without a score, give it two, or reward the worse one.

    Points outside the weights and scores that people enter are held against their limits.
    """
    for index, kpi in case.kpis():
        for flaw in find_flaws(case.spec, kpi):
            facts: dict[str, Fact] = {"kpi": kpi.id, **_tell(flaw, kpi.id)}
            yield Breach(("kpis", index, *flaw.path), facts, kpi.goal, kpi.id)
    goals = {kpi.id: kpi.goal for _, kpi in case.kpis()}
    for flaw in find_result_flaws(case.spec):
        whose = str(flaw.facts["kpi"]) if "kpi" in flaw.facts else None
        outside = None if whose else ".".join(str(step) for step in flaw.path if isinstance(step, str))
        told: dict[str, Fact] = {"kpi": whose, "outside": outside, **_tell(flaw, whose)}
        yield Breach(flaw.path, told, goals.get(whose or ""), whose)


def _tell(flaw: Flaw, whose: str | None) -> dict[str, Fact]:
    """Name the facts after the kind of flaw, so that each kind has its own clause of the sentence."""
    return {flaw.kind: whose, **{f"{flaw.kind}_{name}": fact for name, fact in flaw.facts.items()}}


RULES: tuple[Rule, ...] = (Rule("M8", scoring_rules_are_sound),)
