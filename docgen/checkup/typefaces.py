"""The font files of a pack: may they be passed on, and do they have the characters of its languages?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.checkup.labels import languages_of
from docgen.diagnostics import Diagnostic, Location, report
from docgen.document.model import Font
from docgen.packs.files import FONT_SUFFIXES
from docgen.packs.load import Pack
from docgen.packs.locate import fonts_folder

__all__ = ["find_missing_signs", "find_unlicensed_fonts"]

_NOTICES = frozenset({".txt", ".md", ".pdf", ".html"})
_WORDS = ("ofl", "license", "licence", "copying", "readme", "许可", "授权")
_SHOWN = 12
_LATIN = "".join(map(chr, range(0x20, 0x7F))) + "“”‘’–—…€£§©°×±"


def find_unlicensed_fonts(pack: Pack) -> Iterator[Diagnostic]:
    """Report font files of the pack without a word beside them about who may use them (DG359)."""
    own = pack.chain.layers[0]
    folder = own.folder / "fonts"
    files = [path for path in sorted(folder.glob("*")) if not path.name.startswith(".")]
    notices = [path.stem.casefold() for path in files if path.suffix.lower() in _NOTICES]
    for path in files:
        if path.suffix.lower() in FONT_SUFFIXES and not _is_covered(path, notices):
            name = f"fonts/{path.name}"
            yield report(
                "DG359", Location(own.show(name)), member=name, wanted=f"fonts/{_family(path)}-LICENSE.txt"
            )


def find_missing_signs(pack: Pack) -> Iterator[Diagnostic]:
    """Report families that lack common characters of a language of the pack, as do those beside them (DG360).

    The fonts that every pack may use are known to be complete.
    """
    pdf = pack.brand.fonts.pdf
    pairs = {(pdf.latin, pdf.cjk), (pdf.heading.latin or pdf.latin, pdf.heading.cjk or pdf.cjk)}
    for latin, cjk in sorted(pairs):
        for language in languages_of(pack):
            family = cjk if language == "zh" else latin
            if all(_is_shared(font) for font in pack.fonts if font.family == family):
                continue
            known = _characters(font for font in pack.fonts if font.family in {latin, cjk})
            lacking = [sign for sign in _wanted(language) if ord(sign) not in known]
            if lacking:
                where = Location(pack.chain.layers[0].show("brand.yaml"))
                signs = " ".join(lacking[:_SHOWN])
                yield report(
                    "DG360", where, family=family, language=language, count=len(lacking), examples=signs
                )


def _is_covered(path: Path, notices: Iterable[str]) -> bool:
    """Tell whether some notice is about this family, or about all that is in the folder."""
    family = _family(path).casefold()
    return any(notice.startswith((family, *_WORDS)) for notice in notices)


def _family(path: Path) -> str:
    return path.stem.split("-", 1)[0]


def _is_shared(font: Font) -> bool:
    return font.path.resolve().parent == fonts_folder().resolve()


def _characters(fonts: Iterable[Font]) -> set[int]:
    """Return what every weight of the families has; an unreadable file has nothing."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - few packs bring fonts

    found: dict[str, set[int]] = {}
    for font in fonts:
        try:
            with TTFont(font.path, lazy=True) as opened:
                signs = set(opened.getBestCmap() or ())
        except (OSError, TTLibError, AssertionError, KeyError, ValueError):
            signs = set()
        found[font.family] = found.get(font.family, signs) & signs
    return set[int]().union(*found.values())


def _wanted(language: str) -> str:
    """Return what a text in a language is made of: for Chinese the 3755 most common characters and signs."""
    if language != "zh":
        return _LATIN
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    common = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    return common + "，。、；：？！“”（）《》【】—…·"
