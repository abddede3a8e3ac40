"""Are the figures of the way true, fresh and within what was signed? Rules X."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules import grades, order, values
from docgen.review.rules.records import records_tell_the_figures
from docgen.review.rules.rule import Rule
from docgen.review.texts import owner_of
from docgen.signing.differences import Difference, find_differences
from docgen.signing.sign import digest_is_true

__all__ = ["RULES"]


def signed_terms_hold(case: Case) -> Iterator[Breach]:
    """X4: what differs from the signed terms stands under a change that tells it, and nobody edited these terms."""
    signed = case.spec.signed
    if signed and not digest_is_true(signed):
        yield Breach(("signed", "digest"), {"digest": signed.digest})
    for each in find_differences(case.spec):
        if each.change is None:
            yield Breach(each.path, each.facts(), _goal(case, each), each.id)
    yield from records_tell_the_figures(case)


def _goal(case: Case, difference: Difference) -> str | None:
    """Return the goal of what differs; what is gone belongs to the whole document."""
    goal, _ = owner_of(case.spec, difference.path)
    return goal


def changes_were_approved(case: Case) -> Iterator[Breach]:
    """X9: a change behind a difference from the signed terms says when it was approved."""
    behind = {each.change.id for each in find_differences(case.spec) if each.change}
    for place, change in enumerate(case.spec.changes):
        if change.id in behind and change.approved is None:
            yield Breach(("changes", place), {"change": change.id}, None, change.ref)


RULES: tuple[Rule, ...] = (
    Rule("X1", order.figures_have_a_source),
    Rule("X2", values.figures_are_fresh),
    Rule("X3", values.lights_are_explained),
    Rule("X4", signed_terms_hold, waivable=False),
    Rule("X5", grades.grades_follow),
    Rule("X6", values.lights_fit),
    Rule("X7", order.nothing_is_known_early),
    Rule("X8", values.figures_can_be),
    Rule("X9", changes_were_approved),
)
