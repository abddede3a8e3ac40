"""Do the records of changes tell the figures that were signed and that stand there now? A part of rule X4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from docgen.diagnostics import Fact
from docgen.i18n.languages import LANGUAGES
from docgen.review.case import Case
from docgen.review.figures import find_figures, find_pairs, measure
from docgen.review.model import Breach
from docgen.review.texts import owner_of
from docgen.signing.differences import Difference, find_changes, find_differences
from docgen.spec.models import Text
from docgen.spec.models.course import Change

__all__ = ["records_tell_the_figures"]

_DIGITS = re.compile(r"[\d,]+(?:\.\d+)?")
_HUNDRED = Decimal(100)
Side = Literal["old", "new"]


def records_tell_the_figures(case: Case) -> Iterator[Breach]:
    """Find changes whose old or new value is another figure than the signed one or the present one.

    A record without ``field`` stands for all terms of an entry and need only tell the target. Records told
    in words alone, and dates, which are written in many ways, are not compared.
    """
    for each in find_differences(case.spec):
        changes = find_changes(case.spec, each)
        if not any(change.field for change in changes) and each.term != "target":
            continue
        sides: tuple[tuple[Side, object], ...] = (("old", each.old), ("new", each.new))
        for side, value in sides:
            if isinstance(value, Decimal) and changes and not _tell(case, each, changes, side, value):
                yield _breach(case, each, changes, side)


def _tell(case: Case, each: Difference, changes: tuple[Change, ...], side: Side, value: Decimal) -> bool:
    """Tell whether some record names a value on this side, or leaves figures out."""
    known = _forms(abs(value), _unit(case, each))
    said = [_figures(getattr(change, side)) for change in changes]
    return any(not figures or figures & known for figures in said)


def _forms(value: Decimal, unit: str) -> set[Decimal]:
    """Return a value as it stands in the spec, in the unit of its kind, and as percent of one."""
    return {value, measure(value, unit), value * _HUNDRED}


def _figures(text: Text) -> set[Decimal]:
    """Return every number of a text, as it is written and in the unit of its kind; signs are left out."""
    found: set[Decimal] = set()
    for said in {text.say("zh"), text.say("en")}:
        pairs = [figure for pair in find_pairs(said) for figure in pair]
        for figure in (*pairs, *find_figures(said)):
            digits = _DIGITS.match(figure.written)
            found |= {figure.value, Decimal(digits.group().replace(",", "")) if digits else figure.value}
    return found


def _unit(case: Case, each: Difference) -> str:
    if each.kind != "kpis" or each.term == "weight":
        return "%"
    return next((case.say(kpi.unit) for _, kpi in case.kpis() if kpi.id == each.id), "")


def _breach(case: Case, each: Difference, changes: tuple[Change, ...], side: Side) -> Breach:
    """Name the first record for what was signed, the last one for what is there now."""
    change = sorted(changes, key=lambda change: change.date)[0 if side == "old" else -1]
    place = case.spec.changes.index(change)
    told = each.facts()
    facts: dict[str, Fact] = {"record": change.id, f"wrote_{side}": case.say(getattr(change, side))}
    facts |= {f"term_{language}": told[f"field_{language}"] for language in LANGUAGES}
    facts |= {f"{side}_value_{language}": told[f"{side}_{language}"] for language in LANGUAGES}
    goal, _ = owner_of(case.spec, each.path)
    return Breach(("changes", place, side), {"whose": each.id, **facts}, goal, each.id)
