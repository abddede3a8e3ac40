"""The first sheet: how the workbook is filled in, in six steps, and what every sheet is for."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from docgen.i18n.languages import Words
from docgen.sources.workbook.sheets import EXAMPLE, LIBRARY, SHEETS
from docgen.workbook.looks import COLORS, Looks
from docgen.workbook.paint import HEIGHT, lines_of
from docgen.workbook.table_sheet import arrange

__all__ = ["write_guide"]

_TITLE = Words("绩效目标工作簿", "Goal workbook")
_STEPS = (
    Words(
        "先看“示例”表：一个人的目标从头到尾是什么样子。示例不会被读取。",
        "Look at the sheet Example first: what the goals of one person look like from beginning to end. It is not read.",
    ),
    Words(
        "在“总览”表填公司、文件和周期，在“战略”表填公司或部门的目标。",
        "Fill in company, document and period on the sheet Overview, and the goals of the company on Strategy.",
    ),
    Words(
        "在“人员”表每人填一行；有工号的都填上，重名的必须填。",
        "Fill in one row a person on the sheet People, with employee numbers where there are any; people of the same name need them.",
    ),
    Words(
        "在“目标”表填目标。“谁的”留空表示人人都有；只属于某人的，从下拉列表选他。",
        "Fill in the sheet Goals. Leave Who blank for a goal that everybody has; choose a person for a goal that is theirs alone.",
    ),
    Words(
        "在“指标”表给每个目标填指标；通用的指标可以从“指标库”选，口径会自动带入。再填里程碑、SWOT、沟通和跟踪。",
        "Give each goal its KPIs on the sheet KPIs; common ones can be chosen from the KPI library with their definition. Then fill in milestones, SWOT, communication and tracking.",
    ),
    Words(
        "回到“人员”表看右边的合计：目标和指标的权重都应是 100，不是就会变红。保存后交给人力资源，或自己运行下面的命令。",
        "Go back to People and look at the sums on the right: the weights of goals and of KPIs must both be 100, otherwise they are red. Save, and hand the file to HR or run the commands below yourself.",
    ),
)
_COMMANDS = Words("检查和生成", "Checking and making")
_DO = (
    (
        "docgen workbook check {file}",
        Words("逐格检查，另存一份带批注的副本", "check every cell, with comments in a copy"),
    ),
    ("docgen bulk {file} --out {folder}", Words("为每个人生成文档", "make everybody's documents")),
)
_NAMES = Words("目标.xlsx 文档", "goals.xlsx documents")
_SHEETS = Words("各表的用途", "The sheets")
_COLORS = Words("颜色", "Colors")
_LEGEND = (
    ("asked", Words("必填列", "Required"), Words("表头带 *，有一行内容就要填。", "Headers with a star: needed in every row that says something.")),
    ("optional", Words("选填列", "Optional"), Words("有就填；鼠标停在表头上看说明。", "Where there is something to say; rest the pointer on a header to read what it means.")),
    ("automatic", Words("自动列", "Automatic"), Words("公式计算，不用填。", "Counted by formulas; nothing to fill in.")),
    ("missing", Words("缺内容", "Missing"), Words("这一行还缺这一格。", "The row still lacks this cell.")),
    ("right", Words("合计 100", "Sum is 100"), Words("权重合计正确。", "Weights add up.")),
    ("wrong", Words("合计不对", "Sum is off"), Words("权重合计不是 100。", "Weights do not add up to 100.")),
)  # fmt: skip
_TIPS_HEAD = Words("小贴士", "Good to know")
_TIPS = (
    Words(
        "可以调整列的顺序、隐藏不用的列、在右边加自己的列；表头的字不要改，表不要删。",
        "Columns may be moved or hidden, and columns of your own added at the right. Keep the headers as they are, and do not delete sheets.",
    ),
    Words(
        "单元格里可以写公式；用 Excel、WPS 或 LibreOffice 保存过，读到的就是您看到的结果。",
        "Cells may hold formulas. Once Excel, WPS or LibreOffice has saved the file, docgen reads the results that you see.",
    ),
    Words(
        "中英两种语言都要的文字，在一格里写两行：zh: 中文，换行，en: 英文。",
        "For text in both languages write two lines into one cell: zh: the Chinese, a new line, en: the English.",
    ),
)  # fmt: skip
_WIDTHS = (4, 20, 92)
_SWATCH = {
    "align": "center",
    "valign": "vcenter",
    "font_size": 10,
    "border": 1,
    "border_color": COLORS["line"],
}
"""What makes a cell of the legend of any format: some only color the cell they are laid over."""


class _Page:
    """The sheet under way, line by line."""

    def __init__(self, target: Worksheet, looks: Looks, language: str) -> None:
        self.target, self.looks, self.language, self.row = target, looks, language, 0

    def say(self, text: str, look: str) -> None:
        """Write the wide cell of a line and give the row the height it needs."""
        self.target.write_string(self.row, 2, text, self.looks.find(look, valign="vcenter"))
        self.target.set_row(self.row, HEIGHT * lines_of(text, _WIDTHS[2]) + 5)
        self.row += 1

    def heading(self, words: Words) -> None:
        """Leave a line and begin a part."""
        self.row += 1
        self.target.set_row(self.row, 24)
        self.target.write_string(self.row, 1, words.say(self.language), self.looks.find("heading"))
        self.target.write_blank(self.row, 2, None, self.looks.find("heading"))
        self.row += 1

    def spread(self, text: str) -> None:
        """Write a text over both columns."""
        self.target.merge_range(self.row, 1, self.row, 2, text, self.looks.find("text"))
        self.target.set_row(self.row, HEIGHT * lines_of(text, sum(_WIDTHS[1:])) + 5)


def write_guide(target: Worksheet, looks: Looks, language: str) -> None:
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        target.set_column(column, column, width)
    target.hide_gridlines(2)
    page = _Page(target, looks, language)
    _write_banner(page)
    for number, step in enumerate(_STEPS, 1):
        target.write_number(page.row, 0, number, looks.find("step"))
        page.spread(step.say(language))
        page.row += 1
    _write_commands(page)
    page.heading(_SHEETS)
    for name, about in _sheets(language):
        target.write_url(
            page.row, 1, f"internal:{quote_sheetname(name)}!A1", looks.find("link", valign="vcenter"), name
        )
        page.say(about, "cell")
    page.heading(_COLORS)
    for look, words, meaning in _LEGEND:
        target.write_string(page.row, 1, words.say(language), looks.find(look, **_SWATCH))
        page.say(meaning.say(language), "cell")
    page.heading(_TIPS_HEAD)
    for tip in _TIPS:
        page.spread(tip.say(language))
        page.row += 1
    arrange(target, frozen=(1, 0), wide=False)


def _write_banner(page: _Page) -> None:
    for column in range(len(_WIDTHS)):
        page.target.write_blank(0, column, None, page.looks.find("band"))
    page.target.write_string(0, 1, _TITLE.say(page.language), page.looks.find("title", indent=0))
    page.target.set_row(0, 36)
    page.row = 2


def _write_commands(page: _Page) -> None:
    page.heading(_COMMANDS)
    file, folder = _NAMES.say(page.language).split()
    for command, about in _DO:
        said = about.say(page.language)
        page.spread(f"{command.format(file=file, folder=folder)}    {said}")
        page.row += 1


def _sheets(language: str) -> Iterator[tuple[str, str]]:
    for sheet in SHEETS:
        yield sheet.words.say(language), sheet.about.say(language)
    yield (
        LIBRARY.say(language),
        Words("所有通用指标的口径和注意事项。", "Definitions and pitfalls of all common indicators.").say(
            language
        ),
    )
    yield EXAMPLE.say(language), Words("一个填好的例子。", "A finished example.").say(language)
