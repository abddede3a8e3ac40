"""The small filter of a KPI over items: ``type=里程碑; sprint=迭代 12|迭代 13``.

Conditions are joined by ``;`` and must all be met; ``|`` separates words of which one is enough, ``!=``
means none of them. Case and width do not count, and nothing is ever run.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.i18n.fold import fold
from docgen.sources.progress.model import Item

__all__ = ["FIELDS", "Condition", "matches", "parse_query"]

FIELDS = (
    "type", "status", "state", "assignee", "project", "sprint", "version", "parent", "priority", "tag",
)  # fmt: skip
_CONDITION = re.compile(r"\s*(?P<field>[a-z]+)\s*(?P<sign>!?=)\s*(?P<words>[^=;]+?)\s*", re.IGNORECASE)


class Condition(NamedTuple):
    """A field, and the folded words of which it must have one, or none."""

    field: str
    words: frozenset[str]
    is_none: bool


def parse_query(text: str) -> tuple[Condition, ...]:
    """Read a filter; raises ValueError with the part that is not understood."""
    return tuple(_condition(part) for part in text.replace("；", ";").split(";") if part.strip())


def _condition(part: str) -> Condition:
    found = _CONDITION.fullmatch(part)
    if found is None or found["field"].lower() not in FIELDS:
        raise ValueError(part.strip())
    words = frozenset(fold(word) for word in found["words"].split("|") if word.strip())
    if not words:
        raise ValueError(part.strip())
    return Condition(found["field"].lower(), words, found["sign"] == "!=")


def matches(item: Item, conditions: tuple[Condition, ...]) -> bool:
    """Tell whether an item meets all conditions."""
    return all(bool(each.words & _said(item, each.field)) != each.is_none for each in conditions)


def _said(item: Item, field: str) -> frozenset[str]:
    own = {"type": item.kind, "status": item.status, "state": item.state or "", "assignee": item.assignee}
    words = (own[field],) if field in own else item.words.get(field, ())
    return frozenset(map(fold, words))
