"""Tables whose cells were added, merged or colored by placeholders, put in the order that Word asks for."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from docgen.render.word.markup import CELL, ROW, TABLE, W

__all__ = ["mend_tables"]

_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
_PLACES = {f"{W}{name}": place for place, name in enumerate(_ORDER)}
_MOST_COLUMNS = 63
"""Columns that Word shows in one table."""


def mend_tables(root: _Element) -> None:
    """Sort the properties of cells, and give every table as many columns as its widest row needs."""
    for cell in root.iter(CELL):
        _sort(cell)
    for table in root.iter(TABLE):
        _fit(table)


def _sort(cell: _Element) -> None:
    """Put the properties of a cell in order, each once; what a placeholder said stands before all others."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return
    said: dict[str, _Element] = {}
    for child in list(properties):
        properties.remove(child)
        said.setdefault(str(child.tag), child)
    for shade in (said[f"{W}shd"],) if f"{W}shd" in said else ():
        shade.set(f"{W}fill", shade.get(f"{W}fill", "auto").strip().lstrip("#") or "auto")
    span = said.get(f"{W}gridSpan")
    if span is not None and (span.get(f"{W}val") or "").strip() in {"", "1"}:
        del said[f"{W}gridSpan"]
    properties.extend(sorted(said.values(), key=lambda child: _PLACES.get(str(child.tag), len(_PLACES))))


def _fit(table: _Element) -> None:
    """Add or take away columns of the grid, and keep the width of the whole."""
    grid = table.find(f"{W}tblGrid")
    rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]
    if grid is None or not rows:
        return
    columns = grid.findall(f"{W}gridCol")
    wanted = min(max(map(_width, rows)), _MOST_COLUMNS)
    if wanted == len(columns) or not wanted:
        return
    each = sum(_number(column.get(f"{W}w")) for column in columns) // wanted
    for column in columns:
        grid.remove(column)
    for place in range(wanted):
        grid.insert(place, etree.Element(f"{W}gridCol", {f"{W}w": str(each)}))
    for row in rows:
        _widen(row, each)


def _widen(row: _Element, each: int) -> None:
    """Make the cells of a row as wide as their columns."""
    for cell in row.iterchildren(CELL):
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None and width.get(f"{W}type") == "dxa":
            width.set(f"{W}w", str(each * _span(cell)))


def _width(row: _Element) -> int:
    beside = (row.find(f"{W}trPr/{W}{name}") for name in ("gridBefore", "gridAfter"))
    extra = sum(_number(each.get(f"{W}val")) for each in beside if each is not None)
    return extra + sum(
        _span(cell) for cell in row.iterdescendants(CELL) if next(cell.iterancestors(ROW)) is row
    )


def _span(cell: _Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else max(1, _number(span.get(f"{W}val")))


def _number(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except ValueError:
        return 0
