"""Which headers does a cell have? Laid out as a grid, with cells that span rows and columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.writers.pdf.tags import Node

__all__ = ["describe_cells"]

_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
_CELLS = frozenset({"TH", "TD"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in the grid."""

    cell: Node
    row: int
    column: int
    rows: int
    columns: int
    scope: str

    def heads(self, other: _Place) -> bool:
        """Tell whether this is a header of another cell."""
        if self.scope == "Column":
            is_above = self.row < other.row
            return is_above and _overlap(self.column, self.columns, other.column, other.columns)
        is_before = self.column < other.column
        return is_before and _overlap(self.row, self.rows, other.row, other.rows)


def describe_cells(table: Node) -> None:
    """Say of every cell how far it spans, and of headers what they head.

    In a plain grid that is enough. Where a header spans, every cell names its headers.
    """
    places = list(_places(table))
    headers = [place for place in places if place.scope]
    is_plain = all(place.rows == 1 and place.columns == 1 for place in headers)
    for place in places:
        place.cell.look = _look(place)
        if not is_plain and not place.scope:
            place.cell.headers = tuple(header.cell for header in headers if header.heads(place))


def _look(place: _Place) -> dict[str, str | int]:
    spans = {"ColSpan": place.columns, "RowSpan": place.rows}
    look: dict[str, str | int] = {name: span for name, span in spans.items() if span > 1}
    if place.scope:
        look["Scope"] = f"/{place.scope}"
    return {"O": "/Table", **look} if look else {}


def _places(table: Node) -> Iterator[_Place]:
    taken: set[tuple[int, int]] = set()
    for row, (line, is_head) in enumerate(_lines(table)):
        column = 0
        for cell in line.kids:
            if not isinstance(cell, Node) or cell.tag not in _CELLS:
                continue
            while (row, column) in taken:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            taken.update((row + down, column + across) for down in range(rows) for across in range(columns))
            scope = _scope(cell, is_head=is_head or row == 0) if cell.tag == "TH" else ""
            yield _Place(cell, row, column, rows, columns, scope)


def _lines(node: Node, *, is_head: bool = False) -> Iterator[tuple[Node, bool]]:
    for kid in node.kids:
        if isinstance(kid, Node) and kid.tag == "TR":
            yield kid, is_head
        elif isinstance(kid, Node) and kid.tag in {"THead", "TBody", "TFoot"}:
            yield from _lines(kid, is_head=kid.tag == "THead")


def _span(cell: Node, name: str) -> int:
    written = cell.element.get(name, "") if cell.element is not None else ""
    return max(int(written), 1) if written.isdecimal() else 1


def _scope(cell: Node, *, is_head: bool) -> str:
    written = cell.element.get("scope", "") if cell.element is not None else ""
    return _SCOPES.get(written, "Column" if is_head else "Row")


def _overlap(start: int, length: int, other: int, other_length: int) -> bool:
    return start < other + other_length and other < start + length
