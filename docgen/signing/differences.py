"""What differs from the signed terms, and which change stands behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from docgen.diagnostics import Fact, FieldPath
from docgen.i18n.choices import CHOICES
from docgen.i18n.languages import LANGUAGES
from docgen.signing.terms import freeze
from docgen.spec.models import GoalSpec, Model
from docgen.spec.models.course import Change, Term

__all__ = ["Difference", "Event", "Kind", "Value", "find_changes", "find_differences"]

Kind = Literal["goals", "kpis", "milestones"]
Event = Literal["changed", "added", "removed"]
Value = Decimal | datetime.date | str

_KINDS: tuple[Kind, ...] = ("goals", "kpis", "milestones")
_MAY_BE_ADDED = {"milestones"}
_NOTHING = {"zh": "无", "en": "none"}
_DIGESTS = {"title", "unit", "scoring"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: ``old`` was signed, ``new`` is there now.

    Either is None where nothing stood or stands, and for words and scoring rules, of which digests alone
    were signed. ``term`` is None for an entry that is new or gone. ``path`` leads to what is there now, for
    an entry that is gone to its signed terms. ``change`` is the record that stands behind it, if any does.
    """

    kind: Kind
    id: str
    event: Event
    term: Term | None
    old: Value | None
    new: Value | None
    path: FieldPath
    change: Change | None

    def facts(self) -> dict[str, Fact]:
        """Return what a sentence may say of it.

        ``field`` names what has another value, ``rewritten`` what has other words or rules; ``added`` and
        ``removed`` name a whole entry.
        """
        if self.term is None:
            return {"id": self.id, self.event: self.id}
        told: dict[str, Fact] = {"id": self.id}
        for language in LANGUAGES:
            term = CHOICES[language]["term"][self.term].lower()
            if self.term in _DIGESTS:
                told[f"rewritten_{language}"] = term
            else:
                told[f"field_{language}"] = term
                told[f"old_{language}"] = _written(self.old, language)
                told[f"new_{language}"] = _written(self.new, language)
        return told


def find_differences(spec: GoalSpec) -> tuple[Difference, ...]:
    """Compare a spec with its signed terms, in the order of goals, KPIs and milestones.

    New milestones are how a plan grows and are no difference. A spec that is not signed has none.
    """
    if spec.signed is None:
        return ()
    now = freeze(spec)
    found: list[Difference] = []
    for kind in _KINDS:
        old, new = _entries(spec.signed.terms, kind), _entries(now, kind)
        for place, (name, terms) in enumerate(new.items()):
            found += _compare(kind, name, old.get(name), terms, (kind, place))
        gone = (name for name in old if name not in new)
        found += (_whole(kind, name, "removed", ("signed", "terms", kind, name)) for name in gone)
    return tuple(replace(each, change=_find_change(spec, each)) for each in found)


def _compare(kind: Kind, name: str, old: Model | None, new: Model, path: FieldPath) -> Iterator[Difference]:
    """Compare the terms of one entry, all as if no change stood behind them."""
    if old is None:
        if kind not in _MAY_BE_ADDED:
            yield _whole(kind, name, "added", path)
        return
    for field in type(old).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            was, now = (None, None) if field in _DIGESTS else (before, after)
            steps = (field, "value") if field == "baseline" and after is not None else (field,)
            yield Difference(kind, name, "changed", cast("Term", field), was, now, (*path, *steps), None)


def _whole(kind: Kind, name: str, event: Event, path: FieldPath) -> Difference:
    return Difference(kind, name, event, None, None, None, path, None)


def _entries(terms: Model, kind: Kind) -> dict[str, Model]:
    return cast("dict[str, Model]", getattr(terms, kind))


def find_changes(spec: GoalSpec, difference: Difference) -> tuple[Change, ...]:
    """Return all changes since the signature that speak of an entry and this term of it, as they are written."""
    return tuple(
        change
        for change in spec.changes
        if change.ref == difference.id
        and spec.signed is not None
        and change.date >= spec.signed.date
        and change.field in {None, difference.term}
    )


def _find_change(spec: GoalSpec, difference: Difference) -> Change | None:
    """Return the latest of these changes."""
    fitting = reversed(find_changes(spec, difference))
    return max(fitting, key=lambda change: change.date, default=None)


def _written(value: Value | None, language: str) -> str:
    match value:
        case None:
            return _NOTHING[language]
        case Decimal():
            return f"{value:f}"
        case _:
            return CHOICES[language]["direction"].get(str(value), str(value))
