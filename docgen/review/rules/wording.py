"""Days in words: dates that can be read two ways, and deadlines that are no days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.i18n.languages import LANGUAGES
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.texts import Piece, owner_of
from docgen.spec.quarters import MONTHS_A_YEAR

__all__ = ["dates_can_be_read_one_way", "deadlines_are_days"]

_EITHER_WAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])")
_DAY = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*月|\d+\s*(?:个)?(?:工作日|天|日|周|小时|days?|weeks?|hours?|working days)"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_DEADLINES = re.compile(
    r"goals\.\d+\.(?:title|outcome|smart\.time_bound)"
    r"|milestones\.\d+\.(?:title|deliverable|acceptance)"
    r"|contingencies\.\d+\.(?:deadline|action)"
    r"|swot\.(?:weaknesses|threats)\.\d+\.response"
    r"|(?:development|commitments)\.\d+\.(?:action|text)"
)


def dates_can_be_read_one_way(case: Case) -> Iterator[Breach]:
    """T9: no date is written so that day and month can be taken for each other."""
    for piece in case.pieces:
        for found in _EITHER_WAY.finditer(piece.text):
            one, other = int(found[1]), int(found[3])
            if one != other and 1 <= one <= MONTHS_A_YEAR and 1 <= other <= MONTHS_A_YEAR:
                yield Breach(piece.path, {"date": found.group()}, *owner_of(case.spec, piece.path))
                break


def deadlines_are_days(case: Case) -> Iterator[Breach]:
    """T13: where something is promised, no word stands in the place of a day."""
    for piece in case.pieces:
        if not piece.is_prose or not _is_deadline(piece):
            continue
        for clause in re.split(r"[。；;\n]|(?<=[a-z])\.\s", piece.text):
            words = case.lexicon.find("hedges", clause, piece.language)
            if words and not _DAY.search(clause):
                yield Breach(piece.path, {"word": words[0]}, *owner_of(case.spec, piece.path))
                break


def _is_deadline(piece: Piece) -> bool:
    place = ".".join(str(step) for step in piece.path if step not in LANGUAGES)
    return _DEADLINES.fullmatch(place) is not None
