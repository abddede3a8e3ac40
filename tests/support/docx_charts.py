"""The charts of a .docx: what their parts say, what their workbooks say, and where they stand."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from openpyxl import load_workbook

from docgen.document.blocks import ChartBlock
from tests.support.docx_doctor import parts_of

__all__ = ["DocxChart", "DocxSeries", "chart_blocks", "read_charts", "read_sheet"]

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class DocxSeries:
    """One series: what is drawn and where Word finds it in the workbook."""

    kind: str
    name: str
    categories: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    cells: tuple[str, str, str]
    """Where name, categories and values stand."""


@dataclass(frozen=True)
class DocxChart:
    """One chart in the order of the text."""

    description: str
    size: tuple[int, int]
    in_cell: bool
    xml: etree._Element
    series: tuple[DocxSeries, ...]
    workbook: bytes


def read_charts(content: bytes) -> list[DocxChart]:
    """Read every chart of the text, each with its workbook."""
    parts = parts_of(content)
    body, targets = etree.fromstring(parts["word/document.xml"]), _targets(parts, "word/document.xml")
    return [
        _chart(inline, targets, parts)
        for inline in body.iter(f"{WP}inline")
        if inline.find(f".//{C}chart") is not None
    ]


def _chart(inline, targets: dict[str, str], parts: dict[str, bytes]) -> DocxChart:
    name = targets[inline.find(f".//{C}chart").get(f"{R}id")]
    xml = etree.fromstring(parts[name])
    workbook = parts[_targets(parts, name)[xml.find(f"{C}externalData").get(f"{R}id")]]
    rows = sorted(xml.iter(f"{C}ser"), key=lambda each: int(each.find(f"{C}order").get("val")))
    extent = inline.find(f"{WP}extent")
    return DocxChart(
        inline.find(f"{WP}docPr").get("descr"),
        (int(extent.get("cx")), int(extent.get("cy"))),
        any(above.tag == f"{W}tc" for above in inline.iterancestors()),
        xml,
        tuple(map(_series, rows)),
        workbook,
    )


def _series(row) -> DocxSeries:
    sides = [row.find(f"{C}{side}")[0] for side in ("tx", "cat", "val")]
    name, categories, values = (_cache(side) for side in sides)
    return DocxSeries(
        row.getparent().tag.removeprefix(C),
        name[0],
        tuple(categories),
        tuple(None if value is None else Decimal(value) for value in values),
        tuple(side.findtext(f"{C}f") for side in sides),
    )


def _cache(side) -> list[str | None]:
    found = {int(point.get("idx")): point.findtext(f"{C}v") for point in side.iter(f"{C}pt")}
    return [found.get(place) for place in range(int(side.find(f".//{C}ptCount").get("val")))]


def _targets(parts: dict[str, bytes], name: str) -> dict[str, str]:
    folder, file = posixpath.split(name)
    rels = etree.fromstring(parts[f"{folder}/_rels/{file}.rels"])
    return {
        rel.get("Id"): posixpath.normpath(posixpath.join(folder, rel.get("Target")))
        for rel in rels
        if rel.get("TargetMode") != "External"
    }


def read_sheet(workbook: bytes, cells: str) -> list[str | Decimal | None]:
    """Read the cells that a formula names, down or across; figures digit by digit as the file has them."""
    sheet, area = cells.replace("$", "").split("!")
    book = load_workbook(io.BytesIO(workbook))
    found = book[sheet][area]
    rows = found if isinstance(found, tuple) else ((found,),)
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        tree = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    written = {cell.get("r"): cell.findtext("{*}v") for cell in tree.iter("{*}c")}
    return [
        Decimal(written[cell.coordinate]) if cell.data_type == "n" and cell.value is not None else cell.value
        for row in rows
        for cell in row
    ]


def chart_blocks(node):
    """The charts of a document in the order of its text, wherever they stand."""
    if isinstance(node, ChartBlock):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from chart_blocks(each)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from chart_blocks(getattr(node, name))
