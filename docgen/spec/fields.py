"""Which fields a place of a spec may have, asked of the models."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from docgen.diagnostics import FieldPath
from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.scoring import METHOD

__all__ = ["known_keys", "nearest"]


def nearest(word: str, names: tuple[str, ...]) -> str | None:
    """Return the name that looks like a word: ``outcome`` for ``outcom``, ``zh`` for ``zh-CN``."""
    lowered = {name.casefold(): name for name in names}
    said = word.casefold()
    beginning = next((name for name in lowered if said.split("-")[0].split("_")[0] == name), None)
    close = get_close_matches(said[:100], list(lowered), n=1, cutoff=0.6)
    return lowered[close[0]] if close else lowered.get(beginning or "")


def known_keys(path: FieldPath, data: Any) -> tuple[tuple[str, ...], type[BaseModel] | None]:
    """Name the keys that a mapping at this path may have, and its model if there is but one."""
    if path[:1] == ("custom",):  # any key, and below it only a text by language has keys of ours
        return (("zh", "en"), Text) if len(path) > 1 else ((), None)
    models: list[type[BaseModel]] = [GoalSpec]
    for step in path:
        data = _step(data, step)
        if isinstance(step, int):
            continue
        models = [inner for model in models for inner in _models_of_field(model, step)]
    models = _of_method(models, data)
    return (
        tuple(key for model in models for key in _keys(model)),
        models[0] if len(models) == 1 else None,
    )


def _keys(model: type[BaseModel]) -> Iterator[str]:
    yield from (
        field.alias or name
        for name, field in model.model_fields.items()
        if model is not Text or name != "plain"
    )


def _step(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _of_method(models: list[type[BaseModel]], data: Any) -> list[type[BaseModel]]:
    """Of the models that are told apart by ``method``, choose the one that is meant."""
    method = _step(data, METHOD)
    meant = [
        m
        for m in models
        if METHOD in m.model_fields and get_args(m.model_fields[METHOD].annotation) == (method,)
    ]
    return meant or models


def _models_of_field(model: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    field = next((f for n, f in model.model_fields.items() if key in {n, f.alias}), None)
    if field is not None:
        yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
