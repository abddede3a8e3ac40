"""The options of ``docgen new``."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.asking import Unclear
from docgen.cli.beginning import MOST_GOALS, whole_number
from docgen.cli.completing import complete_indicators, complete_roles
from docgen.cli.layout import Option
from docgen.cli.options import Line, Name, Names
from docgen.cli.usage import Unfit
from docgen.cli.words import Words
from docgen.spec.quarters import MONTHS_A_YEAR

__all__ = ["PARAMS"]


class _Whole(click.ParamType[int]):
    """A whole number within bounds."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        """Keep the bounds; both are included."""
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read plain figures."""
        try:
            return whole_number(str(value), self.least, self.most)
        except Unclear as unclear:
            raise Unfit(unclear.words, str(value), param, ctx) from None


PARAMS: list[click.Parameter] = [
    click.Argument(["file"], required=False, metavar="[FILE]", type=Name()),
    Option(
        ["--role"],
        Words(
            "岗位：docgen kpi list 列出的岗位代号，或任意岗位名称。",
            "The position: the id of a role that the KPI library knows, or any title.",
        ),
        metavar="ROLE",
        type=Line(),
        shell_complete=complete_roles,
    ),
    Option(["--name", "person"], Words("姓名。", "The name of the person."), metavar="NAME", type=Line()),
    Option(
        ["--period"],
        Words(
            "考核周期：2027、2027H1、2027Q1、FY2027 或 2027-01-01/2027-12-31。",
            "The period: 2027, 2027H1, 2027Q1, FY2027 or 2027-01-01/2027-12-31.",
        ),
        metavar="PERIOD",
        type=Name(),
    ),
    Option(
        ["--fiscal-start", "first_month"],
        Words("财年从几月开始；默认 1 月。", "The month in which the fiscal year begins; default: 1."),
        metavar="MONTH",
        type=_Whole(1, MONTHS_A_YEAR),
    ),
    Option(
        ["--language"],
        Words(
            "文档和说明的语言；both 是中英双语。",
            "Language of the document and its comments; both: in two.",
        ),
        type=click.Choice(("zh", "en", "both")),
    ),
    Option(
        ["--style"],
        Words("样式：模板包的名称或文件夹。", "The style: a template pack, by its name or folder."),
        metavar="NAME|DIR",
        type=Name(),
    ),
    Option(
        ["--goals"],
        Words("目标的个数；默认 3。", "Number of goals; default: 3."),
        metavar="COUNT",
        type=_Whole(1, MOST_GOALS),
    ),
    Option(
        ["--kpi", "kpis"],
        Words(
            "选用指标库中的指标，用逗号隔开，可以重复。",
            "KPIs of the library by their ids, separated by commas; may be repeated.",
        ),
        metavar="ID",
        type=Names(),
        multiple=True,
        shell_complete=complete_indicators,
    ),
    Option(
        ["--from", "source"],
        Words("从上期的目标书开始。", "Begin with the spec of the last period."),
        metavar="SPEC",
        type=Name(),
    ),
    Option(
        ["--yes"],
        Words("不提问，没有写明的都采用默认值。", "Ask nothing; what is not said takes its usual value."),
        is_flag=True,
    ),
    Option(["--force"], Words("覆盖已有的文件。", "Replace a file that exists."), is_flag=True),
]
