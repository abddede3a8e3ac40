"""Where in the drawing does a word stand? The marks the engine puts around words and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf

__all__ = ["LAYOUT", "Mark", "make_artifact", "pagination", "take_marks"]

LAYOUT = {"Type": "/Layout"}
"""An artifact that decorates."""


def pagination(edge: str = "") -> dict[str, str]:
    """Describe an artifact that belongs to the page; ``edge`` is the name of a margin box."""
    found = {"top": "/Header", "bottom": "/Footer"}.get(edge.removeprefix("@").split("-", maxsplit=1)[0])
    return {"Type": "/Pagination", **({"Subtype": found} if found else {})}


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A marked part of a drawing: on which page, under which number, and where in the list of operators.

    ``group`` is the drawing inside the page's drawing that holds it, if there is one: half transparent
    parts have their own.
    """

    page: int
    number: int
    operators: list[Any]
    place: int
    group: Any = None


def take_marks(page: int, stream: Any) -> dict[Any, Mark]:
    """Return the marks of a page by the box they mark; the engine forgets them."""
    tags = stream._tags  # noqa: SLF001 - the engine has no public way to its marks
    boxes = {tag["mcid"]: box for box, tag in tags.items()}
    marks = {boxes[mark.number]: mark for mark in _marks(page, stream, None)}
    if len(marks) < len(tags):
        for group in _groups(stream, tags):
            marks.update({boxes[mark.number]: mark for mark in _marks(page, group, group)})
    tags.clear()
    return marks


def make_artifact(mark: Mark, kind: dict[str, str]) -> None:
    """Say that a marked part is no content."""
    mark.operators[mark.place - 1] = "/Artifact"
    mark.operators[mark.place] = pydyf.Dictionary(kind)


def _marks(page: int, stream: Any, group: Any) -> Iterator[Mark]:
    for place, operator in enumerate(stream.stream):
        if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
            yield Mark(page, operator["MCID"], stream.stream, place, group)


def _groups(stream: Any, tags: Any) -> Iterator[Any]:
    """Find the drawings inside a drawing; all that belong to a page share its tags."""
    for inner in stream._resources["XObject"].values():  # noqa: SLF001
        if getattr(inner, "_tags", None) is tags and inner is not stream:
            yield inner
            yield from _groups(inner, tags)
