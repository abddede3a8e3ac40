"""Read a YAML file of a pack into a frozen model, every mistake with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Tag, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from docgen.diagnostics import Diagnostic, DocgenError, Fact, FieldPath, report, show_path
from docgen.spec.encoding import decode
from docgen.spec.limits import LIMITS
from docgen.spec.raw import RawSpec, Source
from docgen.spec.yaml_reader import read_yaml

__all__ = [
    "Setting",
    "as_listed",
    "as_written",
    "check_settings",
    "nearest",
    "one_of",
    "read_settings",
    "refuse",
]

_CODE = re.compile(r"DG\d{3}")
_CHOICES = re.compile(r"'([^']*)'")
_HIDDEN = frozenset({"plain"})
"""Fields of our models that nobody writes: a text without a language is written as it is."""


class Setting(BaseModel):
    """A part of a pack's configuration: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


S = TypeVar("S", bound=Setting)


def read_settings(content: bytes, file: str) -> RawSpec:
    """Read a mapping with the places of its values; a file of comments alone is an empty mapping.

    Raises DocgenError: DG303 if it holds no mapping, and what the reader of specs says of a file that
    is no YAML.
    """
    if not content.strip():
        return RawSpec({}, Source(file))
    source = decode(content, file, LIMITS.findings)
    data, mark = read_yaml(source, LIMITS)
    if data is None:
        return RawSpec({}, source)
    if not isinstance(data, dict):
        place = (mark.line, mark.column) if mark else (1, 1)
        raise DocgenError([report("DG303", source.at(*place), file=file)])
    return RawSpec(data, source, mark)


def check_settings(model: type[S], settings: RawSpec) -> S:
    """Build the model; raises DocgenError with DG304 (unknown), DG305 (missing), DG306 (does not fit).

    A word that is none of several is DG330; what a validator refuses by ``refuse`` has a code of its own.
    """
    try:
        return model.model_validate(settings.data)
    except ValidationError as error:
        found = [_translate(model, settings, one) for one in _causes(error.errors(include_url=False))]
        raise DocgenError(_once(found)) from error


def refuse(code: str, **facts: Fact) -> PydanticCustomError:
    """Make the error by which a validator of a model says that a rule of ours is broken."""
    return PydanticCustomError(code, "refused", dict(facts))


def one_of(code: str, known: Sequence[str]) -> Callable[[Any], str]:
    """Make a validator that takes one of some names; another word is told under the code, with a near one."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "not text")
        if value not in known:
            raise refuse(code, near=nearest(value, list(known)), known=tuple(known))
        return value

    return check


def as_listed(value: Any) -> Any:
    """Take one word for a list of one."""
    return [value] if isinstance(value, str) else value


def as_written(value: Any) -> str | None:
    """Show a value the way YAML writes it: ``true``, ``["a", "b"]``; None where nothing is written."""
    if value is None or isinstance(value, str):
        return value
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that looks like ``name``, if one does."""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def _causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where only its entries were wrong."""
    places = [each["loc"] for each in errors]
    return [
        each
        for each in errors
        if each["type"] != "too_short"
        or not any(place != each["loc"] and place[: len(each["loc"])] == each["loc"] for place in places)
    ]


def _once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Keep one of several findings that say the same of the same place."""
    return [each for place, each in enumerate(found) if each not in found[:place]]


def _translate(model: type[BaseModel], settings: RawSpec, error: ErrorDetails) -> Diagnostic:
    kind, steps = error["type"], error["loc"]
    path = tuple(step for step in steps if not _is_tag(step))
    where = settings.locate(path, key=kind in {"extra_forbidden", "missing"} or steps[-1:] == ("[key]",))
    key, value = show_path(path), as_written(error["input"])
    if kind == "extra_forbidden":
        known = sorted(_fields_at(model, steps[:-1]))
        return report("DG304", where, key=key, near=nearest(str(path[-1]), known), known=tuple(known))
    if kind == "missing":
        return report("DG305", where, key=key, example=_example(model, steps))
    facts: dict[str, Fact] = dict(error.get("ctx") or {})
    if _CODE.fullmatch(kind):
        return report(kind, where, **{"key": key, "value": value, **facts})
    known = _CHOICES.findall(str(facts.get("expected"))) if kind == "literal_error" else []
    if known and isinstance(value, str):
        return report("DG330", where, key=key, value=value, near=nearest(value, known), known=tuple(known))
    return report("DG306", where, key=key, value=value, example=_example(model, steps))


def _is_tag(step: str | int) -> bool:
    """Tell a step that pydantic puts in, ``[key]`` or the tag of a choice, from one of the file."""
    return isinstance(step, str) and step.startswith("[")


def _fields_at(model: type[BaseModel], steps: FieldPath) -> set[str]:
    """Name the fields of the models that stand at a place; none inside free mappings."""
    place: list[Any] = [model]
    for step in steps:
        place = [inner for each in place for inner in _go(each, step)]
    return {
        name for each in place for kind in _models(each) for name in kind.model_fields if name not in _HIDDEN
    }


def _example(model: type[BaseModel], steps: FieldPath) -> str | None:
    """Return the written example of the deepest field on the path that has one."""
    example, place = None, [model]
    for step in steps:
        told = (kind.model_fields.get(str(step)) for each in place for kind in _models(each))
        example = next((str(field.examples[0]) for field in told if field and field.examples), example)
        place = [inner for each in place for inner in _go(each, step)]
    return example


def _go(annotation: Any, step: str | int) -> Iterator[Any]:
    """Follow one step of an error from a type to the types it may be about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if field := annotation.model_fields.get(str(step)):
            yield field.annotation
        return
    if _is_tag(step):
        yield from _tagged(annotation, str(step))
        return
    if isinstance(step, int) and getattr(annotation, "__origin__", None) in {tuple, list}:
        yield get_args(annotation)[0]
        return
    if getattr(annotation, "__origin__", None) is dict:
        yield get_args(annotation)[1]
        return
    for part in get_args(annotation):
        yield from _go(part, step)


def _tagged(annotation: Any, tag: str) -> Iterator[Any]:
    for part in get_args(annotation):
        if Tag(tag) in getattr(part, "__metadata__", ()):
            yield get_args(part)[0]
        else:
            yield from _tagged(part, tag)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Take the models out of ``Model``, ``Model | None`` or ``Annotated[Model, …]``, not those of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif getattr(annotation, "__origin__", None) not in {tuple, list, dict}:
        for part in get_args(annotation):
            yield from _models(part)
