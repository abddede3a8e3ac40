"""The JSON Schemas of a team file and of a mapping, made from the schema of a spec.

Editors complete and check against them; ``docgen schema --of team`` and ``--of rows`` print them.
"""

from __future__ import annotations

import copy
from typing import Any

from docgen.sources.team.model import LISTS, PERSON_SHARED
from docgen.spec.schema import json_schema

__all__ = ["rows_schema", "team_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9._&-]*$"}
_PATHS = {"type": "object", "additionalProperties": True}
_TEXT = {"type": "string"}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_WEIGHT = {"type": "number", "minimum": 0, "maximum": 100}
_SHARE = {"type": "number", "exclusiveMinimum": 0, "maximum": 100}
_Words = tuple[str, str]

_OF_ROWS: dict[str, tuple[dict[str, Any], _Words]] = {
    "rows": (
        _TEXT,
        (
            "花名册（CSV 或 .xlsx），写相对于本文件的路径",
            "The roster (CSV or .xlsx), a path relative to this file",
        ),
    ),
    "sheet": (_TEXT, ("工作表名称；不写就用第一张", "Title of the sheet; the first one if left out")),
    "header": (
        {"type": "integer", "minimum": 1},
        (
            "列名所在的行号；不写就在前 20 行里找",
            "Row of the headers; looked for in the first 20 rows if left out",
        ),
    ),
    "encoding": (
        _TEXT,
        (
            "CSV 的编码；不写就自动识别 UTF-8 与 GB18030",
            "Encoding of a CSV; UTF-8 and GB18030 are recognized if left out",
        ),
    ),
    "spec": (
        _TEXT,
        (
            "公共部分所在的目标书，写相对于本文件的路径",
            "The spec that everybody shares, a path relative to this file",
        ),
    ),
    "columns": (
        {"type": "object", "minProperties": 1, "additionalProperties": _TEXTS},
        (
            "列名与字段，如 姓名: person.name；一列可以写到几个字段",
            "Headers with fields, such as Name: person.name; a column may go to several fields",
        ),
    ),
    "set": (_PATHS, ("所有人相同的值，写成 路径: 值", "Values that are the same for all, as path: value")),
    "required": (
        {"type": "array", "items": _TEXT},
        ("必须填写的列", "Columns that must be filled in"),
    ),
    "skip_empty": (
        {"type": "boolean", "default": True},
        ("跳过空行；写成 false 时空行算错误", "Skip empty rows; with false they are mistakes"),
    ),
}
_OF_PERSON: dict[str, _Words] = {
    "person": (
        "责任人；也可以不写这一层，直接写 name、id 等",
        "The person; name, id and so on may also be written without this level",
    ),
    "team": ("小组：文件放进这个子文件夹", "Sub-team: the folder of the files"),
    "goals": (
        "这个人有哪些公共目标，以及自己的权重；不写就是全部",
        "Which of the shared goals this person has, with their weights; all of them if left out",
    ),
    "kpis": (
        "公共指标中自己的份额、目标值、权重等",
        "The person's own share, target, weight and so on of shared KPIs",
    ),
    "milestones": ("公共里程碑中自己的日期等", "The person's own dates and so on of shared milestones"),
    "set": (
        "任意字段，写成 路径: 值，如 document.number: X-01",
        "Any field, as path: value, such as document.number: X-01",
    ),
    "add": ("只属于这个人的条目", "Entries of this person alone"),
    "drop": (
        f"去掉的公共条目的编号（{'、'.join(LISTS)}），或整个部分的名称",
        f"Ids of shared entries to leave out ({', '.join(LISTS)}), or names of whole parts",
    ),
}


def team_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``team.yaml``, with hints in both languages."""
    spec = json_schema()
    definitions = {**spec["$defs"], **_relaxed(spec)}
    definitions["TeamPerson"] = _person(spec)
    return {
        "$schema": _DRAFT,
        "$id": "urn:docgen:team:1",
        "title": "docgen team 1",
        "type": "object",
        "additionalProperties": False,
        "required": ["team", "people"],
        "properties": {
            "team": _said({"const": 1}, "团队文件的格式版本，现为 1", "Version of this format, now 1"),
            "name": _said({"type": "string"}, "团队名称", "Name of the team"),
            "shared": _said(
                _shared(spec),
                "公共部分：目标书里除 person 以外的内容；person 只写部门、上级等大家相同的",
                "What everybody shares: all of a spec but person; of person, only what is the same for all",
            ),
            "people": _said(
                {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/TeamPerson"}},
                "人员，每人一项",
                "The people, an entry each",
            ),
        },
        "$defs": definitions,
    }


def rows_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a mapping, with hints in both languages."""
    spec = json_schema()
    shared = _said(_shared(spec), "直接写在这里的公共部分", "What everybody shares, written here")
    properties = {name: _said(part, *words) for name, (part, words) in _OF_ROWS.items()}
    return {
        "$schema": _DRAFT,
        "$id": "urn:docgen:rows:1",
        "title": "docgen rows 1",
        "type": "object",
        "additionalProperties": False,
        "required": ["columns"],
        "oneOf": [{"required": ["spec"]}, {"required": ["shared"]}],
        "properties": {**properties, "shared": shared},
        "$defs": {**spec["$defs"], **_relaxed(spec)},
    }


def _said(part: dict[str, Any], zh: str, en: str) -> dict[str, Any]:
    return {**part, "description": f"{zh}\n{en}"}


def _shared(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a spec that may leave out whatever people say themselves."""
    properties = copy.deepcopy(spec["properties"])
    for part, name in (("goals", "SharedGoal"), ("kpis", "SharedKpi")):
        properties[part]["items"] = {"$ref": f"#/$defs/{name}"}
    properties["document"] = {**properties["document"], "$ref": "#/$defs/SharedDocument"}
    properties["person"] = {**properties["person"], "$ref": "#/$defs/SharedPerson"}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _relaxed(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of which a shared entry needs only its id."""
    definitions = spec["$defs"]
    goal, kpi = copy.deepcopy(definitions["Goal"]), copy.deepcopy(definitions["Kpi"])
    document, person = copy.deepcopy(definitions["DocumentInfo"]), copy.deepcopy(definitions["Person"])
    goal["required"], kpi["required"] = ["id"], ["id", "goal"]
    kpi.pop("anyOf", None)
    document.pop("required", None)
    person.pop("required", None)
    person["properties"] = {key: person["properties"][key] for key in PERSON_SHARED}
    return {"SharedGoal": goal, "SharedKpi": kpi, "SharedDocument": document, "SharedPerson": person}


def _person(spec: dict[str, Any]) -> dict[str, Any]:
    definitions = spec["$defs"]
    share = _said(_SHARE, "承担团队目标的百分之几", "Percent of the team's target")
    kpi = {**definitions["Kpi"], "properties": {"share": share, **definitions["Kpi"]["properties"]}}
    weights = {"anyOf": [_WEIGHT, _fields(definitions["Goal"])]}
    lists = {name: part for name, part in spec["properties"].items() if part.get("type") == "array"}
    parts: dict[str, dict[str, Any]] = {
        "person": {"$ref": "#/$defs/Person"},
        "team": _TEXT,
        "goals": {"anyOf": [{"type": "array", "items": _ID}, _by_id(weights)]},
        "kpis": _by_id({"anyOf": [_WEIGHT, _fields(kpi)]}),
        "milestones": _by_id(_fields(definitions["Milestone"])),
        "set": _PATHS,
        "add": {**_by_id({"type": "array"}), "properties": copy.deepcopy(lists)},
        "drop": {"type": "array", "items": _TEXT},
    }
    own = {name: _said(part, *_OF_PERSON[name]) for name, part in parts.items()}
    properties = {**copy.deepcopy(definitions["Person"]["properties"]), **own}
    return _said(
        {"type": "object", "additionalProperties": False, "properties": properties}, "一个人", "One person"
    )


def _by_id(part: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": part}


def _fields(definition: dict[str, Any]) -> dict[str, Any]:
    """Return a part of which any field may be given."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": copy.deepcopy(definition["properties"]),
    }
