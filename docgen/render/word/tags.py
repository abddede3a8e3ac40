"""The placeholders of a Word file, found although Word split them, each with its place and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element

from docgen.markup import read_xml
from docgen.render.word.signs import make_plain, plain_brackets
from docgen.render.word.text import Paragraph, Piece, Story, read_story

__all__ = ["LEVELS", "Fragment", "Kind", "Tag", "find_fragments", "find_tags", "quote", "tags_of"]

LEVELS = ("p", "tr", "tc", "r")
"""What a placeholder may stand for: its paragraph, its row, its cell, its run."""

_UNSEEN = "\u200b\u2060\ufeff"
"""Signs without width, which text that was copied from somewhere may have between two brackets."""

_MARKS = re.compile(rf"\{{[{_UNSEEN}]*[{{%#]|[}}%#][{_UNSEEN}]*\}}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^“”]*[“”]|‘[^‘’]*[‘’]|＂[^＂]*＂")
_INSIDE = re.compile(r"\{[{%#](?:(p|tr|tc|r)(?= ))?[-+]?(.*?)[-+]?[}%#]\}", re.DOTALL)
_WORD = re.compile(r"\s*([^\W\d]\w*)")
_AROUND = 20
"""Signs before and after a placeholder that are quoted with it."""


class Kind(StrEnum):
    """What a placeholder does."""

    EXPRESSION = "expression"
    STATEMENT = "statement"
    COMMENT = "comment"


_KINDS = {"{{": Kind.EXPRESSION, "{%": Kind.STATEMENT, "{#": Kind.COMMENT}


@dataclass(frozen=True, slots=True)
class Tag:
    """One placeholder: ``raw`` as it was typed, ``code`` with plain signs, ``body`` what is in it."""

    paragraph: Paragraph
    start: int
    end: int
    raw: str
    code: str
    kind: Kind
    level: str
    """What it stands for, one of ``LEVELS``, or nothing: the text itself."""
    body: str
    is_deleted: bool = False

    @property
    def word(self) -> str:
        """Return the first word: ``for``, ``endif``."""
        found = _WORD.match(self.body)
        return found[1] if found else ""

    @property
    def place(self) -> str:
        """Say where it stands."""
        return self.paragraph.place

    @property
    def pieces(self) -> list[Piece]:
        """Return the pieces of text it is made of."""
        if self.is_deleted:
            return [p for p in self.paragraph.deleted if p.start < self.end and p.end > self.start]
        return self.paragraph.spanned(self.start, self.end)

    @property
    def is_readable(self) -> bool:
        """Tell whether it is understood as it was typed."""
        if plain_brackets(self.raw) != self.raw or any(sign in self.raw for sign in _UNSEEN):
            return False
        # A tab or a line break is no sign of the text and is lost when the pieces are joined.
        joined = "".join([self.cut(piece) for piece in self.pieces if piece.is_text])
        return make_plain(joined).split() == self.code.split()

    def cut(self, piece: Piece) -> str:
        """Return what of a piece belongs to it."""
        return piece.text[max(0, self.start - piece.start) : self.end - piece.start]

    @property
    def around(self) -> str:
        """Quote it with the text before and after it."""
        text = self.paragraph.deleted_text if self.is_deleted else self.paragraph.text
        return quote(text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Fragment:
    """The beginning of a placeholder without an end, or an end without a beginning."""

    paragraph: Paragraph
    start: int
    end: int
    mark: str
    """The brackets that are there, plain."""

    @property
    def is_beginning(self) -> bool:
        """Tell which half is there."""
        return self.mark in _CLOSING

    @property
    def text(self) -> str:
        """Return what was typed."""
        return self.paragraph.text[self.start : self.end]


def quote(text: str, start: int, end: int) -> str:
    """Quote a stretch of a text with a little of what is around it."""
    first, last = max(0, start - _AROUND), end + _AROUND
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return before + " ".join(text[first:last].split()) + after


def find_tags(part: _Element | bytes, name: str = "body") -> list[Tag]:
    """Find every placeholder of a part, in its order; ``name`` says in words which part it is."""
    root = read_xml(part) if isinstance(part, bytes) else part
    return list(tags_of(read_story(root, name)))


def tags_of(story: Story) -> Iterator[Tag]:
    """Yield the placeholders of a part, those in tracked deletions too."""
    for paragraph in story.paragraphs:
        for text, is_deleted in ((paragraph.text, False), (paragraph.deleted_text, True)):
            for start, end, mark in _scan(plain_brackets(text)):
                if end is not None and mark in _CLOSING:
                    yield _tag(paragraph, (start, end), mark, is_deleted)


def find_fragments(story: Story) -> Iterator[Fragment]:
    """Yield the halves of placeholders."""
    for paragraph in story.paragraphs:
        text = paragraph.text
        for start, end, mark in _scan(plain_brackets(text)):
            if mark not in _CLOSING:
                yield Fragment(paragraph, start, start + len(mark), mark)
            elif end is None:
                following = _MARKS.search(plain_brackets(text), start + len(mark))
                yield Fragment(paragraph, start, following.start() if following else len(text), mark)


def _tag(paragraph: Paragraph, span: tuple[int, int], mark: str, is_deleted: bool) -> Tag:
    start, end = span
    raw = (paragraph.deleted_text if is_deleted else paragraph.text)[start:end]
    code = make_plain(raw) if mark != "{#" else plain_brackets(raw)
    found = _INSIDE.fullmatch(code)
    level, body = (found[1] or "", found[2].strip()) if found else ("", "")
    return Tag(paragraph, start, end, raw, code, _KINDS[mark], level, body, is_deleted)


def _scan(text: str) -> Iterator[tuple[int, int | None, str]]:
    """Yield the beginning and the end of every placeholder with its mark; a half has no end."""
    place = 0
    while found := _MARKS.search(text, place):
        mark = _bare(found[0])
        end = _end(text, found.end(), _CLOSING[mark]) if mark in _CLOSING else None
        yield found.start(), end, mark
        place = end or found.end()


def _end(text: str, start: int, closing: str) -> int | None:
    """Find where a placeholder ends; brackets in quoted text do not count, if the quotes are in pairs."""
    rest = text[start:]
    is_comment = closing == "#}"
    lines = [rest] if is_comment else [_QUOTED.sub(lambda quoted: "_" * len(quoted[0]), rest), rest]
    for line in lines:
        # In a comment nothing else has a meaning, and the end of a comment has none elsewhere.
        marks = (found for found in _MARKS.finditer(line) if is_comment is (_bare(found[0]) == "#}"))
        found = next(marks, None)
        if found and _bare(found[0]) == closing:
            return start + found.end()
    return None


def _bare(mark: str) -> str:
    return mark[0] + mark[-1]
