"""What a style asks a spec for: who signs, and the fields that the company has added."""

from __future__ import annotations

from docgen.beginning.outline import Node, Offer, Tongue
from docgen.diagnostics import FieldPath
from docgen.packs.load import Pack

__all__ = ["explain_fields", "own_fields", "sign"]


def sign(style: Pack, person: Node, tongue: Tongue) -> list[Node]:
    """Return who signs: nobody but those of the style, where it has places of its own."""
    if style.makeup.signoff:
        return [Offer({"role": None, "name": None})]
    roles = (("本人", "Employee"), ("直接上级", "Line manager"), ("HRBP", "HRBP"))
    names = (person, None, None)
    return [{"role": tongue.say(*role), "name": name} for role, name in zip(roles, names, strict=True)]


def own_fields(style: Pack) -> dict[str, Node]:
    """Offer the fields that the style asks for."""
    fields: dict[str, Node] = {key: Offer(None) for key in style.makeup.fields}
    return {"custom": fields} if fields else {}


def explain_fields(style: Pack, tongue: Tongue) -> dict[FieldPath, tuple[str, ...]]:
    """Say what each of those fields is called, and what the style says about it."""
    told: dict[FieldPath, tuple[str, ...]] = {}
    for key, known in style.makeup.fields.items():
        helped = f" · {known.help.say(tongue.reader)}" if known.help else ""
        told["custom", key] = (f"{known.label.say(tongue.reader)}{helped}",)
    return told
