"""How placeholders were typed and kept: their signs, their pieces, and what tracked changes made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.checkup.word.findings import Finding, about_tag
from docgen.render.word.repair import Repair, obstacle
from docgen.render.word.tags import Tag

__all__ = ["check_spelling", "tell_repairs"]


def check_spelling(tags: Sequence[Tag]) -> Iterator[Finding]:
    """Report placeholders that cannot be read as they are, and those that can although their quotes are curly."""
    for tag in tags:
        kind = obstacle(tag)
        if kind is not None:
            yield about_tag("DG444", tag, kind=kind)
        elif not tag.is_readable:
            yield about_tag("DG442", tag, written=tag.code)
        elif tag.raw.split() != tag.code.split():
            yield about_tag("DG441", tag, written=tag.code)


def tell_repairs(repairs: Iterable[Repair]) -> Iterator[Finding]:
    """Tell every repair."""
    for done in repairs:
        pieces = done.pieces if done.pieces > 1 else None
        before = done.before if done.before != done.tag.code else None
        yield about_tag("DG440", done.tag, pieces=pieces, before=before)
