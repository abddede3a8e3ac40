"""SVG inside a page: what may be drawn, and how it is spelled outside of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

__all__ = ["ELEMENTS", "NAMES", "SVG", "breaches", "size_mm", "spell"]

SVG = "http://www.w3.org/2000/svg"

ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "title", "desc", "path", "rect", "line", "polyline", "polygon", "circle"),
        *("ellipse", "text", "tspan", "lineargradient", "radialgradient", "stop", "clippath"),
    }
)
"""Elements a drawing may hold, in the spelling of an HTML parser: nothing that fetches, runs or embeds."""

NAMES = {
    "viewbox": "viewBox",
    "preserveaspectratio": "preserveAspectRatio",
    "gradientunits": "gradientUnits",
    "gradienttransform": "gradientTransform",
    "clippathunits": "clipPathUnits",
    "textlength": "textLength",
    "lengthadjust": "lengthAdjust",
    "lineargradient": "linearGradient",
    "radialgradient": "radialGradient",
    "clippath": "clipPath",
    "spreadmethod": "spreadMethod",
    "pathlength": "pathLength",
}
"""What an HTML parser writes in small letters, in the spelling of SVG."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|pt|px|)")
_MM = {"mm": Decimal(1), "pt": Decimal("25.4") / 72, "": Decimal("25.4") / 72, "px": Decimal("25.4") / 96}
_FOREIGN = re.compile(r"(?i)url\(\s*['\"]?(?!#)|expression|@import|javascript:|data:")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = ("xmlns:", "xml:lang", "xml:space")
_XML = "http://www.w3.org/XML/1998/namespace"
_DEFAULT = (100.0, 60.0)


def breaches(svg: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what a drawing must not hold: an element, and the attribute that is wrong in it (empty: itself)."""
    for element in svg.iter():
        if element.tag not in ELEMENTS:
            yield element, ""
            continue
        for name, value in element.items():
            if _is_foreign(str(name), str(value)):
                yield element, str(name)


def _is_foreign(name: str, value: str) -> bool:
    leads_out = name.endswith("href") or name.startswith("on") or _FOREIGN.search(value)
    return bool(leads_out) or not (_NAME.fullmatch(name) or name.startswith(_SPACES))


def spell(svg: etree._Element) -> str:
    """Write a drawing of an HTML page as an SVG file of its own."""
    root = _respelled(svg)
    return etree.tostring(root, encoding="unicode")


def _respelled(source: etree._Element) -> etree._Element:
    tag = f"{{{SVG}}}{NAMES.get(str(source.tag), str(source.tag))}"
    told = ((str(name), str(value)) for name, value in source.items())
    attributes = {_full_name(name): _fit(value) for name, value in told if not name.startswith("xmlns")}
    element = etree.Element(tag, attributes, nsmap={None: SVG})  # type: ignore[dict-item]  # the stubs forget None
    element.text = _fit(source.text) or None  # an empty one would be written, too
    for child in source:
        inner = _respelled(child)
        inner.tail = _fit(child.tail) or None
        element.append(inner)
    return element


def _fit(text: str | None) -> str:
    """Leave out signs that nobody sees and no XML holds; HTML lets them pass."""
    return _UNFIT.sub("", text or "")


def _full_name(name: str) -> str:
    return f"{{{_XML}}}{name.removeprefix('xml:')}" if name.startswith("xml:") else NAMES.get(name, name)


def size_mm(svg: etree._Element) -> tuple[float, float]:
    """Tell width and height in millimetres: as said, else one unit of the view box is a point."""
    said = [_LENGTH.fullmatch(svg.get(name, "").strip()) for name in ("width", "height")]
    if said[0] and said[1]:
        width, height = (Decimal(length[1]) * _MM[length[2]] for length in said if length)
        return float(width), float(height)
    numbers = [Decimal(n) for n in re.findall(r"-?\d+(?:\.\d+)?", svg.get("viewbox", svg.get("viewBox", "")))]
    if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:  # noqa: PLR2004 - x, y, width, height
        return float(numbers[2] * _MM["pt"]), float(numbers[3] * _MM["pt"])
    return _DEFAULT
