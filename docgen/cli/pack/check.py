"""``docgen pack check``: everything that is wrong with a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, Names, format_option, strict_option
from docgen.cli.pack.check_word import WORD_OPTIONS, Request, check_word_file, is_word_file
from docgen.cli.usage import Superfluous
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.checkup.pack import Checkup
    from docgen.diagnostics import Diagnostic

__all__ = ["COMMAND"]

_ABOUT = Words(
    """检查模板包：用它试做每一份示例，每种语言、每种格式都做一遍，一次报告全部问题。

包括：配置写错的地方，缺少的词，写错的字段名（示例没走到的地方也查），不起作用的
改动，没有用到的文件，缺少的字体和字，看不清的颜色，Word 里没有的样式，文档里不能
用的标签。先报告不用试做就能发现的问题。不写任何文件。

--spec 换成用自己的目标书来试做。有错误时退出码为 1。

写一个带占位符的 Word 文件时，逐个检查占位符：括号、循环和条件、字段名、会消失的
文字，并用示例试填。有问题时在旁边写一份副本，每个问题是副本里的一条批注；--repair
顺便修复副本里拆开的占位符和全角符号。原文件不会改动。""",
    """Check a pack: every sample is made with it in every language and format, and
everything that is wrong is reported at once.

That is: mistakes in its settings, missing labels, names of fields that do not exist
(in branches that no sample takes, too), changes without effect, files that nothing
uses, missing fonts and characters, colors that cannot be read, styles that Word does
not have, elements that documents cannot hold. What shows without making documents
comes first. Nothing is written.

--spec makes specs of yours instead. The exit code is 1 when there is an error.

Name a Word file with placeholders, and each of them is examined: brackets, loops and
conditions, names of fields, text that would disappear; then it is filled with a
sample. If anything is found, a copy is written beside it in which every finding is a
comment; --repair mends split placeholders and full-width signs in that copy. The
file itself is never changed.""",
)
_EXAMPLES = (
    "docgen pack check acme",
    "docgen pack check ./acme --to html --strict",
    "docgen pack check ./acme --spec goals.yaml --format json",
    "docgen pack check letter.docx --repair",
    "docgen pack check letter.docx --schema fields.json",
)
_COUNT = Words("{errors} 个错误，{warnings} 个警告。", "Errors: {errors}. Warnings: {warnings}.")
_MADE = Words("{pack}：试做了 {made} 份文档（{outputs}）。", "{pack}: made {made} documents ({outputs}).")
_FINE = Words("没有发现问题。", "No problems found.")
_OFTEN = Words("{all} 份文档中有 {count} 份出现：{codes}", "In {count} of {all} documents: {codes}")


@dataclass(slots=True)
class _Report:
    """What is told while the check goes on, and at its end."""

    console: Console
    form: str
    strict: bool
    findings: list[Diagnostic] = field(default_factory=list)

    def tell(self, finding: Diagnostic) -> None:
        """Keep a finding; people read it at once."""
        from docgen.cli.verdict import promote

        (told,) = promote([finding]) if self.strict else (finding,)
        self.findings.append(told)
        if self.form == "text":
            self.console.findings([told])

    def close(self, checkup: Checkup, originals: Sequence[Diagnostic]) -> int:
        """Say how it ended; return the exit code."""
        from docgen.cli.pack.ending import fail

        if self.form == "json":
            self.console.data(self._record(checkup, originals))
        elif checkup.pack is not None:
            self._conclude(checkup, originals)
        return fail(self.console, self.findings, told=True) if self._count("error") else 0

    def _count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def _conclude(self, checkup: Checkup, originals: Sequence[Diagnostic]) -> None:
        language = self.console.language
        often: dict[int, list[str]] = {}
        total = len(checkup.plan.trials) if checkup.plan else 0
        for finding in originals:
            if (count := checkup.count(finding)) > 1:
                often.setdefault(count, []).append(finding.code)
        for count, codes in sorted(often.items(), reverse=True):
            shown = " ".join(dict.fromkeys(codes))
            self.console.remark(_OFTEN.say(language).format(count=count, all=total, codes=shown))
        if checkup.pack and checkup.plan:
            outputs = " ".join(checkup.plan.outputs)
            facts = {"pack": checkup.pack.name, "made": checkup.plan.made, "outputs": outputs}
            self.console.remark(_MADE.say(language).format(**facts))
        errors, warnings = self._count("error"), self._count("warning")
        if errors or warnings:
            self.console.remark(_COUNT.say(language).format(errors=errors, warnings=warnings))
        else:
            self.console.result(_FINE.say(language))

    def _record(self, checkup: Checkup, originals: Sequence[Diagnostic]) -> dict[str, Any]:
        from docgen.cli.report import record

        plan = checkup.plan
        return {
            "ok": not self._count("error"),
            "pack": checkup.pack.name if checkup.pack else None,
            "outputs": list(plan.outputs) if plan else [],
            "documents": plan.made if plan else 0,
            "diagnostics": [
                {**record(told, self.console.language), "documents": checkup.count(found)}
                for told, found in zip(self.findings, originals, strict=True)
            ],
        }


def check(
    ctx: click.Context, *, name: str, specs: tuple[str, ...], to: tuple[str, ...], **options: Any
) -> int:
    """Check one pack, or one Word file with placeholders; return the exit code."""
    if is_word_file(name):
        if to:
            raise Superfluous(["--to"], ctx)
        request = Request(file=name, specs=specs, **options)
        return check_word_file(Console(language_of(ctx)), request)
    if given := [f"--{option}" for option in ("repair", "out", "schema", "force") if options[option]]:
        raise Superfluous(given, ctx)
    return _check_pack(ctx, name, specs, to, strict=options["strict"], form=options["form"])


def _check_pack(
    ctx: click.Context, name: str, specs: tuple[str, ...], to: tuple[str, ...], *, strict: bool, form: str
) -> int:
    from docgen.checkup.pack import Checkup

    console = Console(language_of(ctx))
    report = _Report(console, form, strict)
    checkup = Checkup(name, specs, to)
    originals = []
    for finding in checkup.look():
        originals.append(finding)
        report.tell(finding)
    trials = checkup.plan.trials if checkup.plan else ()
    with console.progress([trial.name for trial in trials], quiet=form == "json") as begin:
        for finding in checkup.make(begin):
            originals.append(finding)
            report.tell(finding)
    return report.close(checkup, originals)


COMMAND = Command(
    "check",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(check),
    params=[
        click.Argument(["name"], metavar="NAME|DIR|FILE.docx", type=Name()),
        Option(
            ["--spec", "specs"],
            Words("用这份目标书试做，而不用示例；可以写多次。", "Make this spec instead of the samples; may be repeated."),
            metavar="SPEC",
            type=Name(),
            multiple=True,
        ),
        Option(
            ["--to"],
            Words("只试做这些格式，用逗号分隔；默认是模板包的全部格式。", "Only these formats, separated by commas; default: all of the pack."),
            metavar="FORMATS",
            type=Names(),
            default=(),
        ),
        *WORD_OPTIONS,
        strict_option(),
        format_option("text", "json"),
    ],
)  # fmt: skip
