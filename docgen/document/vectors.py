"""SVG files that people give us: what they may hold, and how large they are.

Three renderers read such a file, each with its own idea of links, entities and repeated shapes. So it
is looked at once, and what could fetch, run or multiply is refused for all of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.document.drawings import SVG
from docgen.markup import read_xml

__all__ = ["MAX_BYTES", "MAX_SHAPES", "SvgError", "SvgFile", "read_svg"]

MAX_BYTES = 1024 * 1024
"""Bytes of one drawing; a logo has some thousands."""

MAX_SHAPES = 20_000
"""Elements that are drawn, repeated ones counted each time: a few lines can unfold to billions."""

_MAX_RATIO = 100
_XHTML = "http://www.w3.org/1999/xhtml"
_REFUSED = frozenset(
    {
        *("script", "foreignObject", "image", "feImage", "iframe", "object", "embed", "audio", "video"),
        *("animate", "animateMotion", "animateTransform", "set", "handler", "listener", "cursor"),
    }
)
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_RUNS = re.compile(r"(?i)@import|expression|javascript:|data:|image-set|\\")
_TARGET = re.compile(r"(?i)url\(\s*[\"']?\s*([^\"')]*)")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(mm|cm|in|pt|pc|px|)\s*")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
_DEFAULT_PX = (300.0, 150.0)


class SvgError(ValueError):
    """An SVG that no writer shows; its text names what is wrong, such as ``<script>``."""


@dataclass(frozen=True, slots=True)
class SvgFile:
    """A drawing that is safe to show: its text, and the size it has if nobody asks for another."""

    text: str
    width_mm: float
    height_mm: float


def read_svg(content: bytes) -> SvgFile:
    """Read an SVG file; raises SvgError for one that is broken, too large, or holds what it must not."""
    if len(content) > MAX_BYTES:
        raise SvgError(f"> {MAX_BYTES // 1024} KB")
    root = _parse(content)
    for element in root.iter(etree.Element):
        _check(element)
    _count(root)
    width, height = _size(root)
    if not 1 / _MAX_RATIO <= width / height <= _MAX_RATIO:
        raise SvgError("width, height")
    return SvgFile(etree.tostring(root, encoding="unicode", with_tail=False), width, height)


def _parse(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise SvgError("<!DOCTYPE>")
    try:
        root = read_xml(content)
    except (etree.XMLSyntaxError, ValueError):
        raise SvgError("XML") from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from a search
        raise SvgError("<!DOCTYPE>")
    if root.tag != f"{{{SVG}}}svg":
        raise SvgError(f'xmlns="{SVG}"')
    if any(isinstance(e, etree._ProcessingInstruction) for e in root.itersiblings(preceding=True)):  # noqa: SLF001 - the only name of the type
        raise SvgError("<?…?>")
    return root


def _check(element: etree._Element) -> None:
    name = etree.QName(element)
    if name.namespace == _XHTML or (name.namespace == SVG and name.localname in _REFUSED):
        raise SvgError(f"<{name.localname}>")
    if name.namespace != SVG:
        return  # remarks of the program that made it; nobody draws them
    if name.localname == "style":
        _check_look("<style>", _words(element))
    for key, text in element.items():
        _check_attribute(etree.QName(key).localname, str(text))


def _check_attribute(name: str, text: str) -> None:
    said = f'{name}="{text[:60]}"'
    leads_out = name == "base" or (name == "href" and not text.startswith("#"))
    if leads_out or name.lower().startswith("on"):
        raise SvgError(said)
    if name == "style" or "url" in text.lower():
        _check_look(said, text)


def _check_look(said: str, look: str) -> None:
    if _RUNS.search(look) or any(not target.startswith("#") for target in _TARGET.findall(look)):
        raise SvgError(said)


def _count(root: etree._Element) -> None:
    """Refuse a drawing whose shapes repeat each other without end, or almost."""
    places = {e.get("id", ""): e for e in root.iter(etree.Element) if e.get("id")}
    known: dict[etree._Element, int | None] = {}
    try:
        total = _shapes(root, places, known)
        total *= math.prod(
            max(1, _shapes(place, places, known) - 1)
            for place in {e for style in root.iter(f"{{{SVG}}}style") for e in _named(_words(style), places)}
            if etree.QName(place).localname not in _GRADIENTS
        )
    except RecursionError:
        total = MAX_SHAPES + 1
    if total > MAX_SHAPES:
        raise SvgError("<use>")


def _shapes(
    element: etree._Element, places: Mapping[str, etree._Element], known: dict[etree._Element, int | None]
) -> int:
    """Count what is drawn for an element: itself, what is in it, and what it refers to."""
    if element in known:
        found = known[element]
        if found is None:
            raise SvgError("<use>")  # it holds itself
        return found
    known[element] = None
    used = [place for text in element.values() for place in _named(str(text), places)]
    total = 1 + sum(_shapes(e, places, known) for e in (*element.iterchildren(etree.Element), *used))
    known[element] = min(total, MAX_SHAPES + 1)
    return min(total, MAX_SHAPES + 1)


def _named(text: str, places: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Find the elements that the value of an attribute, or a style sheet, refers to."""
    targets = [text] if text.startswith("#") else _TARGET.findall(text)
    for target in targets:
        place = places.get(target.strip()[1:])
        if place is not None:
            yield place


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _size(root: etree._Element) -> tuple[float, float]:
    """Tell width and height in millimetres as a browser would show the file."""
    said = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    lengths = [float(length[1]) * _MM[length[2]] for length in said if length]
    if len(lengths) == len(said) and min(lengths) > 0:
        return lengths[0], lengths[1]
    try:
        box = [float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
        width, height = box[2:4]
    except ValueError:
        width, height = _DEFAULT_PX
    if not (0 < width < math.inf and 0 < height < math.inf):
        width, height = _DEFAULT_PX
    return width * _MM["px"], height * _MM["px"]
