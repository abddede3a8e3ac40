"""``docgen workbook new``: an Excel file to be filled in, empty or with what is known already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Count, Name
from docgen.cli.usage import WRONG_COMMAND_LINE, Unfit
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.workbook.content import Content

__all__ = ["COMMAND", "BookName"]

_ABOUT = Words(
    """生成一份目标工作簿（Excel），管理者照着填就行：人员、目标、指标、里程碑、
SWOT、沟通各一张表，有下拉列表、日期和数的校验、自动合计的权重和一个填好的例子。

--people 生成若干空行；--team 把已有的内容填进去，来源可以是 team.yaml、
花名册加对应文件、一个文件夹的目标书，或另一份工作簿。

填好后用 docgen workbook check 检查，用 docgen bulk 生成所有人的文档。""",
    """Make a goal workbook (Excel) that a manager can fill in without help: sheets for people,
goals, KPIs, milestones, SWOT and communication, with drop-down lists, checks of dates and
figures, weights that add themselves up, and a finished example.

--people makes empty lines; --team fills in what is known, from a team.yaml, a roster with
its mapping, a folder of specs or another workbook.

Check it with docgen workbook check when it comes back; docgen bulk makes the documents.""",
)
_EXAMPLES = (
    "docgen workbook new --people 8",
    "docgen workbook new --people 12 --locale en --out goals-2027.xlsx",
    "docgen workbook new --team team.yaml --out sales.xlsx",
    "docgen workbook new --team people.csv --map people.map.yaml",
)
_ONE = Words(
    "--team 和 --people 要写一个，也只能写一个。", "One of --team and --people is needed, and only one."
)
_NO_NAME = Words(
    "{name} 的值“{given}”应是 .xlsx 文件。", 'The value of {name}, "{given}", should be an .xlsx file.'
)
_MANY = Words(
    "{name} 的值最多是 200；人更多时按部门分成几份。",
    "The value of {name} is 200 at most; make one for each department.",
)
_MADE = Words(
    "填好后检查：docgen workbook check {file}", "When it is filled in: docgen workbook check {file}"
)
_USUAL = Words("目标.xlsx", "goals.xlsx")
_NAMED_WRONGLY = frozenset({"DG412"})


def new(ctx: click.Context, /, **order: Any) -> int:
    """Make one workbook; return the exit code."""
    from docgen.delivery.save import save
    from docgen.diagnostics import DocgenError
    from docgen.workbook.make import make_workbook

    console = Console(language_of(ctx))
    if bool(order["team"]) == bool(order["people"]):
        raise Unfit(_ONE, "", None, ctx)
    try:
        content = _content(ctx, order, console.language)
        path = Path(order["out"] or _USUAL.say(content.language))
        save(path.parent, {path.name: make_workbook(content)}, force=order["force"])
    except DocgenError as failure:
        console.findings(failure.diagnostics)
        named = any(each.code in _NAMED_WRONGLY and not each.where.file for each in failure.diagnostics)
        return WRONG_COMMAND_LINE if named else 1
    console.findings(content.findings)
    console.result(str(path))
    console.remark(_MADE.say(console.language).format(file=path))
    return 0


def _content(ctx: click.Context, order: dict[str, Any], language: str) -> Content:
    from docgen.i18n.locale import find_locale
    from docgen.workbook.blank import MAX_PEOPLE, make_blank

    named = find_locale(order["locale"]).language if order["locale"] else None
    if not order["team"]:
        if order["people"] > MAX_PEOPLE:
            raise Unfit(_MANY, "", _option(ctx, "people"), ctx)
        return make_blank(order["people"], named or language)
    from docgen.sources.opening import open_source
    from docgen.workbook.carry import carry_over

    return carry_over(open_source(order["team"], order["mapping"], order["encoding"]), named)


def _option(ctx: click.Context, name: str) -> click.Parameter | None:
    return next((each for each in ctx.command.params if each.name == name), None)


class BookName(Name):
    """The name of a workbook to be written."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse other endings: Excel would not open the file."""
        said = super().convert(value, param, ctx)
        if not said.lower().endswith(".xlsx"):
            raise Unfit(_NO_NAME, said, param, ctx)
        return said


COMMAND = Command(
    "new",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(new),
    params=[
        Option(
            ["--people"],
            Words("空行的数目，每人一行。", "How many empty lines, one a person."),
            metavar="N",
            type=Count(1),
        ),
        Option(
            ["--team"],
            Words("已有的内容：团队文件、花名册、文件夹或工作簿。", "What is known: a team file, a roster, a folder or a workbook."),
            metavar="FILE|DIR",
            type=Name(),
            multiple=True,
        ),
        Option(
            ["--map", "mapping"],
            Words("花名册的对应文件。", "The mapping of the roster."),
            metavar="FILE",
            type=Name(),
        ),
        Option(
            ["--encoding"],
            Words("花名册 CSV 的编码。", "The encoding of a CSV roster."),
            metavar="NAME",
            type=Name(),
        ),
        Option(
            ["--out"],
            Words("工作簿的文件名；默认是 目标.xlsx。", "The file to write; default: goals.xlsx."),
            metavar="FILE.xlsx",
            type=BookName(),
        ),
        Option(
            ["--locale"],
            Words(
                "工作簿的语言；默认随目标书，空白的随消息的语言。",
                "The language of the workbook; default: that of the specs, or of the messages.",
            ),
            metavar="zh-CN|en-US|…",
            type=Name(),
        ),
        Option(
            ["--force"],
            Words("覆盖不是 docgen 生成的、或已填写的文件。", "Overwrite a file that docgen did not make, or that is filled in."),
            is_flag=True,
        ),
    ],
)  # fmt: skip
