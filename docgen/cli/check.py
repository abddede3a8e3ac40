"""``docgen check``: every mistake of a spec and what the review says of it; nothing written but a report."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option, pack_rules_option, strict_option, today_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.pipeline import Outcome
    from docgen.sources.contract import Entry, Source

    Look = Callable[[Source, Entry, datetime.date], Outcome]

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查并审查目标书，一次报告全部问题。

先查写法和自洽，再按 SMART 逐个目标审查：通过、提示、不通过或无法判断。
docgen explain M7 解释一条规则。--report 写出审查意见单（HTML、Word、PDF 或 JSON）。
--format json 供程序使用，--format github 在 GitHub 上标注到行。""",
    """Check and review specs and report everything at once.

First whether a spec is well-formed and consistent, then goal by goal along SMART: pass, hint,
fail or cannot judge. docgen explain M7 explains a rule. --report writes a review sheet
(HTML, Word, PDF or JSON). --format json is for programs, --format github marks the lines
on GitHub.""",
)
_EXAMPLES = (
    "docgen check goals.yaml",
    "docgen check team/*.yaml --strict",
    "docgen check goals.yaml --pack ./acme",
    "docgen check goals.yaml --report review.docx",
    "docgen check goals.yaml --format json",
)


def check(ctx: click.Context, /, **order: Any) -> int:
    """Check every spec; return the exit code."""
    from docgen.cli.usage import WRONG_COMMAND_LINE
    from docgen.cli.verdict import conclude
    from docgen.diagnostics import DocgenError

    console, form = Console(language_of(ctx)), order["form"]
    with ExitStack() as stack:
        try:
            look = _open(stack, order["pack"])
        except DocgenError as failure:
            code = conclude(console, form, [], failure.diagnostics)
            unknown = any(d.code == "DG301" and d.where.file is None for d in failure.diagnostics)
            return WRONG_COMMAND_LINE if unknown else code
        return _check_each(console, look, order)


def _check_each(console: Console, look: Look, order: dict[str, Any]) -> int:
    from docgen.cli.verdict import Verdict, conclude, survive
    from docgen.diagnostics.steps import note
    from docgen.pipeline import this_day
    from docgen.sources.files import Files

    source, form = Files(order["specs"]), order["form"]
    day = order["today"] or this_day()

    def judge(entry: Entry) -> Verdict:
        note("spec", file=entry.name)
        outcome = look(source, entry, day)
        verdict = Verdict(entry.name, outcome.diagnostics, review=outcome.review)
        return verdict.promoted() if order["strict"] else verdict

    verdicts = []
    for entry in source.entries():
        verdict = survive(entry.name, partial(judge, entry))
        verdict.tell(console, form)
        if form == "text":
            verdict.praise(console)
        verdicts.append(verdict)
    general = _report(console, source, verdicts, order, day)
    return conclude(console, form, verdicts, general)


def _report(
    console: Console, source: Source, verdicts: Any, order: dict[str, Any], day: datetime.date
) -> tuple[Any, ...]:
    """Write the review sheet, if one is wanted; return what went wrong."""
    if order["report"] is None:
        return ()
    from docgen.cli.review_sheet import write_sheet

    return write_sheet(console, source, verdicts, order, day)


def _open(stack: ExitStack, pack: str | None) -> Look:
    """Return what looks at a spec; without a pack, nothing of that room is needed."""
    if pack is None:
        from docgen.pipeline import inspect

        return lambda source, entry, day: inspect(source, entry, today=day)
    from docgen.workshop.open_workshop import open_workshop

    return stack.enter_context(open_workshop(pack, ())).inspect


COMMAND = Command(
    "check",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(check),
    params=[
        click.Argument(["specs"], nargs=-1, required=True, metavar="SPEC…", type=Name()),
        pack_rules_option(),
        Option(
            ["--report"],
            Words(
                "把审查意见写成文件：.html、.docx、.pdf（一份目标书）或 .json。",
                "Write the review to a file: .html, .docx, .pdf (of one spec) or .json.",
            ),
            metavar="FILE",
            type=Name(),
        ),
        today_option(),
        Option(
            ["--force"],
            Words("审查意见单也覆盖不是 docgen 生成的文件。", "Let the report also overwrite a file that docgen did not make."),
            is_flag=True,
        ),
        strict_option(),
        format_option("text", "json", "github"),
    ],
)  # fmt: skip
