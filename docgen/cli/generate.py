"""``docgen generate``: specs in, finished files out."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import (
    Count,
    Name,
    Names,
    format_option,
    outputs_of,
    strict_option,
    today_option,
    verify_option,
    without_spec_option,
)
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """由一份或多份目标书（YAML 或 JSON）生成文档。

每份目标书的文件要么全部写入，要么都不写。不是 docgen 生成的文件，
或生成后有人改过的文件，没有 --force 就不会被覆盖。

签署后未登记变更就改了目标（X4）等问题会使文档失实，这时不生成文件；
加 --review 仍会生成带批注的审阅稿。""",
    """Turn one or several specs (YAML or JSON) into documents.

The files of a spec are written all or none. A file that docgen did not make,
or that somebody has changed since, is not overwritten without --force.

A signed target that was changed without a record (X4), and the like, would make the document
untrue: then nothing is made, but for a copy with comments, if --review asks for one.""",
)
_EXAMPLES = (
    "docgen generate goals.yaml",
    "docgen generate goals.yaml --to pdf,docx,html --out out",
    "docgen generate goals.yaml --locale en --pack ./acme",
    "docgen generate goals.yaml --stage mid-year",
    "docgen generate goals.yaml --word-template letter.docx",
    "docgen generate team/*.yaml --out out --format json",
)


def generate(ctx: click.Context, /, **order: Any) -> int:
    """Make the documents of every spec; return the exit code."""
    from docgen.cli.making import Order, make_all

    order["to"] = outputs_of(ctx, order["to"], order["word_template"])
    return make_all(Order(**order), Console(language_of(ctx)))


COMMAND = Command(
    "generate",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(generate),
    params=[
        click.Argument(["specs"], nargs=-1, required=True, metavar="SPEC…", type=Name()),
        Option(
            ["--pack"],
            Words("模板包的名称或文件夹。", "Template pack: a name or a folder."),
            metavar="NAME|DIR",
            type=Name(),
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
            ["--word-template"],
            Words(
                "用自己的 Word 文件（含占位符）生成 docx；不写 --to 时只生成它。",
                "Make the docx from a Word file of your own with placeholders; without --to, nothing else.",
            ),
            metavar="FILE.docx",
            type=Name(),
        ),
        Option(
            ["--out"],
            Words("输出文件夹，没有时自动创建；默认是当前文件夹。", "Output folder, created when missing; default: the current one."),
            metavar="DIR",
            type=Name(),
            default=".",
        ),
        Option(
            ["--locale"],
            Words("文档的语言，如 zh-CN、en-GB；默认用目标书自己的语言。", "Language such as zh-CN or en-GB; default: that of the spec."),
            metavar="TAG",
            type=Name(),
        ),
        today_option(),
        Option(
            ["--stage"],
            Words(
                "用同一份目标书生成另一阶段的文档；默认是目标书自己的阶段。",
                "Make the document of another stage from the same spec; default: that of the spec.",
            ),
            type=click.Choice(["plan", "signed", "check-in", "mid-year", "final"]),
        ),
        Option(
            ["--review"],
            Words("把检查发现的问题作为批注写进 Word 文件，供审阅。", "Put what the check found into the Word file as comments, for reviewers."),
            is_flag=True,
        ),
        without_spec_option(),
        verify_option(),
        Option(
            ["--limit-seconds"],
            Words(
                "自己的模板包为一份文档最多可以计算多少秒。",
                "Seconds that a pack of your own may compute for one document.",
            ),
            metavar="N",
            type=Count(least=1),
            default=120,
            show_default=True,
        ),
        Option(
            ["--limit-memory"],
            Words(
                "自己的模板包最多可以用多少 MB 内存。",
                "Megabytes of memory that a pack of your own may use.",
            ),
            metavar="MB",
            type=Count(least=256),
            default=2048,
            show_default=True,
        ),
        strict_option(),
        Option(
            ["--force"],
            Words("也覆盖不是 docgen 生成的文件。", "Also overwrite files that docgen did not make."),
            is_flag=True,
        ),
        format_option("text", "json"),
    ],
)  # fmt: skip
