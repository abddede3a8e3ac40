"""``docgen pack preview``: a page on this computer that shows a pack while it is being changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.preview.server import Server

__all__ = ["COMMAND"]

_ABOUT = Words(
    """在浏览器里预览模板包：PDF 页面、Word 视图和检查结果并排显示。

保存模板包或目标书里的任何文件，页面立即更新，不用重新运行。没有指定目标书时
显示 docgen 自带的示例。页面只在这台电脑上能打开；按 Ctrl-C 结束。""",
    """Show a pack in the browser: PDF pages, Word view and findings side by side.

Save any file of the pack or the spec and the page follows at once. Without a spec
it shows the samples that come with docgen. The page can be opened on this computer
only; Ctrl-C ends it.""",
)
_EXAMPLES = (
    "docgen pack preview ./acme",
    "docgen pack preview ./acme goals.yaml",
    "docgen pack preview ./acme --locale en --no-open",
)
_ENDS = Words("按 Ctrl-C 结束。", "Ctrl-C ends the preview.")
_WRONG = {"DG301", "DG302", "DG412"}  # pack and locale: the words of the command line
_EXTRA = ("starlette", "uvicorn", "watchfiles", "pypdfium2")
_LAST_PORT = 65535
_MEND = 'pip install "docgen[preview]"'


class Port(click.ParamType[int]):
    """A port of this computer; 0 takes a free one."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a number that a port can have."""
        if not str(value).isdecimal() or int(value) > _LAST_PORT:
            self.fail("8765", param, ctx)
        return int(value)


def preview(
    ctx: click.Context, pack: str, spec: str | None, *, port: int, opening: bool, locale: str | None
) -> int:
    """Serve the page until a signal ends it; return the exit code."""
    from docgen.cli.usage import WRONG_COMMAND_LINE
    from docgen.diagnostics import DocgenError

    language = language_of(ctx)
    console = Console(language)
    try:
        _require_extra()
        server = _start(pack, spec, port, locale, language)
    except DocgenError as failure:
        console.findings(failure.diagnostics)
        wrong = any(found.code in _WRONG for found in failure.diagnostics)
        return WRONG_COMMAND_LINE if wrong else 1
    console.result(server.address)
    console.remark(_ENDS.say(language))
    sys.stdout.flush()
    if opening and _has_display():
        _open_browser(server.address)
    server.run_until_ended()
    return 0


def _require_extra() -> None:
    """Make sure that the packages of the page are installed; raises DocgenError (DG750)."""
    from importlib.util import find_spec

    from docgen.diagnostics import DocgenError, report

    missing = tuple(name for name in _EXTRA if find_spec(name) is None)
    if missing:
        raise DocgenError([report("DG750", names=missing, line=_MEND)])


def _start(pack: str, spec: str | None, port: int, locale: str | None, language: str) -> Server:
    from docgen.i18n.locale import find_locale
    from docgen.packs.locate import locate
    from docgen.preview.course import Preview
    from docgen.preview.server import Server, open_port
    from docgen.preview.specs import find_specs
    from docgen.workshop.limits import Limits

    locate(pack)
    tag = find_locale(locale).tag if locale else None
    return Server(Preview(pack, find_specs(spec), tag, Limits()), open_port(port), language)


def _has_display() -> bool:
    """Tell whether a browser could show anything here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_browser(address: str) -> None:
    """Open the page beside our own work: some browsers are started and waited for."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


COMMAND = Command(
    "preview",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(preview),
    params=[
        click.Argument(["pack"], metavar="PACK", type=Name()),
        click.Argument(["spec"], metavar="[SPEC]", required=False, type=Name()),
        Option(
            ["--port"],
            Words("页面使用的端口；默认选一个空闲的。", "Port of the page; default: a free one."),
            metavar="N",
            type=Port(),
            default=0,
        ),
        Option(
            ["--no-open", "opening"],
            Words("不自动打开浏览器，只显示地址。", "Only print the address; do not open a browser."),
            is_flag=True,
            flag_value=False,
            default=True,
        ),
        Option(
            ["--locale"],
            Words("文档的语言，如 zh、en；默认用目标书自己的语言。", "Language such as zh or en; default: that of the spec."),
            metavar="TAG",
            type=Name(),
        ),
    ],
)  # fmt: skip
