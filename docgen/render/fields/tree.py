"""The fields that templates use: a tree, and the same as a JSON Schema."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from docgen.render.fields.shapes import ENTRY, Many, Path, Plain, Shape
from docgen.view.catalogue import SURROUNDINGS, Field, Record, catalogue
from docgen.view.names import field_named

__all__ = ["Used", "grow", "json_schema_of"]

_TYPES = {"number": "number", "yes_no": "boolean", "list": "object", "record": "object"}


@dataclasses.dataclass(slots=True)
class Used:
    """A field that is used, with those of its fields that are. ``field`` is None for a name nobody knows."""

    key: str
    field: Field | None = None
    is_list: bool = False
    kind: str = ""
    parts: dict[str, Used] = dataclasses.field(default_factory=dict)

    def ways(self, before: str = "") -> list[str]:
        """List the way to every field that has no parts: ``goals[].title``."""
        here = f"{before}.{self.key}" if before else self.key
        here += ENTRY if self.is_list else ""
        return [way for part in self.parts.values() for way in part.ways(here)] or [here]


def grow(uses: Mapping[Path, Shape]) -> Used:
    """Make one tree of all uses, in the order of the catalogue."""
    root = Used("")
    for path, shape in uses.items():
        _add(root, path, shape)
    return _sort(root, catalogue().root)


def _add(used: Used, path: Path, shape: Shape) -> None:
    for step in path:
        if step == ENTRY:
            used.is_list = True
        else:
            used = used.parts.setdefault(step, Used(step))
    used.is_list = used.is_list or (isinstance(shape, Many) and path[-1] != ENTRY)
    if isinstance(shape, Plain):
        used.kind = shape.kind


def _sort(used: Used, record: Record | None) -> Used:
    known = record.fields if record else {}
    if record and record.name == "View":
        known = {**known, **catalogue().records[SURROUNDINGS].fields}
    order = {key: place for place, key in enumerate(known)}
    parts = sorted(used.parts.values(), key=lambda part: order.get(part.key, len(order)))
    for part in parts:
        part.field = field_named(known, part.key)
        inner = part.field.kind.record if part.field else ""
        _sort(part, catalogue().records.get(inner))
    used.parts = {part.key: part for part in parts}
    return used


def json_schema_of(used: Used, language: str = "zh") -> dict[str, Any]:
    """Say a tree of fields as a JSON Schema, with the names and meanings of the catalogue."""
    schema = _schema(used, language)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _schema(used: Used, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if used.field:
        said["title"] = used.field.zh if language == "zh" else used.field.en
        said["description"] = used.field.zh_help if language == "zh" else used.field.en_help
    inner: dict[str, Any] = _object(used, language) if used.parts or not used.key else _leaf(used)
    return {**said, "type": "array", "items": inner} if used.is_list else {**said, **inner}


def _object(used: Used, language: str) -> dict[str, Any]:
    properties = {key: _schema(part, language) for key, part in used.parts.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _leaf(used: Used) -> dict[str, Any]:
    kind = used.field.kind.name if used.field else used.kind
    if kind == "day":
        return {"type": "string", "format": "date"}
    return {"type": _TYPES.get(kind, "string")} if kind else {}
