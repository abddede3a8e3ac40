"""``docgen check``: every mistake of a spec, and nothing written."""

from __future__ import annotations

from functools import partial

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import Name, format_option, strict_option
from docgen.cli.words import Words

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
    "docgen check goals.yaml --format json",
)


def check(ctx: click.Context, specs: tuple[str, ...], *, strict: bool, form: str) -> int:
    """Check every spec; return the exit code."""
    from docgen.cli.verdict import Verdict, conclude, promote, survive
    from docgen.pipeline import inspect
    from docgen.sources.contract import Entry
    from docgen.sources.files import Files

    console = Console(language_of(ctx))
    source = Files(specs)

    def look(entry: Entry) -> Verdict:
        found = inspect(source, entry).diagnostics
        return Verdict(entry.name, promote(found) if strict else found)

    verdicts = []
    for entry in source.entries():
        verdict = survive(entry.name, partial(look, entry))
        verdict.tell(console, form)
        if form == "text":
            verdict.praise(console)
        verdicts.append(verdict)
    return conclude(console, form, verdicts)


COMMAND = Command(
    "check",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(check),
    params=[
        click.Argument(["specs"], nargs=-1, required=True, metavar="SPEC…", type=Name()),
        strict_option(),
        format_option("text", "json", "github"),
    ],
)
