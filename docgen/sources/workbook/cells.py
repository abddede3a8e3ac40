"""From the cell of a column to a value of a spec: days, figures, choices and texts as people write them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from docgen.diagnostics import Diagnostic, Fact, report
from docgen.sources.tables.cells import Cell
from docgen.sources.tables.values import EXCEL, day_of, number_of, percent_of
from docgen.sources.workbook.choices import list_of, recognize, words_of
from docgen.sources.workbook.layout import Field, Kind
from docgen.spec.fields import nearest
from docgen.spec.raw import UNREADABLE, Data

__all__ = ["Taken", "take"]

Taken = tuple[Data, Diagnostic | None]
"""A value and what is wrong with it; then ``UNREADABLE`` stands for it."""

_Expected = tuple[str, str]
_DAY = ("日期，如 2027-03-31", "a date such as 2027-03-31")
_NUMBER = ("数，不带单位", "a number without a unit")
_WHOLE = ("整数", "a whole number")
_WEIGHT = ("0 至 100 的数；30% 请写 30，不写 0.3", "a number from 0 to 100; write 30 for 30%, not 0.3")
_ID_AS_TEXT = (
    "完整的编号。太长的数字 Excel 会丢掉末几位，请先把这一格设为“文本”格式，再重新填写",
    "the whole number. Excel drops the last digits of long ones: format the cell as text and type it again",
)
_ZEROS = re.compile(r"0{2,30}")
_FIXED = re.compile(r"(?:#,##)?0\.(0{1,12})(?:_ )?")
_PLAIN_DAY = re.compile(r"(?:19|20)\d{6}")
_PAIR = re.compile(r"(zh|en)\s*[:：]\s*(.*?)\s*(?:\n\s*(zh|en)\s*[:：]\s*(.*))?", re.DOTALL)
_EXACT = Decimal(10) ** 15
"""From here on Excel keeps no whole number exactly."""
_MOST_SHOWN = 12
_FULL = 100


class _MistakeError(Exception):
    """Says in a code and facts why a cell cannot be what its column wants."""

    def __init__(self, code: str, **facts: Fact) -> None:
        """Keep code and facts."""
        super().__init__(code)
        self.code, self.facts = code, facts


def take(field: Field, cell: Cell, calendar: datetime.date = EXCEL) -> Taken:
    """Read a cell; an empty one is None.

    Among what can be wrong: DG768 its value is not certain (a formula without result, an error, a merged
    cell), DG745 it is no date or figure, DG746 it is not in the list.
    """
    name = field.words.zh, field.words.en
    told: dict[str, Fact] = {"column_zh": name[0], "column_en": name[1]}
    if cell.fault:
        return UNREADABLE, report("DG768", cell.where, kind=cell.fault, **told)
    if not cell.text:
        return None, None
    try:
        return _MAKERS.get(field.kind, _text)(field, cell, calendar), None
    except _MistakeError as mistake:
        return UNREADABLE, report(mistake.code, cell.where, value=cell.text, **told, **mistake.facts)


def _expect(words: _Expected) -> _MistakeError:
    return _MistakeError("DG745", expected_zh=words[0], expected_en=words[1])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _word(field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    """Take a number as it is shown: an employee number keeps its zeros, and 3-1 that became a day is none."""
    if field.kind == "word" and isinstance(cell.value, bool | datetime.date):
        raise _expect(_ID_AS_TEXT)
    if isinstance(cell.value, Decimal):
        if abs(cell.value) >= _EXACT:
            raise _expect(_ID_AS_TEXT)
        if _ZEROS.fullmatch(cell.format):
            return f"{int(cell.value):0{len(cell.format)}d}"
    return cell.text


def _text(field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    """Take a text, or two: one line for each language."""
    del field
    found = _PAIR.fullmatch(cell.text)
    if found is None:
        return cell.text
    one, said, other, more = found.groups()
    return {one: said} if other in {None, one} else {one: said, other: more.strip()}


def _lines(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    return [part.strip() for part in re.split(r"[\n;；]", cell.text) if part.strip()]


def _ids(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    return [part for part in re.split(r"[\s,，、;；]+", _plain(cell.text)) if part]


def _id(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    return _plain(cell.text)


def _number(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    return _figure(cell, number_of, _NUMBER)


def _weight(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    weight = _figure(cell, percent_of, _WEIGHT)
    if not 0 <= weight <= _FULL:
        raise _expect(_WEIGHT)
    return weight


def _figure(cell: Cell, read: Callable[[str], Decimal], expected: _Expected) -> Decimal:
    if isinstance(cell.value, bool | datetime.date | datetime.time | datetime.timedelta):
        raise _expect(expected)
    try:
        number = read(cell.text)
    except ValueError:
        raise _expect(expected) from None
    shown = _FIXED.fullmatch(cell.format)
    if shown and isinstance(cell.value, Decimal):  # 4.0 that is shown as 4.0 stays 4.0
        digits = Decimal(1).scaleb(-len(shown[1]))
        number = number.quantize(digits) if number == number.quantize(digits) else number
    return number


def _whole(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    number = _figure(cell, number_of, _WHOLE)
    if number != number.to_integral_value():
        raise _expect(_WHOLE)
    return int(number)


def _day(_field: Field, cell: Cell, calendar: datetime.date) -> Data:
    """Take days as Excel keeps them, and texts that can be one day only."""
    match cell.value:
        case datetime.datetime():
            return cell.value.date().isoformat()
        case datetime.date():
            return cell.value.isoformat()
        case bool() | datetime.time() | datetime.timedelta():
            raise _expect(_DAY)
    word = _plain(cell.text)
    try:
        if _PLAIN_DAY.fullmatch(word):
            return datetime.date.fromisoformat(f"{word[:4]}-{word[4:6]}-{word[6:]}").isoformat()
        return day_of(word, datetime.UTC, calendar).isoformat()
    except (ValueError, OverflowError, OSError):
        raise _expect(_DAY) from None


def _choice(field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    name = list_of(field)
    if isinstance(cell.value, bool) and name == "@flag":
        return cell.value
    key = recognize(name, cell.text)
    if key is None:
        words = {lang: tuple(each.say(lang) for each in words_of(name).values()) for lang in ("zh", "en")}
        near = nearest(cell.text, (*words["zh"], *words["en"]))
        shown = {f"known_{lang}": said[:_MOST_SHOWN] for lang, said in words.items()}
        raise _MistakeError("DG746", near=near, **shown)
    return key == "true" if name == "@flag" else key


def _library(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    """Take an indicator by its name or code; a company's own library may have what ours has not."""
    return recognize("@library", cell.text) or cell.text


def _value(_field: Field, cell: Cell, _calendar: datetime.date) -> Data:
    """Take what a cell holds, of its own kind."""
    match cell.value:
        case bool():
            return cell.value
        case Decimal():
            number = _figure(cell, number_of, _NUMBER)
            return (
                int(number)
                if number == number.to_integral_value() and not _FIXED.fullmatch(cell.format)
                else number
            )
        case datetime.datetime():
            return cell.value.date().isoformat()
        case _:
            return cell.text


_MAKERS: Mapping[Kind, Callable[[Field, Cell, datetime.date], Data]] = MappingProxyType(
    {
        "word": _word,
        "team": _word,
        "who": _word,
        "text": _text,
        "lines": _lines,
        "ids": _ids,
        "id": _id,
        "goal": _id,
        "kpi": _id,
        "field": _id,
        "number": _number,
        "weight": _weight,
        "integer": _whole,
        "month": _whole,
        "day": _day,
        "choice": _choice,
        "flag": _choice,
        "scoring": _choice,
        "quadrant": _choice,
        "library": _library,
        "value": _value,
    }
)
