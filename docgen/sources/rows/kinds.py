"""What kind of value a field of a spec takes, so that a cell can be read as what it is meant to be."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from docgen.diagnostics import FieldPath
from docgen.i18n.choices import CHOICES
from docgen.i18n.fold import fold
from docgen.sources.team.model import LISTS
from docgen.spec.models import GoalSpec, Text

__all__ = ["Kind", "kind_of_field", "words_of_choice"]

Kind = Literal["text", "id", "number", "share", "whole", "date", "flag", "choice", "list", "group"]

_SHARES = frozenset({"weight", "share"})
_IDS = frozenset({("person", "id"), ("document", "number"), ("document", "version")})


def kind_of_field(path: FieldPath) -> Kind:
    """Return what a cell for a field holds; ``share`` is a percentage, ``group`` what no single cell can hold."""
    if path[:1] == ("custom",):
        return "text"
    if path[0] == "kpis" and path[2:] == ("share",):
        return "share"
    steps = [step for number, step in enumerate(path) if not (number == 1 and path[0] in LISTS)]
    kinds: list[Any] = [GoalSpec]
    for step in steps:
        if isinstance(step, str):
            kinds = [inner for kind in kinds for inner in _field(kind, step)]
    return _name(path, kinds)


def _name(path: FieldPath, kinds: list[Any]) -> Kind:
    if path in _IDS or path[-1:] == ("id",):
        return "id"
    if Text in kinds or str in kinds:
        return "list" if list in kinds else "text"
    for kind, name in ((Decimal, "number"), (datetime.date, "date"), (bool, "flag"), (int, "whole")):
        if kind in kinds:
            return "share" if name == "number" and path[-1] in _SHARES else name  # type: ignore[return-value]
    return "choice" if Literal in kinds else "group"


def _field(kind: Any, step: str) -> Iterator[Any]:
    """Yield the types that a field of a model may have; ``list`` stands for a list of what comes with it."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return
    if kind is Text:
        yield str
        return
    for name, field in kind.model_fields.items():
        if step in (field.alias or name, name):
            yield from _types(field.annotation)


def _types(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for each in get_args(annotation):
            yield from _types(each)
    elif origin is Annotated:
        yield from _types(get_args(annotation)[0])
    elif origin is tuple:
        yield list
        yield from _types(get_args(annotation)[0])
    elif origin is Literal:
        yield Literal
    else:
        yield annotation


@cache
def words_of_choice(field: str) -> Mapping[str, str]:
    """Return what the words for the choices of a field mean: folded, in both languages and as a spec writes them."""
    words: dict[str, str] = {}
    for known in CHOICES.values():
        for value, word in known.get(field, {}).items():
            words |= {fold(word): value, fold(value): value}
    return words
