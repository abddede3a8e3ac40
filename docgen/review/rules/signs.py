"""Full-width and half-width signs and ways to write a day, mixed within Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from docgen.diagnostics import Fact, FieldPath
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.texts import Piece, owner_of, walk_texts

__all__ = ["signs_are_written_one_way"]

_HAN = r"[\u4e00-\u9fff]"
_CLOSING = r"[\u4e00-\u9fff”’》）]"
# A half-width sign between Chinese, beside the one that Chinese has for it.
_SIGNS = {
    "，": re.compile(rf"(?<={_CLOSING}),(?=\s?{_HAN}|\s*$)"),
    "。": re.compile(rf"(?<={_CLOSING})\.(?=\s?{_HAN}|\s*$)"),
    "；": re.compile(rf"(?<={_CLOSING});(?=\s?{_HAN}|\s*$)"),
    "：": re.compile(rf"(?<={_HAN}):(?=\s?[\u4e00-\u9fff“《])"),
    "？": re.compile(rf"(?<={_CLOSING})\?(?=\s?{_HAN}|\s*$)"),
    "！": re.compile(rf"(?<={_CLOSING})!(?=\s?{_HAN}|\s*$)"),
    "（": re.compile(rf"(?<={_HAN})\((?={_HAN})"),
}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_DAYS = {
    "2027-03-31": re.compile(r"(?<![\d-])\d{4}-\d{1,2}-\d{1,2}(?![\d-])"),
    "2027/3/31": re.compile(r"(?<![\d/])\d{4}/\d{1,2}/\d{1,2}(?![\d/])"),
    "2027.3.31": re.compile(r"(?<![\d.])\d{4}\.\d{1,2}\.\d{1,2}(?![\d.])"),
    "2027年3月31日": re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]"),
}
_IN_SENTENCES = "2027年3月31日"
Found = list[tuple[Piece, str]]


def signs_are_written_one_way(case: Case) -> Iterator[Breach]:
    """DOC3: Chinese text keeps to one kind of signs, of digits and of dates. One finding a kind, at its first place."""
    chinese = [piece for piece in walk_texts(case.spec) if piece.is_prose and piece.language == "zh"]
    text = "\n".join(piece.text for piece in chinese)
    for wide, half in _SIGNS.items():
        found = _find(half, chinese)
        if found and wide in text:
            yield _first(case, found, sign=found[0][1], wide=wide, count=len(found))
    if found := _find(_WIDE, chinese):
        yield _first(case, found, digits=found[0][1], count=len(found))
    yield from _days(case, chinese)


def _days(case: Case, chinese: list[Piece]) -> Iterator[Breach]:
    """Sentences may say 2027年3月31日 while lists say 2027-03-31; any further way is one too many."""
    ways = {way: _find(form, chinese) for way, form in _DAYS.items()}
    short = Counter({way: len(found) for way, found in ways.items() if found and way != _IN_SENTENCES})
    if len(short) > 1:
        rare = min(short, key=lambda way: (short[way], way))
        most = max(short, key=lambda way: (short[way], way))
        found = ways[rare]
        yield _first(case, found, date=found[0][1], other=most, count=len(found))


def _find(form: re.Pattern[str], pieces: Iterable[Piece]) -> Found:
    return [(piece, found.group()) for piece in pieces for found in form.finditer(piece.text)]


def _first(case: Case, found: Found, **facts: Fact) -> Breach:
    path: FieldPath = found[0][0].path
    return Breach(path, facts, *owner_of(case.spec, path))
