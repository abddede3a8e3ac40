"""Texts that lack the language of the document."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from docgen.diagnostics import Diagnostic, FieldPath, Locate, report, show_path
from docgen.i18n.locale import Locale
from docgen.spec.models import GoalSpec, Text

__all__ = ["find_gaps"]

NAMED = 5
"""Fields that one finding names."""


def find_gaps(spec: GoalSpec, locale: Locale, locate: Locate) -> tuple[Diagnostic, ...]:
    """Count the texts that are written for languages, but not for this one, in one finding.

    It stands where the first of them does; ``locate`` knows the place of a field.
    """
    gaps = [
        path for path, text in _texts(spec, ()) if text.plain is None and not getattr(text, locale.language)
    ]
    if not gaps:
        return ()
    fields = tuple(show_path(path) for path in gaps[:NAMED])
    places = [locate(path) for path in gaps[:NAMED]]
    lines = tuple(dict.fromkeys(str(place.line) for place in places if place.line))
    return (report("DG411", places[0], count=len(gaps), key=locale.language, fields=fields, lines=lines),)


def _texts(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _texts(each, (*path, index))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
