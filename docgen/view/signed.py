"""What was signed, and what differs from it since: spec to View."""

from __future__ import annotations

import datetime
from decimal import Decimal

from docgen.signing.differences import Difference, Value, find_differences
from docgen.signing.sign import digest_is_true
from docgen.spec.models import GoalSpec
from docgen.view import model
from docgen.view.texts import Teller

__all__ = ["present_signed", "tell_differences"]

DIGEST_SIGNS = 16
"""Signs of a digest that are shown: enough to compare, few enough to read."""


def present_signed(spec: GoalSpec, teller: Teller) -> model.Signed | None:
    """Present the signed state; none of a spec that was never signed."""
    signed = spec.signed
    if signed is None:
        return None
    covered = all(each.change is not None for each in find_differences(spec))
    intact = covered and digest_is_true(signed)
    digest, version = signed.digest[:DIGEST_SIGNS], signed.version or ""
    text = teller.phrase(
        "signed_version" if version else "signed",
        day=teller.long_day(signed.date),
        version=version,
        digest=digest,
    )
    return {
        "date": teller.day(signed.date),
        "date_text": teller.long_day(signed.date),
        "version": version,
        "digest": digest,
        "text": text if intact else teller.clauses([text, teller.phrase("signed_changed")]),
        "intact": intact,
    }


def tell_differences(spec: GoalSpec, teller: Teller) -> dict[str, list[str]]:
    """Tell by the id of a change what differs from the signed terms and stands under it."""
    told: dict[str, list[str]] = {}
    for each in find_differences(spec):
        if each.change is not None:
            told.setdefault(each.change.id, []).append(_difference(each, teller))
    return told


def _difference(each: Difference, teller: Teller) -> str:
    if each.term is None:
        return teller.phrase("difference_removed" if each.event == "removed" else "difference_added")
    term = teller.choice("term", each.term)
    if each.old is None and each.new is None:
        return teller.phrase("difference_words", term=term)
    old, new = (_value(value, each.term, teller) for value in (each.old, each.new))
    return teller.phrase("difference", term=term, old=old, new=new)


def _value(value: Value | None, term: str, teller: Teller) -> str:
    match value:
        case None:
            return teller.phrase("no_figure")
        case datetime.date():
            return teller.day(value)
        case Decimal():
            return teller.weight(value) if term == "weight" else teller.figure(value)
        case str():
            return teller.choice("direction", value) if term == "direction" else value
