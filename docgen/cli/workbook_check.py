"""``docgen workbook check``: what is wrong with a filled workbook, as comments on the cells of a copy."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option, pack_rules_option, strict_option, today_option
from docgen.cli.usage import WRONG_COMMAND_LINE, Unfit
from docgen.cli.words import Words
from docgen.cli.workbook_new import BookName

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from docgen.diagnostics import Diagnostic
    from docgen.workbook.check import Checked, Look

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查填好的目标工作簿：逐格检查，并像 docgen check 那样审查每个人的目标。

意见写成单元格批注，写在一份副本里（默认是 原名.checked.xlsx），原文件不动；
副本里还有一张“检查结果”表，点一下就到那一格。可以直接在副本里改，再检查一次：
旧的意见会换成新的，别人写的批注保留。

副本保留格式、公式、下拉列表、图片、图表和批注；形状、迷你图、宏和新式的
条件格式（如数据条的渐变）会丢失。""",
    """Check a filled goal workbook: cell by cell, and everybody's goals as docgen check reviews
them.

The findings become comments on the cells of a copy (NAME.checked.xlsx unless said
otherwise); the workbook itself is not touched. A sheet Findings in the copy links to every
cell. The copy may be corrected and checked again: old findings are replaced, and comments
of other people stay.

The copy keeps formats, formulas, drop-down lists, pictures, charts and comments; shapes,
sparklines, macros and newer kinds of conditional formats are lost.""",
)
_EXAMPLES = (
    "docgen workbook check goals.xlsx",
    "docgen workbook check goals.xlsx --pack ./acme --out goals-remarks.xlsx",
    "docgen workbook check goals.xlsx --format json",
)
_SAME = Words(
    "{name} 要换一个文件名：原来的工作簿不能覆盖。",
    "{name} must be another file: the workbook itself is not overwritten.",
)
_COUNT = Words(
    "{people} 人中有 {sound} 人可以生成文档；错误 {errors} 个，警告 {warnings} 个。",
    "Documents can be made for {sound} of {people} people. Errors: {errors}. Warnings: {warnings}.",
)
_SUFFIX = ".checked.xlsx"


def check(ctx: click.Context, /, **order: Any) -> int:
    """Check one workbook; return the exit code."""
    from docgen.delivery.save import save
    from docgen.diagnostics import DocgenError
    from docgen.sources.files import read_file
    from docgen.sources.workbook import GoalWorkbook
    from docgen.sources.workbook.source import MAX_BYTES
    from docgen.workbook.annotate import annotate
    from docgen.workbook.check import check_workbook

    console, form = Console(language_of(ctx)), order["form"]
    path = _find_copy(ctx, order["book"], order["out"])
    try:
        content = read_file(order["book"], MAX_BYTES)
        book = GoalWorkbook(order["book"])
        names = [each.name for each in book.everybody()]
        with ExitStack() as stack, console.progress(names, quiet=form == "json") as begin:
            checked = check_workbook(book, _open(stack, order["pack"], order["today"]), begin)
        if order["strict"]:
            checked = checked.promoted()
        save(path.parent, {path.name: annotate(content, checked, console.language)}, force=order["force"])
    except DocgenError as failure:
        return _fail(console, form, failure.diagnostics)
    _tell(console, form, checked, path)
    return 0 if checked.ok else 1


def _find_copy(ctx: click.Context, book: str, out: str | None) -> Path:
    """Return where the copy goes: never where the workbook is."""
    path = Path(out) if out else Path(book).with_name(Path(book).stem.removesuffix(".checked") + _SUFFIX)
    if path.resolve() == Path(book).resolve():
        if out is None:  # a copy is checked again
            return path.with_name(f"{path.name.removesuffix(_SUFFIX)}.again{_SUFFIX}")
        param = next((each for each in ctx.command.params if each.name == "out"), None)
        raise Unfit(_SAME, out, param, ctx)
    return path


def _open(stack: ExitStack, pack: str | None, today: datetime.date | None) -> Look:
    from docgen.pipeline import inspect, this_day

    day = today or this_day()
    if pack is None:
        return lambda source, entry: inspect(source, entry, today=day)
    from docgen.workshop.open_workshop import open_workshop

    workshop = stack.enter_context(open_workshop(pack, ()))
    return lambda source, entry: workshop.inspect(source, entry, day)


def _fail(console: Console, form: str, findings: Sequence[Diagnostic]) -> int:
    from docgen.cli.report import record

    if form == "json":
        console.data({"ok": False, "diagnostics": [record(each, console.language) for each in findings]})
    else:
        console.findings(findings)
    named = any(each.code == "DG301" and each.where.file is None for each in findings)
    return WRONG_COMMAND_LINE if named else 1


def _tell(console: Console, form: str, checked: Checked, path: Path) -> None:
    from docgen.cli.report import record

    if form == "json":
        told = [
            {**record(each.diagnostic, console.language), "people": each.people} for each in checked.findings
        ]
        document = {
            "ok": checked.ok,
            "copy": path.as_posix(),
            "people": checked.people,
            "sound": checked.sound,
        }
        console.data({**document, "diagnostics": told})
        return
    console.findings(each.diagnostic for each in checked.findings)
    console.result(str(path))
    weights = [each.diagnostic.severity.value for each in checked.findings]
    told_sum = _COUNT.say(console.language).format(
        people=checked.people,
        sound=checked.sound,
        errors=weights.count("error"),
        warnings=weights.count("warning"),
    )
    console.remark(told_sum)


COMMAND = Command(
    "check",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(check),
    params=[
        click.Argument(["book"], required=True, metavar="BOOK.xlsx", type=Name()),
        pack_rules_option(),
        Option(
            ["--out"],
            Words("副本的文件名。", "The file of the copy."),
            metavar="FILE.xlsx",
            type=BookName(),
        ),
        today_option(),
        strict_option(),
        Option(
            ["--force"],
            Words("覆盖不是 docgen 生成的、或已有人改过的副本。", "Overwrite a copy that docgen did not make or that somebody changed."),
            is_flag=True,
        ),
        format_option("text", "json"),
    ],
)  # fmt: skip
