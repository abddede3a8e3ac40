"""A finding of the template doctor: what is wrong, and the stretch of text that a comment can point at."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.diagnostics import Diagnostic, Fact, Location, report
from docgen.render.word.tags import Fragment, Tag, quote
from docgen.render.word.text import Paragraph

__all__ = ["Finding", "about", "about_tag"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnostic with its paragraph and the stretch of its text; no paragraph: the whole file."""

    diagnostic: Diagnostic
    paragraph: Paragraph | None = None
    start: int = 0
    end: int = 0


def about(code: str, paragraph: Paragraph, start: int, end: int, /, **facts: Fact) -> Finding:
    """Report something about a stretch of a paragraph: with its place and the text around it."""
    text = paragraph.text
    where = Location(column=start + 1, excerpt=text)
    named = {"place": paragraph.place, "around": quote(text, start, end), **facts}
    return Finding(report(code, where, **named), paragraph, start, end)


def about_tag(code: str, tag: Tag | Fragment, /, **facts: Fact) -> Finding:
    """Report something about a placeholder or a half of one."""
    if isinstance(tag, Tag):
        facts = {"tag": tag.raw, **facts}
        if tag.is_deleted:
            where = Location(excerpt=tag.paragraph.deleted_text)
            return Finding(report(code, where, place=tag.place, around=tag.around, **facts), tag.paragraph)
    else:
        facts = {"tag": tag.text, **facts}
    return about(code, tag.paragraph, tag.start, tag.end, **facts)
