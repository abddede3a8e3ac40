"""``docgen doctor``: what is missing, and the line that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.doctor import Result

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查本机：系统库、Python 包、模板、字体，并试生成一份文档。

缺少什么，就给出补上它的那一行命令；缺少必需的东西时退出码为 1。""",
    """Examine this machine: native libraries, packages, templates and fonts;
make one small trial document.

Prints the command that fixes what is missing; the exit code is then 1.""",
)
_EXAMPLES = ("docgen doctor", "docgen doctor --format json")
_KINDS = {
    "library": Words("系统库", "Native libraries"),
    "package": Words("Python 包", "Python packages"),
    "templates": Words("模板", "Templates"),
    "rendering": Words("试生成", "Trial document"),
    "font": Words("PDF 实际使用的字体", "Fonts the PDF actually uses"),
}
_STATES = {
    "fine": Words("正常", "fine"),
    "missing": Words("缺少", "missing"),
    "wrong": Words("有问题", "wrong"),
}
_MEND = Words("补救的方法（任选其一）：", "To fix it (any one of these):")
_WELL = Words("一切正常。", "All is well.")


def doctor(ctx: click.Context, *, form: str) -> int:
    """Examine, report and return the exit code."""
    from docgen.doctor import State, examine

    console = Console(language_of(ctx))
    results = list(examine())
    well = all(result.state is State.FINE for result in results)
    if form == "json":
        console.data({"ok": well, "results": [_data(result, console.language) for result in results]})
    else:
        _tell(console, results)
        if well:
            console.result(_WELL.say(console.language))
    return 0 if well else 1


def _tell(console: Console, results: Sequence[Result]) -> None:
    language = console.language
    for kind, heading in _KINDS.items():
        console.result(heading.say(language))
        for result in results:
            if result.kind == kind:
                state = _STATES[result.state].say(language)
                console.result("  " + "  ".join(part for part in (state, result.name, result.detail) if part))
    # What spoils one format often spoils all; each code is said once.
    findings = {finding.code: finding for result in reversed(results) for finding in result.findings}
    console.findings(findings.values())
    mends = dict.fromkeys(line for result in results for line in result.mend)
    if mends:
        console.result("\n".join([_MEND.say(language), *(f"  {line}" for line in mends)]))


def _data(result: Result, language: str) -> dict[str, object]:
    from docgen.cli.report import record

    return {
        "kind": result.kind.value,
        "name": result.name,
        "state": result.state.value,
        "detail": result.detail,
        "mend": list(result.mend),
        "diagnostics": [record(finding, language) for finding in result.findings],
    }


COMMAND = Command(
    "doctor",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(doctor),
    params=[format_option("text", "json")],
)
