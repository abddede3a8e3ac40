"""The JSON Schema of a library file, made from its models and their descriptions.

Editors complete and check against it; ``docs/reference/schema/kpis-1.schema.json`` is this very value, and
``docgen schema --of kpis`` prints it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, cast

from docgen.kpis.entries import LibraryFile
from docgen.kpis.library import FILE, read_library
from docgen.spec.limits import LIMITS
from docgen.spec.raw import Source
from docgen.spec.schema import without_titles
from docgen.spec.yaml_reader import read_yaml

__all__ = ["VERSION", "descriptions", "json_schema"]

VERSION = 1
"""Raised when a key is renamed or removed; a new key leaves it as it is."""


@cache
def descriptions() -> dict[str, dict[str, tuple[str, str]]]:
    """Return model → key → (Chinese, English); the empty key is the model itself."""
    name = "descriptions.yaml"
    loaded = read_library(files(__package__).joinpath(name).read_bytes(), name).data
    return cast("dict[str, dict[str, tuple[str, str]]]", loaded)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``kpis.yaml``, with hints in both languages."""
    schema = LibraryFile.model_json_schema(mode="validation")
    for name, definition in (*schema.get("$defs", {}).items(), (LibraryFile.__name__, schema)):
        _describe(definition, name)
    schema.pop("title", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:docgen:kpis:{VERSION}",
        "title": f"docgen {FILE} {VERSION}",
    }
    return {**head, **cast("dict[str, Any]", without_titles(schema))}


def _describe(definition: dict[str, Any], model: str) -> None:
    """Write our own words over what pydantic took from the docstrings, and examples as values."""
    said = descriptions().get(model, {})
    if "" in said:
        definition["description"] = "\n".join(said[""])
    for key, part in definition.get("properties", {}).items():
        if key in said:
            part["description"] = "\n".join(said[key])
        if "examples" in part:
            part["examples"] = [_value(example) for example in part["examples"]]
        if part.get("default", 0) is None:
            del part["default"]
        if "patternProperties" in part:
            part["additionalProperties"] = False


def _value(example: str) -> Any:
    """Read an example as a file would say it; JSON knows no exact decimals."""
    value, _ = read_yaml(Source("", example), LIMITS)
    return json.loads(json.dumps(value, default=float))
