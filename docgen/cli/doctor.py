"""``docgen doctor``: what is missing on this machine, or what is wrong with finished documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from docgen.cli.console import OUR_BUG, Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import Name, format_option, strict_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.cli.verdict import Verdict
    from docgen.doctor.results import Result

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查本机，或检查已经生成的 Word 和 PDF 文件。

不写文件名时检查本机：系统库、Python 包、模板、字体、终端和文件夹，并试生成一份文档；
缺少什么，就给出在这个系统（Linux、macOS 或 Windows）上补上它的那一行命令。

写文件名时逐个检查文件：Word 能否正常打开、能否无障碍阅读、目录和链接是否有效、
控件与数据是否一致；PDF 的标签、字体、标题和存档标识是否齐全。不修改任何文件。

有错误或缺少必需的东西时退出码为 1。""",
    """Examine this machine, or finished Word and PDF documents.

Without files it examines this machine: native libraries, packages, templates and
fonts, and makes one small trial document. It prints the command that fixes what is
missing on this system, be it Linux, macOS or Windows.

With files it examines each of them. Word: whether it opens without repair, can be
read by everybody, its contents and links lead somewhere and its controls agree with
their data. PDF: whether tags, fonts, title and the marks of its standards are there.
Nothing is changed.

The exit code is 1 when something is wrong or missing.""",
)
_EXAMPLES = (
    "docgen doctor",
    "docgen doctor --format json",
    "docgen doctor out/goals.docx out/goals.pdf",
    "docgen doctor out/*.docx --strict --format json",
)
_KINDS = {
    "library": Words("系统库", "Native libraries"),
    "package": Words("Python 包", "Python packages"),
    "templates": Words("模板", "Templates"),
    "rendering": Words("试生成", "Trial document"),
    "font": Words("PDF 实际使用的字体", "Fonts the PDF actually uses"),
    "console": Words("输出的编码", "Encoding of what is printed"),
    "folder": Words("当前文件夹", "This folder"),
}
_STATES = {
    "fine": Words("正常", "fine"),
    "missing": Words("缺少", "missing"),
    "wrong": Words("有问题", "wrong"),
    "note": Words("可用，请留意", "usable, please note"),
}
_MEND = Words("补救的方法（任选其一）：", "To fix it (any one of these):")
_WELL = Words("一切正常。", "All is well.")


def doctor(ctx: click.Context, files: tuple[str, ...], *, strict: bool, form: str) -> int:
    """Examine the machine or the files; return the exit code."""
    console = Console(language_of(ctx))
    return _examine_files(console, files, strict, form) if files else _examine_machine(console, form)


def _examine_files(console: Console, files: Sequence[str], strict: bool, form: str) -> int:
    from docgen.cli.verdict import conclude, survive

    verdicts = []
    for file in dict.fromkeys(files):
        verdict = survive(file, partial(_examine_file, file, strict=strict))
        if form == "text":
            verdict.tell(console, form)
            verdict.praise(console)
        verdicts.append(verdict)
    if form == "text":
        return conclude(console, form, verdicts)
    records = [_record(verdict, console.language) for verdict in verdicts]
    console.data({"ok": all(verdict.ok for verdict in verdicts), "files": records})
    if any(d.code == "DG901" for verdict in verdicts for d in verdict.diagnostics):
        return OUR_BUG
    return 0 if all(verdict.ok for verdict in verdicts) else 1


def _examine_file(file: str, *, strict: bool) -> Verdict:
    from docgen.cli.verdict import Verdict, promote
    from docgen.doctor.documents import examine

    found = examine(file)
    return Verdict(file, promote(found) if strict else found)


def _record(verdict: Verdict, language: str) -> dict[str, object]:
    from docgen.cli.report import record

    findings = [record(finding, language) for finding in verdict.diagnostics]
    return {"file": verdict.spec, "ok": verdict.ok, "diagnostics": findings}


def _examine_machine(console: Console, form: str) -> int:
    from docgen.doctor.machine import examine

    results = list(examine())
    well = all(result.is_well for result in results)
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
    params=[
        click.Argument(["files"], nargs=-1, required=False, metavar="[FILE…]", type=Name()),
        strict_option(),
        format_option("text", "json"),
    ],
)
