"""Changes to bytes and to lines: for what has no shape, and for what breaks a shape."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.odd import PIECES

__all__ = ["change_bytes", "change_lines", "change_pdf"]

_PDF = re.compile(rb"/[A-Za-z0-9]+|\d+ \d+ R|-?\d+(?:\.\d+)?|<<|>>|\[|\]|\([^()]{0,80}\)")
_NEAR = 3000


def change_bytes(luck: Random, content: bytes) -> bytes:
    """Cut, repeat, move or overwrite some bytes."""
    if not content:
        return luck.choice(PIECES)
    start = luck.randrange(len(content))
    end = min(len(content), start + luck.choice((1, 1, 2, 4, 16, 200, len(content))))
    before, piece, after = content[:start], content[start:end], content[end:]
    match luck.randrange(7):
        case 0:
            piece = b""
        case 1:
            piece *= luck.choice((2, 3, 50))
        case 2:
            piece = luck.choice(PIECES) + piece
        case 3:
            piece = luck.choice(PIECES)
        case 4:
            to = luck.randrange(len(content))
            before, after = content[:to], content[to:]
        case 5:
            piece, after = b"", b""
        case _:
            piece = bytes([piece[0] ^ (1 << luck.randrange(8))]) + piece[1:]
    return before + piece + after


def change_lines(luck: Random, content: bytes) -> bytes:
    """Cut, repeat, move or indent lines, or put something odd in one."""
    lines = content.split(b"\n")
    at, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    match luck.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[other]] * luck.choice((1, 1, 300))
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = luck.choice((b" ", b"  ", b"\t", b"- ", b"    ")) + lines[at]
        case 4:
            lines[at] = lines[at][luck.choice((1, 2, 4)) :]
        case 5:
            return change_bytes(luck, content)
        case _:
            place = luck.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + luck.choice(PIECES) + lines[at][place:]
    return b"\n".join(lines)


def change_pdf(luck: Random, content: bytes) -> bytes:
    """Put one sign of a PDF in the place of another."""
    if luck.randrange(4) == 0:
        return change_bytes(luck, content)
    start = luck.randrange(max(len(content) - 100, 1))
    signs = list(_PDF.finditer(content, start, start + _NEAR))
    away = luck.randrange(max(len(content) - 100, 1))
    others = [each[0] for each in _PDF.finditer(content, away, away + _NEAR)]
    if not signs or not others:
        return change_bytes(luck, content)
    sign = luck.choice(signs)
    gift = luck.choice((*others, b"null", b"-1", b"9999999999", b"[", b"<<>>", b"()", b"1 0 R", b""))
    return content[: sign.start()] + gift + content[sign.end() :]
