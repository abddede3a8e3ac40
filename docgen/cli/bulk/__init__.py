"""``docgen bulk``: the documents of a team or a whole company."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.bulk.options import options
from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.options import outputs_of
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """为许多人一次生成文档：一个文件夹的目标书、团队文件 team.yaml、
花名册（CSV 或 Excel，加 --map）或目标工作簿。

先排好全部文件名再生成；每份文档由单独的进程生成，出错只影响它自己。
随时可以停止（Ctrl-C），再运行同一条命令就从停下的地方继续，
没有变化的文档不会重做。最后生成 index.html 和 summary.xlsx。

退出码：0 全部完成；1 来源或计划有错误，什么也没有生成；2 命令写错；
3 有文档没有生成；130、143 被停止。""",
    """Make documents for many people: from a folder of specs, a team file (team.yaml),
a roster (CSV or Excel, with --map) or a goal workbook.

All files are named before the first is made; each document is made in a process of
its own, and what fails costs itself alone. Stop it at any time (Ctrl-C): the same command
goes on from there, and documents that have not changed are not made again. At
the end there are index.html and summary.xlsx.

Exit codes: 0 all done; 1 the source or the plan has errors, nothing was made; 2 wrong
command line; 3 some documents were not made; 130, 143 stopped.""",
)
_EXAMPLES = (
    "docgen bulk specs/ --out out --dry-run",
    "docgen bulk team.yaml --out out --to pdf,docx",
    "docgen bulk people.xlsx --map people.map.yaml --out out --jobs 4",
    "docgen bulk goals.xlsx --out out --binder --zip",
    'docgen bulk specs/ --out out --only "Sales*" --only E0042',
    "docgen bulk team.yaml --out out --format json",
)


def bulk(ctx: click.Context, /, **order: Any) -> int:
    """Make the documents of everybody; return the exit code."""
    from docgen.cli.bulk.course import Asked, make_all

    order["to"] = outputs_of(ctx, order["to"], order["word_template"])
    return make_all(Asked(**order), Console(language_of(ctx)))


COMMAND = Command("bulk", _ABOUT, _EXAMPLES, callback=click.pass_context(bulk), params=options())
