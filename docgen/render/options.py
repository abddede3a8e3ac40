"""What a pack asks of the View: from the pack's models to the View's plain values."""

from __future__ import annotations

from docgen.packs.load import Pack
from docgen.view.options import ColumnChoice, FieldChoice, Options, PlaceChoice

__all__ = ["make_options"]


def make_options(pack: Pack) -> Options:
    """Return the options of a pack."""
    made = pack.makeup
    return Options(
        columns={
            table: tuple(ColumnChoice(each.field, each.title, each.width) for each in columns)
            for table, columns in made.columns.items()
        },
        fields={key: FieldChoice(each.label, each.type, each.choices) for key, each in made.fields.items()},
        places=tuple(PlaceChoice(each.role, each.who, each.seal, each.statement) for each in made.signoff),
        logo=pack.brand.logo or "",
    )
