"""Which font files travel with a pack, and which families does it miss?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, Severity, report
from docgen.document.model import Font
from docgen.packs import brand as brands
from docgen.packs.brand import Brand
from docgen.packs.chain import Chain, Layer
from docgen.packs.font_files import examine_font, unsound_files
from docgen.packs.locate import fonts_folder, is_built_in
from docgen.packs.settings import Setting, check_settings, nearest, read_settings
from docgen.spec.raw import RawSpec

__all__ = ["FILE", "doubtful_fonts", "find_fonts", "missing_families", "substitutes"]

FILE = "fonts.yaml"


class FontFile(Setting):
    """One file of a family."""

    family: str = Field(min_length=1, examples=["Inter"])
    weight: Literal[100, 200, 300, 400, 500, 600, 700, 800, 900] = Field(examples=[400])
    file: str = Field(pattern=r"^[\w.-]+\.(ttf|otf|ttc|otc|woff2?)$", examples=["Inter-Regular.ttf"])


class FontList(Setting):
    """The whole of ``fonts.yaml``."""

    fonts: tuple[FontFile, ...] = Field(strict=False, examples=["[{family: Inter, weight: 400, file: …}]"])


def find_fonts(chain: Chain) -> tuple[Font, ...]:
    """Return the fonts everybody may use and those of the chain (``fonts/fonts.yaml``).

    A child's file for a family and weight replaces what its ancestors had. Raises DocgenError:
    DG303–DG306 for the list, DG316 for a file that is not there, DG845–DG849 for one that is no fit font.
    """
    shared = fonts_folder()
    found = _read_fonts(read_settings((shared / FILE).read_bytes(), f"fonts/{FILE}"), shared)
    for layer in reversed(chain.layers):
        if settings := layer.settings(f"fonts/{FILE}"):
            found |= _read_fonts(settings, layer.folder / "fonts")
    if unfit := [fault for fault in _examine_fonts(chain) if fault.severity is Severity.ERROR]:
        raise DocgenError(unfit)
    return tuple(found[key] for key in sorted(found))


def doubtful_fonts(chain: Chain) -> Iterator[Diagnostic]:
    """Report font files that are of another family or weight than the list says (DG848)."""
    yield from (fault for fault in _examine_fonts(chain) if fault.severity is not Severity.ERROR)


def missing_families(brand: Brand, chain: Chain, fonts: Sequence[Font]) -> Iterator[Diagnostic]:
    """Report families that PDF is to be set in and no font file gives (DG323)."""
    known = sorted({font.family for font in fonts})
    for path, family in _named(brand):
        if family not in known:
            where = _place(chain, path)
            yield report("DG323", where, family=family, near=nearest(family, known), known=tuple(known))


def substitutes(brand: Brand, chain: Chain) -> Iterator[Diagnostic]:
    """Tell which embedded families stand for others that must not travel, all in one (DG322)."""
    used = dict.fromkeys(family for _, family in _named(brand))
    meant = brand.fonts.stands_for
    if told := tuple(f"{meant[family]} → {family}" for family in used if family in meant):
        yield report("DG322", _place(chain, ("fonts", "stands_for")), fonts=told)


def _named(brand: Brand) -> Iterator[tuple[FieldPath, str]]:
    """Yield the families of PDF and where brand.yaml names them."""
    pdf = brand.fonts.pdf
    for step, pair in ((), pdf), (("heading",), pdf.heading):
        for script in ("latin", "cjk"):
            if family := getattr(pair, script):
                yield ("fonts", "pdf", *step, script), family


def _place(chain: Chain, path: FieldPath) -> Location:
    """Find a value of brand.yaml in the youngest pack that says it."""
    for layer in chain.layers:
        value: Any = settings.data if (settings := layer.settings(brands.FILE)) else {}
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value:
            return layer.locate(brands.FILE, path)
    return Location(chain.layers[0].show(brands.FILE), path=path)


def _examine_fonts(chain: Chain) -> Iterator[Diagnostic]:
    """Look into every file of the folders that the layout reads fonts from; our own are known."""
    for layer in chain.layers:
        settings = layer.settings(f"fonts/{FILE}")
        if settings and not is_built_in(layer.folder):
            listed = check_settings(FontList, settings).fonts
            for index, font in enumerate(listed):
                where, path = settings.locate(("fonts", index, "file")), layer.folder / "fonts" / font.file
                yield from examine_font(path, where, font.family, font.weight)
            yield from _strangers(layer, {font.file for font in listed})


def _strangers(layer: Layer, listed: set[str]) -> Iterator[Diagnostic]:
    """Look at the files that no list names: the layout opens whatever lies in a folder of fonts."""
    folder = layer.folder / "fonts"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in listed:
            yield from unsound_files(path, Location(layer.show(f"fonts/{name}")))


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
