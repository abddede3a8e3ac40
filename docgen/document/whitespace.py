"""White space, folded the way HTML folds it, in one place.

Runs of blanks, tabs and line ends become one blank, also across inline boundaries; none is left at
the start or the end of a paragraph or beside a line break. No-break and full-width blanks are letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docgen.document.blocks import (
    Control,
    Emphasis,
    Field,
    Image,
    Inline,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)

__all__ = ["fold"]

_RUN = re.compile("[ \t\n\r\f]+")
Leaf = Text | LineBreak | Image | Field | Control
_CONTAINERS = (Strong, Emphasis, Subscript, Superscript, Span, Link, Control)


def fold(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines of one paragraph with their white space folded.

    Texts that touch become one; texts and wrappers that end up empty are left out (a link and a place to fill in
    are kept).
    """
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        words = _RUN.sub(" ", inlines[0].content).strip(" ")
        return (Text(words),) if words else ()
    return _rebuild(inlines, iter(_folded_texts(_leaves(inlines))))


def _leaves(inlines: Iterable[Inline]) -> Iterator[Leaf]:
    for inline in inlines:
        if isinstance(inline, Control) and not inline.children:
            yield inline  # something will stand here, so a blank before it is no blank at the end
        elif isinstance(inline, _CONTAINERS):
            yield from _leaves(inline.children)
        else:
            yield inline


def _folded_texts(leaves: Iterable[Leaf]) -> list[str]:
    """Fold the texts among the leaves; a blank at a line's start never shows, one at its end is taken back."""
    texts: list[str] = []
    blank_before, hanging = True, -1
    for leaf in leaves:
        if isinstance(leaf, Text):
            words = _RUN.sub(" ", leaf.content)
            if blank_before and words.startswith(" "):
                words = words[1:]
            texts.append(words)
            if words:
                blank_before = words.endswith(" ")
                hanging = len(texts) - 1 if blank_before else -1
        else:
            if isinstance(leaf, LineBreak):
                _take_back(texts, hanging)
            blank_before, hanging = isinstance(leaf, LineBreak), -1
    _take_back(texts, hanging)
    return texts


def _take_back(texts: list[str], hanging: int) -> None:
    if hanging >= 0:
        texts[hanging] = texts[hanging][:-1]


def _rebuild(inlines: Iterable[Inline], texts: Iterator[str]) -> tuple[Inline, ...]:
    built: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            _add_words(built, next(texts))
        elif isinstance(inline, _CONTAINERS):
            children = _rebuild(inline.children, texts)
            if children or isinstance(inline, Link | Control):
                built.append(replace(inline, children=children))
        else:
            built.append(inline)
    return tuple(built)


def _add_words(built: list[Inline], words: str) -> None:
    if built and isinstance(last := built[-1], Text):
        built[-1] = Text(last.content + words)
    elif words:
        built.append(Text(words))
