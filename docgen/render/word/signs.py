"""The signs of a placeholder: what Word and Chinese input methods make of brackets, quotes and dashes.

Only signs outside the quoted texts of a placeholder are made plain: ``default(“—”)`` keeps its dash.
"""

from __future__ import annotations

import unicodedata

__all__ = ["make_plain", "plain_brackets"]

_BRACKETS = str.maketrans("｛｝％＃﹛﹜﹪﹟", "{}%#{}%#")
_DOUBLE = frozenset('"“”„‟＂«»')  # guillemets are what French autocorrection makes of quotes
_SINGLE = frozenset("'‘’‚‛＇")
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "。": ".",
    "、": ",",
    "【": "[",
    "】": "]",
    "﹛": "{",
    "﹜": "}",
    "﹪": "%",
    "﹟": "#",
}
_FIRST_WIDE, _LAST_WIDE, _WIDTH = 0xFF01, 0xFF5E, 0xFEE0


def plain_brackets(text: str) -> str:
    """Return a text of the same length in which full-width braces, ％ and ＃ are plain ones."""
    return text.translate(_BRACKETS)


def make_plain(tag: str) -> str:
    """Return a placeholder with plain signs wherever they are no part of a quoted text."""
    made: list[str] = []
    closers: frozenset[str] = frozenset()
    closing = ""
    for place, sign in enumerate(tag):
        if closers:
            made.append(closing if sign in closers else sign)
            closers = frozenset() if sign in closers else closers
        elif sign in _DOUBLE or sign in _SINGLE:
            closing = '"' if sign in _DOUBLE else "'"
            closers = _closers(sign, tag[place + 1 :])
            made.append(closing)
        else:
            made.append(_plain(sign))
    return "".join(made)


def _closers(opening: str, rest: str) -> frozenset[str]:
    """Name the signs that end a quoted text; a straight quote is ended by a straight one, if there is any."""
    family = _DOUBLE if opening in _DOUBLE else _SINGLE
    straight = '"' if opening in _DOUBLE else "'"
    return frozenset(straight) if opening == straight and straight in rest else family


def _plain(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if _FIRST_WIDE <= ord(sign) <= _LAST_WIDE:
        return chr(ord(sign) - _WIDTH)
    category = unicodedata.category(sign)
    if category == "Cf":  # a zero-width sign
        return ""
    return " " if category == "Zs" or sign in "\t\n\r\v" else sign
