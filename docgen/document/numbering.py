"""The numbers of headings, as CSS counters and Word's list numbering give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from lxml import etree

from docgen.document.blocks import Level

__all__ = ["HEADINGS", "Numbered", "Outline", "letters", "number_headings"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Scheme = Literal["none", "chapter", "appendix"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place of a heading in the outline; ``jump`` is the level skipped over to get here, if any."""

    level: Level
    scheme: Scheme
    number: str | None
    jump: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Every heading by its element, and by each id that leads to it (its own, or its sections')."""

    headings: dict[etree._Element, Numbered]
    targets: dict[str, Numbered]


def number_headings(body: etree._Element) -> Outline:
    """Give every heading of a page its number: chapters count 1, 2 …, appendices A, B …."""
    outline = Outline({}, {})
    counts = {"chapter": 0, "appendix": 0}
    above = 0
    for element in body.iter(*HEADINGS):
        level = cast("Level", int(element.tag[1]))
        scheme = _scheme(element)
        if scheme != "none":
            counts[scheme] += 1
        jump = above + 1 if level > above + 1 else None
        place = Numbered(level, scheme, _number(scheme, counts), jump)
        above = level
        outline.headings[element] = place
        _lead_to(outline.targets, element, place)
    return outline


def letters(count: int) -> str:
    """Count in capital letters the way CSS does: A … Z, AA, AB …."""
    word = ""
    while count > 0:
        count, digit = divmod(count - 1, 26)
        word = chr(ord("A") + digit) + word
    return word


def _scheme(element: etree._Element) -> Scheme:
    asked = element.get("data-numbering")
    return cast("Scheme", asked) if asked in {"chapter", "appendix"} else "none"


def _number(scheme: Scheme, counts: dict[str, int]) -> str | None:
    match scheme:
        case "chapter":
            return str(counts[scheme])
        case "appendix":
            return letters(counts[scheme])
        case _:
            return None


def _lead_to(targets: dict[str, Numbered], element: etree._Element, place: Numbered) -> None:
    if name := element.get("id"):
        targets.setdefault(name, place)
    for section in element.iterancestors("section"):
        if name := section.get("id"):
            targets.setdefault(name, place)
