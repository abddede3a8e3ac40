"""Offer the engine the fonts of the theme and no others.

Fontconfig reads the file named by FONTCONFIG_FILE whenever a font configuration is made. Ours lists
the folders of the theme's fonts only, so the bytes of a PDF do not depend on what is installed, and a
character that no font of ours has is reported instead of being drawn by a stranger.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from docgen.cache import cache_folder
from docgen.document.model import Font

__all__ = ["CHINESE_PUNCTUATION", "font_settings", "own_fonts"]

CHINESE_PUNCTUATION = (0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026)
"""— ‘ ’ “ ” …: one code for Latin and Chinese, but full width in Chinese text."""

_CJK_BIT = 59  # of OS/2 ulUnicodeRange: CJK Unified Ideographs

_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<match target="pattern"><edit name="family" mode="append_last" binding="weak">
{families}
</edit></match>
{latin}
</fontconfig>
"""

_WITHOUT_PUNCTUATION = """<match target="font"><test name="family" compare="eq"><string>{family}</string></test>
<edit name="charset" mode="assign"><minus><name>charset</name><charset>{points}</charset></minus></edit></match>
"""


def font_settings(fonts: Sequence[Font], language: str, cache: Path) -> str:
    """Write the fontconfig file for fonts and a language tag.

    In Chinese the Latin families give up the punctuation both scripts share, so that it is taken
    from the Chinese font at full width.
    """
    families = list(
        dict.fromkeys(font.family for font in sorted(fonts, key=lambda font: (_is_cjk(font), font.family)))
    )
    latin = sorted({font.family for font in fonts if not _is_cjk(font)}) if language.startswith("zh") else []
    points = "".join(f"<int>0x{point:x}</int>" for point in CHINESE_PUNCTUATION)
    return _SETTINGS.format(
        folders="\n".join(
            f"<dir>{escape(str(folder))}</dir>" for folder in sorted({font.path.parent for font in fonts})
        ),
        cache=escape(str(cache)),
        families="\n".join(f"<string>{escape(family)}</string>" for family in families),
        latin="".join(_WITHOUT_PUNCTUATION.format(family=escape(family), points=points) for family in latin),
    )


@contextlib.contextmanager
def own_fonts(fonts: Sequence[Font], language: str) -> Iterator[None]:
    """Let fontconfig see the theme's fonts alone while the engine is loaded and prepared."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="docgen-fonts-") as folder:
        file = Path(folder) / "fonts.conf"
        cache = _index_folder() or Path(folder)
        file.write_text(font_settings(fonts, language, cache), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _index_folder() -> Path | None:
    """Return a folder of the user where fontconfig may keep what it read of the fonts, if there is one."""
    folder = cache_folder("fontconfig")
    return folder if folder and os.access(folder, os.W_OK) else None


def _is_cjk(font: Font) -> bool:
    """Tell by the font's own declaration whether it holds Chinese characters."""
    with TTFont(font.path, lazy=True, fontNumber=0) as file:
        return bool(file["OS/2"].ulUnicodeRange2 >> (_CJK_BIT - 32) & 1)
