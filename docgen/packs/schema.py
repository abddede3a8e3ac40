"""The JSON Schemas of the files of a pack, made from the models and their descriptions.

Editors complete and check against them; ``docs/reference/schema/pack-1.schema.json`` and its siblings are
these very values, and ``docgen schema --of pack`` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

import yaml

from docgen.own_yaml import read_own_yaml
from docgen.packs.brand import Brand
from docgen.packs.chain import read_chain
from docgen.packs.fonts import FontList
from docgen.packs.labels import Labels, read_labels
from docgen.packs.manifest import Manifest
from docgen.packs.settings import Setting
from docgen.spec.schema import without_titles

__all__ = ["FILES", "MODELS", "VERSION", "descriptions", "json_schema"]

VERSION = 1
"""Raised when a key is renamed or removed; a new key leaves it as it is."""

FILES: Mapping[str, str] = MappingProxyType(
    {"pack": "pack.yaml", "brand": "brand.yaml", "labels": "labels/*.yaml", "fonts": "fonts/fonts.yaml"}
)
"""Name of a schema → the file of a pack it is for."""

MODELS: Mapping[str, type[Setting]] = MappingProxyType({"pack": Manifest, "brand": Brand, "fonts": FontList})
"""Name of a schema → the model; labels have none, any of them may be there."""

_CODES = {"pattern": "^(DG[0-9]{3}|[A-Z]{1,3}[0-9]{1,2})$"}
_COLOR_NAMES = (
    "primary", "accent", "accent_text", "alarm", "paper", "ink", "muted", "line", "tint", "strength", "weakness",
    "opportunity", "threat", "series_1", "series_2", "series_3", "series_4", "series_5",
)  # fmt: skip
"""Colors that the built-in packs ask for."""


@cache
def descriptions() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return model → key → (Chinese, English); the empty key is the model itself."""
    source = files(__package__).joinpath("descriptions.yaml").read_bytes()
    loaded = read_own_yaml(source)
    return {
        model: {key: (str(said[0]), str(said[1])) for key, said in keys.items()}
        for model, keys in loaded.items()
    }


def json_schema(of: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file: ``pack``, ``brand``, ``labels`` or ``fonts``."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:docgen:{of}:{VERSION}",
        "title": f"docgen {FILES[of]} {VERSION}",
    }
    return {**head, **(_labels() if of == "labels" else _of_model(MODELS[of]))}


def _of_model(model: type[Setting]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, name)
    _describe(schema, model.__name__)
    schema.pop("title", None)
    return cast("dict[str, Any]", without_titles(schema))


def _describe(definition: dict[str, Any], model: str) -> None:
    """Write our own words over what pydantic took from the docstrings, and examples as values."""
    said = descriptions().get(model, {})
    if "" in said:
        definition["description"] = _both(said[""])
    for key, part in definition.get("properties", {}).items():
        if key in said:
            part["description"] = _both(said[key])
        if "examples" in part:
            part["examples"] = [_value(example) for example in part["examples"]]
        if part.get("default", 0) is None:
            del part["default"]
        if key == "severities":
            part["propertyNames"] = _CODES
        if key == "colors":
            color = next(iter(part.get("patternProperties", {}).values()), {"type": "string"})
            part["properties"] = dict.fromkeys(_COLOR_NAMES, color)
        _drop_foreign_patterns(part)


def _drop_foreign_patterns(part: dict[str, Any]) -> None:
    r"""Leave out patterns with ``\w``: editors take it for Latin letters, and we do not."""
    for each in (part, *part.get("anyOf", ())):
        if "\\w" in each.get("pattern", ""):
            del each["pattern"]


def _both(said: tuple[str, str]) -> str:
    return f"{said[0]}\n{said[1]}"


def _value(example: Any) -> Any:
    """Read an example as YAML; what is no YAML of its own is text."""
    if not isinstance(example, str):
        return example
    try:
        return read_own_yaml(example)
    except yaml.YAMLError:
        return example


def _labels() -> dict[str, Any]:
    """Offer the words of the built-in pack ``classic``; a pack may have any others."""
    words = read_labels(read_chain("classic"))
    zh, en = words["zh"], words["en"]
    return {"type": "object", "description": _both(descriptions()["Labels"][""]), **_words(zh, en)}


def _words(zh: Labels, en: Mapping[str, Any]) -> dict[str, Any]:
    inner = {"anyOf": [{"type": "string"}, {"type": "object"}]}
    properties = {
        key: {"type": "object", **_words(value, en.get(key, {}))}
        if isinstance(value, dict)
        else {"type": "string", "description": _both((value, str(en.get(key, ""))))}
        for key, value in zh.items()
    }
    return {"properties": properties, "additionalProperties": inner}
