"""Where something stands in a Word file, in Chinese: the English of a place is how it is kept.

A place is a fact of its own, called ``place``: ``body, table 1, row 3, cell 2, paragraph 4``.
"""

from __future__ import annotations

import re

__all__ = ["say_place"]

_WORDS = {
    "body": "正文",
    "header": "页眉",
    "first-page header": "首页页眉",
    "even-page header": "偶数页页眉",
    "footer": "页脚",
    "first-page footer": "首页页脚",
    "even-page footer": "偶数页页脚",
    "footnote": "脚注 {}",
    "endnote": "尾注 {}",
    "comment": "批注 {}",
    "text box": "文本框 {}",
    "section": "第 {} 节",
    "table": "表格 {}",
    "row": "第 {} 行",
    "cell": "第 {} 格",
    "paragraph": "第 {} 段",
    "properties": "文件属性",
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "identifier": "标识符",
    "language": "语言",
    "contentStatus": "状态",
    "Company": "公司",
    "Manager": "经理",
    "lpwstr": "自定义属性",
    "alternative text": "图片的替代文字",
    "field": "域",
}
_STEP = re.compile(r"(.+?)(?: (\d+))?")


def say_place(place: str, language: str) -> str:
    """Say a place in a language; what has no Chinese, such as a name somebody gave, stays as it is."""
    if language != "zh":
        return place
    return "，".join(_step(step) for step in place.split(", "))


def _step(step: str) -> str:
    found = _STEP.fullmatch(step)
    word, number = found.groups() if found else (step, None)
    said = _WORDS.get(word, word)
    if number is None:
        return said.replace(" {}", "").replace("{}", "")
    return said.format(number) if "{}" in said else f"{said} {number}"
