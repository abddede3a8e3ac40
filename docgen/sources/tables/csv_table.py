"""CSV of any program: UTF-8 with or without a mark, UTF-16 with one, GB18030; commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.sources.tables.cells import MAX_COLUMNS, MAX_ROWS, Cell, Table

__all__ = ["find_separator", "read_csv", "unreadable"]

_SEPARATORS = ",;\t"
_SAMPLE = 20


def read_csv(content: bytes, name: str) -> Table:
    """Read a whole CSV file; raises DocgenError (DG765 its letters, DG763 its quotes, DG784 its size)."""
    text = _decode(content, name)
    # A long description is no open quote; the limit holds for the whole process, so others get theirs back.
    former = csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        return Table(Location(file=name), _read_rows(text, name), is_strict=True)
    finally:
        csv.field_size_limit(former)


def _read_rows(text: str, name: str) -> list[list[Cell]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    table: list[list[Cell]] = []
    line = 1
    try:
        for row in rows:
            where = Location(file=name, line=line)
            line = rows.line_num + 1
            if len(table) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise DocgenError([report("DG784", where, rows=MAX_ROWS, columns=MAX_COLUMNS)])
            table.append([Cell(text.strip(), where) for text in row])
    except csv.Error:
        raise DocgenError([report("DG763", Location(file=name, line=line), kind="broken_csv")]) from None
    return table


def _decode(content: bytes, name: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")  # type: ignore[assignment]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DocgenError([unreadable(Location(file=name))])


def unreadable(where: Location, named: str = "") -> Diagnostic:
    """Report letters that cannot be read (DG765), as the encoding that somebody named or as any that is tried."""
    either = {"tried_zh": "UTF-8 或 GB18030（GBK）", "tried_en": "UTF-8 or GB18030 (GBK)"}
    tried = {"tried_zh": named, "tried_en": named} if named else either
    return report("DG765", where, **tried, named=named or None)


def find_separator(text: str) -> str:
    """Choose the sign that parts most of the first lines of a text into the same number of cells, outside of quotes."""
    bare = "".join(part for part in text[:20_000].split('"')[::2])
    lines = [line for line in bare.splitlines() if line.strip()][:_SAMPLE]

    def weigh(sign: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        return max(counts.values(), default=0), sum(counts.elements())

    return max(_SEPARATORS, key=weigh)
