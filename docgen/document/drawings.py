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
_DEFAULT = (100.0, 60.0)


def breaches(svg: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what a drawing must not hold: an element, and the attribute that is wrong in it (empty: itself)."""
    for element in svg.iter():
        if element.tag not in ELEMENTS:
            yield element, ""
            continue
        for name, value in element.items():
            foreign = str(name).endswith("href") or str(name).startswith("on") or _FOREIGN.search(str(value))
            if foreign:
                yield element, str(name)


def spell(svg: etree._Element) -> str:
    """Write a drawing of an HTML page as an SVG file of its own."""
    root = _respelled(svg)
    return etree.tostring(root, encoding="unicode")


def _respelled(source: etree._Element) -> etree._Element:
    tag = f"{{{SVG}}}{NAMES.get(str(source.tag), str(source.tag))}"
    attributes = {NAMES.get(str(name), str(name)): str(value) for name, value in source.items()}
    attributes.pop("xmlns", None)
    element = etree.Element(tag, attributes, nsmap={None: SVG})  # type: ignore[dict-item]  # the stubs forget None
    element.text = source.text
    for child in source:
        inner = _respelled(child)
        inner.tail = child.tail
        element.append(inner)
    return element


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
