"""How a picture is spelled: in a line of text, or behind the text of a page."""

from __future__ import annotations

from typing import NamedTuple

from docgen.writers.docx.markup import attribute

__all__ = ["EMU_PER_MM", "EMU_PER_TWIP", "Shot", "behind", "inline"]

EMU_PER_MM = 36_000
EMU_PER_TWIP = 635

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ORNAMENT = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)
_LOCKS = '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'


class Shot(NamedTuple):
    """A picture that is in the package: how its user knows it, its number, its words, its size in EMU.

    ``svg`` is the relationship of the drawing whose pixels ``relation`` leads to.
    """

    relation: str
    number: int
    alt: str
    width: int
    height: int
    svg: str = ""


def inline(shot: Shot) -> str:
    """Write a picture as a run in a line of text."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"{_extent(shot)}{_words(shot)}{_LOCKS}{_graphic(shot)}</wp:inline></w:drawing></w:r>"
    )


def behind(shot: Shot) -> str:
    """Write a picture as a run that draws it from the upper left corner of the paper, behind the text."""
    places = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{axis}>'
        for axis in "HV"
    )
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{shot.number}" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{places}{_extent(shot)}<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"<wp:wrapNone/>{_words(shot)}{_LOCKS}{_graphic(shot)}</wp:anchor></w:drawing></w:r>"
    )


def _extent(shot: Shot) -> str:
    return f'<wp:extent cx="{shot.width}" cy="{shot.height}"/>'


def _name(shot: Shot) -> str:
    return f'id="{shot.number}" name="Picture {shot.number}" descr="{attribute(shot.alt)}"'


def _words(shot: Shot) -> str:
    return f"<wp:docPr {_name(shot)}>{'' if shot.alt else _ORNAMENT}</wp:docPr>"


def _graphic(shot: Shot) -> str:
    drawing = _SVG.format(shot.svg) if shot.svg else ""
    return (
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {_name(shot)}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{shot.relation}">{drawing}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{shot.width}" cy="{shot.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
