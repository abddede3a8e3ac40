"""``docgen generate``: specs in, finished files out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Day, Names, format_option, strict_option
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.cli.verdict import Verdict, conclude, promote
from docgen.cli.words import Words
from docgen.delivery import file_name, same_name, save
from docgen.diagnostics import DocgenError, Location, report
from docgen.pipeline import Outcome, Workshop, this_day
from docgen.sources.files import Files

__all__ = ["COMMAND"]

_NAMED_WRONGLY = {"DG301", "DG412", "DG702"}  # pack, locale, format: the words of the command line

_ABOUT = Words(
    """把一份或多份目标书（YAML 或 JSON）生成文档。

每份目标书的文件要么全部写入，要么都不写。不是 docgen 生成的文件，
或生成后有人改过的文件，没有 --force 就不会被覆盖。""",
    """Turn one or several specs (YAML or JSON) into documents.

The files of a spec appear all or none. A file that docgen did not make,
or that somebody has changed since, is not overwritten without --force.""",
)
_EXAMPLES = (
    "docgen generate goals.yaml",
    "docgen generate goals.yaml --to pdf,docx,html --out out",
    "docgen generate goals.yaml --locale en --pack ./acme",
    "docgen generate team/*.yaml --out out --format json",
)


@dataclass(slots=True)
class Shelf:
    """The output folder during one run: it knows which spec every name belongs to."""

    folder: Path
    force: bool
    taken: dict[str, str] = field(default_factory=dict)

    def put(self, spec: str, outcome: Outcome) -> tuple[Path, ...]:
        """Save the files of one spec; raises DocgenError, and then none of them is there."""
        files = {
            file_name(spec, artifact.suffix, outcome.language): artifact.content
            for artifact in outcome.artifacts.values()
        }
        for name in files:
            first = self.taken.setdefault(same_name(name), spec)
            if first != spec:
                raise DocgenError([report("DG806", Location(file=spec), name=name, first=first, second=spec)])
        return save(self.folder, files, force=self.force) if files else ()


def generate(
    ctx: click.Context,
    specs: tuple[str, ...],
    *,
    pack: str,
    to: Sequence[str],
    out: str,
    locale: str | None,
    today: datetime.date | None,
    strict: bool,
    force: bool,
    form: str,
) -> int:
    """Make the documents of every spec; return the exit code."""
    console = Console(language_of(ctx))
    try:
        workshop = Workshop(pack, to, locale)
    except DocgenError as failure:
        wrong = any(d.code in _NAMED_WRONGLY for d in failure.diagnostics)
        code = conclude(console, form, [], failure.diagnostics)
        return WRONG_COMMAND_LINE if wrong else code
    source, shelf, day = Files(specs), Shelf(Path(out), force), today or this_day()
    entries = list(source.entries())
    verdicts = []
    with console.progress([entry.name for entry in entries], quiet=form == "json") as begin:
        for entry in entries:
            begin(entry.name)
            outcome = workshop.make(source, entry, day)
            verdicts.append(_deliver(entry.name, outcome, shelf, strict=strict))
            verdicts[-1].tell(console, form)
    return conclude(console, form, verdicts)


def _deliver(spec: str, outcome: Outcome, shelf: Shelf, *, strict: bool) -> Verdict:
    """Save what was made; with ``strict`` a warning keeps everything back."""
    if strict:
        outcome = replace(outcome, diagnostics=promote(outcome.diagnostics))
    if strict and not outcome.ok:
        return Verdict(spec, outcome.diagnostics)
    try:
        return Verdict(spec, outcome.diagnostics, shelf.put(spec, outcome))
    except DocgenError as failure:
        return Verdict(spec, (*outcome.diagnostics, *failure.diagnostics))


COMMAND = Command(
    "generate",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(generate),
    params=[
        click.Argument(["specs"], nargs=-1, required=True, metavar="SPEC…"),
        Option(
            ["--pack"],
            Words("模板包的名称或文件夹。", "Template pack: a name or a folder."),
            metavar="NAME|DIR",
            default="classic",
            show_default=True,
        ),
        Option(
            ["--to"],
            Words("输出格式，用逗号分隔。", "Formats, separated by commas."),
            metavar="FORMATS",
            type=Names(),
            default="pdf,docx",
            show_default=True,
        ),
        Option(
            ["--out"],
            Words("输出文件夹，没有时自动创建；默认是当前文件夹。", "Output folder, made when missing; else the current one."),
            metavar="DIR",
            default=".",
        ),
        Option(
            ["--locale"],
            Words("文档的语言，如 zh-CN、en-GB；默认用目标书自己的语言。", "Language such as zh-CN or en-GB; else that of the spec."),
            metavar="TAG",
        ),
        Option(
            ["--today"],
            Words("当作今天的日期；默认是系统日期。", "The day to take for today; else the day it is."),
            metavar="YYYY-MM-DD",
            type=Day(),
        ),
        strict_option(),
        Option(
            ["--force"],
            Words("也覆盖不是 docgen 生成的文件。", "Overwrite files that docgen did not make, too."),
            is_flag=True,
        ),
        format_option("text", "json"),
    ],
)  # fmt: skip
