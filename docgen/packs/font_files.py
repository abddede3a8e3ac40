"""Is a file really a font, whole, of bounded size, and does its maker let it travel inside documents?

Fonts are read by libraries in C, which a hostile file may crash, and travel inside every PDF. So each font
file of a pack is looked at once, before anything else opens it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from docgen.diagnostics import Diagnostic, Location, report

__all__ = ["FontFacts", "UnfitFontError", "examine_font", "read_font", "unsound_files"]

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # else its remarks reach the terminal
_HEAD = 512
_FONTS = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_OTHERS = (
    *((b"ttcf", "font_collection"), (b"wOFF", "web_font"), (b"wOF2", "web_font")),
    *((b"\x80\x01", "old_font"), (b"%!PS", "old_font"), (b"STARTFONT", "old_font")),
    *((b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image")),
)
_MAX_TABLES = 64
_MAX_GLYPHS = 0xFFFF
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
_OUTLINES = ("glyf", "CFF ", "CFF2")
_MOST = 512 * 1024 * 1024  # bytes all tables may have together: the same part may be listed many times


class UnfitFontError(ValueError):
    """A file that is no font, or one that must not be used: a code and its facts."""

    def __init__(self, code: str, **facts: str | None) -> None:
        """Keep what a finding needs."""
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What a font says about itself: every name of its family, and the weights it can be set in."""

    families: tuple[str, ...]
    weights: tuple[int, int]
    glyphs: int


def examine_font(path: Path, where: Location, family: str, weight: int) -> tuple[Diagnostic, ...]:
    """Say what is wrong with a font file that a list names for a family and a weight.

    Errors: DG845 it is no font, DG846 it is damaged, DG847 it must not be embedded, DG849 it holds drawings.
    Warning: DG848 it is of another family or weight.
    """
    try:
        facts = read_font(path)
    except UnfitFontError as unfit:
        return (report(unfit.code, where, file=path.name, **unfit.facts),)
    first, last = facts.weights
    known = {name.casefold() for name in facts.families}
    if family.casefold() in known and first <= weight <= last:
        return ()
    own = {"own_family": facts.families[0] if facts.families else None, "own_weight": first}
    return (report("DG848", where, file=path.name, family=family, weight=weight, **own),)


def unsound_files(path: Path, where: Location) -> Iterator[Diagnostic]:
    """Report a file among fonts that is neither a text, such as a license, nor a sound font."""
    try:
        read_font(path)
    except UnfitFontError as unfit:
        if unfit.facts.get("kind") not in {"text", "nothing"}:
            yield report(unfit.code, where, file=path.name, **unfit.facts)


def read_font(path: Path) -> FontFacts:
    """Read what matters of a font file; raises UnfitFontError (DG845 to DG847, DG849)."""
    with path.open("rb") as file:
        _refuse_others(file.read(_HEAD))
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - most packs have no fonts of their own

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            _check_tables(font)
            _check_rights(font["OS/2"].fsType, font["OS/2"].version)
            return FontFacts(tuple(_families(font)), _weights(font), font["maxp"].numGlyphs)
    except (UnfitFontError, MemoryError):
        raise
    except Exception as damage:  # foreign bytes make the library fail in a dozen ways
        raise UnfitFontError("DG846") from damage


def _refuse_others(head: bytes) -> None:
    if head.startswith(_FONTS):
        return
    for magic, kind in _OTHERS:
        if head.startswith(magic):
            _refuse(kind)
    if not head:
        _refuse("nothing")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        _refuse("web_page")
    _refuse("binary" if b"\0" in head else "text")


def _refuse(kind: str) -> NoReturn:
    """Refuse what is no font; for a font in a wrapper the facts choose the sentence that helps."""
    collection, web = (".ttf" if kind == wrapped else None for wrapped in ("font_collection", "web_font"))
    raise UnfitFontError("DG845", kind=kind, collection=collection, web=web)


def _check_tables(font: Any) -> None:
    """Refuse a font whose parts are missing, too many, outside the file or many times as large as it."""
    entries = font.reader.tables
    if any(name not in entries for name in _NEEDED) or not any(name in entries for name in _OUTLINES):
        _damaged()
    if "SVG " in entries:
        raise UnfitFontError("DG849")
    size = font.reader.file.seek(0, 2)
    beyond = any(entry.offset + entry.length > size for entry in entries.values())
    if beyond or len(entries) > _MAX_TABLES or sum(entry.length for entry in entries.values()) > _MOST:
        _damaged()
    for name in ("cmap", "head", "hhea", "hmtx", "maxp", "post"):
        _ = font[name]
    if not 0 < font["maxp"].numGlyphs <= _MAX_GLYPHS or not font.getBestCmap():
        _damaged()


def _damaged() -> NoReturn:
    raise UnfitFontError("DG846")


def _check_rights(rights: int, version: int) -> None:
    """Read the embedding permissions; of several in an old font the most generous counts."""
    use = rights & 0x000E
    forbidden = use == 0x0002 or (version >= 2 and rights & 0x0200)  # noqa: PLR2004 - the bit is younger
    if forbidden:
        raise UnfitFontError("DG847")


def _families(font: Any) -> list[str]:
    names = [str(record) for record in font["name"].names if record.nameID in {1, 16, 21}]
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _weights(font: Any) -> tuple[int, int]:
    """Return the least and the greatest weight; only a variable font has two."""
    if "fvar" in font:
        for axis in font["fvar"].axes:
            if axis.axisTag == "wght":
                return int(axis.minValue), int(axis.maxValue)
    weight = int(font["OS/2"].usWeightClass)
    return weight, weight
