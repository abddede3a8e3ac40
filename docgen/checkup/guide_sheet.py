"""The fields for authors as an Excel workbook: one row a field, to be filtered, searched and copied from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import product
from types import MappingProxyType
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from docgen.archive import read_members
from docgen.checkup.guide import Group, Row
from docgen.delivery.cells import is_like_formula
from docgen.seal import PACKAGE_SEAL, package_digest
from docgen.view.catalogue import Kind, catalogue

__all__ = ["kind_words", "make_sheet"]

_DAY = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a date of the file format, in no zone
_CUSTOM = "docProps/custom.xml"
_INK, _HEAD, _LINE, _TINT = "#1F2937", "#0E4B50", "#D5DBE1", "#F3F6F7"
_HEIGHT = 14.5
_CODE = frozenset({2, 3, 7})
"""Columns of what is to be pasted."""

_SHEET = MappingProxyType({"zh": "字段", "en": "Fields"})
_COLUMNS: Mapping[str, tuple[tuple[str, int], ...]] = MappingProxyType(
    {
        "zh": (
            ("所属", 16), ("名称", 20), ("模板写法", 44), ("Word 写法", 44), ("类型", 16), ("含义", 44),
            ("示例", 28), ("英文写法", 44), ("英文名称", 22), ("英文含义", 44),
        ),
        "en": (
            ("Belongs to", 18), ("Name", 22), ("In a template", 44), ("In Word", 44), ("Type", 18),
            ("Meaning", 44), ("Example", 28), ("Chinese form", 44), ("Chinese name", 20), ("Chinese meaning", 44),
        ),
    }
)  # fmt: skip
_KINDS = MappingProxyType(
    {
        "text": ("文字", "text"),
        "day": ("日期", "date"),
        "choice": ("选项代码", "code of a choice"),
        "number": ("数", "number"),
        "yes_no": ("是或否", "yes or no"),
        "paragraphs": ("段落", "paragraphs"),
        "names": ("多个姓名", "names"),
        "list": ("列表：{of}", "list: {of}"),
        "record": ("一组字段：{of}", "group: {of}"),
        "words": ("固定文字", "labels"),
        "values": ("按名称取值", "values by name"),
    }
)
_MAY_BE_EMPTY = ("（可能为空）", " (may be empty)")


def kind_words(kind: Kind, language: str) -> str:
    """Say in a few words what a field holds."""
    place = 0 if language == "zh" else 1
    record = catalogue().records.get(kind.record)
    of = getattr(record, language) if record else ""
    return _KINDS[kind.name][place].format(of=of) + (_MAY_BE_EMPTY[place] if kind.optional else "")


def make_sheet(groups: Sequence[Group], language: str) -> bytes:
    """Write the workbook, its columns in the order of a language; the same fields give the same bytes."""
    members = read_members(_write(groups, language, "0" * 64))
    del members[_CUSTOM]
    return _write(groups, language, package_digest(members.items()))


def _write(groups: Sequence[Group], language: str, seal: str) -> bytes:
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": _DAY, "title": _SHEET[language]})
    book.set_custom_property(PACKAGE_SEAL, seal, "text")
    sheet = book.add_worksheet(_SHEET[language])
    columns = _COLUMNS[language]
    looks = _Looks(book)
    for place, (name, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, looks.head)
    rows = [(number, row) for number, group in enumerate(groups) for row in group.rows]
    for line, (number, row) in enumerate(rows, 1):
        cells = _cells(groups[number], row, language)
        sheet.set_row(line, _HEIGHT * max(map(_lines, cells, (width for _, width in columns))))
        for place, text in enumerate(cells):
            quoted = is_like_formula(text)
            sheet.write_string(line, place, text, looks.find(number % 2, place in _CODE, quoted))
    _arrange(sheet, len(rows), len(columns))
    book.close()
    return target.getvalue()


class _Looks:
    """The formats of the cells: every other record has a tint, what is to be pasted an even-spaced font."""

    def __init__(self, book: Workbook) -> None:
        plain = {"valign": "top", "text_wrap": True, "font_color": _INK, "border": 1, "border_color": _LINE}
        plain |= {"font_size": 10}
        head = {**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD, "valign": "vcenter"}
        self.head = book.add_format(head)
        self._made = {
            (tinted, code, quoted): book.add_format(
                plain
                | ({"bg_color": _TINT} if tinted else {})
                | ({"font_name": "Consolas"} if code else {})
                | ({"quote_prefix": True} if quoted else {})
            )
            for tinted, code, quoted in product((0, 1), (False, True), (False, True))
        }

    def find(self, tinted: int, code: bool, quoted: bool) -> Format:
        """Return the format of a cell; a quoted one stays text when it is edited."""
        return self._made[tinted, code, quoted]


def _arrange(sheet: Worksheet, rows: int, columns: int) -> None:
    """Make the sheet easy to read on the screen and on paper."""
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(text: str, width: int) -> int:
    """Count the lines that a text takes in a column; a Chinese sign is as wide as two others."""
    wide = (sum(2 if east_asian_width(sign) in "WF" else 1 for sign in row) for row in text.split("\n"))
    return sum(max(1, -(-each // (width - 1))) for each in wide)


def _cells(group: Group, row: Row, language: str) -> tuple[str, ...]:
    """Return a row in the reader's language first."""
    first, second = (row.zh, row.en) if language == "zh" else (row.en, row.zh)
    home = group.zh.name if language == "zh" else group.en.name
    kind = kind_words(row.kind, language)
    told = (home, first.name, first.written, first.word, kind, first.meaning, row.example)
    return (*told, second.written, second.name, second.meaning)
