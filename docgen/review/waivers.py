"""Waivers: what somebody has accepted, with a reason, and waivers that fit nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.diagnostics import Locate, report
from docgen.diagnostics.catalogue import catalogue
from docgen.i18n.languages import NO_WORDS, Words
from docgen.review.model import Accepted, Finding
from docgen.review.options import Options
from docgen.review.rules import RULES
from docgen.spec.fields import nearest
from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.evaluation import Waiver

__all__ = ["accept"]


def accept(spec: GoalSpec, findings: list[Finding], options: Options, locate: Locate) -> list[Finding]:
    """Return the findings, those that a waiver names as accepted, and what is wrong with the waivers.

    A waiver names a rule, and with ``ref`` the entry or the goal whose findings it accepts; without one it
    accepts all of that rule. The first waiver that fits is the one that counts.
    """
    waivable = {rule.id for rule in RULES if rule.waivable}
    accepted = [_accept(each, spec.waivers) if each.rule in waivable else each for each in findings]
    return [*accepted, *_judge(spec, findings, options, locate)]


def _accept(finding: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    for waiver in waivers:
        if _fits(waiver, finding):
            said = Accepted(_both(waiver.reason), _both(waiver.approver))
            return replace(finding, accepted=said)
    return finding


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return waiver.rule == finding.rule and waiver.ref in {None, finding.ref, finding.goal}


def _both(text: Text | None) -> Words:
    return Words(text.say("zh"), text.say("en")) if text else NO_WORDS


def _judge(spec: GoalSpec, findings: list[Finding], options: Options, locate: Locate) -> Iterator[Finding]:
    rules = {rule.id: rule for rule in RULES}
    for index, waiver in enumerate(spec.waivers):
        where, rule = locate(("waivers", index, "rule")), rules.get(waiver.rule)
        if rule is None and waiver.rule not in catalogue().rules:
            near = nearest(waiver.rule, tuple(rules))
            said = report("DG225", where, rule=waiver.rule, near=near)
        elif rule is None or not rule.waivable:
            said = report("DG227", where, rule=waiver.rule)
        elif waiver.rule not in options.off and not any(_fits(waiver, each) for each in findings):
            whose = (
                {"rule": waiver.rule} if waiver.ref is None else {"narrow": waiver.rule, "ref": waiver.ref}
            )
            said = report("DG226", where, **whose)
        else:
            continue
        yield Finding(said, None, waiver.ref)
