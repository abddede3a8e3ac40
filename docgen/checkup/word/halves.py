"""Placeholders that are no whole ones: over two paragraphs, with a missing bracket, with single braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.checkup.word.findings import Finding, about, about_tag
from docgen.checkup.word.strangers import masked
from docgen.render.word.places import container_of
from docgen.render.word.signs import make_plain, plain_brackets
from docgen.render.word.tags import Fragment, Tag
from docgen.render.word.text import Paragraph, Story

__all__ = ["check_halves"]

_PAIRS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_FAR = 4
"""Paragraphs after its beginning in which the end of a placeholder is looked for."""

_NAME = r"[A-Za-z_\u4e00-\u9fff][\w.]*"
_SHORT = re.compile(rf"(?:\{{\{{\s*({_NAME})\s*\}}|\{{%\s*([^{{}}%]*?)\s*\}})")
"""One bracket too few at the end: ``{{ name }``, ``{% if x }``."""
_LATE = re.compile(rf"\{{\s*({_NAME})\s*$")
"""What is before a closing bracket whose opening one is short: ``{ name`` and ``}}``."""
_LATE_STATEMENT = re.compile(r"(?:\{|%)\s*(\w[^{}%]*?)\s*$")
_SINGLE = re.compile(rf"(?<![{{$])\{{\s*({_NAME})\s*\}}(?!\}})")
_SPACED = re.compile(r"\{\s+(%[^{}]*?%)\s*\}|\{\s+(\{[^{}]*\})\s*\}|\{(%[^{}]*?%)\s+\}")


def check_halves(
    story: Story, tags: Sequence[Tag], fragments: Sequence[Fragment], told: Sequence[Finding]
) -> Iterator[Finding]:
    """Report everything that was meant as a placeholder and is none, unless it was told already."""
    left = list(fragments)
    numbers = {id(paragraph): number for number, paragraph in enumerate(story.paragraphs)}
    while left:
        half = left.pop(0)
        end = _end_of(half, left, numbers)
        if end is not None:
            left.remove(end)
            yield about_tag("DG443", half, other=end.text, other_place=end.paragraph.place)
        else:
            yield _incomplete(half)
    for paragraph in story.paragraphs:
        yield from _badly_bracketed(paragraph, masked(paragraph, tags, fragments), told)


def _badly_bracketed(paragraph: Paragraph, text: str, told: Sequence[Finding]) -> Iterator[Finding]:
    """Report single braces around a name, and brackets with a blank between them."""
    known = [(each.start, each.end) for each in told if each.paragraph is paragraph]
    for pattern in (_SPACED, _SINGLE):
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in known):
                continue
            known.append(found.span())
            inner = next(group for group in found.groups() if group is not None)
            written = f"{{{{ {inner} }}}}" if pattern is _SINGLE else f"{{{inner}}}"
            typed = paragraph.text[found.start() : found.end()]
            yield about("DG453", paragraph, found.start(), found.end(), tag=typed, written=written)


def _end_of(half: Fragment, left: Sequence[Fragment], numbers: dict[int, int]) -> Fragment | None:
    """Find the other half in one of the next paragraphs: the next half there is, if it fits."""
    if not half.is_beginning or not left:
        return None
    other = left[0]
    # With one bracket too few on either side these are two slips, and no placeholder over two paragraphs.
    if _SHORT.match(plain_brackets(half.paragraph.text), half.start):
        return None
    if _LATE.search(plain_brackets(other.paragraph.text)[: other.start]):
        return None
    away = numbers[id(other.paragraph)] - numbers[id(half.paragraph)]
    together = container_of(half.paragraph.element) is container_of(other.paragraph.element)
    return other if other.mark == _PAIRS[half.mark] and 0 < away <= _FAR and together else None


def _incomplete(half: Fragment) -> Finding:
    """Report a half, with what was probably meant."""
    return _without_end(half) if half.is_beginning else _without_beginning(half)


def _without_end(half: Fragment) -> Finding:
    paragraph = half.paragraph
    found = _SHORT.match(plain_brackets(paragraph.text), half.start)
    typed = paragraph.text[half.start : found.end() if found else half.end].rstrip()
    if found:
        written = f"{{{{ {found[1]} }}}}" if found[1] else f"{{% {make_plain(found[2])} %}}"
    else:
        whole = f"{make_plain(typed)} {_PAIRS[half.mark]}"
        written = whole if len(typed) > len(half.mark) else ""
    return about("DG453", paragraph, half.start, half.start + len(typed), tag=typed, written=written or None)


def _without_beginning(half: Fragment) -> Finding:
    paragraph, before = half.paragraph, plain_brackets(half.paragraph.text)[: half.start]
    found = _LATE.search(before) if half.mark == "}}" else _LATE_STATEMENT.search(before)
    if found is None:
        return about_tag("DG453", half, written=None)
    whole = f"{{{{ {found[1]} }}}}" if half.mark == "}}" else f"{{% {found[1]} %}}"
    typed = paragraph.text[found.start() : half.end]
    return about("DG453", paragraph, found.start(), half.end, tag=typed, written=whole)
