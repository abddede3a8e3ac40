"""What a .docx is made of: parts, their relationships, and a zip that is the same every time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part

from docgen.seal import package_digest

__all__ = ["RT", "Package", "fill"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {
    "jpeg": CT.JPEG,
    "png": CT.PNG,
    "rels": CT.OPC_RELATIONSHIPS,
    "svg": "image/svg+xml",
    "xlsx": CT.SML_SHEET,
    "xml": CT.XML,
}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = {
    "styles": (CT.WML_STYLES, RT.STYLES),
    "numbering": (CT.WML_NUMBERING, RT.NUMBERING),
    "settings": (CT.WML_SETTINGS, RT.SETTINGS),
    "fontTable": (CT.WML_FONT_TABLE, RT.FONT_TABLE),
    "theme/theme1": (CT.OFC_THEME, RT.THEME),
    "comments": (CT.WML_COMMENTS, RT.COMMENTS),
}
_PROPERTIES = {
    "core": (CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES),
    "app": (CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES),
    "custom": (CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES),
}


class Package:
    """One file in the making: the document part and what hangs on it."""

    def __init__(self) -> None:
        """Start with an empty document part and nothing else."""
        self._opc = OpcPackage()
        self.document = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, b"", self._opc)
        self._opc.relate_to(self.document, RT.OFFICE_DOCUMENT)
        self._pictures: dict[str, Part] = {}
        self._charts = 0
        self._running = {"header": 0, "footer": 0}

    def add(self, name: str, content: bytes) -> None:
        """Add a finished part of the document, such as ``styles``."""
        content_type, relation = _KINDS[name]
        self.document.relate_to(
            Part(PackURI(f"/word/{name}.xml"), content_type, content, self._opc), relation
        )

    def add_store(self, item: str, properties: str) -> None:
        """Add data of our own, and what identifies them."""
        store = Part(PackURI("/customXml/item1.xml"), CT.XML, item.encode(), self._opc)
        about = PackURI("/customXml/itemProps1.xml")
        store.relate_to(
            Part(about, CT.OFC_CUSTOM_XML_PROPERTIES, properties.encode(), self._opc), RT.CUSTOM_XML_PROPS
        )
        self.document.relate_to(store, RT.CUSTOM_XML)

    def add_glossary(self, content: str, styles: bytes) -> None:
        """Add building blocks; they have styles of their own."""
        folder = "/word/glossary"
        glossary = Part(
            PackURI(f"{folder}/document.xml"), CT.WML_DOCUMENT_GLOSSARY, content.encode(), self._opc
        )
        glossary.relate_to(Part(PackURI(f"{folder}/styles.xml"), CT.WML_STYLES, styles, self._opc), RT.STYLES)
        self.document.relate_to(glossary, RT.GLOSSARY_DOCUMENT)

    def add_running(self, name: Literal["header", "footer"]) -> Part:
        """Add the next header or footer; its content is set later by ``fill``."""
        self._running[name] += 1
        content_type = CT.WML_HEADER if name == "header" else CT.WML_FOOTER
        uri = PackURI(f"/word/{name}{self._running[name]}.xml")
        return Part(uri, content_type, b"", self._opc)

    def add_properties(self, name: str, content: str) -> Part:
        """Add what the file says about itself: ``core``, ``app`` or ``custom``."""
        content_type, relation = _PROPERTIES[name]
        part = Part(PackURI(f"/docProps/{name}.xml"), content_type, content.encode(), self._opc)
        self._opc.relate_to(part, relation)
        return part

    def digest(self, *, but: Part) -> str:
        """Return the digest of all members but one, which is going to hold it."""
        left_out = but.partname.membername
        return package_digest((name, content) for name, content in self._members() if name != left_out)

    def relation_id(self, part: Part) -> str:
        """Return the id by which the document knows one of its headers or footers."""
        kind = RT.HEADER if part.content_type == CT.WML_HEADER else RT.FOOTER
        return str(self.document.relate_to(part, kind))

    def picture(self, source: str, content: bytes, content_type: str, suffix: str, user: Part) -> str:
        """Return the id by which a part knows a picture; a picture is stored once."""
        if source not in self._pictures:
            uri = PackURI(f"/word/media/image{len(self._pictures) + 1}.{suffix}")
            self._pictures[source] = Part(uri, content_type, content, self._opc)
        return str(user.relate_to(self._pictures[source], RT.IMAGE))

    def add_chart(self, xml: str, workbook: bytes, user: Part) -> str:
        """Add a chart and its workbook (``rId1`` of the chart); returns the id by which a part knows the chart."""
        self._charts += 1
        chart = Part(PackURI(f"/word/charts/chart{self._charts}.xml"), CT.DML_CHART, xml.encode(), self._opc)
        sheet = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx")
        chart.relate_to(Part(sheet, CT.SML_SHEET, workbook, self._opc), RT.PACKAGE)
        return str(user.relate_to(chart, RT.CHART))

    def zipped(self) -> bytes:
        """Zip all parts, sorted by name, with one fixed date."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self._members()):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, content)
        return target.getvalue()

    def _members(self) -> Iterator[tuple[str, bytes]]:
        parts = list(self._opc.iter_parts())
        yield "[Content_Types].xml", _content_types(parts)
        yield PACKAGE_URI.rels_uri.membername, self._opc.rels.xml
        for part in parts:
            yield part.partname.membername, part.blob
            if len(part.rels):
                yield part.partname.rels_uri.membername, part.rels.xml


def fill(part: Part, content: str) -> None:
    """Set the finished text of a part."""
    part._blob = content.encode()  # noqa: SLF001 - python-docx has no setter for a part that is not a tree


def _content_types(parts: list[Part]) -> bytes:
    suffixes = sorted({"rels", "xml"} | {p.partname.ext for p in parts if p.partname.ext in _DEFAULTS})
    rows = [f'<Default Extension="{suffix}" ContentType="{_DEFAULTS[suffix]}"/>' for suffix in suffixes]
    rows += sorted(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
        if part.content_type != _DEFAULTS.get(part.partname.ext)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Types xmlns="{_TYPES}">{"".join(rows)}</Types>'.encode()
