"""What a rule looks at: the spec with what surrounds it, and small questions many rules ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from docgen.kpis.model import Indicator, Library
from docgen.review.lexicon import Lexicon
from docgen.review.options import Options
from docgen.review.texts import Piece, walk_texts
from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.goals import Goal
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.plan import Milestone

__all__ = ["Case"]


@dataclass(frozen=True)
class Case:
    """A spec under review. Numbered walks give the place of an entry in its list, for the path."""

    spec: GoalSpec
    today: datetime.date
    options: Options
    library: Library
    lexicon: Lexicon

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.spec.document.language

    @property
    def day(self) -> datetime.date:
        """The day the document speaks of: its own date, else today."""
        return self.spec.document.date or self.today

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every text of the spec, in the order of its parts."""
        return tuple(walk_texts(self.spec))

    def say(self, text: Text | None) -> str:
        """Say a text as the document prints it; nothing for one that was left out."""
        return text.say(self.language) if text else ""

    def goals(self) -> Iterator[tuple[int, Goal]]:
        """Walk the goals."""
        return iter(enumerate(self.spec.goals))

    def kpis(self, goal: str | None = None) -> Iterator[tuple[int, Kpi]]:
        """Walk the KPIs, of one goal or all."""
        return (pair for pair in enumerate(self.spec.kpis) if goal is None or pair[1].goal == goal)

    def milestones(self, goal: str | None = None) -> Iterator[tuple[int, Milestone]]:
        """Walk the milestones, of one goal or all."""
        return (pair for pair in enumerate(self.spec.milestones) if goal is None or pair[1].goal == goal)

    def indicator(self, kpi: Kpi) -> Indicator | None:
        """Return the indicator of the library that a KPI names."""
        return self.library.indicators.get(kpi.lib) if kpi.lib else None

    def names_in_library(self, kpi: Kpi) -> tuple[str, ...]:
        """Return what the library calls the indicator of a KPI, in all languages."""
        indicator = self.indicator(kpi)
        return (*indicator.name, *indicator.words) if indicator else ()

    def card(self, kpi: Kpi, field: str) -> object:
        """Return a field of a KPI, else what the library says of its indicator."""
        own: object = getattr(kpi, field)
        if own is not None:
            return own
        indicator = self.indicator(kpi)
        return indicator.card.get(field) if indicator else None

    def bound(self, kpi: Kpi, field: str) -> Decimal | None:
        """Return a bound of a KPI (``lower_bound``, ``upper_bound``), its own or that of the library."""
        value = self.card(kpi, field)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return Decimal(value)
