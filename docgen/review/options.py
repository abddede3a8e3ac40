"""What a company asks of the review, as plain values: limits, words, days off, what is switched off."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from docgen.diagnostics import Severity

__all__ = ["Options", "WordList"]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words of a language that a company adds to ours or takes away."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a pack may say about the review.

    ``words`` is list (``outcome_verbs``, ``vague``, ``hedges``) → language → changes. ``signed_always`` says
    that the pack has places to sign in every document. ``off`` are rules that are not run, ``severities``
    what a rule weighs instead of what the catalogue says. ``stops`` are rules whose errors keep a document
    from being made, because it would be untrue or unlawful.
    """

    title_zh: tuple[int, int] = (6, 60)
    title_en: tuple[int, int] = (4, 25)
    kpi_weight: tuple[Decimal, Decimal] = (Decimal(5), Decimal(40))
    most_kpis: int = 8
    milestones_from_days: int = 90
    longest_gap_days: int = 100
    stale_factor: Decimal = Decimal("1.5")
    least_improvement: Decimal = Decimal("0.02")
    similarity: Decimal = Decimal("0.9")
    holidays: frozenset[datetime.date] = frozenset()
    words: Mapping[str, Mapping[str, WordList]] = field(default_factory=lambda: MappingProxyType({}))
    allowed_marks: tuple[str, ...] = ()
    signed_always: bool = False
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    stops: frozenset[str] = frozenset({"X4", "DOC1", "DOC4"})
