"""What Excel lets people enter into a column: lists, days and figures, with a prompt and a word when it is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from xlsxwriter.worksheet import Worksheet

from docgen.i18n.languages import Words
from docgen.sources.workbook.layout import Field, Kind, Sheet
from docgen.workbook.lists import name_of

__all__ = ["HINTS", "limit_cells", "prompt_of"]

_MAX_TITLE, _MAX_TEXT = 32, 255
"""Signs that Excel shows in a prompt."""
_FIRST, _LAST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)
_MOST = 1e15

HINTS: Mapping[Kind, Words] = MappingProxyType(
    {
        "day": Words("写成 2027-03-31 或 2027/3/31。", "Write it like 2027-03-31."),
        "weight": Words(
            "填大于 0、不超过 100 的数，30 表示 30%。",
            "A number above 0 and at most 100; 30 means 30 percent.",
        ),
        "number": Words("填数，不带单位；80% 填 80。", "A number without its unit; 80 for 80%."),
        "integer": Words("填整数。", "A whole number."),
        "month": Words("填 1 至 12。", "1 to 12."),
        "choice": Words("从下拉列表选择。", "Choose from the list."),
        "flag": Words("从下拉列表选择。", "Choose from the list."),
        "goal": Words("选“目标”表里的编号。", "Choose an ID of the sheet Goals."),
        "library": Words(
            "可从下拉列表选择；各指标的说明见“指标库”表。",
            "Choose from the list if it is there; the sheet KPI library explains each.",
        ),
        "lines": Words("几项之间换行（Alt+Enter）或用分号隔开。", "Several entries: a new line (Alt+Enter) or a semicolon between them."),
        "ids": Words("几个编号之间用逗号或顿号隔开。", "Several IDs: a comma between them."),
        "id": Words("字母开头，如 G1、K1、M1。", "Begins with a letter: G1, K1, M1."),
    }
)  # fmt: skip
"""How a cell of a kind is filled in."""

_WRONG: Mapping[str, Words] = MappingProxyType(
    {
        "list": Words(
            "下拉列表里没有这个词。要照写下来吗？docgen 可能认不出。",
            "The list does not have this. Keep it? docgen may not know what it means.",
        ),
        "who": Words(
            "“人员”表里没有这样的人。部门名或几个人可以照写，否则请从列表中选择。",
            "No such person on the sheet People. A team or several people may be typed; otherwise choose from the list.",
        ),
        "goal": Words("“目标”表里还没有这个编号。", "There is no such ID on the sheet yet."),
    }
)
_SAID_ALREADY = frozenset({"month"})
_TITLE = Words("请检查这一格", "Please check this cell")
_RULES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "day": {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST},
        "weight": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
        "number": {"validate": "decimal", "criteria": "between", "minimum": -_MOST, "maximum": _MOST},
        "integer": {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 366},
        "month": {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12},
    }
)


def prompt_of(sheet: Sheet, field: Field, language: str) -> str:
    """Say what belongs into a column and how it is written."""
    hint = "" if field.kind in _SAID_ALREADY else HINTS.get(field.kind, Words("", "")).say(language)
    said = [sheet.describe(field).say(language), hint]
    stop, gap = ("。", "") if language == "zh" else (".", " ")
    ended = (each if each.endswith((".", "。")) else each + stop for each in said if each)
    return gap.join(ended)


def limit_cells(
    sheet: Worksheet, place: tuple[int, int, int, int], about: tuple[Sheet, Field], language: str
) -> None:
    """Limit a range (first row, first column, last row, last column) to what its column takes."""
    rule = _rule(*about, language)
    if rule is None:
        return
    name, prompt = about[1].words.say(language), prompt_of(*about, language)
    sheet.data_validation(
        *place,
        {
            **rule,
            "ignore_blank": True,
            "input_title": name[:_MAX_TITLE],
            "input_message": prompt[:_MAX_TEXT],
            "error_title": _TITLE.say(language),
        },
    )


def _rule(sheet: Sheet, field: Field, language: str) -> dict[str, Any] | None:
    if name := name_of(sheet, field.path):
        wrong = _WRONG[
            "goal" if field.kind in {"goal", "kpi"} else field.kind if field.kind == "who" else "list"
        ]
        return {
            "validate": "list", "source": f"={name}", "error_type": "warning", "error_message": wrong.say(language),
        }  # fmt: skip
    if field.kind in _RULES:
        return {**_RULES[field.kind], "error_message": HINTS[field.kind].say(language)}
    if field.help.zh or field.kind in HINTS:
        return {"validate": "any"}
    return None
