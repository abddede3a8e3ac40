"""Tables: rows of cells on a grid that holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from lxml import etree

from docgen.document.blocks import Block, Cell, Column, Inline, Row, Table
from docgen.document.flow import Flow
from docgen.document.grid import fit_rows, width_of

__all__ = ["TableReader"]


class TableReader:
    """Read the tables of a page; what stands in their cells is left to the flow."""

    def __init__(self, flow: Flow) -> None:
        """Share the flow of the page."""
        self._flow = flow

    def table(self, element: etree._Element) -> Iterable[Block]:
        """Yield what does not belong into the table, then the table."""
        strays: list[Block] = []
        own_id, style = self._flow.attributes.own_id(element), self._flow.attributes.style(element)
        columns: list[Column] = []
        rows: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
        caption: tuple[Inline, ...] = ()
        for part in self._flow.parts(element, ("caption", "colgroup", "tr", *rows), strays):
            if part.tag == "caption":
                caption += self._flow.words(part)
            elif part.tag == "colgroup":
                columns += [self._column(col) for col in self._flow.parts(part, ("col",), strays)]
            elif part.tag == "tr":
                rows["tbody"].append(self._row(part, strays))
            else:
                rows[part.tag] += [self._row(row, strays) for row in self._flow.parts(part, ("tr",), strays)]
        self._fit(element, columns, rows)
        head, body, foot = (tuple(rows[group]) for group in rows)
        about = element.get("data-description")
        return [*strays, Table(tuple(columns), head, body, foot, caption, about, style, own_id)]

    def _column(self, element: etree._Element) -> Column:
        return Column(
            self._flow.attributes.number(element, "data-width"), self._flow.attributes.style(element)
        )

    def _row(self, element: etree._Element, strays: list[Block]) -> Row:
        cells = tuple(self._cell(cell) for cell in self._flow.parts(element, ("td", "th"), strays))
        return Row(cells, self._flow.attributes.style(element))

    def _cell(self, element: etree._Element) -> Cell:
        scope = element.get("scope")
        return Cell(
            self._flow.blocks(element),
            element.tag == "th",
            cast('Literal["col", "row"] | None', scope if scope in {"col", "row"} else None),
            self._flow.attributes.count(element, "colspan"),
            self._flow.attributes.count(element, "rowspan"),
            self._flow.attributes.style(element),
        )

    def _fit(self, element: etree._Element, columns: list[Column], rows: dict[str, list[Row]]) -> None:
        """Bring all rows and columns to one width; report the first row that had to be mended."""
        width = max(len(columns), *(width_of(group) for group in rows.values()))
        surplus = width - len(columns) if columns else 0
        columns.extend([Column()] * (width - len(columns)))
        first, before = (1 if surplus else None), 0
        for name, group in rows.items():
            fitted = fit_rows(group, width)
            rows[name] = list(fitted.rows)
            if fitted.mended and first is None:
                first = before + fitted.mended[0] + 1
            before += len(group)
        if first is not None:
            self._flow.findings.add("DG503", element, row=first, columns=width)
