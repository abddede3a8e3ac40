"""``docgen workbook``: an Excel file in which a manager fills in the goals of a team."""

from __future__ import annotations

from docgen.cli.layout import Group, Row
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """用 Excel 收集团队的目标：new 生成一份工作簿，交给管理者填写；
check 检查填好的工作簿，把意见写成单元格批注；docgen bulk 为每个人生成文档。""",
    """Collect the goals of a team in Excel: new makes a workbook for a manager to fill in,
check writes what it finds as comments on the cells of a copy, and docgen bulk makes
everybody's documents.""",
)

COMMAND = Group(
    "workbook",
    _ABOUT,
    {
        "new": Row(
            "docgen.cli.workbook_new:COMMAND",
            Words("新建一份待填写的工作簿", "Make a workbook to be filled in"),
        ),
        "check": Row(
            "docgen.cli.workbook_check:COMMAND",
            Words("检查填好的工作簿，在副本里加批注", "Check a filled workbook, with comments in a copy"),
        ),
    },
)
