"""Goal workbooks as people hand them in: small ones from rows of values, changed cell by cell."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sources.workbook.headers import bare
from docgen.sources.workbook.layout import PROPERTY
from docgen.sources.workbook.sheets import OVERVIEW, SHEETS

__all__ = ["BASE", "change", "column_of", "fill", "hand_in", "put"]

HEAD = 3
"""The row of the headers, as in the workbooks that docgen makes."""

BASE: Mapping[str, Any] = {
    "总览": {"公司全称": "澄明科技（虚构）", "文件标题": "2027年绩效目标书", "开始日期": "2027-01-01", "结束日期": "2027-12-31"},
    "人员": [
        {"姓名": "李娜", "工号": "E001", "部门": "客户部"},
        {"姓名": "王强", "工号": "E002", "部门": "客户部"},
    ],
    "目标": [
        {"编号": "G1", "目标": "续约率提高到 90%", "最终成果": "189 家续约", "权重": 60, "截止日期": "2027-12-31"},
        {"编号": "G2", "目标": "响应缩短到 2 小时", "最终成果": "每周中位数不超过 2 小时", "权重": 40, "截止日期": "2027-12-31"},
    ],
    "指标": [
        {"编号": "K1", "所属目标": "G1", "指标库": "renewal_rate", "权重": 60, "基线值": 84, "基线时点": "2026 年",
         "基线来源": "客户系统", "目标值": 90},
        {"编号": "K2", "所属目标": "G2", "指标名称": "首次响应", "单位": "小时", "方向": "越低越好", "权重": 40,
         "基线值": 6, "基线时点": "2026 年", "基线来源": "工单系统", "底线值": 3, "目标值": 2},
    ],
}  # fmt: skip
"""What two people have in common; everything in it is invented."""


def hand_in(changes: Sequence[Mapping[str, Any]] = (), base: Mapping[str, Any] = BASE) -> bytes:
    """Return a workbook with the rows of ``base``, changed as ``changes`` say."""
    book = Workbook()
    book.remove(book.active)
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value="1"))
    for sheet in SHEETS:
        if sheet.words.zh in base or sheet.needed:
            _write(book.create_sheet(sheet.words.zh), sheet, base.get(sheet.words.zh, ()))
    for each in changes:
        change(book, each)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write(page: Worksheet, sheet: Any, rows: Any) -> None:
    if sheet is OVERVIEW:
        page.append([])
        page.append([])
        page.append(["字段", "内容", "说明"])
        for field in sheet.fields:
            page.append([field.words.zh, _value(rows.get(field.words.zh))])
        return
    for column, field in enumerate(sheet.fields, 1):
        page.cell(HEAD, column, f"{field.words.zh} *" if field.needed else field.words.zh)
    for number, row in enumerate(rows, HEAD + 1):
        for name, value in row.items():
            put(page, name, number, value)


def _value(value: Any) -> Any:
    """Make days of Excel of what is written like one."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return datetime.datetime.fromisoformat(value)
    return value


def column_of(page: Worksheet, name: str) -> int:
    """Find a column by its header, as a person would."""
    found = [cell.column for cell in page[HEAD] if cell.value and bare(str(cell.value)) == bare(name)]
    assert found, f"{page.title} has no column {name}"
    return found[0]


def put(page: Worksheet, name: str, row: int, value: Any) -> Any:
    """Write a value below a header; returns the cell."""
    cell = page.cell(row, column_of(page, name))
    cell.value = _value(value)
    return cell


def change(book: Workbook, said: Mapping[str, Any]) -> None:
    """Do one thing to a workbook: what a person, a program or an accident does."""
    if "remove" in said:
        del book[said["remove"]]
        return
    page = book[said["sheet"]]
    if "column" in said:
        cell = put(page, said["column"], said["row"], said.get("value"))
        _change_cell(page, cell, said)
    elif "cell" in said:
        page[said["cell"]].value = _value(said.get("value"))
        _change_cell(page, page[said["cell"]], said)
    else:
        _change_sheet(page, said)


def _change_sheet(page: Worksheet, said: Mapping[str, Any]) -> None:
    if "header" in said:
        page.cell(HEAD, column_of(page, said["header"])).value = said["to"]
    if "add" in said:
        page.cell(HEAD, page.max_column + 1, said["add"])
    if "hide" in said:
        page.row_dimensions[said["hide"]].hidden = True
    page.title = said.get("title", page.title)
    for cell in page[said["clear"]] if "clear" in said else ():
        cell.value = None


def _change_cell(page: Worksheet, cell: Any, how: Mapping[str, Any]) -> None:
    if "format" in how:
        cell.number_format = how["format"]
    if "error" in how:
        cell.value, cell.data_type = how["error"], "e"
    if "merge" in how:
        page.merge_cells(how["merge"])


def fill(content: bytes, rows: Mapping[str, Any], row: int = HEAD + 1) -> bytes:
    """Fill in a workbook that docgen made, below its headers, and save it."""
    book = load_workbook(io.BytesIO(content))
    for title, records in rows.items():
        page = book[title]
        if isinstance(records, Mapping):
            for line in page.iter_rows(min_row=HEAD + 1, max_col=2):
                name = bare(str(line[0].value))
                found = next((value for key, value in records.items() if bare(key) == name), None)
                if found is not None:
                    line[1].value = _value(found)
            continue
        for number, record in enumerate(records, row):
            for name, value in record.items():
                put(page, name, number, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
