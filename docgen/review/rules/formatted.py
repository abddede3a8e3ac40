"""Is the document fit to be shown? Rules DOC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules.communicated import names_agree
from docgen.review.rules.private import find_private
from docgen.review.rules.rule import Rule
from docgen.review.rules.signs import signs_are_written_one_way
from docgen.review.texts import owner_of

__all__ = ["RULES"]

_STATE_SECRET = re.compile(r"(?:绝\s*密|机\s*密|秘\s*密)\s*[★☆✩✭⭐*＊]|[★☆⭐]\s*(?:绝\s*密|机\s*密|秘\s*密)")
_LEFTOVER = re.compile(
    r"\{\{.{0,40}|\{%.{0,40}|\b(?:TODO|TBD|TBC|FIXME)\b|lorem ipsum|待填"
    r"|(?<![等期接对招看])待定(?![价制位向义量点时做岗员额级])"
    r"|(?<![A-Za-z0-9])(?:[Xx]{3,}|×{3,})(?![A-Za-z0-9])|(?<![A-Za-z0-9])[Xx]{2,4}(?=[年月日元%％])|_{4,}"
)
_QUOTED = ("communication", "changes", "revisions")
"""Parts that tell what was said before; an open question may have been one."""
_AFTER_PLAN = {"signed", "check-in", "mid-year", "final"}
_FINISHED = re.compile(
    r"(?<![未非待])(?:终稿|定稿|终版|正式版|正式稿|已签署|已定稿|已生效|终评)"
    r"|(?<!not )(?<!un)\b(?:final|signed|approved|effective)\b(?! draft)",
    re.IGNORECASE,
)


def mark_is_no_state_secret(case: Case) -> Iterator[Breach]:
    """DOC1: the mark does not look like that of a state secret, unless the company allows it in so many words."""
    marking = case.spec.document.marking
    for piece in case.pieces if marking else ():
        found = piece.path[:2] == ("document", "marking") and _STATE_SECRET.search(piece.text)
        if found and piece.text.strip() not in case.options.allowed_marks:
            yield Breach(piece.path, {"mark": piece.text.strip()})


def nothing_private_is_told(case: Case) -> Iterator[Breach]:
    """DOC2: no text tells an identity number, a mobile number or an amount of pay."""
    for piece in case.pieces:
        told = dict(find_private(piece.text))
        for (zh, en), shown in told.items():
            facts = {"what_zh": zh, "what_en": en, "shown": shown}
            yield Breach(piece.path, facts, *owner_of(case.spec, piece.path))


def nothing_is_left_to_fill_in(case: Case) -> Iterator[Breach]:
    """DOC4: in a document that is signed or final nothing stands for what should be there."""
    if not _is_finished(case):
        return
    for piece in case.pieces:
        if piece.path[0] in _QUOTED:
            continue
        found = _LEFTOVER.search(piece.text)
        if found:
            yield Breach(piece.path, {"left": found.group().strip()}, *owner_of(case.spec, piece.path))


def _is_finished(case: Case) -> bool:
    document = case.spec.document
    status = document.status
    said = " ".join(each for each in (status.plain, status.zh, status.en) if each) if status else ""
    return document.stage in _AFTER_PLAN or bool(_FINISHED.search(said))


RULES: tuple[Rule, ...] = (
    Rule("DOC1", mark_is_no_state_secret, waivable=False),
    Rule("DOC2", nothing_private_is_told),
    Rule("DOC3", signs_are_written_one_way),
    Rule("DOC4", nothing_is_left_to_fill_in),
    Rule("DOC5", names_agree),
)
