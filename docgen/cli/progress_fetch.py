"""``docgen progress fetch``: pages of PingCode or Worktile, saved to be imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, printing_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.sources.connect.settings import Settings

__all__ = ["COMMAND"]

_ABOUT = Words(
    """从 PingCode 或 Worktile 的开放接口读取一个项目的页面，存成文件，再用 import 导入。

令牌只从环境变量读取：DOCGEN_PINGCODE_TOKEN，或 DOCGEN_PINGCODE_CLIENT_ID 和
DOCGEN_PINGCODE_CLIENT_SECRET；Worktile 的把名称换成 WORKTILE。

这个命令按公开文档编写，用本机的模拟服务器测试过，没有在真实账号上试过。接口变化时，
用 --connect 修改地址和路径。""",
    """Read the pages of a project from PingCode or Worktile and save them, to be imported.

The token comes from the environment only: DOCGEN_PINGCODE_TOKEN, or both
DOCGEN_PINGCODE_CLIENT_ID and DOCGEN_PINGCODE_CLIENT_SECRET; likewise WORKTILE.

This was written after public documentation and tested with a local server that plays the
part; it was not tried on a live account. Where an interface has changed, set addresses and
paths with --connect.""",
)
_EXAMPLES = (
    "docgen progress fetch pingcode --project 64f0c1a2b3d4e5f60718a001 --out pages",
    "docgen progress fetch worktile --project 5f3e --out pages --connect connect.yaml",
    "docgen progress fetch --show-settings > connect.yaml",
)


def _usual_settings() -> str:
    from docgen.sources.connect.settings import show_settings

    return show_settings()


def fetch(ctx: click.Context, /, **order: Any) -> int:
    """Fetch and save; return the exit code."""
    from docgen.delivery import save
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    try:
        pages = _fetch(order, _settings(order["connect"]))
        paths = save(Path(order["out"]), pages, force=order["force"])
    except DocgenError as failure:
        console.findings(failure.diagnostics)
        return 1
    for path in paths:
        console.result(path.as_posix())
    return 0


def _settings(name: str | None) -> Settings:
    from docgen.sources.connect.settings import built_in, read_settings
    from docgen.sources.files import read_file

    return read_settings(read_file(name), name) if name else built_in()


def _fetch(order: dict[str, Any], settings: Settings) -> dict[str, bytes]:
    """Return the pages by the names of their files."""
    import os

    from docgen.delivery.names import portable
    from docgen.diagnostics import DocgenError, report
    from docgen.pipeline import this_day

    try:
        from docgen.sources.connect.client import Client
        from docgen.sources.connect.fetch import Order, fetch_pages, find_token
    except ModuleNotFoundError:
        raise DocgenError([report("DG787")]) from None
    tool, project = order["tool"], order["project"]
    place = settings.places[tool]
    wanted = Order(tool, place, project, this_day(), settings.limits.pages)
    client = Client(place.root, settings.limits)
    pages = fetch_pages(wanted, client, find_token(wanted, client, os.environ))
    return {f"{portable(f'{tool}-{project}-{name}')}.json": page for name, page in pages.items()}


COMMAND = Command(
    "fetch",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(fetch),
    params=[
        click.Argument(["tool"], metavar="TOOL", type=click.Choice(("pingcode", "worktile"))),
        Option(
            ["--project"],
            Words("项目的 id（不是名称）。", "The id of the project, not its name."),
            metavar="ID",
            type=Name(),
            required=True,
        ),
        Option(
            ["--out"],
            Words("存进这个文件夹。", "The folder for the pages."),
            metavar="DIR",
            type=Name(),
            required=True,
        ),
        Option(
            ["--connect"],
            Words("地址、路径和限制的设置。", "Settings: addresses, paths and limits."),
            metavar="FILE",
            type=Name(),
        ),
        printing_option(
            "--show-settings",
            Words("输出设置，存成文件后修改。", "Print the settings, to be saved and changed."),
            _usual_settings,
        ),
        Option(["--force"], Words("覆盖同名的文件。", "Replace files of the same names."), is_flag=True),
    ],
)
