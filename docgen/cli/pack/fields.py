"""``docgen pack fields``: every field a template may use, ready to paste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.checkup.guide import Group, Row, Spelled

__all__ = ["COMMAND"]

_ABOUT = Words(
    """列出模板可用的全部字段：中英文写法、类型、含义和一个示例值，复制后即可粘贴。

不写模板包时列出 docgen 自带的字段；写上模板包，还列出它的自定义字段和颜色。
模板中可以用中文名称，也可以用英文名称，两者可以混用。
列表要逐项重复：复制以 {% for … %} 开头的一行，… 处放每一项的内容。
Word 模板用 --word 显示的写法：↵ 处另起一段，在表格中则另起一行。""",
    """List every field a template can use: how it is written in English and Chinese, its
type, its meaning and an example, ready to copy and paste.

Without a pack it lists what docgen offers; with one, also the fields of your own and
the colors of that pack. Templates can use the English or the Chinese names, and both
together. A list is repeated entry by entry: copy the line that begins with
{% for … %} and put what belongs to each entry in place of the dots.
For Word templates use the form that --word shows: ↵ begins a new paragraph, or a new
row in a table.""",
)
_EXAMPLES = (
    "docgen pack fields",
    "docgen pack fields acme --find weight",
    "docgen pack fields --word --lang en",
    "docgen pack fields acme --xlsx fields.xlsx",
)
_XLSX = Words("写成 Excel 文件，便于查找和复制。", "Write an Excel file, for searching and copying.")
_FIND = Words(
    "只列出名称、含义或写法中有这个词的字段。", "Only fields with this word in name, meaning or form."
)
_WORD = Words("显示在 Word 模板中的写法。", "Show the form for Word templates.")
_FORCE = Words("也覆盖不是 docgen 生成的文件。", "Also overwrite a file that docgen did not make.")
_TYPED = Words("〔{kind}〕{meaning}", "[{kind}] {meaning}")
_EXAMPLE = Words("　例：{example}", "  Example: {example}")
_WIDEST = 28
_USUAL = "classic"


def fields(
    ctx: click.Context,
    *,
    name: str | None,
    xlsx: str | None,
    find: str | None,
    word: bool,
    force: bool,
    form: str,
) -> int:
    """List the fields or write them to a workbook; return the exit code."""
    from docgen.checkup.guide import make_guide
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError
    from docgen.packs.load import load_pack

    console = Console(language_of(ctx))
    try:
        groups = _pick(make_guide(load_pack(name or _USUAL), console.language), find)
        path = _save(groups, xlsx, console.language, force=force) if xlsx else None
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    if form == "json":
        console.data({"fields": [_record(group, row) for group in groups for row in group.rows]})
    elif path is None:
        console.result("\n\n".join(_text(group, console.language, word=word) for group in groups))
    if path is not None and form == "text":
        console.result(path)
    return 0


def _pick(groups: Sequence[Group], find: str | None) -> list[Group]:
    """Keep the fields that say a word; raises DocgenError (DG467) when there are none."""
    from dataclasses import replace

    from docgen.diagnostics import DocgenError, report
    from docgen.view.names import nearest

    if find is None:
        return list(groups)
    found = [replace(each, rows=tuple(row for row in each.rows if row.says(find))) for each in groups]
    if picked := [each for each in found if each.rows]:
        return picked
    names = [name for each in groups for row in each.rows for name in (row.zh.name, row.en.name, row.key)]
    raise DocgenError([report("DG467", word=find, near=nearest(find, names))])


def _save(groups: Sequence[Group], xlsx: str, language: str, *, force: bool) -> str:
    from pathlib import Path

    from docgen.checkup.guide_sheet import make_sheet
    from docgen.delivery import save

    path = Path(xlsx)
    save(path.parent, {path.name: make_sheet(groups, language)}, force=force)
    return str(path)


def _text(group: Group, language: str, *, word: bool) -> str:
    """Lay out one group: what it is, the loop that leads to it, and its fields."""
    from docgen.cli.pack.tables import lay_out

    said = _in(group, language)
    other = group.en if language == "zh" else group.zh
    lines = [click.style(f"{said.name} · {other.name}", bold=True) + f"  {said.meaning}"]
    lines += [f"  {_form(each, word)}" for each in (said, other) if each.written]
    rows = [_columns(row, language, word=word) for row in group.rows]
    return "\n".join([*lines, lay_out(rows, 2)])


def _columns(row: Row, language: str, *, word: bool) -> tuple[str, ...]:
    """Return how a field is written in both languages, and what there is to say about it."""
    from docgen.checkup.guide_sheet import kind_words

    first, second = (row.zh, row.en) if language == "zh" else (row.en, row.zh)
    said = first.meaning
    if row.kind.name != "text" or row.kind.optional:
        said = _TYPED.say(language).format(kind=kind_words(row.kind, language), meaning=said)
    if row.example:
        said += _EXAMPLE.say(language).format(example=_cut(row.example))
    return _form(first, word), _form(second, word), said


def _in(told: Group | Row, language: str) -> Spelled:
    return told.zh if language == "zh" else told.en


def _form(said: Spelled, word: bool) -> str:
    return (said.word if word else said.written).replace("\n", " ↵ ")


def _cut(example: str) -> str:
    """Show the beginning of an example, in so many columns of the terminal."""
    from docgen.cli.report import columns_of

    if columns_of(example) <= _WIDEST:
        return example
    while columns_of(example) >= _WIDEST:
        example = example[:-1]
    return f"{example}…"


def _record(group: Group, row: Row) -> dict[str, Any]:
    return {
        "record": row.record,
        "key": row.key,
        "type": row.kind.name,
        "of": row.kind.record or None,
        "may_be_empty": row.kind.optional,
        "example": row.example or None,
        **{
            language: {
                "group": spelled_group.name,
                "loop": spelled_group.written or None,
                "name": spelled.name,
                "meaning": spelled.meaning,
                "template": spelled.written,
                "word": spelled.word,
            }
            for language, spelled_group, spelled in (("zh", group.zh, row.zh), ("en", group.en, row.en))
        },
    }


COMMAND = Command(
    "fields",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(fields),
    params=[
        click.Argument(["name"], required=False, metavar="[NAME|DIR]", type=Name()),
        Option(["--find"], _FIND, metavar="WORD", type=Name()),
        Option(["--word"], _WORD, is_flag=True),
        Option(["--xlsx"], _XLSX, metavar="FILE.xlsx", type=Name()),
        Option(["--force"], _FORCE, is_flag=True),
        format_option("text", "json"),
    ],
)
