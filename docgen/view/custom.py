"""The company's own fields: spec to View, with the names and choices of the pack."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

from docgen.spec.models import GoalSpec, Text
from docgen.view import model
from docgen.view.options import FieldChoice
from docgen.view.texts import Teller

__all__ = ["present_custom"]


def present_custom(
    spec: GoalSpec, teller: Teller, declared: Mapping[str, FieldChoice]
) -> list[model.CustomField]:
    """Present the fields that are filled in: those of the pack in its order, then all others."""
    order = [key for key in declared if key in spec.custom]
    order += [key for key in spec.custom if key not in declared]
    return [_present(key, spec.custom[key], declared.get(key), teller) for key in order]


def _present(
    key: str, value: Text | bool | Decimal, known: FieldChoice | None, teller: Teller
) -> model.CustomField:
    paragraphs = _paragraphs(value, known, teller)
    day = _day(value) if known and known.type == "date" else None
    return {
        "key": key,
        "label": teller.line(known.label) if known else key,
        "type": known.type if known else _type(value),
        "value": paragraphs,
        "text": teller.long_day(day) if day else teller.clauses(paragraphs),
    }


def _type(value: Text | bool | Decimal) -> str:
    if isinstance(value, Text):
        return "text"
    return "yes_no" if isinstance(value, bool) else "number"


def _paragraphs(value: Text | bool | Decimal, known: FieldChoice | None, teller: Teller) -> list[str]:
    if isinstance(value, bool):
        return [teller.answer(value)]
    if not isinstance(value, Text):
        figure = teller.figure(value)
        chosen = known.choices.get(figure) if known else None
        return [teller.line(chosen)] if chosen else [figure]
    chosen = known.choices.get(teller.line(value)) if known else None
    return [teller.line(chosen)] if chosen else teller.paragraphs(value)


def _day(value: Text | bool | Decimal) -> datetime.date | None:
    with suppress(ValueError):
        return datetime.date.fromisoformat(value.say("zh").strip()) if isinstance(value, Text) else None
    return None
