"""Two tools, two rows: what each says, where it stands, and what is different."""

from __future__ import annotations

from docgen.diagnostics import show_path
from docgen.i18n.languages import Words
from docgen.sources.progress.measure import Figure
from docgen.sources.progress.model import Item
from docgen.sources.progress.steps import Standing

__all__ = ["agree", "name_differences", "place_of", "say_figure", "say_standing"]

_FIELDS = (
    "status", "completed", "planned_start", "planned_end", "progress", "value", "as_of", "points", "title", "kind",
    "assignee", "url", "tally",
)  # fmt: skip
_SPELT = {"completed": "completed_at", "tally": "total"}
"""Fields that files call otherwise."""


def say_standing(standing: Standing) -> Words:
    """Say how a milestone stands: its day of completion, else its status."""
    return Words(str(standing.completed), str(standing.completed)) if standing.completed else standing.status


def say_figure(figure: Figure) -> Words:
    """Say a value."""
    return Words(str(figure.value), str(figure.value))


def agree(one: Standing, other: Standing) -> bool:
    """Tell whether both are done, on the same day if both name one, or neither is."""
    days = {each.completed for each in (one, other) if each.completed}
    return one.is_done == other.is_done and len(days) <= 1


def place_of(item: Item) -> str:
    """Say where an item stands, short enough for a sentence."""
    where = item.where
    steps = (where.file, where.line, show_path(where.path) or None)
    return ":".join(str(step) for step in steps if step is not None)


def name_differences(first: Item, second: Item) -> tuple[str, ...]:
    """Name the fields in which two items of one ref differ."""
    fields = [name for name in _FIELDS if getattr(first, name) != getattr(second, name)]
    words = sorted({*first.words, *second.words})
    belongings = [name for name in words if first.words.get(name, ()) != second.words.get(name, ())]
    return tuple(_SPELT.get(name, name) for name in (*fields, *belongings)) or ("ref",)
