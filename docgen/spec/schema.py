"""The JSON Schema of a spec, made from the models and their descriptions.

Editors complete and check against it; ``docs/reference/schema/spec-1.schema.json`` is this very
value, and ``docgen schema`` prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from docgen.own_yaml import read_own_yaml
from docgen.spec.models import SCHEMA_VERSION, GoalSpec

__all__ = ["descriptions", "json_schema", "without_titles"]

Said = Mapping[str, Mapping[str, tuple[str, str]]]


@cache
def descriptions() -> Said:
    """Return model → field → (Chinese, English); the empty field name is the model itself."""
    source = files(__package__).joinpath("descriptions.yaml").read_bytes()
    loaded = read_own_yaml(source)
    return {
        model: {field: (said[0], said[1]) for field, said in fields.items()}
        for model, fields in loaded.items()
    }


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the current version, with hints in both languages."""
    schema = GoalSpec.model_json_schema(by_alias=True, mode="validation")
    for name, definition in schema["$defs"].items():
        _describe(definition, name)
    _describe(schema, "GoalSpec")
    _let_the_library_fill(schema["$defs"]["Kpi"])
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:docgen:spec:{SCHEMA_VERSION}",
        "title": f"docgen spec {SCHEMA_VERSION}",
    }
    schema.pop("title", None)
    return {**head, **cast("dict[str, Any]", without_titles(schema))}


def _let_the_library_fill(kpi: dict[str, Any]) -> None:
    """Ask a KPI of the library for nothing that the library says."""
    given = ("name", "unit", "direction")
    kpi["required"] = [name for name in kpi["required"] if name not in given]
    kpi["anyOf"] = [{"required": ["lib"]}, {"required": list(given)}]


def _describe(definition: dict[str, Any], model: str) -> None:
    """Write our own words over what pydantic took from the docstrings."""
    said = descriptions().get(model, {})
    if "" in said:
        definition["description"] = _both(said[""])
    for field, part in definition.get("properties", {}).items():
        if field in said:
            part["description"] = _both(said[field])


def _both(said: tuple[str, str]) -> str:
    return f"{said[0]}\n{said[1]}"


def without_titles(part: Any) -> Any:
    """Drop the titles pydantic makes from field names: an editor would show them before our words."""
    if isinstance(part, list):
        return [without_titles(each) for each in part]
    if isinstance(part, dict):
        return {
            key: (
                {k: without_titles(v) for k, v in value.items()}
                if key == "properties"
                else without_titles(value)
            )
            for key, value in part.items()
            if not (key == "title" and isinstance(value, str))
        }
    return part
