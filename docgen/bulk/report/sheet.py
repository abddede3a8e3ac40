"""One table of the workbook, on as many sheets as Excel needs for it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from docgen.delivery.cells import is_like_formula
from docgen.workbook.paint import HEIGHT, lines_of

__all__ = ["MOST_ROWS", "Cell", "Digest", "Link", "Looks", "Sheet", "Title"]

MOST_ROWS = 1_048_576
"""Rows of a sheet, its headings among them."""

_MOST_LINKS = 65_000
"""Links of a sheet; Excel takes no more, and more paths are plain text."""

_LONGEST = 32_000
_MOST_LINES = 27
"""Lines of a row; Excel has none that is higher."""

_DIGITS = 15
"""Digits that a number of Excel keeps; a longer one stays text."""

_INK, _HEAD, _LINE, _LINK = "#1C2B33", "#0E4B50", "#D8D4CA", "#0E4B50"
_MINUS = "\N{MINUS SIGN}"


class Link(str):
    """A path in the output folder that is to be opened with a click."""

    __slots__ = ()


class Digest(str):
    """A checksum, which stays on one line: it is compared by programs and not read."""

    __slots__ = ()


Title = tuple[str, Sequence[tuple[str, int]]]
"""The name of a sheet, and its columns with their widths in characters."""

Cell = str | int | Decimal | datetime.date | Digest | Link | None


class Looks:
    """The formats of all cells, each made when it is first needed."""

    def __init__(self, book: Workbook) -> None:
        """Know the book."""
        self._book = book
        self._made: dict[str, Format] = {}
        edge = {"valign": "vcenter", "border": 1, "border_color": _LINE, "font_size": 10}
        self.head = book.add_format(
            {**edge, "bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD, "text_wrap": True}
        )
        self.alarm = book.add_format({**edge, "font_color": "#B5452F", "bold": True})
        self._edge = {**edge, "font_color": _INK}

    def text(self, text: str) -> Format:
        """Return the format of a text; one that a program could take for a formula is marked as text."""
        return self._find_quoting("text", text, {"text_wrap": True})

    def digest(self) -> Format:
        """Return the format of a checksum."""
        return self._find("digest", {"align": "fill"})

    def link(self, text: str) -> Format:
        """Return the format of a link."""
        return self._find_quoting("link", text, {"font_color": _LINK, "underline": 1})

    def day(self) -> Format:
        """Return the format of a day."""
        return self._find("day", {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1})

    def number(self, digits: int) -> Format:
        """Return the format of a number with so many digits behind the point."""
        figure = "#,##0" + ("." + "0" * digits if digits else "")
        return self._find(f"number {digits}", {"num_format": f'{figure};"{_MINUS}"{figure}'})

    def _find_quoting(self, name: str, text: str, look: dict[str, object]) -> Format:
        if is_like_formula(text):
            return self._find(f"quoted {name}", {**look, "quote_prefix": True})
        return self._find(name, look)

    def _find(self, name: str, more: dict[str, object]) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format({**self._edge, **more})
        return self._made[name]


class Sheet:
    """A table that is written row by row."""

    def __init__(
        self,
        book: Workbook,
        looks: Looks,
        title: Title,
        rows: int,
        *,
        most: int = MOST_ROWS,
        printed: int = 0,
    ) -> None:
        """Lay out as many sheets as so many rows need; ``printed`` columns go to paper, all of them if 0.

        Paths and checksums are for the screen: beside them the names would be too small to read.
        """
        self._looks, self._most = looks, most - 1
        name, columns = title
        count = max(1, -(-rows // self._most))
        names = [name if number == 1 else f"{name} {number}" for number in range(1, count + 1)]
        self._sheets = [self._lay_out(book, each, columns) for each in names]
        for place, sheet in enumerate(self._sheets):
            last = min(rows - place * self._most, self._most)
            sheet.autofilter(0, 0, max(last, 0), len(columns) - 1)
            sheet.print_area(0, 0, max(last, 1), (printed or len(columns)) - 1)
        self._widths = [width for _, width in columns]
        self._row = 0
        self._links = 0

    def _lay_out(self, book: Workbook, name: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
        sheet = book.add_worksheet(name)
        sheet.set_row(0, 30)
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width, self._looks.text(""))
            sheet.write_string(0, place, title, self._looks.head)
        sheet.freeze_panes(1, min(2, len(columns)))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def add(self, cells: Sequence[Cell], alarm: frozenset[int] = frozenset()) -> None:
        """Write the next row; cells in ``alarm`` catch the eye."""
        place, row = divmod(self._row, self._most)
        self._row += 1
        if row == 0:
            self._links = 0
        sheet = self._sheets[place]
        if (lines := self._lines(cells)) > 1:  # not every program makes room by itself
            sheet.set_row(row + 1, HEIGHT * min(lines, _MOST_LINES))
        for column, cell in enumerate(cells):
            self._write(sheet, row + 1, column, cell, self._looks.alarm if column in alarm else None)

    def _lines(self, cells: Sequence[Cell]) -> int:
        texts = ((cell, width) for cell, width in zip(cells, self._widths, strict=False) if type(cell) is str)
        return max((lines_of(cell[:_LONGEST], width) for cell, width in texts), default=1)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Format | None) -> None:
        looks = self._looks
        match cell:
            case None | "":  # takes the look of its column
                pass
            case Link():
                self._write_link(sheet, row, column, cell)
            case Digest():
                sheet.write_string(row, column, cell, looks.digest())
            case str():
                sheet.write_string(row, column, cell[:_LONGEST], look or looks.text(cell))
            case datetime.date():
                sheet.write_datetime(row, column, cell, look or looks.day())
            case int():
                sheet.write_number(row, column, cell, look or looks.number(0))
            case Decimal():
                self._write_decimal(sheet, row, column, cell)

    def _write_decimal(self, sheet: Worksheet, row: int, column: int, cell: Decimal) -> None:
        digits = cell.as_tuple()
        behind = -digits.exponent if isinstance(digits.exponent, int) else 0
        if len(digits.digits) > _DIGITS or behind > _DIGITS:
            sheet.write_string(row, column, format(cell, "f"), self._looks.text(""))
        else:
            sheet.write_number(row, column, float(cell), self._looks.number(max(0, behind)))

    def _write_link(self, sheet: Worksheet, row: int, column: int, path: str) -> None:
        self._links += 1
        if self._links > _MOST_LINKS:
            sheet.write_string(row, column, str(path), self._looks.text(path))
        else:
            sheet.write_url(row, column, f"external:{_escape(path)}", self._looks.link(path), str(path))


def _escape(path: str) -> str:
    """Escape what has a meaning in an address; letters of every script stay readable."""
    return "".join(f"%{ord(sign):02X}" if sign in '%#?"<>^`{}[]|\\ ' else sign for sign in path)
