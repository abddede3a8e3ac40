"""An indicator of the library, and the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from docgen.i18n.languages import NO_WORDS, Words

__all__ = ["CARD", "Guard", "Indicator", "Library", "Preset"]

CARD = (
    "name", "unit", "direction", "category", "value_type", "indicator_type", "definition", "formula", "data_source",
    "frequency", "aggregation", "lower_bound", "upper_bound",
)  # fmt: skip
"""The fields that an indicator fills in a KPI of a spec."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Beyond which targets an explanation is asked for; each measure may be absent.

    ``ratio``: target by baseline. ``headroom``: (target - baseline) by (bound - baseline).
    ``reduction``: (baseline - target) by baseline. ``change``: target minus baseline, without its sign.
    ``target``: the target itself.
    """

    ratio: Decimal | None = None
    headroom: Decimal | None = None
    reduction: Decimal | None = None
    change: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: ``card`` holds the fields of a KPI of a spec that it fills, as plain data.

    ``origin`` names the library it comes from, ``suggested_scoring`` a method, ``pitfall`` what often goes
    wrong with it.
    """

    id: str
    name: Words
    category: str
    card: Mapping[str, object]
    guard: Guard = Guard()
    suggested_scoring: str | None = None
    pitfall: Words = NO_WORDS
    words: tuple[str, ...] = ()
    origin: str = ""

    def say(self, field: str, language: str) -> str:
        """Say a field of the card in a language, or what there is; nothing for one that it lacks."""
        value = self.card.get(field)
        if isinstance(value, Mapping):
            return str(value.get(language) or next(iter(value.values()), ""))
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Preset:
    """Indicators that suit a role or a stage of a product; advice and no more."""

    id: str
    title: Words
    advice: Words
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Indicators by id, in the order of their libraries, and presets of roles and product stages.

    ``hidden`` are the indicators that a company does not want, ``units`` the words for units by type of value.
    """

    indicators: Mapping[str, Indicator] = field(default_factory=lambda: MappingProxyType({}))
    roles: Mapping[str, Preset] = field(default_factory=lambda: MappingProxyType({}))
    stages: Mapping[str, Preset] = field(default_factory=lambda: MappingProxyType({}))
    hidden: Mapping[str, Indicator] = field(default_factory=lambda: MappingProxyType({}))
    units: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
