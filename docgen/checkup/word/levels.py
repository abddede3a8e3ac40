"""Placeholders that stand for a whole paragraph, row or cell: one in each, nothing beside it, in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from docgen.checkup.word.findings import Finding, about_tag
from docgen.render.word.markup import CELL, PARAGRAPH, ROW, TEXT, W
from docgen.render.word.places import ancestor, each
from docgen.render.word.tags import Tag
from docgen.render.word.text import Story

__all__ = ["check_levels"]

_STANDS_FOR = {"p": (PARAGRAPH, "paragraph"), "tr": (ROW, "row"), "tc": (CELL, "cell")}
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")


def check_levels(story: Story, tags: Sequence[Tag]) -> Iterator[Finding]:
    """Check every placeholder of one part that is replaced together with what it stands in."""
    groups: dict[_Element, list[Tag]] = {}
    for tag in tags:
        if tag.level not in _STANDS_FOR:
            continue
        name, kind = _STANDS_FOR[tag.level]
        element = tag.paragraph.element
        replaced = element if element.tag == name else ancestor(element, name)
        if replaced is None:
            yield about_tag("DG449", tag, kind=kind)
        else:
            groups.setdefault(replaced, []).append(tag)
    for replaced, group in groups.items():
        kind = _STANDS_FOR[group[0].level][1]
        if len(group) > 1:
            yield about_tag("DG448", group[1], other=group[0].raw, kind=kind)
            continue
        lost = _lost(story, replaced, group[0]) or None
        picture = "image" if any(True for _ in each(replaced, *_PICTURES)) else None
        if lost or picture:
            yield about_tag("DG450", group[0], kind=kind, lost=lost, found=picture)


def _lost(story: Story, replaced: _Element, tag: Tag) -> str:
    """Return the text that goes with a placeholder, because it stands in the same paragraph, row or cell."""
    if not any((text.text or "").strip() for text in replaced.iter(TEXT)):
        return ""
    kept = []
    for paragraph in story.paragraphs:
        if paragraph.element is replaced or replaced in paragraph.element.iterancestors(replaced.tag):
            text = paragraph.text
            if paragraph is tag.paragraph:
                text = f"{text[: tag.start]} {text[tag.end :]}"
            kept.append(text)
    return " ".join(" ".join(kept).split())
