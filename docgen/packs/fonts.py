"""Which font files travel with a pack?"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from docgen.diagnostics import DocgenError, report
from docgen.document.model import Font
from docgen.packs.chain import Chain
from docgen.packs.locate import fonts_folder
from docgen.packs.settings import Setting, check_settings, read_settings
from docgen.spec.raw import RawSpec

__all__ = ["FILE", "find_fonts"]

FILE = "fonts.yaml"


class FontFile(Setting):
    """One file of a family."""

    family: str = Field(min_length=1, examples=["Inter"])
    weight: Literal[100, 200, 300, 400, 500, 600, 700, 800, 900] = Field(examples=[400])
    file: str = Field(pattern=r"^[\w.-]+\.(ttf|otf)$", examples=["Inter-Regular.ttf"])


class FontList(Setting):
    """The whole of ``fonts.yaml``."""

    fonts: tuple[FontFile, ...] = Field(strict=False, examples=["[{family: Inter, weight: 400, file: …}]"])


def find_fonts(chain: Chain) -> tuple[Font, ...]:
    """Return the fonts everybody may use and those of the chain (``fonts/fonts.yaml``).

    A child's file for a family and weight replaces what its ancestors had. Raises DocgenError:
    DG303–DG306 for the list, DG316 for a file that is not there.
    """
    shared = fonts_folder()
    found = _read_fonts(read_settings((shared / FILE).read_bytes(), f"fonts/{FILE}"), shared)
    for layer in reversed(chain.layers):
        if settings := layer.settings(f"fonts/{FILE}"):
            found |= _read_fonts(settings, layer.folder / "fonts")
    return tuple(found[key] for key in sorted(found))


def _read_fonts(settings: RawSpec, folder: Path) -> dict[tuple[str, int], Font]:
    listed = check_settings(FontList, settings).fonts
    missing = [
        report("DG316", settings.locate(("fonts", index, "file")), file=font.file)
        for index, font in enumerate(listed)
        if not (folder / font.file).is_file()
    ]
    if missing:
        raise DocgenError(missing)
    return {(font.family, font.weight): Font(font.family, font.weight, folder / font.file) for font in listed}
