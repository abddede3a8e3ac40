"""An Excel workbook: its sheets, row by row, with the days, shares and faults of its cells.

Sheets are streamed: what is held are the texts that cells share, and one row.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, repeat
from types import MappingProxyType
from typing import Any

from docgen.archive import Limits, UnsafeError, read_members
from docgen.diagnostics import DocgenError, Location, report
from docgen.sources.tables.cells import MAX_COLUMNS, MAX_ROWS, Cell, Row
from docgen.sources.tables.sheet_facts import Merged, SheetFacts, Watch, letters
from docgen.sources.tables.values import EXCEL, tidy

__all__ = ["Book", "Sheet", "open_book"]

_LIMITS = Limits(members=2000, one=256 << 20, total=512 << 20, kept=64 << 20)
_BOOK = "xl/workbook.xml"
_CHUNK = 200
_LAST_ROW = 1_048_576
_GAP = 5_000
"""Empty rows after which a sheet is over: a stray format far below makes no table."""
_UNCOMPUTED = b'fullCalcOnLoad="1"'
"""What programs write that put 0 for every result; Excel itself never saves it."""
_TEXTS = {"s", "str"}
"""The kinds of a cell whose formula gave a text, and be it an empty one."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``hidden_columns`` are numbers that count from 1, ``max_rows`` are rows that hold something."""

    name: str
    title: str
    is_visible: bool
    calendar: datetime.date
    hidden_columns: frozenset[int] = frozenset()
    max_rows: int = MAX_ROWS
    _values: Any = field(default=None, repr=False)
    _formulas: Any = field(default=None, repr=False)
    _facts: SheetFacts = field(default_factory=SheetFacts, repr=False)
    _is_uncomputed: bool = False

    @property
    def where(self) -> Location:
        """The place of the sheet as a whole."""
        return Location(file=self.name, cell=self.title)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold something, from the top, as often as it is asked.

        Raises DocgenError: DG763 where the sheet is damaged, DG784 where it is too large.
        """
        rows = self._rows()
        while chunk := self._next(rows):
            yield from chunk

    def _next(self, rows: Iterator[Row]) -> list[Row]:
        """Read some more in silence: warnings are about styles and the like, and name files of this machine."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return list(islice(rows, _CHUNK))
        except _BROKEN:
            raise DocgenError([report("DG763", self.where, kind="broken_workbook")]) from None

    def _rows(self) -> Iterator[Row]:
        """Stop where a table cannot go on; what a sheet says of its size is not believed."""
        merged, count, gap = Merged(self._facts.regions), 0, 0
        for number, (values, formulas) in enumerate(islice(self._pairs(), _LAST_ROW), start=1):
            width = _width(values, formulas)
            merged.move_to(number)
            if not width:
                gap += 1
                if gap > _GAP:
                    return
                continue
            count, gap = count + 1, 0
            if count > self.max_rows or width > MAX_COLUMNS:
                raise DocgenError([report("DG784", self.where, rows=self.max_rows, columns=MAX_COLUMNS)])
            width = max(width, min(merged.width, len(values), len(formulas or values)))
            cells = tuple(self._cell(values, formulas, (number, n), merged) for n in range(1, width + 1))
            yield Row(number, cells, number in self._facts.hidden_rows)

    def _pairs(self) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...] | None]]:
        """Read twice where there are formulas: values as they were last computed, and who has one."""
        both = []
        for each in (self._values, self._formulas):
            each.reset_dimensions()
            both.append(each.iter_rows(max_col=MAX_COLUMNS + 1))
        if not self._facts.has_formulas:
            return zip(both[0], repeat(None))
        return zip(*both, strict=True)

    def _cell(
        self, values: Sequence[Any], formulas: Sequence[Any] | None, place: tuple[int, int], merged: Merged
    ) -> Cell:
        row, column = place
        at = Location(self.name, None, None, (), None, f"{self.title}!{letters(column)}{row}")
        value = values[column - 1]
        held = value.value
        is_formula = formulas is not None and formulas[column - 1].data_type == "f"
        if is_formula and (held is None or (self._is_uncomputed and held == 0)):
            return Cell("", at, None if value.data_type in _TEXTS else "formula")
        if held is None:
            return Cell("", at, "merged" if merged.hides(column) else None)
        if value.data_type == "e":
            return Cell(str(held), at, "error_cell")
        return _make(held, value.number_format or "", at)


def _make(held: Any, shown: str, at: Location) -> Cell:
    """Write a value as a person would: days as days, shares with their sign, whole numbers without a point."""
    match held:
        case str():
            return Cell(held.strip(), at, None, held, shown)
        case datetime.datetime():
            is_day = held.time() == datetime.time(0)
            return Cell(
                held.date().isoformat() if is_day else held.isoformat(" ", "seconds"), at, None, held, shown
            )
        case bool() | datetime.date() | datetime.time() | datetime.timedelta():
            return Cell(str(held).strip(), at, None, held, shown)
    number = Decimal(repr(held))
    text = f"{tidy(number * 100)}%" if _is_percent(shown) else str(tidy(number))
    return Cell(text, at, None, number, shown)


def _width(values: Sequence[Any], formulas: Sequence[Any] | None) -> int:
    """Count the cells of a row up to the last one that holds something."""
    width = _last(values)
    return max(width, _last(formulas)) if formulas else width


def _last(cells: Sequence[Any]) -> int:
    return next((number for number in range(len(cells), 0, -1) if cells[number - 1].value is not None), 0)


def _is_percent(number_format: str) -> bool:
    """Tell whether a format shows a share; a percent sign that is only text multiplies nothing."""
    return "%" in number_format and "%" in _LITERAL.sub("", number_format)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: all its sheets, hidden ones too, and the properties that programs gave it."""

    name: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def sheet(self, title: str) -> Sheet | None:
        """Find a sheet by its title."""
        return next((each for each in self.sheets if each.title == title), None)


def open_book(content: bytes, name: str, max_rows: int = MAX_ROWS) -> Book:
    """Open a workbook; raises DocgenError (DG763 no workbook or an unsafe one)."""
    watch = Watch()
    members = _unpack(content, name, watch)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _open(content, (members[_BOOK], watch), name, max_rows)
    except _BROKEN:
        raise DocgenError([report("DG763", Location(file=name), kind="broken_workbook")]) from None


def _unpack(content: bytes, name: str, watch: Watch) -> Mapping[str, bytes]:
    """Look into the file before a program unpacks it: bombs, locks, XML that declares things."""
    try:
        members = read_members(content, _LIMITS, lambda member: member == _BOOK, watch.take)
    except UnsafeError as unsafe:
        reasons = {each.reason for each in unsafe.reasons}
        kind = "locked" if "locked" in reasons else "broken_workbook" if reasons == {"broken"} else "unsafe"
        raise DocgenError([report("DG763", Location(file=name), kind=kind)]) from None
    if _BOOK not in members:
        raise DocgenError([report("DG763", Location(file=name), kind="no_workbook")])
    if watch.is_unsafe:
        raise DocgenError([report("DG763", Location(file=name), kind="unsafe")])
    return members


def _open(content: bytes, known: tuple[bytes, Watch], name: str, max_rows: int) -> Book:
    from docgen.sources.tables.xlsx_reader import load_book  # noqa: PLC0415 - few files are workbooks

    head, watch = known
    has_formulas = any(each.has_formulas for each in watch.sheets.values())
    values = load_book(content, computed=True)
    formulas = load_book(content, computed=False) if has_formulas else values
    if not values.worksheets:  # those whose parts are missing are left out in silence
        raise KeyError(name)
    sheets = []
    for shown, typed in zip(values.worksheets, formulas.worksheets, strict=True):
        part = shown._worksheet_path.lstrip("/")  # noqa: SLF001 - it has no other
        facts = watch.sheets.get(part, SheetFacts())
        sheet = Sheet(
            name,
            shown.title,
            shown.sheet_state == "visible",
            values.epoch.date() if values.epoch else EXCEL,
            frozenset(facts.hidden_columns),
            max_rows,
            shown,
            typed,
            facts,
            _UNCOMPUTED in head,
        )
        sheets.append(sheet)
    given = {each.name: str(each.value) for each in values.custom_doc_props.props}
    return Book(name, tuple(sheets), MappingProxyType(given))
