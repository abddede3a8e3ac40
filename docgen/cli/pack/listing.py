"""``docgen pack list``: which template packs there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.packs.listing import Listed
    from docgen.packs.names import Text

__all__ = ["COMMAND"]

_ABOUT = Words(
    """列出模板包：docgen 自带的、已安装的，以及当前文件夹里的。

“上级”是它继承的模板包；读不了的模板包也会列出，用 docgen pack check 查看原因。""",
    """List the template packs: those that come with docgen, those that are installed,
and those in the current folder.

"Parent" is the pack it inherits from. A pack that cannot be read is listed too;
docgen pack check tells why.""",
)
_EXAMPLES = ("docgen pack list", "docgen pack list --format json")
_HOMES = {
    "built-in": Words("自带", "Built in"),
    "installed": Words("已安装", "Installed"),
    "here": Words("当前文件夹", "In this folder"),
}
_HEAD = (
    Words("名称", "Name"),
    Words("标题", "Title"),
    Words("上级", "Parent"),
    Words("语言", "Languages"),
    Words("格式", "Formats"),
    Words("用途", "What it is for"),
)
_BROKEN = Words("（读不了：{codes}）", "(cannot be read: {codes})")


def show_packs(ctx: click.Context, *, form: str) -> int:
    """List every pack; return the exit code."""
    from pathlib import Path

    from docgen.packs.listing import list_packs

    console = Console(language_of(ctx))
    packs = list(list_packs(Path()))
    if form == "json":
        console.data({"packs": [_record(pack, console.language) for pack in packs]})
    else:
        console.result(_text(packs, console.language))
    return 0


def _text(packs: Sequence[Listed], language: str) -> str:
    from docgen.cli.pack.tables import lay_out

    rows = [[word.say(language) for word in _HEAD]]
    titles: list[tuple[int, str]] = []
    for home, words in _HOMES.items():
        those = [pack for pack in packs if pack.home == home]
        if those:
            titles.append((len(rows), words.say(language)))
            rows.extend(_row(pack, language) for pack in those)
    lines = lay_out(rows, indent=2).splitlines()
    for place, title in reversed(titles):
        lines.insert(place, title)
    return "\n".join(lines)


def _row(listed: Listed, language: str) -> list[str]:
    pack = listed.pack
    if pack is None:
        codes = " ".join(dict.fromkeys(finding.code for finding in listed.findings))
        return [listed.name, _BROKEN.say(language).format(codes=codes)]
    manifest = pack.manifest
    title = manifest.title.zh if language == "zh" else manifest.title.en
    outputs = " ".join(pack.outputs)
    cells = [listed.name, title, manifest.extends or "—", " ".join(pack.languages), outputs]
    return [*cells, _choose(manifest.summary, language)]


def _choose(summary: Text | None, language: str) -> str:
    said = summary.model_dump(exclude_none=True) if summary else {}
    return str(said.get(language) or next(iter(said.values()), ""))


def _record(listed: Listed, language: str) -> dict[str, object]:
    from docgen.cli.report import record

    pack = listed.pack
    return {
        "name": pack.name if pack else listed.name,
        "home": listed.home,
        "folder": listed.folder.as_posix(),
        "ok": pack is not None,
        "title": pack.manifest.title.model_dump() if pack else None,
        "summary": pack.manifest.summary.model_dump(exclude_none=True)
        if pack and pack.manifest.summary
        else None,
        "extends": pack.manifest.extends if pack else None,
        "languages": list(pack.languages) if pack else [],
        "outputs": list(pack.outputs) if pack else [],
        "diagnostics": [record(finding, language) for finding in listed.findings],
    }


COMMAND = Command(
    "list",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(show_packs),
    params=[format_option("text", "json")],
)
