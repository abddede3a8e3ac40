"""Dotted paths as people write them, ``kpis.K1.target``, and whether a spec has such a place."""

from __future__ import annotations

from typing import Any

from docgen.diagnostics import FieldPath
from docgen.sources.team.model import LISTS
from docgen.spec.fields import known_keys, nearest

__all__ = ["find_strange", "split_path"]


def split_path(dotted: str, ids: tuple[str, ...] = ()) -> FieldPath:
    """Split a dotted path; an id that has points in it (``M1.2``) stays whole where it is among ``ids``."""
    head, _, rest = dotted.partition(".")
    if head not in LISTS or not rest:
        return tuple(_step(each) for each in dotted.split("."))
    fitting = [name for name in ids if rest == name or rest.startswith(f"{name}.")]
    name = max(fitting, key=len) if fitting else rest.partition(".")[0]
    inner = rest.removeprefix(name).removeprefix(".")
    return (head, name, *(_step(each) for each in inner.split(".") if each))


def find_strange(path: FieldPath, data: Any = None) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Return the first step that no spec has, the known name nearest to it, and the names there are."""
    steps = list(path)
    if steps and steps[0] in LISTS and len(steps) > 1:
        steps[1] = 0
    for length, step in enumerate(steps):
        if isinstance(step, int):
            continue
        known, _ = known_keys(tuple(steps[:length]), data or {})
        if known and step not in known:
            return step, nearest(step, known), known
        if not known and steps[0] != "custom":
            return step, None, ()
    return None


def _step(word: str) -> str | int:
    return int(word) if word.isdecimal() and len(word) < 5 else word  # noqa: PLR2004 - no list is longer
