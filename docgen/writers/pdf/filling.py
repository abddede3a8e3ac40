"""How full are the pages? A chapter that starts a page must not leave one behind that is nearly empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from weasyprint.formatting_structure.boxes import LineBox, ParentBox, ReplacedBox, TableCellBox
from weasyprint.layout.absolute import AbsolutePlaceholder

__all__ = ["LEAST", "find_run_ons", "let_run_on"]

LEAST = 0.2
"""The share of its height that a page before a chapter should be filled to."""

_HEADINGS = ("h1", "h2", "h3")


def find_run_ons(
    pages: Sequence[Any], numbers: Mapping[str, int], root: ElementTree.Element
) -> frozenset[str]:
    """Return the ids of headings whose section should run on, as the page before theirs is nearly empty.

    ``numbers`` are the pages of ids, from 1. Sections on pages of their own kind always start one.
    """
    starting = {numbers[name]: name for name in _starters(root) if name in numbers}
    return frozenset(
        starting[number]
        for number, (page, following) in enumerate(pairwise(pages), start=2)
        if number in starting and _same_paper(page, following) and _filled(page) < LEAST
    )


def let_run_on(root: ElementTree.Element, names: frozenset[str]) -> None:
    """Take the page break from the sections with these headings."""
    for section in root.iter("section"):
        if _heading(section) in names:
            section.attrib.pop("data-break", None)


def _starters(root: ElementTree.Element) -> Iterator[str]:
    for section in root.iter("section"):
        name = _heading(section)
        if name and section.get("data-break") == "page" and not section.get("data-page"):
            yield name


def _heading(section: ElementTree.Element) -> str:
    """Return the id of the heading a section begins with, or an empty text."""
    first = next(iter(section), None)
    return first.get("id", "") if first is not None and first.tag in _HEADINGS else ""


def _same_paper(one: Any, other: Any) -> bool:
    return bool(one.width == other.width and one.height == other.height)


def _filled(page: Any) -> float:
    """Tell how far down the content of a page reaches, as a share of the height between its margins."""
    box = page._page_box  # noqa: SLF001 - the engine has no public way to its boxes
    top = box.content_box_y()
    lowest = max((low for child in box.children[:1] for low in _bottoms(child)), default=top)
    return float((lowest - top) / box.height) if box.height else 1.0


def _bottoms(box: Any) -> Iterator[float]:
    if isinstance(box, AbsolutePlaceholder) or not box.is_in_normal_flow():
        return
    if isinstance(box, LineBox | ReplacedBox | TableCellBox):
        yield float(box.position_y + (box.height or 0))
    if isinstance(box, ParentBox) and not isinstance(box, LineBox):
        for child in box.children:
            yield from _bottoms(child)
