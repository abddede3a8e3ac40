"""``docgen pack export``: one file to hand over."""

from __future__ import annotations

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """把一个模板包导出为一个 .zip 文件，交给别人安装。

不是自带的上级模板包一起放进去；每个文件都记下校验值，同样的内容得到同样的文件。
有错误的模板包不能导出，先用 docgen pack check 检查。""",
    """Put a pack into one .zip file that others can install.

Parents that are not built in go with it. Every file is listed with a checksum, and
the same contents always give the same file. A pack with mistakes is not exported;
docgen pack check shows them.""",
)
_EXAMPLES = ("docgen pack export acme", "docgen pack export ./acme --out out/acme-2027.zip")
_NEXT = Words(
    "对方这样安装：docgen pack install {file}", "To install it elsewhere: docgen pack install {file}"
)


def export(ctx: click.Context, *, name: str, out: str | None, force: bool) -> int:
    """Export one pack; return the exit code."""
    from pathlib import Path

    from docgen.checkup.handover import export_pack
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    try:
        target = export_pack(name, Path(out) if out else None, force=force)
    except DocgenError as failure:
        return fail(console, failure.diagnostics)
    console.result(str(target))
    console.remark(_NEXT.say(console.language).format(file=target.name))
    return 0


COMMAND = Command(
    "export",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(export),
    params=[
        click.Argument(["name"], metavar="NAME|DIR", type=Name()),
        Option(
            ["--out"],
            Words(
                "写入这个文件；默认是当前文件夹里的“名称.zip”。",
                "Write to this file; default: NAME.zip here.",
            ),
            metavar="FILE.zip",
            type=Name(),
        ),
        Option(
            ["--force"],
            Words("也覆盖不是 docgen 生成的文件。", "Also overwrite a file that docgen did not make."),
            is_flag=True,
        ),
    ],
)
