"""``docgen pack install``: take over a pack that somebody handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.checkup.installation import Installed

__all__ = ["COMMAND"]

_ABOUT = Words(
    """安装别人用 docgen pack export 导出的模板包，之后用名称就能使用它。

解压之前先检查：大小、文件名、文件种类、链接、校验值，以及模板包能不能读取；
有一处不对就什么也不装，并一次说明全部问题。""",
    """Install a pack that somebody exported with docgen pack export; from then on its name
is enough to use it.

It is examined before it is unpacked: sizes, names and kinds of files, links and
checksums, and whether the pack can be read. If anything is wrong nothing is
installed, and everything that is wrong is told at once.""",
)
_EXAMPLES = (
    "docgen pack install acme.zip",
    "docgen pack install acme.zip --force",
    "docgen pack install acme.zip --into packs",
)
_DONE = Words("已安装 {pack}：{folder}", "Installed {pack}: {folder}")
_SAME = Words("{pack} 已经装有相同的内容：{folder}", "{pack} is installed already, the same: {folder}")
_ALONG = Words("一起安装的上级：{packs}", "Parents that came along: {packs}")
_NEXT = Words(
    "使用方法：docgen generate goals.yaml --pack {pack}",
    "To use it: docgen generate goals.yaml --pack {pack}",
)


def install(ctx: click.Context, *, file: str, into: str | None, force: bool) -> int:
    """Install one pack; return the exit code."""
    from pathlib import Path

    from docgen.checkup.handover import MAX_ARCHIVE
    from docgen.checkup.installation import install_pack
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError
    from docgen.packs.locate import installed_folder
    from docgen.sources.files import read_file

    console = Console(language_of(ctx))
    try:
        content = read_file(file, MAX_ARCHIVE)
        place = Path(into) if into else installed_folder()
        done = install_pack(content, Path(file).name, place, force=force)
    except DocgenError as failure:
        return fail(console, failure.diagnostics)
    _tell(console, done, by_name=place.resolve() == installed_folder().resolve())
    return 0


def _tell(console: Console, done: Installed, *, by_name: bool) -> None:
    language = console.language
    words = _SAME if done.name in done.kept else _DONE
    console.result(words.say(language).format(pack=done.name, folder=done.folder))
    if along := [name for name in done.packs[1:] if name not in done.kept]:
        console.remark(_ALONG.say(language).format(packs=" ".join(along)))
    console.remark(_NEXT.say(language).format(pack=done.name if by_name else done.folder))


COMMAND = Command(
    "install",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(install),
    params=[
        click.Argument(["file"], metavar="FILE.zip", type=Name()),
        Option(
            ["--into"],
            Words(
                "装入这个文件夹；默认是用户的模板包文件夹（或 DOCGEN_PACKS）。",
                "Install into this folder; default: the user's packs (or DOCGEN_PACKS).",
            ),
            metavar="DIR",
            type=Name(),
        ),
        Option(
            ["--force"],
            Words("替换同名的模板包。", "Replace a pack of the same name."),
            is_flag=True,
        ),
    ],
)
