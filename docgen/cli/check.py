"""``docgen check``: every mistake of a spec, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option, strict_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.pipeline import Outcome
    from docgen.sources.contract import Entry, Source

    Look = Callable[[Source, Entry], Outcome]

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查目标书，一次报告全部错误和警告，不写任何文件。

--format json 供程序使用，--format github 在 GitHub 上标注到行。""",
    """Check specs and report every error and warning at once; nothing is written.

--format json is for programs, --format github marks the lines on GitHub.""",
)
_EXAMPLES = (
    "docgen check goals.yaml",
    "docgen check team/*.yaml --strict",
    "docgen check goals.yaml --pack ./acme",
    "docgen check goals.yaml --format json",
)


def check(ctx: click.Context, specs: tuple[str, ...], *, pack: str | None, strict: bool, form: str) -> int:
    """Check every spec; return the exit code."""
    from docgen.cli.usage import WRONG_COMMAND_LINE
    from docgen.cli.verdict import conclude
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    with ExitStack() as stack:
        try:
            look = _open(stack, pack)
        except DocgenError as failure:
            code = conclude(console, form, [], failure.diagnostics)
            unknown = any(d.code == "DG301" and d.where.file is None for d in failure.diagnostics)
            return WRONG_COMMAND_LINE if unknown else code
        return _check_each(specs, look, console, form, strict=strict)


def _check_each(specs: tuple[str, ...], look: Look, console: Console, form: str, *, strict: bool) -> int:
    from docgen.cli.verdict import Verdict, conclude, promote, survive
    from docgen.sources.files import Files

    source = Files(specs)

    def judge(entry: Entry) -> Verdict:
        found = look(source, entry).diagnostics
        return Verdict(entry.name, promote(found) if strict else found)

    verdicts = []
    for entry in source.entries():
        verdict = survive(entry.name, partial(judge, entry))
        verdict.tell(console, form)
        if form == "text":
            verdict.praise(console)
        verdicts.append(verdict)
    return conclude(console, form, verdicts)


def _open(stack: ExitStack, pack: str | None) -> Look:
    """Return what looks at a spec; without a pack, nothing of that room is needed."""
    if pack is None:
        from docgen.pipeline import inspect

        return inspect
    from docgen.workshop.open_workshop import open_workshop

    return stack.enter_context(open_workshop(pack, ())).inspect


COMMAND = Command(
    "check",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(check),
    params=[
        click.Argument(["specs"], nargs=-1, required=True, metavar="SPEC…", type=Name()),
        Option(
            ["--pack"],
            Words(
                "也按这个模板包的字段、限额和规则检查。",
                "Check against the fields, limits and rules of this template pack as well.",
            ),
            metavar="NAME|DIR",
            type=Name(),
        ),
        strict_option(),
        format_option("text", "json", "github"),
    ],
)
