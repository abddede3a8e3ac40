"""The signs that values leave in the text of a part until they become elements, and what may stand for them.

They are Unicode noncharacters, which mean nothing in any text.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

__all__ = ["BRACE", "INSERT", "LINE", "PAGE", "PARAGRAPH", "TAB", "Picture", "Rich"]

LINE, TAB, PAGE, PARAGRAPH, BRACE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
INSERT = "\ufdd5"
"""Stands on both sides of the number of a picture or a rich text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be shown: its name, its size if one is asked for, its words."""

    name: str
    width_mm: float | None = None
    height_mm: float | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with a look of its own: its words with signs in them, and the properties it asks for."""

    text: str
    words: str
    properties: tuple[_Element, ...]
