"""Filters that look at an attribute of every entry, made to notice one that no entry has.

Jinja itself takes a missing attribute for a missing value and goes on until somebody uses it: sorting one
entry by a misspelled name, or counting a list of them, would say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from jinja2 import Undefined

from docgen.packs.sandbox import Sandbox
from docgen.render.absence import AbsentError

__all__ = ["BY_ATTRIBUTE", "see_attributes"]

BY_ATTRIBUTE: Mapping[str, int | None] = MappingProxyType(
    {
        "map": None,
        "selectattr": 0,
        "rejectattr": 0,
        "groupby": 0,
        "sort": 2,
        "unique": 1,
        "sum": 0,
        "min": 1,
        "max": 1,
    }
)
"""Filter → the place of its attribute behind the value, None where it is always named."""


def see_attributes(own: Callable[..., Any], place: int | None) -> Callable[..., Any]:
    """Return the filter as it is, but for an attribute that an entry does not have: ``AbsentError``."""

    @wraps(own)
    def see(first: Any, value: Any, *given: Any, **named: Any) -> Any:
        attribute = named.get("attribute")
        if attribute is None and place is not None and len(given) > place:
            attribute = given[place]
        if attribute is None or "default" in named or not isinstance(value, Iterable):
            return own(first, value, *given, **named)
        sandbox: Sandbox = first if isinstance(first, Sandbox) else first.environment
        entries = value if isinstance(value, Mapping) else list(value)
        for entry in entries:
            for path in str(attribute).split(","):
                _walk(entry, path, sandbox)
        return own(first, entries, *given, **named)

    return see


def _walk(entry: Any, path: str, sandbox: Sandbox) -> None:
    """Follow a path such as ``chart.title`` as far as there are mappings."""
    for step in path.split("."):
        if isinstance(entry, Undefined) or not isinstance(entry, Mapping):
            return
        key = step if step in entry else sandbox.aliases.key(entry, step)
        if key is None:
            raise AbsentError(f"no {step}", name=step, owner=entry)
        entry = entry[key]
