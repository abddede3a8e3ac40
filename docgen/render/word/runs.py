"""Words with signs in them as the elements of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from docgen.render.word.inserts import INSERT, LINE, PAGE, PARAGRAPH, TAB
from docgen.render.word.markup import SPACE, TEXT, W

__all__ = ["PIECES", "make_text"]

PIECES = re.compile(f"({INSERT}\\d+{INSERT}|[{LINE}{TAB}{PAGE}{PARAGRAPH}])")
"""Takes words apart at their signs."""


def make_text(words: str) -> Iterator[_Element]:
    """Yield the elements of a run for words with signs in them; a new paragraph is a line here."""
    for piece in PIECES.split(words):
        if piece in {LINE, PARAGRAPH}:
            yield etree.Element(f"{W}br")
        elif piece == PAGE:
            yield etree.Element(f"{W}br", {f"{W}type": "page"})
        elif piece == TAB:
            yield etree.Element(f"{W}tab")
        elif piece:
            text = etree.Element(TEXT, {SPACE: "preserve"})
            text.text = piece
            yield text
