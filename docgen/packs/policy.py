"""What a company insists on: how grave a finding is, and how many goals and KPIs there may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from docgen.diagnostics import Diagnostic, Severity
from docgen.diagnostics.catalogue import catalogue
from docgen.packs.names import no_truth
from docgen.packs.review import ReviewPolicy
from docgen.packs.settings import Setting, nearest, refuse

__all__ = ["Bounds", "Limits", "Policy", "Weighing", "find_lowered", "weigh"]

Weighing = Literal["off", "info", "warning", "error"]


def _code(value: Any) -> Any:
    """Take the code of a warning or a remark; an error stays one."""
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - what a validator is expected to raise
    entries = catalogue()
    if value not in entries:
        known = [
            code
            for code, entry in entries.items()
            if entry.severity is not Severity.ERROR or entry.rule == code
        ]
        raise refuse("DG331", near=nearest(value, known))
    return value


Code = Annotated[str, BeforeValidator(_code)]
Count = Annotated[int, Field(ge=0, le=1000), BeforeValidator(no_truth)]
Percent = Annotated[
    Decimal,
    Field(strict=False, ge=0, le=100),
    BeforeValidator(no_truth),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]


class Bounds(Setting):
    """The least and the greatest number that is allowed."""

    min: Count | None = Field(default=None, examples=[2])
    max: Count | None = Field(default=None, examples=[7])

    @model_validator(mode="after")
    def _upward(self) -> Self:
        """Insist that a number can lie between them."""
        _insist_on_room(self.min, self.max)
        return self


class Shares(Setting):
    """The least and the greatest weight that is allowed, in percent."""

    min: Percent | None = Field(default=None, examples=[5])
    max: Percent | None = Field(default=None, examples=[40])

    @model_validator(mode="after")
    def _upward(self) -> Self:
        """Insist that a weight can lie between them."""
        _insist_on_room(self.min, self.max)
        return self


def _insist_on_room(low: Decimal | int | None, high: Decimal | int | None) -> None:
    if low is not None and high is not None and low > high:
        raise refuse("DG340", low=str(low), high=str(high))


class Limits(Setting):
    """How many there may be, and how much they may weigh."""

    goals: Bounds = Field(default=Bounds(), examples=["{min: 2, max: 7}"])
    kpis: Bounds = Field(default=Bounds(), examples=["{max: 20}"])
    kpis_per_goal: Bounds = Field(default=Bounds(), examples=["{max: 6}"])
    goal_weight: Shares = Field(default=Shares(), examples=["{min: 10}"])
    kpi_weight: Shares = Field(default=Shares(), examples=["{min: 5}"])


class Policy(Setting):
    """The rules of a company for its specs."""

    severities: dict[Code, Weighing] = Field(default_factory=dict, examples=["{DG161: error}"])
    limits: Limits = Field(default=Limits(), examples=["{goals: {max: 7}}"])
    review: ReviewPolicy = Field(default=ReviewPolicy(), examples=["{most_kpis: 8}"])


def find_lowered(policy: Policy) -> Iterator[str]:
    """Yield the codes of errors that are to count less: nothing can be made of a spec that has one.

    A rule of the review is a judgement, and may be lowered.
    """
    for code, weighing in policy.severities.items():
        entry = catalogue()[code]
        if weighing != "error" and entry.severity is Severity.ERROR and entry.rule != code:
            yield code


def weigh(found: Iterable[Diagnostic], severities: Mapping[str, Weighing]) -> tuple[Diagnostic, ...]:
    """Give every finding the severity that the pack says; those that are off are left out."""
    weighed = []
    for each in found:
        meant = severities.get(each.code)
        if meant is None or each.severity is Severity.ERROR:
            weighed.append(each)
        elif meant != "off":
            weighed.append(replace(each, severity=Severity(meant)))
    return tuple(weighed)
