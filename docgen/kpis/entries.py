"""What a library file may say: ``kpis.yaml`` of a template pack, and the one that comes with docgen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from docgen.spec.models.base import MAX_ITEMS, Flag, Model, Number, Text, Word
from docgen.spec.models.kpis import Aggregation, Category, Direction, Frequency, ValueType

__all__ = ["NEEDED", "Entry", "GuardEntry", "LibraryFile", "PresetEntry", "ScoringMethod"]

NEEDED = ("name", "category", "unit", "direction")
"""What an indicator cannot do without."""

Name = Annotated[str, Field(pattern=r"^[^\s.,:#\[\]{}\"'*&!%@|>?`~-][^\s.,:#\[\]{}\"']*$", max_length=60)]
"""An id in any script: ``retention_d30``, ``到店人次``."""

ScoringMethod = Literal[
    "anchors", "binary", "levels", "manual", "progress", "range", "ratio", "step", "tiers",
]  # fmt: skip

Measure = Annotated[
    Number, Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1e15})
]


class GuardEntry(Model):
    """Beyond which targets an explanation is asked for."""

    ratio: Measure | None = Field(default=None, examples=["2.5"])
    headroom: Measure | None = Field(default=None, examples=["0.5"])
    reduction: Measure | None = Field(default=None, examples=["0.6"])
    change: Measure | None = Field(default=None, examples=["15"])
    target: Measure | None = Field(default=None, examples=["150"])


class Entry(Model):
    """An indicator, or what is different about one that is there already."""

    hidden: Flag = Field(default=False, examples=["true"])
    name: Text | None = Field(default=None, examples=["{zh: 到店人次, en: Store visits}"])
    unit: Text | None = Field(default=None, examples=["{zh: 人次, en: visits}"])
    direction: Direction | None = Field(default=None, examples=["higher"])
    category: Category | None = Field(default=None, examples=["operation"])
    value_type: ValueType | None = Field(default=None, examples=["count"])
    indicator_type: Literal["leading", "lagging"] | None = Field(default=None, examples=["leading"])
    definition: Text | None = Field(default=None, examples=["{zh: 进店人数, en: People who enter the store}"])
    formula: Text | None = Field(default=None, examples=["{zh: 进店人次合计, en: Sum of visits}"])
    data_source: Text | None = Field(default=None, examples=["{zh: 客流系统, en: Visitor counter}"])
    frequency: Frequency | None = Field(default=None, examples=["monthly"])
    aggregation: Aggregation | None = Field(default=None, examples=["sum"])
    lower_bound: Number | None = Field(default=None, examples=["0"])
    upper_bound: Number | None = Field(default=None, examples=["100"])
    suggested_scoring: ScoringMethod | None = Field(default=None, examples=["anchors"])
    guard: GuardEntry | None = Field(default=None, examples=["{ratio: 2.5}"])
    pitfall: Text | None = Field(default=None, examples=["{zh: 须剔除员工, en: Leave out staff}"])
    words: Annotated[tuple[Word, ...], Field(max_length=MAX_ITEMS)] = Field(
        default=(), examples=["[客流, 进店]"]
    )


class PresetEntry(Model):
    """Indicators that suit a role or a stage, or what is different about a preset that is there already."""

    title: Text | None = Field(default=None, examples=["{zh: 店长, en: Store manager}"])
    advice: Text | None = Field(
        default=None, examples=["{zh: 客流与转化成对使用, en: Pair visits with sales}"]
    )
    indicators: Annotated[tuple[Word, ...], Field(min_length=1, max_length=MAX_ITEMS)] | None = Field(
        default=None, examples=["[store_visits, csat]"]
    )


class LibraryFile(Model):
    """A whole file."""

    indicators: dict[Name, Entry] = Field(default_factory=dict, examples=["{nps: {hidden: true}}"])
    roles: dict[Name, PresetEntry] = Field(
        default_factory=dict, examples=["{store_manager: {title: 店长, indicators: [csat]}}"]
    )
    stages: dict[Name, PresetEntry] = Field(
        default_factory=dict, examples=["{launch: {title: 上市期, indicators: [new_users]}}"]
    )
    units: dict[ValueType, tuple[Word, ...]] = Field(
        default_factory=dict, examples=["{currency: [澳元, AUD]}"]
    )
