"""A CSV file on disk, row by row, so that memory does not grow with its rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import DocgenError, Location, report
from docgen.sources.files import open_file
from docgen.sources.tables.cells import MAX_COLUMNS, Cell, Row
from docgen.sources.tables.csv_table import find_separator, unreadable

__all__ = ["CsvRows", "is_encoding"]

_CHUNK = 1 << 20
_HEAD = 64_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LADDER = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV file; ``encoding`` is worked out on the whole file where it is not named."""

    path: str
    encoding: str = ""
    max_rows: int = 1_000_000

    @property
    def where(self) -> Location:
        """The file as a whole."""
        return Location(file=self.path)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold something, as often as it is asked; ``number`` is the line each begins in.

        Raises DocgenError: DG71x it cannot be opened, DG765 its letters, DG763 its quotes, DG784 its size.
        """
        line = 1
        with open_file(self.path) as file:
            encoding = self._find_encoding()
            head = file.read(_HEAD).decode(encoding, "ignore")
            if not head.strip():
                raise DocgenError([report("DG763", self.where, kind="empty_file")])
            file.seek(0)
            text = io.TextIOWrapper(file, encoding, newline="")
            lines = csv.reader(text, delimiter=find_separator(head), strict=True)
            try:
                for count, row in enumerate(lines, start=1):
                    if count > self.max_rows or len(row) > MAX_COLUMNS:
                        raise DocgenError(
                            [report("DG784", self._at(line), rows=self.max_rows, columns=MAX_COLUMNS)]
                        )
                    yield self._row(line, row)
                    line = lines.line_num + 1
            except (csv.Error, UnicodeError):
                raise DocgenError([report("DG763", self._at(line), kind="broken_csv")]) from None
            finally:
                text.detach()

    def _row(self, line: int, row: list[str]) -> Row:
        where = self._at(line)
        return Row(line, tuple(Cell(text.strip(), where) for text in row))

    def _at(self, line: int) -> Location:
        return Location(self.path, line)

    def _find_encoding(self) -> str:
        """Decide on the whole file: an encoding fits when it can read every byte."""
        if self.encoding and not is_encoding(self.encoding):
            raise DocgenError([report("DG765", self.where, unknown=self.encoding, named=self.encoding)])
        with open_file(self.path) as file:
            head = file.read(4)
        if head.startswith(_WIDE):
            choices: tuple[str, ...] = ("utf-16",)
        else:
            choices = (self.encoding,) if self.encoding else _LADDER
        for encoding in choices:
            if self._fits(encoding):
                return encoding
        raise DocgenError([unreadable(self.where, self.encoding if choices == (self.encoding,) else "")])

    def _fits(self, encoding: str) -> bool:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with open_file(self.path) as file:
                while piece := file.read(_CHUNK):
                    if "\0" in decoder.decode(piece):
                        return False
                decoder.decode(b"", final=True)
        except UnicodeError:
            return False
        return True


def is_encoding(name: str) -> bool:
    """Tell whether there is an encoding of text by this name."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)  # noqa: SLF001 - no other way
    except (LookupError, ValueError):
        return False
