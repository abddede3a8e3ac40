"""Full-width and half-width signs and ways to write a day, mixed within Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from docgen.diagnostics import Fact, FieldPath
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.texts import Piece, owner_of

__all__ = ["signs_are_written_one_way"]

# A half-width sign between Chinese, beside the one that Chinese has for it, and what it may stand between: what
# is looked at letter by letter here would be a set of twenty thousand letters in each of seven patterns.
_SIGN = re.compile(r"[,.;:?!(]")
_WIDE_SIGNS = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（"}
_CLOSING = "”’》）"
_OPENING = "“《"
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
    chinese = [piece for piece in case.pieces if piece.is_prose and piece.language == "zh"]
    text = "\n".join(piece.text for piece in chinese)
    halves = _halves(chinese)
    for half, wide in _WIDE_SIGNS.items():
        if half in halves and wide in text:
            found = halves[half]
            yield _first(case, found, sign=half, wide=wide, count=len(found))
    if found := _find(_WIDE, chinese):
        yield _first(case, found, digits=found[0][1], count=len(found))
    yield from _days(case, chinese)


def _halves(pieces: Iterable[Piece]) -> dict[str, Found]:
    """Find half-width signs that stand between Chinese, by sign."""
    halves: dict[str, Found] = {}
    for piece, sign in ((each, found) for each in pieces for found in _SIGN.finditer(each.text)):
        half, start = sign.group(), sign.start()
        if _is_between_chinese(half, piece.text[max(start - 1, 0) : start], piece.text[start + 1 :]):
            halves.setdefault(half, []).append((piece, half))
    return halves


def _is_between_chinese(sign: str, last: str, after: str) -> bool:
    """Tell whether Chinese stands on both sides of a sign; the end of a text counts as such behind most."""
    then = after[1:2] if after[:1].isspace() else after[:1]
    match sign:
        case "(":
            return _is_han(last) and _is_han(after[:1])
        case ":":
            return _is_han(last) and (_is_han(then) or (then != "" and then in _OPENING))
        case _:
            closed = _is_han(last) or (last != "" and last in _CLOSING)
            return closed and (_is_han(then) or not after.strip())


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


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
