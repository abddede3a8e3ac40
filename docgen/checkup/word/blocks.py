"""Loops and conditions: each is closed, in the right order, and on the level it began on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from docgen.checkup.word.findings import Finding, about_tag
from docgen.render.word.markup import BOX, CELL, NOTES, PARAGRAPH, ROW, TABLE, W
from docgen.render.word.places import ancestor
from docgen.render.word.tags import Kind, Tag

__all__ = ["BLOCKS", "MIDDLES", "check_blocks", "opens"]

BLOCKS = ("for", "if", "with", "set", "filter", "macro", "call", "raw", "autoescape")
"""What has an end."""

MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
"""What stands between the beginning and the end of which blocks."""

_REPLACED = {"p": PARAGRAPH, "tr": ROW, "tc": CELL}
_CONTROL = f"{W}sdtContent"


def check_blocks(tags: Sequence[Tag]) -> tuple[list[Finding], list[tuple[Tag, str]]]:
    """Check the blocks of one part.

    Returns the findings and the same statements as a sequence that is in order: what has no beginning is
    left out, and what has no end is closed, so that everything else can be checked all the same.
    """
    blocks = _Blocks()
    for number, tag in enumerate(tags):
        blocks.meet(tag, tags[number + 1 :])
    blocks.end()
    return blocks.findings, blocks.order


def opens(tag: Tag) -> bool:
    """Tell whether a placeholder begins a block; a ``set`` with an equals sign is complete."""
    return tag.kind is Kind.STATEMENT and tag.word in BLOCKS and not (tag.word == "set" and "=" in tag.body)


@dataclass(slots=True)
class _Blocks:
    """The blocks that are open, and what was found and put in order so far."""

    stack: list[Tag] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    order: list[tuple[Tag, str]] = field(default_factory=list)
    excused: list[str] = field(default_factory=list)
    """The blocks whose ends come too late, which was told already."""

    def meet(self, tag: Tag, rest: Sequence[Tag]) -> None:
        """Take the next placeholder; ``rest`` are those behind it."""
        if opens(tag):
            self.stack.append(tag)
        elif tag.kind is Kind.STATEMENT and tag.word in MIDDLES:
            if not self.stack or self.stack[-1].word not in MIDDLES[tag.word]:
                self.findings.append(about_tag("DG446", tag, expected=MIDDLES[tag.word][0]))
                return
            self.findings += _levels(self.stack[-1], tag)
        elif tag.kind is Kind.STATEMENT and tag.word.startswith("end") and tag.word[3:] in BLOCKS:
            self.close(tag, tag.word[3:], rest)
            return
        self.order.append((tag, tag.body))

    def close(self, tag: Tag, word: str, rest: Sequence[Tag]) -> None:
        """Take the end of a block."""
        if any(opened.word == word for opened in self.stack):
            while self.stack[-1].word != word:  # began later, and is still open
                self.give_up(tag, rest)
            self.findings += _levels(self.stack.pop(), tag)
            self.order.append((tag, tag.body))
        elif word in self.excused:
            self.excused.remove(word)
        elif self.stack and not _is_closed_later(self.stack[-1].word, rest):
            late = self.stack.pop()  # its end is there, but has the name of another
            self.order.append((tag, f"end{late.word}"))
            self.findings.append(about_tag("DG447", tag, other=late.raw, other_place=late.place))
        else:
            self.findings.append(about_tag("DG446", tag, expected=word))

    def give_up(self, tag: Tag, rest: Sequence[Tag]) -> None:
        """Close the innermost block, because one around it ends."""
        late = self.stack.pop()
        self.order.append((tag, f"end{late.word}"))
        if _is_closed_later(late.word, rest):
            self.excused.append(late.word)
            self.findings.append(about_tag("DG447", tag, other=late.raw, other_place=late.place))
        else:
            self.findings.append(_unclosed(late))

    def end(self) -> None:
        """Close whatever is open where the part ends."""
        for tag in reversed(self.stack):
            self.findings.append(_unclosed(tag))
            self.order.append((tag, f"end{tag.word}"))


def _unclosed(tag: Tag) -> Finding:
    return about_tag("DG445", tag, end=f"{{%{tag.level} end{tag.word} %}}")


def _is_closed_later(word: str, rest: Sequence[Tag]) -> bool:
    """Tell whether one end too many follows."""
    depth = 0
    for tag in rest:
        if opens(tag) and tag.word == word:
            depth += 1
        elif tag.kind is Kind.STATEMENT and tag.word == f"end{word}":
            depth -= 1
        if depth < 0:
            return True
    return False


def _levels(opened: Tag, tag: Tag) -> Iterator[Finding]:
    """Report a block that ends elsewhere than where a part of the text can be repeated or left out."""
    if _level(opened) != _level(tag):
        yield about_tag("DG451", tag, other=opened.raw, other_place=opened.place)


def _level(tag: Tag) -> tuple[object, ...]:
    """Return what must be the same for the beginning and the end of a block.

    That is what holds the two, and the elements between that and the place that they stand for.
    """
    paragraph = tag.paragraph.element
    if tag.level in _REPLACED:
        replaced = paragraph if tag.level == "p" else ancestor(paragraph, _REPLACED[tag.level])
        return (tag.level, None if replaced is None else replaced.getparent())
    holder = ancestor(paragraph, CELL, BOX, _CONTROL, *NOTES, TABLE)
    piece = tag.pieces[0]
    steps: list[object] = []
    element: _Element | None = piece.run if tag.level == "r" else piece.element
    while element is not None and element is not paragraph:
        steps.append(element.tag)
        element = element.getparent()
    fields = [step for step in piece.within if step.tag == f"{W}fldChar"]
    return ("text", paragraph.getparent() if holder is None else holder, *steps[1:], *fields)
