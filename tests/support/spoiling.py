"""Files that are well, and ways to spoil them: parts taken away, elements changed one at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from tests.support.making import SAMPLES, make_sample

__all__ = ["CASES", "DOCUMENT", "Change", "drop", "hand_made", "own", "packed", "put", "spoiled", "unpacked"]

CASES = Path(__file__).parents[1] / "cases" / "doctor"
DOCUMENT = "word/document.xml"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dc": "http://purl.org/dc/elements/1.1/",
    "t": "http://schemas.openxmlformats.org/package/2006/content-types",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
Change = Callable[[etree._Element], None]


@cache
def own() -> dict[str, bytes]:
    """The parts of a document that docgen made."""
    path = next(path for path in SAMPLES if path.stem == "market-entry")
    return unpacked(make_sample(path, "zh").artifacts["docx"].content)


def hand_made() -> dict[str, bytes]:
    """The parts of a small file with everything in it that rules look at."""
    root = CASES / "healthy"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def spoiled(parts: Mapping[str, bytes], part: str, where: str, change: Change) -> bytes:
    """Change the first element that an XPath finds in a part."""
    root = etree.fromstring(parts[part])
    found = root.xpath(where, namespaces=NAMES)
    assert found, f"{part} has no {where}"
    change(found[0])
    return packed({**parts, part: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def drop(element: etree._Element) -> None:
    """Take an element away, but not the text behind it."""
    element.getparent().remove(element)


def put(name: str, value: str) -> Change:
    """Set an attribute, named like ``w:val``."""
    prefix, _, local = name.rpartition(":")
    key = f"{{{NAMES[prefix]}}}{local}" if prefix else local
    return lambda element: element.set(key, value)
