"""The reference page of the fields that templates may use, from the catalogue."""

from __future__ import annotations

from docgen.view.catalogue import ROOT, SURROUNDINGS, Field, Record, catalogue

__all__ = ["view_page"]

_KINDS = {
    "text": "文字 text",
    "day": "日期 date",
    "choice": "选项代码 code of a choice",
    "number": "数 number",
    "yes_no": "是或否 yes or no",
    "paragraphs": "段落 paragraphs",
    "names": "多个姓名 names",
    "list": "列表 list of {link}",
    "record": "{link}",
    "words": "固定文字 labels",
    "values": "按名称取值 values by name",
}
_RULES = """模板可以用中文名称，也可以用英文名称：`{{ 员工.姓名 }}` 就是 `{{ person.name }}`。顶层名称见 [View](#view) 和
[Surroundings](#surroundings)。每个字段总在：没有内容的文字是空的，没有内容的列表一项也没有；标有 ○ 的一组字段可能为空，先用 `{% if … %}` 判断。
可以直接粘贴的写法和示例值：`docgen pack fields`。

Templates can use the Chinese or the English names: `{{ 员工.姓名 }}` is `{{ person.name }}`. The names of the top level are those of
[View](#view) and [Surroundings](#surroundings). Every field is always there: a text without content is empty, a list has no entry; a
group marked ○ may be empty, so ask with `{% if … %}` first. Forms ready to paste, with examples: `docgen pack fields`.
"""


def view_page() -> str:
    """Return every record of the View with its fields in both languages."""
    known = catalogue().records
    rest = [record for name, record in known.items() if name not in {ROOT, SURROUNDINGS}]
    parts = ["# 模板可用的字段 / The View\n", _RULES]
    for record in (known[ROOT], known[SURROUNDINGS], *rest):
        parts += [f"## {record.name}\n", f"**{record.zh}** {record.zh_help}。 / {_stop(record.en_help)}\n"]
        parts += ["| Field | 名称 | 类型 Type | 含义 Meaning |", "|---|---|---|---|"]
        parts += [_row(field, known.get(field.kind.record)) for field in record.fields.values()]
        parts.append("")
    return "\n".join(parts)


def _row(field: Field, record: Record | None) -> str:
    names = "、".join(f"`{name}`" for name in field.zh_names)
    link = f"[{record.zh} {record.name}](#{record.name.lower()})" if record else ""
    kind = _KINDS[field.kind.name].format(link=link) + (" ○" if field.kind.optional else "")
    meaning = f"{field.zh_help}<br>{_stop(field.en_help)}".replace("|", "\\|")
    return f"| `{field.key}` | {names} | {kind} | {meaning} |"


def _stop(said: str) -> str:
    return said.rstrip(".") + "."
