"""How a result becomes points: one model a method, told apart by ``method``."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.spec.models.base import MAX_ITEMS, Model, Number, Text

__all__ = [
    "METHOD",
    "Anchor",
    "Anchors",
    "Band",
    "Binary",
    "Level",
    "Levels",
    "Manual",
    "Progress",
    "Range",
    "Ratio",
    "Rule",
    "Scoring",
    "Step",
    "Tiers",
]

METHOD = "method"
"""The field that tells the models apart."""


class Anchor(Model):
    """A point of the scoring line: this value is worth this score."""

    value: Number
    score: Number


class Anchors(Model):
    """Linear between anchors, capped at the best one, ``below`` beyond the worst one."""

    method: Literal["anchors"]
    points: Annotated[tuple[Anchor, ...], Field(min_length=2, max_length=MAX_ITEMS)]
    below: Number | None = None


class Progress(Model):
    """Progress from baseline to target in percent, cut to 0 and ``cap``."""

    method: Literal["progress"]
    cap: Number | None = None


class Ratio(Model):
    """Actual to target in percent; for lower-is-better the form is stated."""

    method: Literal["ratio"]
    form: Literal["actual/target", "target/actual", "2-actual/target"] = "actual/target"
    cap: Number | None = None
    floor: Number | None = None


class Band(Model):
    """A band of results with explicit sides; a side left out is open."""

    score: Number
    ge: Number | None = None
    gt: Number | None = None
    le: Number | None = None
    lt: Number | None = None

    @model_validator(mode="after")
    def _one_side_each(self) -> Self:
        for one, other in (("ge", "gt"), ("le", "lt")):
            if getattr(self, one) is not None and getattr(self, other) is not None:
                raise PydanticCustomError(
                    "band_sides", "two bounds on one side", {"one": one, "other": other}
                )
        if all(getattr(self, side) is None for side in ("ge", "gt", "le", "lt")):
            raise PydanticCustomError("band_open", "no bound")
        return self


class Tiers(Model):
    """Ordered bands; the first that holds gives the score, ``otherwise`` the rest."""

    method: Literal["tiers"]
    bands: Annotated[tuple[Band, ...], Field(min_length=1, max_length=MAX_ITEMS)]
    otherwise: Number


class Step(Model):
    """A base with points added or taken per unit of deviation from the target."""

    method: Literal["step"]
    base: Number
    unit: Number
    points: Number
    mode: Literal["proportional", "full_steps"] = "full_steps"
    cap: Number | None = None
    floor: Number | None = None


class Binary(Model):
    """Met or not met."""

    method: Literal["binary"]
    met: Number
    not_met: Number


class Level(Model):
    """A level from 1 to 5 and the results that reach it."""

    level: Annotated[int, Field(strict=True, ge=1, le=5)]
    ge: Number | None = None
    le: Number | None = None
    text: Text | None = None


class Levels(Model):
    """Bands to levels; the total is the sum of level times weight."""

    method: Literal["levels"]
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=5)]


class Range(Model):
    """Best inside ``low`` to ``high``, worse on both sides."""

    method: Literal["range"]
    low: Number
    high: Number
    full: Number
    per_unit: Number
    floor: Number | None = None


class Grade(Model):
    """What a grade of a manual score stands for."""

    score: Number
    text: Text


class Manual(Model):
    """A person enters the score and a reason, guided by descriptors."""

    method: Literal["manual"]
    grades: Annotated[tuple[Grade, ...], Field(max_length=MAX_ITEMS)] = ()


Rule = Anchors | Progress | Ratio | Tiers | Step | Binary | Levels | Range | Manual
"""Any way to score."""

Scoring = Annotated[Rule, Field(discriminator=METHOD)]
