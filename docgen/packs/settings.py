"""Read a YAML file of a pack into a frozen model, every mistake with its line."""

from __future__ import annotations

import json
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, report, show_path
from docgen.spec.encoding import decode
from docgen.spec.limits import LIMITS
from docgen.spec.raw import RawSpec, Source
from docgen.spec.yaml_reader import read_yaml

__all__ = ["Setting", "as_written", "check_settings", "nearest", "read_settings"]


class Setting(BaseModel):
    """A part of a pack's configuration: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


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
    """Build the model; raises DocgenError with DG304 (unknown), DG305 (missing) and DG306 (does not fit)."""
    try:
        return model.model_validate(settings.data)
    except ValidationError as error:
        found = [_translate(model, settings, one) for one in error.errors(include_url=False)]
        raise DocgenError(found) from error


def as_written(value: Any) -> str | None:
    """Show a value the way YAML writes it: ``true``, ``["a", "b"]``; None where nothing is written."""
    if value is None or isinstance(value, str):
        return value
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that looks like ``name``, if one does."""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def _translate(model: type[BaseModel], settings: RawSpec, error: ErrorDetails) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    where = settings.locate(path, key=error["type"] in {"extra_forbidden", "missing"})
    name = str(path[-1]) if path else ""
    owner = _owner(model, path)
    if error["type"] == "extra_forbidden":
        known = sorted(owner.model_fields) if owner else []
        return report("DG304", where, key=show_path(path), near=nearest(name, known), known=tuple(known))
    if error["type"] == "missing":
        return report("DG305", where, key=show_path(path), example=_example(model, path))
    value = as_written(error["input"])
    return report("DG306", where, key=show_path(path), value=value, example=_example(model, path))


def _owner(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """Follow a path to the model its last step belongs to; None inside free mappings."""
    owner: type[BaseModel] | None = model
    for step in path[:-1]:
        if isinstance(step, int):  # an entry of the list whose model is known already
            continue
        known = owner.model_fields.get(step) if owner else None
        owner = _model_in(known.annotation) if known else None
    return owner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Take the model out of ``Model`` or ``tuple[Model, ...]``."""
    kinds = [annotation, *get_args(annotation)]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _example(model: type[BaseModel] | None, path: FieldPath) -> str | None:
    """Return the written example of the deepest field on the path that has one."""
    example = None
    for step in path:
        if isinstance(step, int):
            continue
        known = model.model_fields.get(step) if model else None
        if known is None:
            break
        example = str(known.examples[0]) if known.examples else example
        model = _model_in(known.annotation)
    return example
