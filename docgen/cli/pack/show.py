"""``docgen pack show``: what a pack is made of, and what came from which parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """显示一个模板包由什么组成，每一部分来自哪个上级。

包括：继承关系，章节及其条件，输出格式，颜色、字体和页面，固定文字的数量，列、条款、
字段、签字位置、规定，自己的文件替换了谁的，字体和许可。--format json 给出全部内容。""",
    """Show what a pack is made of, and which parent each part came from.

That is: its ancestry, sections with their conditions, formats, colors, fonts and
page, how many labels, columns, clauses, fields, places to sign, rules, which files of
its own replace whose, fonts with their licences. --format json gives everything.""",
)
_EXAMPLES = ("docgen pack show classic", "docgen pack show ./acme", "docgen pack show acme --format json")

_PARTS = {
    "sections": Words("章节", "Sections"),
    "outputs": Words("格式", "Formats"),
    "columns": Words("表格的列", "Columns of tables"),
    "clauses": Words("条款", "Clauses"),
    "fields": Words("公司自己的字段", "Fields of the company"),
    "signoff": Words("签字位置", "Places to sign"),
    "patterns": Words("编号和文件名", "Numbers and file names"),
    "policy": Words("规定", "Rules"),
    "labels": Words("固定文字", "Labels"),
    "brand": Words("品牌", "Brand"),
    "files": Words("自己的文件", "Files of its own"),
    "fonts": Words("字体", "Fonts"),
}
_ANCESTRY = Words("继承", "Ancestry")
_SUMMARY = Words("用途", "For")
_FOLDER = Words("文件夹", "Folder")
_LANGUAGES = Words("语言", "Languages")
_REQUIRES = Words("适用版本", "For docgen")
_REPLACES = Words("替换 {pack} 的", "replaces that of {pack}")
_LAYS_OVER = Words("修改 {pack} 的区块", "changes blocks of {pack}")
_WHEN = Words("只在：{when}", "only: {when}")
_AT = Words("阶段 {names}", "stage {names}")
_WITH = Words("有 {names}", "with {names}")
_COUNT = Words("{count} 个词，其中自己的 {own} 个", "{count}, of these its own: {own}")
_REQUIRED = Words("必填", "required")
_SEAL = Words("盖章", "seal")
_NO_LICENCE = Words("没有许可文件", "no licence beside it")
_OURS = "docgen"


def show(ctx: click.Context, *, name: str, form: str) -> int:
    """Show one pack; return the exit code."""
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError
    from docgen.packs.load import load_pack
    from docgen.packs.portrait import portray

    console = Console(language_of(ctx))
    try:
        portrait = portray(load_pack(name))
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    if form == "json":
        console.data(portrait)
    else:
        console.result("\n".join(_text(portrait, console.language)))
    return 0


def _text(known: Mapping[str, Any], language: str) -> Iterator[str]:
    from docgen.cli.pack.tables import lay_out

    yield f"{known['name']}  {known['title'][language]}"
    facts = [
        (_SUMMARY, _choose(known["summary"], language) if known["summary"] else ""),
        (_FOLDER, known["folder"]),
        (_ANCESTRY, " → ".join(layer["name"] for layer in known["chain"])),
        (_LANGUAGES, " ".join(known["languages"])),
        (_REQUIRES, known["requires"] or ""),
    ]
    yield lay_out([(words.say(language), value) for words, value in facts if value], indent=2)
    for part, words in _PARTS.items():
        rows = list(_ROWS[part](known, language))
        if rows:
            yield ""
            yield words.say(language)
            yield lay_out(rows, indent=2)


def _sections(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["sections"]:
        source = each["from"] or _OURS
        if each["overrides"]:
            source += f" ({_REPLACES.say(language).format(pack=each['overrides'])})"
        yield each["name"], source, _condition(each["when"], language)


def _outputs(known: Mapping[str, Any], _language: str) -> Iterator[Sequence[str]]:
    for each in known["outputs"]:
        yield each["name"], each["from"] or _OURS, each["fill"] or ""


def _columns(known: Mapping[str, Any], _language: str) -> Iterator[Sequence[str]]:
    for table, each in known["columns"].items():
        yield table, each["from"] or _OURS, " ".join(each["fields"])


def _clauses(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["clauses"]:
        yield (
            each["id"],
            each["from"] or _OURS,
            _choose(each["title"], language),
            _condition(each["when"], language),
        )


def _fields(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["fields"]:
        required = _REQUIRED.say(language) if each["required"] else ""
        yield each["key"], each["from"] or _OURS, _choose(each["label"], language), each["type"], required


def _signoff(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["signoff"]:
        seal = _SEAL.say(language) if each["seal"] else ""
        yield _choose(each["role"], language), each["from"] or _OURS, each["who"] or "", seal


def _patterns(known: Mapping[str, Any], _language: str) -> Iterator[Sequence[str]]:
    for key in ("number", "file_name"):
        if known[key]:
            yield key, known[key]["from"] or _OURS, known[key]["pattern"]


def _policy(known: Mapping[str, Any], _language: str) -> Iterator[Sequence[str]]:
    for each in known["policy"]:
        yield each["key"], each["from"] or _OURS, str(each["value"])


def _labels(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for spoken, each in known["labels"].items():
        yield spoken, _COUNT.say(language).format(**each)


def _brand(known: Mapping[str, Any], _language: str) -> Iterator[Sequence[str]]:
    for each in known["brand"]:
        value = each["value"]
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        yield each["key"], each["from"] or _OURS, shown


def _files(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["files"]:
        if each["from"] != known["name"]:
            continue
        words = _LAYS_OVER if each["lays_over"] else _REPLACES
        is_data = each["path"].endswith(".yaml")  # laid over the parent's, value by value
        whose = (
            words.say(language).format(pack=each["overrides"]) if each["overrides"] and not is_data else ""
        )
        yield each["path"], _size(each["size"]), whose


def _fonts(known: Mapping[str, Any], language: str) -> Iterator[Sequence[str]]:
    for each in known["fonts"]:
        licence = " ".join(each["licences"]) or _NO_LICENCE.say(language)
        name = f"{each['family']} {each['weight']}"
        yield name, each["from"] or _OURS, each["file"], _size(each["size"]), licence


def _choose(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _condition(when: Mapping[str, Sequence[str]] | None, language: str) -> str:
    """Say when something belongs to a document: at which stages, and with what in it."""
    from docgen.i18n.choices import CHOICES

    if not when:
        return ""
    stages = [CHOICES[language]["stage"].get(stage, stage) for stage in when.get("stage", ())]
    told = [(_AT, stages), (_WITH, when.get("has", ()))]
    joined = "、" if language == "zh" else ", "
    parts = [words.say(language).format(names=joined.join(names)) for words, names in told if names]
    return _WHEN.say(language).format(when="; ".join(parts))


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size / 1000, 0.1):.1f} KB"  # noqa: PLR2004 - a million


_ROWS = {
    "sections": _sections,
    "outputs": _outputs,
    "columns": _columns,
    "clauses": _clauses,
    "fields": _fields,
    "signoff": _signoff,
    "patterns": _patterns,
    "policy": _policy,
    "labels": _labels,
    "brand": _brand,
    "files": _files,
    "fonts": _fonts,
}

COMMAND = Command(
    "show",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(show),
    params=[click.Argument(["name"], metavar="NAME|DIR", type=Name()), format_option("text", "json")],
)
