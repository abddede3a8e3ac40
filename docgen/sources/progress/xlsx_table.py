"""Excel workbooks: every visible sheet as a table of texts, with the days, shares and faults of its cells."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, NamedTuple

from docgen.archive import Limits, UnsafeError, read_members
from docgen.diagnostics import DocgenError, Location, report
from docgen.sources.progress.table import MAX_COLUMNS, MAX_ROWS, Cell, Table
from docgen.sources.progress.values import tidy

__all__ = ["read_xlsx"]

_LIMITS = Limits(members=2000, one=32 << 20, total=64 << 20, kept=64 << 20)
_LAST_ROW = 1_048_576
_GAP = 5_000
"""Empty rows after which a sheet is over: a stray format far below makes no table."""
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MAX_MERGED = 2_000
_UNCOMPUTED = b'fullCalcOnLoad="1"'
"""What programs write that put 0 for every result; Excel itself never saves it."""
_TEXTS = {"s", "str"}
"""The kinds of a cell whose formula gave a text, and be it an empty one."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\0")
_BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    SyntaxError,
    TypeError,
    ValueError,
)


class _Region(NamedTuple):
    """Cells merged into one, of which only the first shows anything; rows and columns count from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def hides(self, row: int) -> int:
        """Give the hidden columns of a row, one bit each."""
        if not self.top <= row <= self.bottom or self.left > MAX_COLUMNS:
            return 0
        columns = (2 << min(self.right, MAX_COLUMNS)) - (1 << self.left)
        return columns & ~(1 << self.left) if row == self.top else columns


class _Merged:
    """All merged cells of a sheet, asked row by row: what a row hides is worked out where it changes."""

    def __init__(self, regions: Sequence[_Region]) -> None:
        self.regions, self.hidden = regions, 0
        self.turns = {row for each in regions for row in (each.top, each.top + 1, each.bottom + 1)}

    def move_to(self, row: int) -> None:
        """Go to the next row."""
        if row in self.turns:
            self.hidden = reduce(or_, (each.hides(row) for each in self.regions), 0)

    def hides(self, column: int) -> bool:
        """Tell whether a cell of this row is a hidden one."""
        return bool(self.hidden >> column & 1)

    @property
    def width(self) -> int:
        """The last hidden column of this row."""
        return max(self.hidden.bit_length() - 1, 0)


def read_xlsx(content: bytes, name: str) -> list[Table]:
    """Read the visible sheets; raises DocgenError (DG763 no workbook or an unsafe one, DG784 too large)."""
    members = _unpack(content, name)
    try:
        with warnings.catch_warnings():  # they are about styles and the like, and name files of this machine
            warnings.simplefilter("ignore")
            return list(_sheets(content, members, name))
    except _BROKEN:
        raise DocgenError([report("DG763", Location(file=name), kind="broken_workbook")]) from None


def _unpack(content: bytes, name: str) -> Mapping[str, bytes]:
    """Look into the file before a program unpacks it: bombs, locks, XML that declares things."""
    try:
        members = read_members(content, _LIMITS)
    except UnsafeError as unsafe:
        reasons = {each.reason for each in unsafe.reasons}
        kind = "locked" if "locked" in reasons else "broken_workbook" if reasons == {"broken"} else "unsafe"
        raise DocgenError([report("DG763", Location(file=name), kind=kind)]) from None
    if "xl/workbook.xml" not in members:
        raise DocgenError([report("DG763", Location(file=name), kind="no_workbook")])
    written = (each for member, each in members.items() if member.endswith((".xml", ".rels")))
    if any(_DECLARATION.search(each) for each in written):  # a zero is UTF-16, where nobody would see one
        raise DocgenError([report("DG763", Location(file=name), kind="unsafe")])
    return members


def _sheets(content: bytes, members: Mapping[str, bytes], name: str) -> Iterator[Table]:
    """Read twice: values as they were last computed, and which cells have a formula."""
    from openpyxl import load_workbook  # noqa: PLC0415 - few files are workbooks

    values, formulas = (
        load_workbook(io.BytesIO(content), read_only=True, data_only=only, keep_links=False)
        for only in (True, False)
    )
    if not values.worksheets:  # those whose parts are missing are left out in silence
        raise KeyError(name)
    for shown, typed in zip(values.worksheets, formulas.worksheets, strict=True):
        if shown.sheet_state != "visible":
            continue
        where = Location(file=name, path=(shown.title,))
        regions = _find_regions(members.get(shown._worksheet_path.lstrip("/"), b""))  # noqa: SLF001 - it has no other
        sheet = _Sheet(where, _Merged(regions), _UNCOMPUTED in members["xl/workbook.xml"])
        yield Table(where, list(_rows(shown, typed, sheet)), values.epoch.date())


class _Sheet(NamedTuple):
    """A sheet with its merged cells; ``is_uncomputed`` when the program that wrote it left results to Excel."""

    where: Location
    merged: _Merged
    is_uncomputed: bool


def _rows(shown: Any, typed: Any, sheet: _Sheet) -> Iterator[list[Cell]]:
    """Yield rows with content, and stop where a table cannot go on; what a sheet says of its size is not believed."""
    count = gap = 0
    for each in (shown, typed):
        each.reset_dimensions()
    pairs = zip(
        shown.iter_rows(max_col=MAX_COLUMNS + 1), typed.iter_rows(max_col=MAX_COLUMNS + 1), strict=True
    )
    for number, (values, formulas) in enumerate(islice(pairs, _LAST_ROW), start=1):
        width = _width(values, formulas)
        sheet.merged.move_to(number)
        if not width:
            gap += 1
            if gap > _GAP:
                return
            continue
        count, gap = count + 1, 0
        if count > MAX_ROWS or width > MAX_COLUMNS:
            raise DocgenError([report("DG784", sheet.where, rows=MAX_ROWS, columns=MAX_COLUMNS)])
        yield [
            _cell(values[column], formulas[column], (number, column + 1), sheet)
            for column in range(max(width, min(sheet.merged.width, len(values), len(formulas))))
        ]


def _width(values: tuple[Any, ...], formulas: tuple[Any, ...]) -> int:
    """Count the cells of a row up to the last one that holds something."""
    both = enumerate(zip(values, formulas, strict=True), start=1)
    return max((number for number, pair in both if any(each.value is not None for each in pair)), default=0)


def _cell(value: Any, formula: Any, place: tuple[int, int], sheet: _Sheet) -> Cell:
    row, column = place
    at = Location(file=sheet.where.file, path=(*sheet.where.path, f"{_letters(column)}{row}"))
    if formula.data_type == "f" and (value.value is None or (sheet.is_uncomputed and value.value == 0)):
        return Cell("", at, None if value.data_type in _TEXTS else "formula")
    if value.value is None:
        return Cell("", at, "merged" if sheet.merged.hides(column) else None)
    if value.data_type == "e":
        return Cell(str(value.value), at, "error_cell")
    return Cell(_text(value), at)


def _text(cell: Any) -> str:
    """Write a value as a person would: days as days, shares with their sign, whole numbers without a point."""
    value = cell.value
    match value:
        case datetime.datetime():
            return (
                value.date().isoformat()
                if value.time() == datetime.time(0)
                else value.isoformat(" ", "seconds")
            )
        case bool() | str() | datetime.date() | datetime.time() | datetime.timedelta():
            return str(value).strip()
    number = Decimal(repr(value))
    return f"{tidy(number * 100)}%" if _is_percent(cell.number_format or "") else str(tidy(number))


def _is_percent(number_format: str) -> bool:
    """Tell whether a format shows a share; a percent sign that is only text multiplies nothing."""
    return "%" in _LITERAL.sub("", number_format)


def _find_regions(sheet: bytes) -> list[_Region]:
    found = islice(_MERGED.finditer(sheet), _MAX_MERGED)
    return [
        _Region(_number(left), int(top), _number(right), int(bottom))
        for left, top, right, bottom in (each.groups() for each in found)
    ]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
