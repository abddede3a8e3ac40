"""Placeholders of other programs, and placeholders where none can be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from docgen.checkup.word.findings import Finding, about, about_tag
from docgen.relations import Relation
from docgen.render.word.markup import R, W
from docgen.render.word.signs import plain_brackets
from docgen.render.word.tags import Fragment, Kind, Tag
from docgen.render.word.text import Paragraph, Story

__all__ = ["Suggest", "check_links", "check_strangers", "is_foreign_tag", "masked"]

Suggest = Callable[[str], str | None]
"""How what another program calls by a name is written here."""

_NAME = r"[^\W\d][\w.]*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\$\{{\s*({_NAME})\s*\}}",
        rf"«\s*({_NAME}(?: {_NAME})*)\s*»",
        rf"<<\s*\[?\s*({_NAME})\s*\]?\s*>>",
        rf"\{{[#/^@]\s*({_NAME})\s*\}}",
        rf"(?<!\{{)\{{d\.({_NAME})[^{{}}]*\}}",
        rf"\+\+\+\s*(?:INS|=|FOR\s+\w+\s+IN)?\s*({_NAME})[^+]*\+\+\+",
    )
)
_MERGE = re.compile(r"\s*MERGEFIELD\s+(?:\"([^\"]+)\"|([^\s\\]+))", re.IGNORECASE)
_FOREIGN_MARKS = "#/@?>*^&~"
_FOREIGN = re.compile(rf"[{_FOREIGN_MARKS}]+\s*(?:each\s+|if\s+)?({_NAME})?")


def is_foreign_tag(tag: Tag) -> bool:
    """Tell whether double braces hold a word of another program: ``{{#each goals}}``."""
    return tag.kind is Kind.EXPRESSION and tag.body[:1] in _FOREIGN_MARKS and bool(tag.body)


def check_strangers(
    story: Story, tags: Sequence[Tag], fragments: Sequence[Fragment], suggest: Suggest
) -> tuple[list[Finding], list[Fragment]]:
    """Report placeholders of other programs; returns the halves that are no part of one, too."""
    findings = []
    for tag in filter(is_foreign_tag, tags):
        word = _FOREIGN.match(tag.body)
        findings.append(about_tag("DG454", tag, written=suggest(word[1]) if word and word[1] else None))
    left = list(fragments)
    for paragraph in story.paragraphs:
        names = [found[1] or found[2] for code in paragraph.codes if (found := _MERGE.match(code))]
        findings += [_merge_field(paragraph, name, suggest) for name in names]
        text = masked(paragraph, tags, ())
        for match in (each for pattern in _PATTERNS for each in pattern.finditer(text)):
            if match[1] in names or match[1].replace(" ", "_") in names:
                continue
            start, end = match.span()
            facts = {"tag": paragraph.text[start:end], "written": suggest(match[1])}
            findings.append(about("DG454", paragraph, start, end, **facts))
            left = [half for half in left if half.paragraph is not paragraph or not start <= half.start < end]
    return findings, left


def check_links(story: Story, relations: Sequence[Relation]) -> Iterator[Finding]:
    """Report placeholders in the addresses of links, where nothing fills them in."""
    targets = {
        relation.id: unquote(relation.target)
        for relation in relations
        if relation.is_external and re.search(r"\{\{|\{%", plain_brackets(unquote(relation.target)))
    }
    for paragraph in story.paragraphs:
        for link in paragraph.element.iter(f"{W}hyperlink"):
            target = targets.pop(link.get(f"{R}id", ""), None)
            if target is not None:
                pieces = [piece for piece in paragraph.pieces if link in piece.within]
                start, end = (pieces[0].start, pieces[-1].end) if pieces else (0, 0)
                yield about("DG455", paragraph, start, end, tag=target, kind="link_target")


def masked(paragraph: Paragraph, tags: Sequence[Tag], fragments: Sequence[Fragment]) -> str:
    """Return the text of a paragraph with plain brackets, and blanks where placeholders are known."""
    text = list(plain_brackets(paragraph.text))
    every: tuple[Tag | Fragment, ...] = (*tags, *fragments)
    for known in every:
        if known.paragraph is paragraph and not (isinstance(known, Tag) and known.is_deleted):
            text[known.start : known.end] = " " * (known.end - known.start)
    return "".join(text)


def _merge_field(paragraph: Paragraph, name: str, suggest: Suggest) -> Finding:
    text = paragraph.text
    start = max(text.find(f"«{name}»"), 0)
    end = start + len(name) + 2 if text.startswith(f"«{name}»", start) else len(text)
    return about("DG454", paragraph, start, end, tag=f"«{name}»", written=suggest(name))
