"""Every text of a spec with its place and language, for rules about wording, and whose a place is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import FieldPath
from docgen.i18n.languages import LANGUAGES
from docgen.spec.models import GoalSpec, Model, Text

__all__ = ["Piece", "owner_of", "walk_texts"]

_NO_PROSE = {"schema_", "signed", "waivers", "ext"}
"""Parts that say nothing of their own: digests, and what the review itself asked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text: where it stands, in which language, and whether it is prose or a single word or name."""

    path: FieldPath
    language: str
    text: str
    is_prose: bool


def walk_texts(spec: GoalSpec) -> Iterator[Piece]:
    """Yield every text of a spec in the order of its parts; plain text is in the document's language."""
    for name in type(spec).model_fields:
        if name not in _NO_PROSE:
            yield from _walk(getattr(spec, name), (name,), spec.document.language)


def owner_of(spec: GoalSpec, path: FieldPath) -> tuple[str | None, str | None]:
    """Return the goal a place belongs to and the id of its entry; None where there is none."""
    match path:
        case ("goals", int(place), *_):
            return spec.goals[place].id, spec.goals[place].id
        case ("kpis", int(place), *_):
            return spec.kpis[place].goal, spec.kpis[place].id
        case ("milestones", int(place), *_):
            return spec.milestones[place].goal, spec.milestones[place].id
        case ("strategy", int(place), *_):
            return None, spec.strategy[place].id
        case _:
            return None, None


def _walk(value: object, path: FieldPath, language: str) -> Iterator[Piece]:
    if isinstance(value, Text):
        yield from _say(value, path, language)
    elif isinstance(value, str):
        yield Piece(path, language, value, is_prose=False)
    else:
        for step, each in _parts(value):
            yield from _walk(each, (*path, step), language)


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    match value:
        case Model():
            names = (name for name in type(value).model_fields if name not in _NO_PROSE)
            yield from ((name, getattr(value, name)) for name in names)
        case dict():
            yield from value.items()
        case tuple():
            yield from enumerate(value)


def _say(text: Text, path: FieldPath, language: str) -> Iterator[Piece]:
    if text.plain:
        yield Piece(path, language, text.plain, is_prose=True)
    for tongue in LANGUAGES:
        words = getattr(text, tongue)
        if words:
            yield Piece((*path, tongue), tongue, words, is_prose=True)
