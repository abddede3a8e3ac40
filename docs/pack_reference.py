"""The reference page of what the files of a template pack may say, made from the models."""

from __future__ import annotations

import json
from typing import Any

import yaml

from docgen.i18n.columns import COLUMNS, TABLES
from docgen.packs.schema import FILES, json_schema

__all__ = ["pack_page", "pack_schema"]

MANY = 8
"""Choices that still have room in a cell."""

HEAD = (
    "# 模板包里可以写的内容 / What a template pack may say\n",
    "没有打 ● 的键都可以不写；没有写的内容从上级模板包继承。文字（Text）写成一个字符串，或 `{zh: …, en: …}`。  ",
    ("A key may be left out unless it is marked ●; what is left out comes from the parent pack. "
    "A Text is one string, or `{zh: …, en: …}`.\n"),
    ("在编辑器里补全：把 `# yaml-language-server: $schema=…` 写在文件的第一行，地址指向 `schema/` 里的文件，"
    "或 `docgen schema --of pack --out pack.schema.json` 的结果。  "),
    ("For completion in an editor, make `# yaml-language-server: $schema=…` the first line of a file; "
    "it names a file of `schema/`, or what `docgen schema --of pack --out pack.schema.json` writes.\n"),
)  # fmt: skip


def pack_schema(of: str) -> str:
    """Return the JSON Schema of a file of a pack as it is published."""
    return json.dumps(json_schema(of), ensure_ascii=False, indent=2) + "\n"


def pack_page() -> str:
    """Return the tables of everything the files of a pack may say."""
    parts = list(HEAD)
    for of, file in FILES.items():
        schema = json_schema(of)
        parts += [f"## {file}\n", _in_one_line(schema["description"]) + "\n"]
        parts += [_word_table(schema)] if of == "labels" else _setting_tables(schema)
        parts += _column_tables() if of == "pack" else []
    return "\n".join(parts)


def _setting_tables(schema: dict[str, Any]) -> list[str]:
    parts = [_setting_table(schema)]
    for name, definition in sorted(schema.get("$defs", {}).items()):
        if "properties" in definition:
            parts += [f"### {name}\n", _in_one_line(definition["description"]) + "\n"]
            parts += [_setting_table(definition)]
    return parts


def _setting_table(definition: dict[str, Any]) -> str:
    required = set(definition.get("required", ()))
    rows = ["| 键 Key | | 类型 Type | 例子 Example | 含义 Meaning |", "|---|---|---|---|---|"]
    for name, part in definition["properties"].items():
        mark = "●" if name in required else ""
        example = f"`{_as_yaml(part['examples'][0])}`" if part.get("examples") else ""
        meaning = _in_one_line(part.get("description", ""))
        rows.append(f"| `{name}` | {mark} | {_kind(part)} | {_in_one_line(example)} | {meaning} |")
    return "\n".join(rows) + "\n"


def _as_yaml(value: Any) -> str:
    said: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000
    )
    return said.removesuffix("...\n").strip()


def _kind(part: dict[str, Any]) -> str:
    """Say a type in a few words; a long list of choices stands in a table of its own."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        return name if name == "Text" else f"[{name}](#{name.lower()})"
    if "enum" in part:
        return "name" if len(part["enum"]) > MANY else " · ".join(f"`{value}`" for value in part["enum"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}"
    inner = next(iter(part.get("patternProperties", {}).values()), part.get("additionalProperties"))
    if isinstance(inner, dict) and part.get("type") == "object":
        return f"mapping of {_kind(inner)}"
    for choice in ("anyOf", "oneOf"):
        if choice in part:
            kinds = (_kind(each) for each in part[choice] if each.get("type") != "null")
            return " or ".join(dict.fromkeys(kinds))
    return str(part.get("type") or "mapping")


def _column_tables() -> list[str]:
    """Return the tables of the columns that pack.yaml may choose."""
    parts = ["### 可用的列 / Columns to choose from\n"]
    for table, columns in COLUMNS.items():
        rows = [f"| `columns.{table}` | | zh | en |", "|---|---|---|---|"]
        rows += [
            f"| `{name}` | {'●' if name in TABLES[table] else ''} | {column.zh} | {column.en} |"
            for name, column in columns.items()
        ]
        parts += [*rows, ""]
    return [*parts, "● 没有另外指定时使用的列 / used where no pack says anything\n"]


def _word_table(schema: dict[str, Any]) -> str:
    rows = ["| 键 Key | zh | en |", "|---|---|---|", *_words(schema, "")]
    return "\n".join(rows) + "\n"


def _words(part: dict[str, Any], path: str) -> list[str]:
    if "properties" in part:
        return [
            row
            for name, inner in part["properties"].items()
            for row in _words(inner, f"{path}.{name}" if path else name)
        ]
    zh, _, en = part["description"].replace("|", "\\|").partition("\n")
    return [f"| `{path}` | {zh} | {en} |"]


def _in_one_line(said: str) -> str:
    return said.replace("\n", " / ").replace("|", "\\|")
