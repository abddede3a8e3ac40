"""Pictures that placeholders put into a Word file: made fit for Word, stored once, drawn where they were asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from docgen.document.model import Asset, Font
from docgen.document.vectors import SvgError, read_svg
from docgen.markup import read_xml
from docgen.render.word.inserts import Picture
from docgen.render.word.markup import R, W

__all__ = ["Gallery", "Print", "develop"]

_EMU = 36_000
_MM_PER_INCH = 25.4
_WIDEST_MM = 165.0
"""Millimetres that a picture is wide at most, if nobody says how wide it is: the type area of A4."""
_DPI = 96
_FINE = 150
_MAX_PIXELS = 4_000_000
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/svg+xml": "svg"}
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]")


@dataclass(frozen=True, slots=True)
class Print:
    """A picture that Word can show: its pixels, its natural size, and the drawing they come from, if one."""

    content: bytes
    media_type: str
    width_mm: float
    height_mm: float
    drawing: bytes = b""


def develop(asset: Asset, fonts: Sequence[Font]) -> Print | None:
    """Make a picture one that Word shows, or None if it cannot be."""
    if asset.media_type == "image/svg+xml":
        return _paint(asset, fonts)
    try:
        from PIL import Image  # noqa: PLC0415 - few templates show a picture

        with Image.open(BytesIO(asset.content), formats=(_FORMATS[asset.media_type],)) as image:
            width, height = image.size
            dots = image.info.get("dpi", (_DPI, _DPI))[0]
            content, media_type = asset.content, asset.media_type
            if media_type not in _SUFFIXES:
                target = BytesIO()
                image.save(target, "PNG")
                content, media_type = target.getvalue(), "image/png"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - foreign bytes make the library fail in a dozen ways
        return None
    scale = _MM_PER_INCH / (float(dots) if 30 <= float(dots) <= 1200 else _DPI)  # noqa: PLR2004 - what a camera or a scanner may say
    return Print(content, media_type, width * scale, height * scale)


def _paint(asset: Asset, fonts: Sequence[Font]) -> Print | None:
    """Paint a drawing in pixels, for programs that know no SVG; only our own fonts are used."""
    try:
        from resvg_py import svg_to_bytes  # noqa: PLC0415 - few templates show a drawing

        svg = read_svg(asset.content)
        dots = min(_FINE / _MM_PER_INCH, (_MAX_PIXELS / (svg.width_mm * svg.height_mm)) ** 0.5)
        files = [str(font.path) for font in fonts] if "<text" in svg.text else []
        family = (
            next((font.family for font in reversed(fonts)), None) if files and _HAN.search(svg.text) else None
        )
        pixels = svg_to_bytes(
            svg_string=svg.text,
            width=max(1, round(svg.width_mm * dots)),
            height=max(1, round(svg.height_mm * dots)),
            dpi=_DPI,
            skip_system_fonts=True,
            font_files=files,
            font_family=family,
            sans_serif_family=family,
        )
    except (SvgError, ImportError, ValueError):
        return None
    return Print(bytes(pixels), "image/png", svg.width_mm, svg.height_mm, asset.content)


@dataclass(slots=True)
class Gallery:
    """The pictures of one file while it is filled."""

    relations: Mapping[str, bytes]
    """The relationship files of the template, by the part they belong to."""
    media: dict[str, bytes] = field(default_factory=dict)
    suffixes: set[str] = field(default_factory=set)
    changed: dict[str, _Element] = field(default_factory=dict)
    _numbers: int = 0

    def draw(self, part: str, picture: Picture, print_: Print) -> _Element:
        """Return a drawing for a run."""
        width, height = _size(picture, print_)
        self._numbers += 1
        name = f"Picture {self._numbers}"
        drawing = etree.Element(f"{W}drawing", nsmap={"wp": _WP, "a": _A, "pic": _PIC, "r": R[1:-1]})
        inline = etree.SubElement(drawing, f"{{{_WP}}}inline", {f"dist{side}": "0" for side in "TBLR"})
        extent = {"cx": str(width), "cy": str(height)}
        etree.SubElement(inline, f"{{{_WP}}}extent", extent)
        number = str(self._numbers)
        etree.SubElement(inline, f"{{{_WP}}}docPr", {"id": number, "name": name, "descr": picture.alt})
        locks = etree.SubElement(inline, f"{{{_WP}}}cNvGraphicFramePr")
        etree.SubElement(locks, f"{{{_A}}}graphicFrameLocks", {"noChangeAspect": "1"})
        graphic = etree.SubElement(inline, f"{{{_A}}}graphic")
        data = etree.SubElement(graphic, f"{{{_A}}}graphicData", {"uri": _PIC})
        shown = etree.SubElement(data, f"{{{_PIC}}}pic")
        about = etree.SubElement(shown, f"{{{_PIC}}}nvPicPr")
        etree.SubElement(about, f"{{{_PIC}}}cNvPr", {"id": number, "name": name, "descr": picture.alt})
        etree.SubElement(about, f"{{{_PIC}}}cNvPicPr")
        fill = etree.SubElement(shown, f"{{{_PIC}}}blipFill")
        self._blip(etree.SubElement(fill, f"{{{_A}}}blip"), part, print_)
        etree.SubElement(etree.SubElement(fill, f"{{{_A}}}stretch"), f"{{{_A}}}fillRect")
        box = etree.SubElement(shown, f"{{{_PIC}}}spPr")
        frame = etree.SubElement(box, f"{{{_A}}}xfrm")
        etree.SubElement(frame, f"{{{_A}}}off", {"x": "0", "y": "0"})
        etree.SubElement(frame, f"{{{_A}}}ext", extent)
        shape = etree.SubElement(box, f"{{{_A}}}prstGeom", {"prst": "rect"})
        etree.SubElement(shape, f"{{{_A}}}avLst")
        return drawing

    def replace(self, frame: _Element, part: str, picture: Picture, print_: Print) -> bool:
        """Show a picture in the frame of another one, as large as fits; tell whether it is a frame."""
        blip = frame.find(f".//{{{_A}}}blip")
        if blip is None:
            return False
        for child in list(blip):
            blip.remove(child)
        self._blip(blip, part, print_)
        for crop in list(frame.iter(f"{{{_A}}}srcRect")):
            crop.attrib.clear()
        for extent in frame.iter(f"{{{_WP}}}extent", f"{{{_A}}}ext"):
            if extent.get("cx", "").isdecimal() and extent.get("cy", "").isdecimal():
                width, height = int(extent.get("cx", "1")), int(extent.get("cy", "1"))
                scale = min(width / print_.width_mm, height / print_.height_mm)
                extent.set("cx", str(max(1, round(print_.width_mm * scale))))
                extent.set("cy", str(max(1, round(print_.height_mm * scale))))
        for about in frame.iter(f"{{{_WP}}}docPr", f"{{{_PIC}}}cNvPr"):
            about.set("descr", picture.alt)
        return True

    def _blip(self, blip: _Element, part: str, print_: Print) -> None:
        blip.attrib.pop(f"{R}link", "")
        blip.set(f"{R}embed", self._relate(part, self._keep(print_.content, print_.media_type)))
        if print_.drawing:
            extensions = etree.SubElement(blip, f"{{{_A}}}extLst")
            extension = etree.SubElement(extensions, f"{{{_A}}}ext", {"uri": _SVG_EXTENSION})
            relation = self._relate(part, self._keep(print_.drawing, "image/svg+xml"))
            etree.SubElement(extension, f"{{{_ASVG}}}svgBlip", {f"{R}embed": relation}, {"asvg": _ASVG})

    def _keep(self, content: bytes, media_type: str) -> str:
        """Store a picture, each once; return the name of its part."""
        suffix = _SUFFIXES[media_type]
        name = f"word/media/filled-{sha256(content).hexdigest()[:12]}.{suffix}"
        self.media[name] = content
        self.suffixes.add(suffix)
        return name

    def _relate(self, part: str, target: str) -> str:
        """Return the id by which a part knows a picture."""
        if part not in self.changed:
            empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
            self.changed[part] = read_xml(self.relations.get(part, empty))
        lines = self.changed[part]
        address = f"/{target}"
        for line in lines:
            if line.get("Target") == address:
                return str(line.get("Id"))
        taken = {line.get("Id") for line in lines}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdFilled{number}" not in taken)
        about = {"Id": f"rIdFilled{number}", "Type": _IMAGE, "Target": address}
        etree.SubElement(lines, f"{{{_RELATIONS}}}Relationship", about)
        return about["Id"]


def _size(picture: Picture, print_: Print) -> tuple[int, int]:
    """Return width and height in the units of drawings: as asked, in proportion, never wider than the text."""
    ratio = print_.height_mm / print_.width_mm
    width, height = picture.width_mm, picture.height_mm
    if width is None and height is None:
        width = min(print_.width_mm, _WIDEST_MM)
    elif width is None and height is not None:
        width = height / ratio
    if height is None or picture.width_mm is None:
        height = (width or 1.0) * ratio
    return max(1, round((width or 1.0) * _EMU)), max(1, round(height * _EMU))
