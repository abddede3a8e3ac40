"""The columns of the tables of KPIs and milestones: the pack's choice to View."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.i18n.columns import COLUMNS, TABLES, Column
from docgen.view import model
from docgen.view.options import ColumnChoice, Options
from docgen.view.texts import Teller

__all__ = ["present_columns"]

WHOLE = 100.0


def present_columns(options: Options, labels: Mapping[str, Any], teller: Teller) -> model.Columns:
    """Present both tables; widths are percents of the table and make it full."""
    kpis, milestones = (
        _present(table, options.columns.get(table) or _usual(table), labels, teller) for table in TABLES
    )
    return {"kpis": kpis, "milestones": milestones}


def _usual(table: str) -> tuple[ColumnChoice, ...]:
    return tuple(ColumnChoice(name) for name in TABLES[table])


def _present(
    table: str, chosen: tuple[ColumnChoice, ...], labels: Mapping[str, Any], teller: Teller
) -> list[model.TableColumn]:
    known = COLUMNS[table]
    widths = [_width(choice, known[choice.field], teller.locale.language) for choice in chosen]
    whole = sum(widths)
    return [
        {
            "key": choice.field,
            "title": teller.line(choice.title) or _title(known[choice.field], labels, teller),
            "width": _plain(width * WHOLE / whole),
            "align": known[choice.field].align,
        }
        for choice, width in zip(chosen, widths, strict=True)
    ]


def _width(choice: ColumnChoice, known: Column, language: str) -> float:
    return choice.width or (known.width_zh if language == "zh" else known.width_en)


def _plain(width: float) -> float | int:
    """Write whole numbers without a point."""
    rounded = round(width, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _title(column: Column, labels: Mapping[str, Any], teller: Teller) -> str:
    """Take the pack's own word for a column, else ours."""
    said: Any = labels
    for step in column.label.split("."):
        said = said.get(step) if isinstance(said, Mapping) else None
    if isinstance(said, str) and said:
        return said
    return column.zh if teller.locale.language == "zh" else column.en
