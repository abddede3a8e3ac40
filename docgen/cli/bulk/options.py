"""The arguments and options of ``docgen bulk``."""

from __future__ import annotations

import click

from docgen.cli.layout import Option
from docgen.cli.options import (
    Count,
    Name,
    Names,
    format_option,
    strict_option,
    today_option,
    verify_option,
    without_spec_option,
)
from docgen.cli.words import Words

__all__ = ["options"]

_STAGES = ["plan", "signed", "check-in", "mid-year", "final"]


def options() -> list[click.Parameter]:
    """Make them all: what is made of, what is made, how, and what is shown."""
    sources = click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE…", type=Name())
    return [
        sources,
        *_places(),
        *_documents(),
        *_choices(),
        *_course(),
        *_ending(),
        format_option("text", "json"),
    ]


def _places() -> list[click.Parameter]:
    return [
        _name("--out", "DIR|ADDRESS", "输出文件夹，没有时自动创建；也可以是 s3://… 等地址。", "Output folder, created when missing; or an address such as s3://….", required=True),
        _name("--map", "FILE", "花名册的对应文件，说明每一列的含义。", "The mapping of a roster, which says what its columns mean.", "mapping"),
        _name("--encoding", "NAME", "CSV 的编码，如 gb18030；默认自动识别。", "Encoding of a CSV, such as gb18030; default: recognized."),
    ]  # fmt: skip


def _documents() -> list[click.Parameter]:
    return [
        Option(["--to"], Words("输出格式，用逗号分隔。", "Formats, separated by commas."), metavar="FORMATS", type=Names(), default="pdf,docx", show_default=True),
        Option(["--pack"], Words("模板包的名称或文件夹。", "Template pack: a name or a folder."), metavar="NAME|DIR", type=Name(), default="classic", show_default=True),
        _name("--word-template", "FILE.docx", "用自己的 Word 文件（含占位符）生成 docx；不写 --to 时只生成它。", "Make the docx from a Word file of your own with placeholders; without --to, nothing else."),
        _name("--locale", "TAG", "文档的语言，如 zh-CN、en-GB；默认用每份目标书自己的语言。", "Language such as zh-CN or en-GB; default: that of each spec."),
        Option(["--stage"], Words("生成另一阶段的文档；默认是每份目标书自己的阶段。", "Make the documents of another stage; default: that of each spec."), type=click.Choice(_STAGES)),
        today_option(),
        _flag("--review", "把检查发现的问题作为批注写进 Word 文件，供审阅。", "Put what the check found into the Word files as comments, for reviewers."),
        without_spec_option(),
        verify_option(),
    ]  # fmt: skip


def _choices() -> list[click.Parameter]:
    return [
        Option(["--only"], Words("只生成符合的：姓名、工号、编号、文件名、团队，可用 * ?，可写多次。", "Only those that match: id, name, employee number, file name or team, with * and ?; may be repeated."), metavar="GLOB", type=Name(), multiple=True),
        _flag("--dry-run", "只显示计划和估计，什么也不生成。", "Show the plan and an estimate; make nothing."),
        strict_option(),
        _flag("--force", "也覆盖不是 docgen 生成的文件。", "Also overwrite files that docgen did not make."),
        _flag("--fail-fast", "有一份失败就不再开始新的。", "Begin no further document once one has failed."),
    ]  # fmt: skip


def _course() -> list[click.Parameter]:
    return [
        Option(["--jobs"], Words("同时工作的进程数；默认由处理器和内存决定。", "How many processes work at once; default: as many as processors and memory allow."), metavar="N", type=Count(least=1)),
        Option(["--engine"], Words("由谁生成：本机的进程，或多台机器（dask）。", "Who makes them: processes of this machine, or many machines (dask)."), metavar="NAME", type=Name(), default="processes", show_default=True),
        _name("--scheduler", "ADDRESS", "dask 调度程序的地址，如 tcp://10.0.0.5:8786。", "Address of the dask scheduler, such as tcp://10.0.0.5:8786."),
        Option(["--limit-seconds"], Words("一份文档最多可以计算多少秒。", "Seconds of computing that one document may take."), metavar="N", type=Count(least=1), default=120, show_default=True),
        Option(["--limit-memory"], Words("一个进程最多可以用多少 MB 内存。", "Megabytes of memory that one process may use."), metavar="MB", type=Count(least=256), default=2048, show_default=True),
    ]  # fmt: skip


def _ending() -> list[click.Parameter]:
    return [
        _flag("--binder", "每个团队另做一本合订本（PDF），带目录和团队总览。", "Also make a binder (one PDF) a team, with contents and an overview."),
        _flag("--zip", "每个团队另做一个压缩包。", "Also make a zip archive a team."),
        _flag("--prune", "删除以前生成、现在已不在计划里的文件。", "Remove files that were made earlier and are no longer in the plan."),
    ]  # fmt: skip


def _flag(name: str, zh: str, en: str) -> Option:
    return Option([name], Words(zh, en), is_flag=True)


def _name(name: str, metavar: str, zh: str, en: str, *into: str, required: bool = False) -> Option:
    return Option([name, *into], Words(zh, en), metavar=metavar, type=Name(), required=required)
