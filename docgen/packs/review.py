"""What a company asks of the review: limits, words, days off, and which rules stop a document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from docgen.diagnostics import Severity
from docgen.diagnostics.catalogue import catalogue
from docgen.packs.names import no_truth
from docgen.packs.settings import Setting, nearest, refuse
from docgen.review.options import Options, WordList

__all__ = ["ReviewPolicy", "WordChanges", "lay_review", "make_options"]

Count = Annotated[int, Field(ge=0, le=1000), BeforeValidator(no_truth)]
Ratio = Annotated[
    Decimal,
    Field(strict=False, ge=0, le=100),
    BeforeValidator(no_truth),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]


_PAIRS = (("shortest_title", "longest_title"), ("least_kpi_weight", "most_kpi_weight"))


def _rule(value: Any) -> Any:
    """Take the id of a rule of the review."""
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - what a validator is expected to raise
    rules = [code for code, entry in catalogue().items() if entry.rule == code]
    if value not in rules:
        raise refuse("DG331", near=nearest(value, rules))
    return value


Rule = Annotated[str, BeforeValidator(_rule)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(strict=False)]
Day = Annotated[datetime.date, Field(strict=False), WithJsonSchema({"type": "string", "format": "date"})]


class WordChanges(Setting):
    """Words that are added to a list of ours, and words that are taken out of it."""

    add: Words = Field(default=(), examples=["[赋能, 打通]"])
    remove: Words = Field(default=(), examples=["[优化]"])


class ReviewPolicy(Setting):
    """What the review of this company looks at; what is not written stays as it is."""

    shortest_title: Count | None = Field(default=None, examples=[6])
    longest_title: Count | None = Field(default=None, examples=[60])
    least_kpi_weight: Ratio | None = Field(default=None, examples=[5])
    most_kpi_weight: Ratio | None = Field(default=None, examples=[40])
    most_kpis: Count | None = Field(default=None, examples=[8])
    milestones_from_days: Count | None = Field(default=None, examples=[90])
    longest_gap_days: Count | None = Field(default=None, examples=[100])
    stale_factor: Ratio | None = Field(default=None, examples=[1.5])
    least_improvement: Ratio | None = Field(default=None, examples=[0.02])
    holidays: Annotated[tuple[Day, ...], Field(strict=False)] | None = Field(
        default=None, examples=['["2027-01-01", "2027-10-01"]']
    )
    allowed_marks: Words | None = Field(default=None, examples=["[机密★3年]"])
    stops: Annotated[tuple[Rule, ...], Field(strict=False)] | None = Field(
        default=None, examples=["[X4, DOC1, DOC4]"]
    )
    words: dict[Literal["outcome_verbs", "vague", "hedges"], dict[Literal["zh", "en"], WordChanges]] = Field(
        default_factory=dict, examples=["{vague: {zh: {add: [赋能]}}}"]
    )

    @model_validator(mode="after")
    def _upward(self) -> Self:
        """Insist that something can lie between the limits of a pair."""
        for low, high in _PAIRS:
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise refuse("DG340", low=str(least), high=str(most))
        return self


def lay_review(parent: ReviewPolicy, child: ReviewPolicy) -> ReviewPolicy:
    """Lay what a child says over its parent; words are added to those the parent adds.

    A limit of the parent that nothing could satisfy beside one of the child gives way.
    """
    said = {name: getattr(child, name) for name in child.model_fields_set if name != "words"}
    for low, high in _PAIRS:
        least, most = said.get(low, getattr(parent, low)), said.get(high, getattr(parent, high))
        if least is not None and most is not None and least > most:
            said[high if low in said else low] = None
    words = {name: dict(by_language) for name, by_language in parent.words.items()}
    for name, by_language in child.words.items():
        known = words.setdefault(name, {})
        for language, changes in by_language.items():
            before = known.get(language, WordChanges())
            known[language] = WordChanges(
                add=(*(word for word in before.add if word not in changes.remove), *changes.add),
                remove=(*(word for word in before.remove if word not in changes.add), *changes.remove),
            )
    return parent.model_copy(update={**said, "words": words})


def make_options(policy: ReviewPolicy, severities: Mapping[str, str], *, signed_always: bool) -> Options:
    """Put together what the review is asked to do; what a pack does not say is as everywhere."""
    usual = Options()
    rules = {code: said for code, said in severities.items() if not code.startswith("DG")}
    said = {
        name: getattr(policy, name)
        for name in (
            "most_kpis",
            "milestones_from_days",
            "longest_gap_days",
            "stale_factor",
            "least_improvement",
        )
        if getattr(policy, name) is not None
    }
    return Options(
        **said,
        title_zh=_between(policy.shortest_title, policy.longest_title, usual.title_zh),
        kpi_weight=_between(policy.least_kpi_weight, policy.most_kpi_weight, usual.kpi_weight),
        holidays=frozenset(policy.holidays or ()),
        allowed_marks=policy.allowed_marks or (),
        stops=usual.stops if policy.stops is None else frozenset(policy.stops),
        words={
            name: {language: WordList(changes.add, changes.remove) for language, changes in lists.items()}
            for name, lists in policy.words.items()
        },
        off=frozenset(code for code, weighing in rules.items() if weighing == "off"),
        severities={code: Severity(weighing) for code, weighing in rules.items() if weighing != "off"},
        signed_always=signed_always,
    )


def _between(low: Any, high: Any, usual: tuple[Any, Any]) -> tuple[Any, Any]:
    """Take the usual limit where a pack names none, unless the other would be beyond it."""
    if low is None:
        return (usual[0] if high is None else min(usual[0], high)), usual[1] if high is None else high
    return low, max(usual[1], low) if high is None else high
