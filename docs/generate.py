"""Write the reference pages from the code's own tables, and what guides reckon, or check that they are fresh.

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
from worked_examples import fill

from docgen.cli import help_pages
from docgen.diagnostics.catalogue import catalogue
from docgen.document.vocabulary import GLOBAL_ATTRIBUTES, MEANINGS, VOCABULARY
from docgen.kpis.library import built_in
from docgen.kpis.schema import json_schema as library_schema
from docgen.packs.schema import FILES
from docgen.sources.team.schema import rows_schema, team_schema
from docgen.spec.schema import json_schema
from make.licences import licences_page

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
NOTE = "<!-- Made by `make docs` from the code; do not edit. -->\n\n"


def kpis_schema() -> str:
    """Write the JSON Schema of a company's KPI library."""
    return json.dumps(library_schema(), ensure_ascii=False, indent=2) + "\n"


def team_file_schema() -> str:
    """Write the JSON Schema of a team file."""
    return json.dumps(team_schema(), ensure_ascii=False, indent=2) + "\n"


def mapping_schema() -> str:
    """Write the JSON Schema of the mapping of a roster."""
    return json.dumps(rows_schema(), ensure_ascii=False, indent=2) + "\n"


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
        if entry.rule != code:
            rule = f" · [{entry.rule}](review.md#{entry.rule.lower()})" if entry.rule else ""
            parts += [f"## {code}\n", f"`{entry.severity.value}`{rule}\n"]
            parts += [f"**{said.title}** {said.more.strip()}\n" for said in (entry.zh, entry.en)]
    return "\n".join(parts)


RULE_GROUPS = {
    "S": "S 具体 / Specific",
    "M": "M 可衡量 / Measurable",
    "A": "A 可实现 / Achievable",
    "R": "R 相关 / Relevant",
    "T": "T 有时限 / Time-bound",
    "C": "C 沟通 / Communicated",
    "X": "X 数据与变更 / Data and changes",
    "DOC": "DOC 格式与合规 / Format and compliance",
}


def review_page() -> str:
    """Return every rule of the review: a table, then each with its explanation."""
    rules = [entry for code, entry in catalogue().items() if entry.rule == code]
    rules.sort(key=lambda rule: (list(RULE_GROUPS).index(_group(rule.code)), _number(rule.code)))
    parts = [
        "# 审查规则 / Rules of the review\n",
        "规则只说明信息是否齐全、是否自洽，不代表目标合理或必然实现。模板包可用 `policy.severities` 调整轻重或关闭。  ",
        "The rules say whether the information is complete and consistent, not whether a goal is reasonable or will be",
        "reached. A pack changes what they weigh, or switches them off, with `policy.severities`.\n",
        "| 规则 Rule | | 中文 | English |",
        "|---|---|---|---|",
        *(
            f"| [{rule.code}](#{rule.code.lower()}) | `{rule.severity.value}` | {rule.zh.title} | {rule.en.title} |"
            for rule in rules
        ),
        "",
    ]
    for group, title in RULE_GROUPS.items():
        parts.append(f"## {title}\n")
        for rule in (each for each in rules if _group(each.code) == group):
            parts += [f"### {rule.code}\n", f"`{rule.severity.value}`\n"]
            parts += [f"**{said.title}**\n\n{said.more.strip()}\n" for said in (rule.zh, rule.en)]
    return "\n".join(parts)


def _group(rule: str) -> str:
    return rule.rstrip("0123456789")


def _number(rule: str) -> int:
    return int(rule.removeprefix(_group(rule)))


def library_page() -> str:
    """Return the table of the KPI library, and the presets."""
    library = built_in()
    parts = [
        "# 指标库 / KPI library\n",
        "口径是通用写法，企业应改成自己的口径。`docgen kpi show ID` 显示整张定义卡。  ",
        "The definitions are general; a company replaces them by its own. `docgen kpi show ID` shows the whole card.\n",
        "| id | 类别 Category | 指标 | Indicator | 方向 Direction |",
        "|---|---|---|---|---|",
        *(
            f"| `{each.id}` | {each.category} | {each.name[0]} | {each.name[1]} | {each.card['direction']} |"
            for each in library.indicators.values()
        ),
    ]
    for title, presets in (("岗位 / Roles", library.roles), ("产品阶段 / Product stages", library.stages)):
        parts += [f"\n## {title}\n", "| | | | 指标 KPIs |", "|---|---|---|---|"]
        parts += [
            f"| `{each.id}` | {each.title[0]} | {each.title[1]} | {', '.join(f'`{name}`' for name in each.indicators)} |"
            for each in presets.values()
        ]
    return "\n".join(parts) + "\n"


def command_page(language: str) -> str:
    """Return the help of every command in one language."""
    title = "# 命令行\n" if language == "zh" else "# Command line\n"
    parts = [title]
    for name, text in help_pages(language):
        parts += [f"## {name}\n", "```text", text.rstrip(), "```\n"]
    return "\n".join(parts)


def decisions_page() -> str:
    """Return the list of decisions, each by its title."""
    parts = [
        "# 设计决定 / Decisions\n",
        "每页一个决定：决定了什么、为什么、代价是什么。只有英文。  ",
        "One decision a page: what was decided, why, and what it costs.\n",
    ]
    for path in sorted((DOCS / "adr").glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        parts.append(f"- [{title}]({path.name})")
    return "\n".join(parts) + "\n"


def scoring_page(language: str) -> str:
    """Return the guide to scoring with its tables reckoned anew."""
    return fill((DOCS / "guides" / f"scoring.{language}.md").read_text(encoding="utf-8"), language)


PAGES: dict[str, Callable[[], str]] = {
    "schema/spec-1.schema.json": spec_schema,
    **{f"schema/{of}-1.schema.json": partial(pack_schema, of) for of in FILES},
    "schema/kpis-1.schema.json": kpis_schema,
    "schema/team-1.schema.json": team_file_schema,
    "schema/rows-1.schema.json": mapping_schema,
    "spec.md": lambda: NOTE + spec_page(),
    "pack.md": lambda: NOTE + pack_page(),
    "vocabulary.md": lambda: NOTE + vocabulary_page(),
    "diagnostics.md": lambda: NOTE + diagnostics_page(),
    "review.md": lambda: NOTE + review_page(),
    "kpis.md": lambda: NOTE + library_page(),
    "cli.zh.md": lambda: NOTE + command_page("zh"),
    "cli.en.md": lambda: NOTE + command_page("en"),
    "view.md": lambda: NOTE + view_page(),
    "licences.md": lambda: NOTE + licences_page(),
}

BESIDE: dict[str, Callable[[], str]] = {
    "../adr/README.md": lambda: NOTE + decisions_page(),
    "../guides/scoring.zh.md": lambda: scoring_page("zh"),
    "../guides/scoring.en.md": lambda: scoring_page("en"),
}
"""Pages outside the reference."""


def main(arguments: list[str]) -> int:
    """Write every page, or only compare."""
    stale = []
    for name, make in {**PAGES, **BESIDE}.items():
        path, text = (REFERENCE / name).resolve(), make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(DOCS.resolve()).as_posix())
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    verb = "stale" if "--check" in arguments else "written"
    sys.stdout.write("".join(f"{verb}: docs/{name}\n" for name in stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
