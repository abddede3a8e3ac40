"""Which columns the tables of KPIs and milestones have."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from docgen.i18n.columns import COLUMNS
from docgen.packs.names import Positive, Text
from docgen.packs.settings import Setting, one_of

__all__ = ["ColumnEntry", "Columns", "as_column"]


def _field(table: str) -> Any:
    """Make the type of a column's name in one of the two tables."""
    known = tuple(COLUMNS[table])
    return Annotated[
        str,
        BeforeValidator(one_of("DG327", known)),
        WithJsonSchema({"type": "string", "enum": list(known)}),
    ]


def _kind(value: Any) -> str:
    """Tell the bare name of a column from one with a title or a width of its own."""
    return "[column]" if isinstance(value, dict | ColumnEntry) else "[name]"


class ColumnEntry(Setting):
    """A column with a title or a width of its own."""

    field: str
    title: Text | None = Field(default=None, examples=["{zh: 责任部门, en: Owner}"])
    width: Positive | None = Field(default=None, examples=[12])


KpiField: Any = _field("kpis")
MilestoneField: Any = _field("milestones")


class KpiColumn(ColumnEntry):
    """A column of the table of KPIs; its width is a share of the table."""

    field: KpiField = Field(examples=["owner"])


class MilestoneColumn(ColumnEntry):
    """A column of the table of milestones; its width is a share of the table."""

    field: MilestoneField = Field(examples=["status"])


KpiListed = Annotated[
    Annotated[KpiField, Tag("[name]")] | Annotated[KpiColumn, Tag("[column]")], Discriminator(_kind)
]
MilestoneListed = Annotated[
    Annotated[MilestoneField, Tag("[name]")] | Annotated[MilestoneColumn, Tag("[column]")],
    Discriminator(_kind),
]


class Columns(Setting):
    """The columns of the two tables, from left to right; a list replaces the parent's."""

    kpis: tuple[KpiListed, ...] | None = Field(
        default=None, strict=False, min_length=1, max_length=14, examples=["[id, name, unit, target, weight]"]
    )
    milestones: tuple[MilestoneListed, ...] | None = Field(
        default=None, strict=False, min_length=1, max_length=14, examples=["[id, title, due, owner]"]
    )


def as_column(listed: Any) -> ColumnEntry:
    """Take the bare name of a column for a column."""
    return listed if isinstance(listed, ColumnEntry) else ColumnEntry(field=listed)
