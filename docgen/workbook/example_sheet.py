"""One finished example on a sheet of its own, which is never read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xlsxwriter.worksheet import Worksheet

from docgen.i18n.languages import Words
from docgen.sources.workbook.sheets import COMMUNICATION, EXAMPLE, GOALS, KPIS, MILESTONES, PEOPLE, SWOT
from docgen.workbook.looks import Looks
from docgen.workbook.paint import HEIGHT, lines_of
from docgen.workbook.table_sheet import arrange, write_title

__all__ = ["write_example"]

_ABOUT = Words(
    "这是一个填好的例子，只供参考：docgen 不读这张表，可以放心删改。",
    "A finished example, for reference only: docgen does not read this sheet.",
)
_WIDTH = 22
_FIRST = 3

_ROWS: Mapping[str, tuple[tuple[str, tuple[Words, ...]], ...]] = MappingProxyType(
    {
        PEOPLE.key: (
            ("person.name", (Words("顾念（虚构）", "Ada Moss (invented)"),)),
            ("person.id", (Words("E0207", "E0207"),)),
            ("person.position", (Words("客户成功经理", "Customer success manager"),)),
            ("person.department", (Words("客户成功部", "Customer Success"),)),
            ("person.manager.name", (Words("罗征", "Ruth Hale"),)),
            ("person.manager.title", (Words("客户成功总监", "Director, Customer Success"),)),
        ),
        GOALS.key: (
            ("id", (Words("G1", "G1"), Words("G2", "G2"))),
            ("title", (
                Words("把客户年续约率从 84% 提高到 90%", "Raise the yearly renewal rate from 84% to 90%"),
                Words("首次响应时间从 6 小时缩短到 2 小时", "Cut first response from 6 to 2 hours"),
            )),
            ("outcome", (
                Words("2027 年到期的 210 家客户中，至少 189 家续约。", "Of the 210 customers due in 2027, at least 189 renew."),
                Words("四季度每周的中位数都不超过 2 小时。", "The median is at most 2 hours in every week of Q4."),
            )),
            ("weight", (Words("60", "60"), Words("40", "40"))),
            ("due", (Words("2027-12-31", "2027-12-31"), Words("2027-12-31", "2027-12-31"))),
            ("strategy", (Words("S1", "S1"), Words("S1", "S1"))),
            ("smart.achievable", (
                Words("流失客户中六成缺少季度回访，今年补上两人后可全覆盖。", "Six in ten lost customers had no quarterly review; two more people make it possible for all."),
                Words("试点小组三月已做到 2.4 小时。", "The pilot group reached 2.4 hours in March."),
            )),
        ),
        KPIS.key: (
            ("id", (Words("K1", "K1"), Words("K2", "K2"))),
            ("goal", (Words("G1", "G1"), Words("G2", "G2"))),
            ("lib", (Words("客户续约率 [renewal_rate]", "Customer renewal rate [renewal_rate]"), Words("首次响应时间 [first_response]", "First response time [first_response]"))),
            ("name", (Words("（留空，取自指标库）", "(blank: from the library)"),) * 2),
            ("weight", (Words("60", "60"), Words("40", "40"))),
            ("baseline.value", (Words("84", "84"), Words("6", "6"))),
            ("baseline.as_of", (Words("2026 年全年", "All of 2026"), Words("2026 年四季度", "Q4 2026"))),
            ("baseline.source", (Words("客户管理系统，续约报表", "CRM, renewal report"), Words("工单系统，报表 SR-12", "Help desk, report SR-12"))),
            ("threshold", (Words("86", "86"), Words("3", "3"))),
            ("target", (Words("90", "90"), Words("2", "2"))),
            ("stretch", (Words("92", "92"), Words("1.5", "1.5"))),
            ("scoring", (Words("线性：底线60、目标100、挑战120", "Linear: threshold 60, target 100, stretch 120"),) * 2),
        ),
        MILESTONES.key: (
            ("id", (Words("M1", "M1"), Words("M2", "M2"))),
            ("goal", (Words("G1", "G1"), Words("G2", "G2"))),
            ("title", (Words("全部到期客户完成季度回访", "Quarterly reviews done for all customers due"), Words("优先队列上线", "Priority queue is live"))),
            ("due", (Words("2027-06-30", "2027-06-30"), Words("2027-04-30", "2027-04-30"))),
            ("deliverable", (Words("回访记录 210 份", "210 review records"), Words("队列规则和值班表", "Rules of the queue and the rota"))),
            ("acceptance", (Words("上级抽查 20 份，要点齐全", "Manager checks 20; nothing is missing"), Words("连续两周无超时工单", "No overdue ticket for two weeks"))),
        ),
        SWOT.key: (
            ("@quadrant", (Words("劣势", "Weakness"), Words("机会", "Opportunity"))),
            ("text", (Words("周末无人值班", "Nobody on duty at weekends"), Words("新版产品自带用量提醒", "The new release warns of low usage"))),
            ("evidence", (Words("2026 年周末工单 410 件", "410 weekend tickets in 2026"), Words("版本说明 5.2", "Release notes 5.2"))),
            ("response", (Words("四月起轮班", "A rota from April"), Words("", ""))),
        ),
        COMMUNICATION.key: (
            ("date", (Words("2027-01-08", "2027-01-08"),)),
            ("participants", (Words("顾念、罗征", "Ada Moss, Ruth Hale"),)),
            ("comment", (Words("续约目标 92% 偏高，行业平均 88%", "A target of 92% is high; the average of the trade is 88%"),)),
            ("resolution", (Words("采纳", "Adopted"),)),
            ("reason", (Words("目标改为 90%，92% 作为挑战值", "The target is 90%; 92% became the stretch"),)),
        ),
    }
)  # fmt: skip
_SHEETS = (PEOPLE, GOALS, KPIS, MILESTONES, SWOT, COMMUNICATION)


def write_example(target: Worksheet, looks: Looks, language: str) -> None:
    """Write a small table for every sheet that is shown, one below the other."""
    width = max(len(columns) for columns in _ROWS.values())
    target.set_column(0, width - 1, _WIDTH)
    write_title(target, EXAMPLE.say(language), _ABOUT.say(language), looks, [_WIDTH] * width)
    row = _FIRST
    for sheet in _SHEETS:
        columns = _ROWS[sheet.key]
        target.set_row(row, 24)
        target.write_string(row, 0, sheet.words.say(language), looks.find("heading"))
        for column in range(1, width):
            target.write_blank(row, column, None, looks.find("heading"))
        for column, (path, cells) in enumerate(columns):
            field = sheet.find(tuple(path.split(".")))
            look = "asked" if field.needed else "optional"
            target.write_string(row + 1, column, field.words.say(language), looks.find(look))
            for place, words in enumerate(cells, row + 2):
                target.write_string(place, column, words.say(language), looks.find("cell"))
        count = len(columns[0][1])
        for place in range(count):
            said = (cells[place].say(language) for _, cells in columns)
            target.set_row(row + 2 + place, HEIGHT * max(lines_of(text, _WIDTH) for text in said) + 4)
        row += count + 3
    arrange(target, frozen=(2, 0))
