"""``docgen pack diff``: what a pack does differently from its parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.packs.differences import Difference, FileDifference
    from docgen.packs.load import Pack

__all__ = ["COMMAND"]

_ABOUT = Words(
    """显示一个模板包与上级有什么不同：改了哪些值和词，增加、替换或修改了哪些文件。

--against 换成与另一个模板包比较。""",
    """Show what a pack does differently from its parent: which values and words it changes,
which files it adds, replaces or changes in part.

--against compares it with another pack instead.""",
)
_EXAMPLES = (
    "docgen pack diff ./acme",
    "docgen pack diff onepage --against formal",
    "docgen pack diff acme --format json",
)
_HEAD = Words("{pack} 与 {other} 相比：", "{pack}, compared with {other}:")
_SAME = Words("{pack} 与 {other} 没有不同。", "{pack} and {other} do not differ.")
_NO_PARENT = Words(
    "{pack} 没有上级。用 --against 指定要比较的模板包。",
    "{pack} has no parent. Name a pack to compare it with: --against.",
)
_NOTHING = Words("（无）", "(none)")
_GONE = Words("去掉：{names}", "left out: {names}")
_FRESH = Words("增加：{names}", "added: {names}")
_ORDER = Words("顺序改为：{names}", "new order: {names}")
_CUT = Words("……其余省略", "… the rest is left out")
_PARTS = {
    "sections": Words("章节", "Sections"),
    "conditions": Words("章节的条件", "Conditions of sections"),
    "columns": Words("表格的列", "Columns of tables"),
    "outputs": Words("格式", "Formats"),
    "patterns": Words("编号和文件名", "Numbers and file names"),
    "policy": Words("规定", "Rules"),
    "brand": Words("品牌", "Brand"),
    "fonts": Words("字体文件", "Font files"),
    "clauses": Words("条款", "Clauses"),
    "fields": Words("公司自己的字段", "Fields of the company"),
    "signoff": Words("签字位置", "Places to sign"),
    "labels.zh": Words("固定文字（中文）", "Labels (Chinese)"),
    "labels.en": Words("固定文字（英文）", "Labels (English)"),
}
_CHANGES = {
    "added": Words("增加", "added"),
    "removed": Words("没有了", "gone"),
    "changed": Words("替换", "replaced"),
    "laid_over": Words("修改区块", "blocks changed"),
}
_FILES = Words("文件", "Files")
_COLORS = {"+": "green", "-": "red", "@": "cyan"}


def diff(ctx: click.Context, *, name: str, against: str | None, form: str) -> int:
    """Compare two packs; return the exit code."""
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError
    from docgen.packs.differences import compare
    from docgen.packs.load import load_pack

    console = Console(language_of(ctx))
    try:
        pack = load_pack(name)
        other = load_pack(against) if against else _parent_of(pack)
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    values, files = compare(pack, other) if other else ((), ())
    if form == "json":
        console.data(_record(pack, other, values, files))
    elif other is None:
        console.result(_NO_PARENT.say(console.language).format(pack=pack.name))
    else:
        words = _HEAD if values or files else _SAME
        console.result(words.say(console.language).format(pack=pack.name, other=other.name))
        for line in _text(values, files, console.language):
            console.result(line)
    return 0


def _parent_of(pack: Pack) -> Pack | None:
    from docgen.packs.load import load_pack

    parents = pack.chain.layers[1:]
    return load_pack(str(parents[0].folder)) if parents else None


def _text(values: Sequence[Difference], files: Sequence[FileDifference], language: str) -> Iterator[str]:
    from docgen.cli.pack.tables import lay_out

    for part in dict.fromkeys(value.part for value in values):
        yield ""
        yield _PARTS[part].say(language) if part in _PARTS else part
        those = [value for value in values if value.part == part]
        rows = [(each.key, _tell(each, language)) for each in those]
        yield lay_out(rows, indent=2)
    if files:
        yield ""
        yield _FILES.say(language)
        yield lay_out([(_CHANGES[each.change].say(language), each.path) for each in files], indent=2)
    for each in files:
        if each.lines:
            yield ""
            yield from (_paint(line) for line in each.lines)
            if each.is_cut:
                yield _CUT.say(language)


def _tell(each: Difference, language: str) -> str:
    """Say what a value was and is; of two lists, what is left out and what is new."""
    old, new = each.old, each.new
    if isinstance(old, list) and isinstance(new, list):
        gone, fresh = [x for x in old if x not in new], [x for x in new if x not in old]
        told = [(_GONE, gone), (_FRESH, fresh)] if gone or fresh else [(_ORDER, new)]
        return "  ".join(
            words.say(language).format(names=" ".join(map(str, names))) for words, names in told if names
        )
    return f"{_show(old, language)} → {_show(new, language)}"


def _show(value: Any, language: str) -> str:
    """Write a value on one line; of a text in several languages that of the reader."""
    if value is None:
        return _NOTHING.say(language)
    if isinstance(value, dict):
        spoken = value.get(language)
        pairs = "; ".join(
            f"{key}: {_show(each, language)}" for key, each in value.items() if each is not None
        )
        return str(spoken) if spoken is not None else pairs
    if isinstance(value, list):
        return " ".join(_show(each, language) for each in value)
    if isinstance(value, float):
        return f"{value:g}"
    return "“”" if value == "" else str(value)


def _paint(line: str) -> str:
    from docgen.diagnostics.sentences import show

    return click.style(show(line, 2000), fg=_COLORS.get(line[:1]))


def _record(
    pack: Pack, other: Pack | None, values: Sequence[Difference], files: Sequence[FileDifference]
) -> dict[str, Any]:
    return {
        "pack": pack.name,
        "against": other.name if other else None,
        "values": [{"part": v.part, "key": v.key, "old": v.old, "new": v.new} for v in values],
        "files": [
            {"path": f.path, "change": f.change, "diff": list(f.lines), "cut": f.is_cut} for f in files
        ],
    }


COMMAND = Command(
    "diff",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(diff),
    params=[
        click.Argument(["name"], metavar="NAME|DIR", type=Name()),
        Option(
            ["--against"],
            Words("与这个模板包比较，而不是与上级。", "Compare with this pack instead of the parent."),
            metavar="NAME|DIR",
            type=Name(),
        ),
        format_option("text", "json"),
    ],
)
