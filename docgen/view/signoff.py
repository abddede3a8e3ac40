"""Who signs: the places that the pack asks for, and the signatures of the spec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.evaluation import Signature
from docgen.view import model
from docgen.view.options import PlaceChoice
from docgen.view.texts import Teller

__all__ = ["present_signoff"]


def present_signoff(
    spec: GoalSpec, teller: Teller, places: Sequence[PlaceChoice] = ()
) -> list[model.Signature]:
    """Present the pack's places with what the spec says of them, then everybody else who signs."""
    left = list(spec.signoff)
    shown = []
    for place in places:
        given = _take(left, place, spec)
        shown.append(_place(place, given, spec, teller))
    return [*shown, *(_signature(each, teller) for each in left)]


def _take(left: list[Signature], place: PlaceChoice, spec: GoalSpec) -> Signature | None:
    """Take the signature of a place out of those that are left: by its role, else by who signs."""
    name, _ = _person(place, spec)
    same_role = (each for each in left if _meet(each.role, place.role))
    same_person = (each for each in left if each.name and name and _meet(each.name, name))
    found = next(same_role, None) or next(same_person, None)
    if found is not None:
        left.remove(found)
    return found


def _person(place: PlaceChoice, spec: GoalSpec) -> tuple[Text | None, Text | None]:
    """Return name and position of whoever signs at a place."""
    person = spec.person
    if place.who == "organization":
        return spec.organization.name, None
    if place.who == "employee":
        return person.name, person.position
    party = getattr(person, place.who) if place.who else None
    return (party.name, party.title) if party else (None, None)


def _meet(one: Text, other: Text) -> bool:
    """Tell whether two texts say the same in any language."""
    return bool(set(_sayings(one)) & set(_sayings(other)))


def _sayings(text: Text) -> Iterator[str]:
    yield from (said.strip().casefold() for said in (text.plain, text.zh, text.en) if said and said.strip())


def _place(place: PlaceChoice, given: Signature | None, spec: GoalSpec, teller: Teller) -> model.Signature:
    """Present one place; what the signature says itself is never lost."""
    name, title = _person(place, spec)
    signed = _signature(given, teller) if given else None
    return {
        "role": teller.line(place.role),
        "name": (signed and signed["name"]) or teller.line(name),
        "title": (signed and signed["title"]) or teller.line(title),
        "statement": (signed and signed["statement"]) or teller.line(place.statement),
        "date": signed["date"] if signed else "",
        "date_text": signed["date_text"] if signed else "",
        "seal": place.seal,
        "who": place.who or "",
    }


def _signature(each: Signature, teller: Teller) -> model.Signature:
    return {
        "role": teller.line(each.role),
        "name": teller.line(each.name),
        "title": teller.line(each.title),
        "statement": teller.line(each.statement),
        "date": teller.day(each.date),
        "date_text": teller.long_day(each.date),
        "seal": False,
        "who": "",
    }
