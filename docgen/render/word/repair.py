"""Mend the placeholders of a part in place: whole again, in the format of their first sign, in plain signs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lxml.etree import _Element

from docgen.render.word.markup import FALLBACK, RUN, SPACE, M, W
from docgen.render.word.places import ancestor
from docgen.render.word.tags import Tag, tags_of
from docgen.render.word.text import Piece, read_story

__all__ = ["Obstacle", "Repair", "obstacle", "repair"]

Obstacle = Literal["tracked", "deleted", "hyperlink", "field", "control", "equation"]

_OBSTACLES: dict[str, Obstacle] = {
    f"{W}hyperlink": "hyperlink",
    f"{W}fldSimple": "field",
    f"{W}fldChar": "field",
    f"{W}sdt": "control",
    f"{W}ins": "tracked",
    f"{W}moveTo": "tracked",
    f"{M}oMath": "equation",
}
_NOISE = frozenset({f"{W}proofErr", f"{W}lastRenderedPageBreak"})
_EMPTY_RUN = frozenset({f"{W}rPr", f"{W}lastRenderedPageBreak"})


@dataclass(frozen=True, slots=True)
class Repair:
    """One placeholder that was mended: as it is now, as it was typed, and in how many pieces it had been."""

    tag: Tag
    before: str
    pieces: int


def repair(root: _Element, name: str) -> list[Repair]:
    """Mend every placeholder of a part that can be mended; the tree is changed.

    One that begins outside of a link, a field, a control or a tracked change and ends within it is left.
    """
    tags = list(tags_of(read_story(root, name, whole=True)))
    mended: dict[int, int] = {}
    # From the last to the first: what is mended moves no sign of a placeholder before it.
    for number, tag in reversed(list(enumerate(tags))):
        if obstacle(tag) is None and (pieces := _mend(tag)):
            mended[number] = pieces
    new = list(tags_of(read_story(root, name, whole=True)))
    # What is there a second time for older programs is not told a second time.
    return [
        Repair(new[number], tags[number].raw, mended[number])
        for number in sorted(mended)
        if ancestor(new[number].paragraph.element, FALLBACK) is None
    ]


def obstacle(tag: Tag) -> Obstacle | None:
    """Say what a placeholder is cut by, if by anything; it could be joined only by changing that."""
    if tag.is_deleted:
        return "deleted"
    pieces = tag.pieces
    for one, other in pairwise(pieces):
        if one.within != other.within:
            stranger = next((s for s in (*one.within, *other.within) if _is_in_one_only(s, one, other)), None)
            return "field" if stranger is None else _OBSTACLES[stranger.tag]
        if _deletion_between(tag, one, other):
            return "tracked"
    return None


def _is_in_one_only(step: _Element, one: Piece, other: Piece) -> bool:
    return (step in one.within) is not (step in other.within)


def _deletion_between(tag: Tag, one: Piece, other: Piece) -> bool:
    """Tell whether deleted text stands between two pieces."""
    deleted = {piece.element for piece in tag.paragraph.deleted}
    if not deleted:
        return False
    order = list(tag.paragraph.element.iter())
    between = order[order.index(one.element) + 1 : order.index(other.element)]
    return any(element in deleted for element in between)


def _mend(tag: Tag) -> int:
    """Put a placeholder into the piece it begins in; return how many it was in, or 0 if all was well."""
    pieces = tag.pieces
    first = pieces[0]
    if len({piece.element for piece in pieces}) == 1 and tag.raw == tag.code:
        return 0
    count = len({piece.run for piece in pieces})
    _remove_noise(tag)
    last = pieces[-1]
    # The elements may hold what was mended behind this placeholder; the pieces are as they were.
    before, rest = first.text[: tag.start - first.start], (last.element.text or "")[tag.end - last.start :]
    if last is first:
        _write(first.element, before + tag.code + rest)
    else:
        _write(first.element, before + tag.code)
        _write(last.element, rest)
        for piece in pieces[1:-1]:
            _clear(piece)
        if not rest:
            _clear(last)
    return count


def _write(element: _Element, text: str) -> None:
    element.text = text
    if element.tag == f"{W}t":
        element.set(SPACE, "preserve")


def _clear(piece: Piece) -> None:
    """Remove a piece, and its run if nothing is left in it."""
    run = piece.run
    run.remove(piece.element)
    parent = run.getparent()
    if parent is not None and run.tag == RUN and all(child.tag in _EMPTY_RUN for child in run):
        parent.remove(run)


def _remove_noise(tag: Tag) -> None:
    """Remove the marks of the spelling checker and of the last edit from within a placeholder."""
    pieces = tag.pieces
    order = [e for e in tag.paragraph.element.iter() if isinstance(e.tag, str)]
    inside = order[order.index(pieces[0].element) : order.index(pieces[-1].element)]
    for element in inside:
        parent = element.getparent()
        if parent is not None and (element.tag in _NOISE or _is_last_edit(element, inside)):
            parent.remove(element)


def _is_last_edit(element: _Element, inside: list[_Element]) -> bool:
    """Tell whether a bookmark is the one Word sets where somebody wrote last, begun and ended here."""
    if element.tag == f"{W}bookmarkStart" and element.get(f"{W}name") == "_GoBack":
        return True
    starts = [e for e in inside if e.tag == f"{W}bookmarkStart" and e.get(f"{W}name") == "_GoBack"]
    return element.tag == f"{W}bookmarkEnd" and any(e.get(f"{W}id") == element.get(f"{W}id") for e in starts)
