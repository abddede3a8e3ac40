"""The brand: colors, fonts, page and logo, one form for PDF and Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.packs.names import no_truth
from docgen.packs.settings import Setting, check_settings
from docgen.spec.raw import RawSpec

__all__ = [
    "FILE",
    "Brand",
    "FontPair",
    "Fonts",
    "Page",
    "brand_values",
    "check_page",
    "css_variables",
    "font_values",
    "heading_pair",
    "merge",
    "page_rule",
    "read_brand",
]

FILE = "brand.yaml"


Color = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
ColorName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Millimetres = Annotated[
    float, Field(strict=False, ge=0, le=2000, allow_inf_nan=False), BeforeValidator(no_truth)
]
Length = Annotated[float, Field(strict=False, gt=0, le=2000, allow_inf_nan=False), BeforeValidator(no_truth)]
LEAST_ROOM = 40.0
"""Millimetres that margins must leave, either way: less than that holds no table."""
Family = Annotated[str, Field(pattern=r"^[\w .-]+$", max_length=60)]
Wanted = Annotated[str, Field(min_length=1, max_length=60)]


class FontPair(Setting):
    """One family for Latin letters and digits, one for Chinese."""

    latin: Family
    cjk: Family


class HeadingFonts(Setting):
    """Families of headings, where they differ from those of the text."""

    latin: Family | None = Field(default=None, examples=["Tinos"])
    cjk: Family | None = Field(default=None, examples=["Noto Sans SC"])


class PdfFonts(FontPair):
    """Families that travel with the pack and are embedded."""

    latin: Family = Field(default="Inter", examples=["Inter"])
    cjk: Family = Field(default="Noto Sans SC", examples=["Noto Sans SC"])
    heading: HeadingFonts = Field(default=HeadingFonts(), examples=["{cjk: Noto Sans SC}"])


class WordFonts(FontPair):
    """Families that Word finds on its reader's machine."""

    latin: Family = Field(default="Arial", examples=["Arial"])
    cjk: Family = Field(default="Microsoft YaHei", examples=["Microsoft YaHei"])
    heading: HeadingFonts = Field(default=HeadingFonts(), examples=["{cjk: SimHei}"])


class Fonts(Setting):
    """PDF embeds its fonts; Word only names them.

    ``stands_for`` says for an embedded family which one is meant: a face that must not travel.
    """

    pdf: PdfFonts = Field(default=PdfFonts())
    word: WordFonts = Field(default=WordFonts())
    stands_for: dict[Family, Wanted] = Field(default_factory=dict, examples=["{Noto Serif SC: 仿宋}"])


class Page(Setting):
    """Paper and margins in millimetres, upright."""

    width: Length = Field(default=210.0, examples=[210])
    height: Length = Field(default=297.0, examples=[297])
    top: Millimetres = Field(default=25.0, examples=[25])
    right: Millimetres = Field(default=20.0, examples=[20])
    bottom: Millimetres = Field(default=22.0, examples=[22])
    left: Millimetres = Field(default=20.0, examples=[20])


class Brand(Setting):
    """The whole of ``brand.yaml``. ``logo`` is a file of the pack, such as ``assets/logo.svg``."""

    colors: dict[ColorName, Color] = Field(default_factory=dict, examples=['{primary: "#0E4B50"}'])
    fonts: Fonts = Field(default=Fonts())
    page: Page = Field(default=Page())
    logo: str | None = Field(default=None, examples=["assets/logo.svg"])
    tables: Literal["ruled", "banded", "grid"] = Field(default="ruled", examples=["banded"])


def read_brand(settings: RawSpec | None) -> Brand | None:
    """Check one ``brand.yaml``; raises DocgenError (DG304–DG306, DG330)."""
    return check_settings(Brand, settings) if settings else None


def check_page(brand: Brand, settings: RawSpec) -> Brand:
    """Return a brand whose margins leave room for words; raises DocgenError (DG339)."""
    page = brand.page
    sides = (("width", page.width - page.left - page.right), ("height", page.height - page.top - page.bottom))
    if cramped := [_cramped(settings, side, room) for side, room in sides if room < LEAST_ROOM]:
        raise DocgenError(cramped)
    return brand


def _cramped(settings: RawSpec, side: str, room: float) -> Diagnostic:
    """Say how much room is left, at the first length of that direction that the file holds."""
    kin = ("left", "right", "width") if side == "width" else ("top", "bottom", "height")
    said = settings.data.get("page")
    own = said if isinstance(said, dict) else {}
    key = next((name for name in kin if name in own), side)
    where = settings.locate(("page", key))
    return report("DG339", where, side=side, room=f"{max(room, 0):g}", least=f"{LEAST_ROOM:g}")


def merge(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """Lay the child's plain values over the parent's, mapping into mapping."""
    merged = dict(parent)
    for key, value in child.items():
        known = merged.get(key)
        both = isinstance(known, dict) and isinstance(value, dict)
        merged[key] = merge(known, value) if both else value  # type: ignore[arg-type]  # both are dicts here
    return merged


def heading_pair(fonts: PdfFonts | WordFonts) -> dict[str, str]:
    """Return the families of headings: those of the text where nothing else is said."""
    return {"latin": fonts.heading.latin or fonts.latin, "cjk": fonts.heading.cjk or fonts.cjk}


def font_values(fonts: PdfFonts | WordFonts) -> dict[str, Any]:
    """Return what templates know of fonts: ``latin``, ``cjk``, ``heading.latin`` and ``heading.cjk``."""
    return {"latin": fonts.latin, "cjk": fonts.cjk, "heading": heading_pair(fonts)}


def brand_values(brand: Brand) -> dict[str, Any]:
    """Return what templates see of the brand: ``brand.colors.primary``, ``brand.fonts.latin``, ``brand.logo``."""
    return {
        "colors": dict(sorted(brand.colors.items())),
        "fonts": font_values(brand.fonts.pdf),
        "logo": brand.logo or "",
        "tables": brand.tables,
    }


def css_variables(brand: Brand, *, screen: bool = False) -> str:
    """Write the brand as CSS: ``--color-primary``, ``--font-body``, ``--font-heading``, ``--page-top`` …

    Paper is set in the embedded fonts alone; a screen falls back on what the reader's system has.
    """
    pdf, word = brand.fonts.pdf, brand.fonts.word
    text = [pdf.latin, pdf.cjk, *([word.latin, word.cjk] if screen else ())]
    heads = [*heading_pair(pdf).values(), *(heading_pair(word).values() if screen else ())]
    variables = {f"color-{name.replace('_', '-')}": value for name, value in sorted(brand.colors.items())}
    variables |= {"font-latin": f'"{pdf.latin}"', "font-cjk": f'"{pdf.cjk}"'}
    for name, families in (("body", text), ("heading", heads)):
        variables[f"font-{name}"] = ", ".join([*(f'"{family}"' for family in families), "sans-serif"])
    variables |= {f"page-{side}": f"{length:g}mm" for side, length in brand.page.model_dump().items()}
    lines = (f"  --{name}: {value};" for name, value in variables.items())
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def page_rule(brand: Brand) -> str:
    """Write paper and margins as an ``@page`` rule."""
    page = brand.page
    margin = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    return f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {margin}; }}\n"
