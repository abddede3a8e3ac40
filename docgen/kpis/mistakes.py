"""From pydantic's findings about a library file to ours, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.diagnostics import Diagnostic, Fact, FieldPath, report, show_path
from docgen.i18n.choices import CHOICES
from docgen.i18n.languages import LANGUAGES
from docgen.kpis.entries import Entry, GuardEntry, LibraryFile, PresetEntry
from docgen.spec.fields import nearest
from docgen.spec.models.base import Model
from docgen.spec.raw import RawSpec
from docgen.spec.remedies import written

__all__ = ["explain_mistakes", "guilty_entries"]

_KEY = "[key]"
_CHOICES = re.compile(r"'([^']*)'")


def explain_mistakes(error: ValidationError, raw: RawSpec) -> list[Diagnostic]:
    """Return a diagnostic for every mistake (DG390, DG392, DG393, DG394); several at one place are one."""
    found: dict[FieldPath, Diagnostic] = {}
    for each in error.errors(include_url=False):
        made = _explain(each, raw)
        found.setdefault(made.where.path, made)
    return list(found.values())


def guilty_entries(error: ValidationError) -> frozenset[FieldPath]:
    """Name the entries (``indicators``, id) with mistakes, and the parts that are wrong as a whole."""
    return frozenset(each["loc"][:2] for each in error.errors(include_url=False))


def _explain(error: ErrorDetails, raw: RawSpec) -> Diagnostic:
    kind, steps = error["type"], error["loc"]
    is_key = steps[-1] == _KEY
    path = _path_in_file(steps, raw.data)
    key = show_path(path)
    if kind in {"extra_forbidden", "text_plain"}:
        path = path if kind == "extra_forbidden" else (*path, "plain")
        known = _known_keys(path[:-1])
        facts: dict[str, Fact] = {
            "key": show_path(path),
            "near": nearest(str(path[-1]), known),
            "known": known,
        }
        return report("DG390", raw.locate(path, key=True), **facts)
    where = raw.locate(path, key=is_key)
    if kind == "literal_error":
        return report("DG393", where, key=key, **_choice(error, path, path[-1] if is_key else error["input"]))
    if is_key:
        return report("DG394", where, name=str(path[-1]))
    return report("DG392", where, key=key, value=written(error["input"]), example=_example(path))


def _choice(error: ErrorDetails, path: FieldPath, value: Any) -> dict[str, Fact]:
    """Tell a word that is none of the choices, and the one that was meant: ``月度`` is monthly."""
    known = tuple(_CHOICES.findall(str(error.get("ctx", {}).get("expected"))))
    said = written(value)
    words = (CHOICES[language].get(str(path[-1]), {}) for language in CHOICES)
    meant = next((key for each in words for key, word in each.items() if word == said), None)
    return {"value": said, "near": meant or (nearest(said, known) if said else None), "known": known}


def _path_in_file(steps: Sequence[str | int], data: Any) -> FieldPath:
    """Leave out the steps that pydantic adds: the mark of a key, and the language of a text that has none."""
    path: list[str | int] = []
    for step in steps:
        if step == _KEY or (step == "plain" and isinstance(data, str)):
            continue
        path.append(step)
        data = _below(data, step)
    return tuple(path)


def _below(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _known_keys(path: FieldPath) -> tuple[str, ...]:
    model = _model_at(path)
    return tuple(model.model_fields) if model else LANGUAGES


def _model_at(path: FieldPath) -> type[Model] | None:
    """Return the model of a place; texts, which have languages and no fields, have none."""
    match path:
        case ():
            return LibraryFile
        case ("indicators", _):
            return Entry
        case ("indicators", _, "guard"):
            return GuardEntry
        case ("roles" | "stages", _):
            return PresetEntry
    return None


def _example(path: FieldPath) -> str | None:
    """Return the written example of the deepest field on the path that has one."""
    example = None
    for length in range(len(path)):
        model = _model_at(path[:length])
        field = model.model_fields.get(str(path[length])) if model else None
        if field and field.examples:
            example = str(field.examples[0])
    return example
