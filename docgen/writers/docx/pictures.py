"""Pictures in a line of text."""

from __future__ import annotations

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image as Raster

from docgen.document.blocks import Image
from docgen.document.model import Asset
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.markup import attribute

__all__ = ["drawing"]

_EMU_PER_MM = 36_000
_EMU_PER_TWIP = 635
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ORNAMENT = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def drawing(image: Image, place: Place, draft: Draft, story: Story) -> str:
    """Write a picture as a run; an empty text if it cannot be shown (the draft then knows why)."""
    asset = draft.asset(image.source)
    if asset is None:
        draft.warn("DG624", picture=image.source)
        return ""
    suffix = _SUFFIXES.get(asset.media_type)
    raster = _read(asset) if suffix else None
    if suffix is None or raster is None:
        draft.warn("DG625", picture=image.source, kind=asset.media_type)
        return ""
    relation = draft.package.picture(image.source, asset.content, asset.media_type, suffix, story.part)
    width, height = _extent(raster, image.width_mm, place.width)
    return _inline(relation, draft.next_drawing(), image.alt, width, height)


def _read(asset: Asset) -> Raster | None:
    try:
        return Raster.from_blob(asset.content)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        return None


def _extent(raster: Raster, width_mm: float | None, room: int) -> tuple[int, int]:
    """Return width and height in EMU: as asked, else natural, never wider than the room (twips)."""
    natural = int(raster.width)
    asked = natural if width_mm is None else round(width_mm * _EMU_PER_MM)
    width = max(1, min(asked, room * _EMU_PER_TWIP))
    return width, max(1, round(width * raster.px_height / raster.px_width))


def _inline(relation: str, number: int, alt: str, width: int, height: int) -> str:
    inside = "" if alt else _ORNAMENT
    name = f'id="{number}" name="Picture {number}" descr="{attribute(alt)}"'
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {name}>{inside}</wp:docPr>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {name}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
