"""What could have been meant by a name that is not there? In the language it was written in."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.diagnostics import Fact
from docgen.view.catalogue import Field, Record
from docgen.view.names import nearest, spell

__all__ = ["near_fields", "near_names", "owner_facts"]

_NAMES_SHOWN = 12


def near_fields(name: str, fields: Iterable[Field], record: Record | None = None) -> dict[str, Fact]:
    """Return the facts of a name that no field has: the nearest ones, and what the first of them means."""
    known = {said: field for field in fields for said in spell((field,), name)}
    facts = near_names(name, known)
    close = [known[said] for said in nearest(name, known)[:1]]
    helps = {key: getattr(field, key).rstrip("。.") for field in close for key in ("zh_help", "en_help")}
    return {
        **facts,
        "near": next(iter(nearest(name, known)), None),
        "help_zh": helps.get("zh_help"),
        "help_en": helps.get("en_help"),
        **owner_facts(record),
    }


def near_names(name: str, known: Iterable[str]) -> dict[str, Fact]:
    """Return the facts of a name that is not among the known ones."""
    listed = list(dict.fromkeys(known))
    return {"name": name, "suggestions": nearest(name, listed), "candidates": tuple(listed[:_NAMES_SHOWN])}


def owner_facts(record: Record | None) -> dict[str, Fact]:
    """Say in which record something was looked for."""
    return {"owner_zh": record.zh, "owner_en": record.en} if record else {}
