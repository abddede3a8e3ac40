"""Pictures in a line of text."""

from __future__ import annotations

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image as Raster

from docgen.document.blocks import Image
from docgen.document.model import Asset
from docgen.document.vectors import SvgError, read_svg
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.graphics import EMU_PER_MM, EMU_PER_TWIP, Shot, inline
from docgen.writers.docx.sketches import Sketch, add_sketch

__all__ = ["drawing"]

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}
_SVG = "image/svg+xml"


def drawing(image: Image, place: Place, draft: Draft, story: Story) -> str:
    """Write a picture as a run; an empty text if it cannot be shown (the draft then knows why)."""
    asset = draft.asset(image.source)
    if asset is None:
        draft.warn("DG624", picture=image.source)
        return ""
    if asset.media_type == _SVG:
        return _vector(image, asset, place, draft, story)
    suffix = _SUFFIXES.get(asset.media_type)
    raster = _read(asset) if suffix else None
    if suffix is None or raster is None:
        return _unreadable(image, asset, draft)
    relation = draft.package.picture(image.source, asset.content, asset.media_type, suffix, story.part)
    natural, ratio = int(raster.width), raster.px_height / raster.px_width
    width, height = _extent(natural, ratio, image.width_mm, place.width)
    return inline(Shot(relation, draft.next_drawing(), image.alt, width, height))


def _vector(image: Image, asset: Asset, place: Place, draft: Draft, story: Story) -> str:
    try:
        svg = read_svg(asset.content)
    except SvgError:
        return _unreadable(image, asset, draft)
    natural, ratio = round(svg.width_mm * EMU_PER_MM), svg.height_mm / svg.width_mm
    width, height = _extent(natural, ratio, image.width_mm, place.width)
    sketch = Sketch(svg.text, image.alt, width, height, asset.content)
    found = add_sketch(sketch, draft, story)
    return inline(found) if found else ""


def _unreadable(image: Image, asset: Asset, draft: Draft) -> str:
    draft.warn("DG625", picture=image.source, kind=asset.media_type)
    return ""


def _read(asset: Asset) -> Raster | None:
    try:
        return Raster.from_blob(asset.content)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        return None


def _extent(natural: int, ratio: float, width_mm: float | None, room: int) -> tuple[int, int]:
    """Return width and height in EMU: as asked, else natural, never wider than the room (twips)."""
    asked = natural if width_mm is None else round(width_mm * EMU_PER_MM)
    width = max(1, min(asked, room * EMU_PER_TWIP))
    return width, max(1, round(width * ratio))
