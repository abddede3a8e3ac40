"""Write the reference pages from the code's own tables, or check that they are fresh.

``python docs/generate.py`` writes, ``python docs/generate.py --check`` exits with 1 and names what is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pack_reference import pack_page, pack_schema
from view_reference import view_page

from docgen.cli import help_pages
from docgen.diagnostics.catalogue import catalogue
from docgen.document.vocabulary import GLOBAL_ATTRIBUTES, MEANINGS, VOCABULARY
from docgen.packs.schema import FILES
from docgen.spec.schema import json_schema

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Made by `make docs` from the code; do not edit. -->\n\n"


def spec_schema() -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def spec_page() -> str:
    """Return the field tables of the spec, one a model, the root first."""
    schema = json_schema()
    parts = [
        "# 目标书的字段 / Fields of a spec\n",
        "一个字段可以不写；打 ● 的必须写。类型 Text 表示一个字符串，或 `{zh: …, en: …}`。  ",
        "A field may be left out unless it is marked ●. Type Text is one string, or `{zh: …, en: …}`.\n",
        "## 根 / Root\n",
        _field_table(schema),
    ]
    for name, definition in sorted(schema["$defs"].items()):
        if "properties" in definition and name != "Text":
            parts += [
                f"## {name}\n",
                _in_one_line(definition.get("description", "")) + "\n",
                _field_table(definition),
            ]
    return "\n".join(parts)


def _field_table(definition: dict[str, Any]) -> str:
    required = set(definition.get("required", ()))
    rows = ["| 字段 Field | | 类型 Type | 含义 Meaning |", "|---|---|---|---|"]
    for name, part in definition["properties"].items():
        mark = "●" if name in required else ""
        meaning = _in_one_line(part.get("description", ""))
        rows.append(f"| `{name}` | {mark} | {_type(part)} | {meaning} |")
    return "\n".join(rows) + "\n"


def _in_one_line(said: str) -> str:
    return said.replace("\n", " / ").replace("|", "\\|")


def _type(part: dict[str, Any]) -> str:
    """Say a schema's type in a few words."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[1]
        return name if name == "Text" else f"[{name}](#{name.lower()})"
    if "enum" in part:
        return " · ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}"
    for choice in ("anyOf", "oneOf"):
        if choice in part:
            return " or ".join(_type(each) for each in part[choice] if each.get("type") != "null")
    return str(part.get("format") or part.get("type") or "mapping")


def vocabulary_page() -> str:
    """Return the vocabulary table: what a template may write."""
    rows = ["| Element | Attributes | Becomes | PDF | Word |", "|---|---|---|---|---|"]
    rows += [
        f"| `{w.element}` | {_names(w.attributes)} | {w.node} | {w.pdf} | {w.word} |"
        for w in VOCABULARY.values()
    ]
    classes = ["| Class | On | Becomes | PDF | Word |", "|---|---|---|---|---|"]
    classes += [f"| `{m.name}` | {_names(m.on)} | {m.node} | {m.pdf} | {m.word} |" for m in MEANINGS.values()]
    return "\n".join(
        [
            "# 模板词汇 / Vocabulary of templates\n",
            "模板只能使用下列元素；其他元素会得到提示，文字不会丢失。  ",
            "A template may write these elements; anything else is reported, and no words are lost.\n",
            *rows,
            f"\nEvery element may carry {_names(GLOBAL_ATTRIBUTES)}. The first class is the name of a style.\n",
            "## 有含义的类 / Classes with a meaning\n",
            *classes,
            "",
        ]
    )


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def diagnostics_page() -> str:
    """Return every code with its long explanation, Chinese first."""
    parts = ["# 诊断代码 / Diagnostic codes\n"]
    for code, entry in catalogue().items():
        parts += [f"## {code}\n", f"`{entry.severity.value}`\n"]
        parts += [f"**{said.title}** {said.more.strip()}\n" for said in (entry.zh, entry.en)]
    return "\n".join(parts)


def command_page(language: str) -> str:
    """Return the help of every command in one language."""
    title = "# 命令行\n" if language == "zh" else "# Command line\n"
    parts = [title]
    for name, text in help_pages(language):
        parts += [f"## {name}\n", "```text", text.rstrip(), "```\n"]
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "schema/spec-1.schema.json": spec_schema,
    **{f"schema/{of}-1.schema.json": partial(pack_schema, of) for of in FILES},
    "spec.md": lambda: NOTE + spec_page(),
    "pack.md": lambda: NOTE + pack_page(),
    "vocabulary.md": lambda: NOTE + vocabulary_page(),
    "diagnostics.md": lambda: NOTE + diagnostics_page(),
    "cli.zh.md": lambda: NOTE + command_page("zh"),
    "cli.en.md": lambda: NOTE + command_page("en"),
    "view.md": lambda: NOTE + view_page(),
}


def main(arguments: list[str]) -> int:
    """Write every page, or only compare."""
    stale = []
    for name, make in PAGES.items():
        path, text = REFERENCE / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    verb = "stale" if "--check" in arguments else "written"
    sys.stdout.write("".join(f"{verb}: docs/reference/{name}\n" for name in stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
