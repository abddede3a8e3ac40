"""The program: its commands, how it starts, and how it ends (0, 1, 2, 70, 130, 141)."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

import click

from docgen.cli.console import OUR_BUG, Console, Unheard
from docgen.cli.layout import Group, Option, Row, Session, language_of
from docgen.cli.words import Words, choose_language

__all__ = ["PROGRAM", "help_pages", "main"]

INTERRUPTED = 130
TERMINATED = 143

_YOUNG_OBJECTS = 100_000
"""New objects after which garbage is looked for: a check makes fewer, a long run far more."""

_ABOUT = Words(
    """从一份结构化的目标书生成 PDF、Word 和网页文档。

用 docgen 命令 --help 查看每个命令的说明和示例。""",
    """Performance-goal documents from one structured spec, as PDF, Word and HTML.

docgen COMMAND --help describes a command and shows examples.""",
)
_VERSION = Words("显示版本。", "Show the version.")


def _show_version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        import docgen

        Console(language_of(ctx)).result(f"docgen {docgen.__version__}")
        ctx.exit()


PROGRAM = Group(
    "docgen",
    _ABOUT,
    {
        "new": Row(
            "docgen.cli.new:COMMAND",
            Words("开始一份目标书，或由上期的延续", "Begin a spec, or carry last period's over"),
        ),
        "generate": Row(
            "docgen.cli.generate:COMMAND",
            Words("生成文档", "Make documents"),
        ),
        "bulk": Row(
            "docgen.cli.bulk:COMMAND",
            Words("为一个团队或整个公司生成文档", "Make the documents of a team or a whole company"),
        ),
        "check": Row(
            "docgen.cli.check:COMMAND",
            Words("检查并审查目标书", "Find every mistake, and review the goals"),
        ),
        "sign": Row(
            "docgen.cli.sign:COMMAND",
            Words("冻结已签署的目标", "Freeze what was signed"),
        ),
        "progress": Row(
            "docgen.cli.progress:COMMAND",
            Words("导入 PingCode、Worktile 等的进展", "Bring in progress from PingCode, Worktile and others"),
        ),
        "kpi": Row(
            "docgen.cli.kpi:COMMAND",
            Words("查找指标库里的指标", "Find indicators of the KPI library"),
        ),
        "schema": Row(
            "docgen.cli.schema:COMMAND",
            Words("输出目标书的 JSON Schema", "Print the JSON Schema of a spec"),
        ),
        "explain": Row(
            "docgen.cli.explain:COMMAND",
            Words("详细解释一个诊断代码或审查规则", "Explain in full what a code or a rule means"),
        ),
        "workbook": Row(
            "docgen.cli.workbook:COMMAND",
            Words("用 Excel 收集团队的目标", "Collect the goals of a team in Excel"),
        ),
        "pack": Row(
            "docgen.cli.pack:COMMAND",
            Words(
                "查看、新建、检查、预览和分发模板包",
                "Look at, begin, check, preview and hand over template packs",
            ),
        ),
        "doctor": Row(
            "docgen.cli.doctor:COMMAND",
            Words("检查本机，或检查已生成的 Word、PDF 文件", "Examine this machine, or finished documents"),
        ),
        "completion": Row(
            "docgen.cli.completion:COMMAND",
            Words("输出 bash、zsh、fish 的补全脚本", "Print a completion script for bash, zsh or fish"),
        ),
    },
    params=[
        Option(
            ["--version"], _VERSION, is_flag=True, is_eager=True, expose_value=False, callback=_show_version
        ),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    _travel_light()
    arguments = sys.argv[1:]
    language = choose_language(arguments, os.environ)
    signal.signal(signal.SIGTERM, _leave)
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show must not end the program.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    code = _run(arguments, language)
    _let_go()
    sys.exit(code)


def help_pages(language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the help of the program and of every command, for the reference pages."""
    with click.Context(PROGRAM, info_name="docgen", obj=Session(language), terminal_width=100) as program:
        yield from _pages(PROGRAM, program)


def _pages(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    yield ctx.command_path, command.get_help(ctx)
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(ctx):
        part = command.get_command(ctx, name)
        if part:
            with click.Context(part, parent=ctx, info_name=name, terminal_width=100) as inner:
                yield from _pages(part, inner)


def _run(arguments: Sequence[str], language: str) -> int:
    """Run one command; every way to fail becomes an exit code and at most a few lines."""
    try:
        return _obey(arguments, language)
    except click.exceptions.Exit as end:
        return end.exit_code
    except Unheard:
        return _say_that_nothing_arrives(language)
    except Exception as bug:  # noqa: BLE001 - the last line of defence: no traceback for a user
        from docgen.cli.crash import confess

        confess(bug, language)
        return OUR_BUG


def _obey(arguments: Sequence[str], language: str) -> int:
    try:
        code: Any = PROGRAM.main(
            list(arguments), prog_name="docgen", standalone_mode=False, obj=Session(language)
        )
    except click.UsageError as mistake:
        from docgen.cli.usage import complain

        return complain(mistake, language)
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _say_that_nothing_arrives(language: str) -> int:
    """Say that the result could not be written (DG820), unless that is just what cannot be done."""
    from docgen.diagnostics import report

    with suppress(Unheard, click.exceptions.Exit):
        Console(language).findings([report("DG820")])
    return 1


def _travel_light() -> None:
    """Leave out what costs a short run much and gives it nothing."""
    # What was just imported is no garbage; looking for rings in it again and again took a twentieth of a check.
    gc.set_threshold(_YOUNG_OBJECTS)
    # Finding plug-ins of pydantic means reading what every installed package says of itself, and none of them
    # shall have a say in what a spec may hold.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _let_go() -> None:
    """Let what could not be written vanish: Python flushes again at its end, and would complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # it was closed before we began
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """Turn SIGTERM into an orderly end, so that temporary files are removed."""
    sys.exit(TERMINATED)
