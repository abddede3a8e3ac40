"""Every rule of the review, in the order in which a reader would check."""

from __future__ import annotations

from docgen.review.rules import (
    achievable,
    communicated,
    formatted,
    measurable,
    relevant,
    scheduled,
    soundness,
    specific,
    tracked,
)
from docgen.review.rules.rule import Rule

__all__ = ["RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    *specific.RULES,
    *measurable.RULES,
    *soundness.RULES,
    *achievable.RULES,
    *relevant.RULES,
    *scheduled.RULES,
    *communicated.RULES,
    *tracked.RULES,
    *formatted.RULES,
)
