"""How a quarter is called in a document."""

from __future__ import annotations

import re

from docgen.spec.models import GoalSpec
from docgen.spec.quarters import Quarter
from docgen.view.texts import Teller

__all__ = ["name_quarter", "uses_fiscal_names"]

_PLAIN = re.compile(r"Q[1-4]\b")


def name_quarter(quarter: Quarter, teller: Teller, *, fiscal: bool, with_year: bool) -> str:
    """Tell what a quarter is called; the year belongs to it where several years meet."""
    ordinal = teller.phrase("ordinals")[quarter.number - 1]
    words = teller.phrase("fiscal_quarter" if fiscal else "quarter", ordinal=ordinal)
    if not with_year:
        return words
    return teller.phrase("of_fiscal_year" if fiscal else "of_year", year=str(quarter.year), quarter=words)


def uses_fiscal_names(spec: GoalSpec) -> bool:
    """Answer whether quarters are called fiscal: the year begins late, and no milestone says plain Q1."""
    plain = any(_PLAIN.match(step.period or "") for step in spec.milestones)
    return spec.period.fiscal_year_start > 1 and not plain
