"""What makes a file fit for an archive: what it says of itself, and the spec it was made from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape

from pydyf import Array, Dictionary, Stream, String
from weasyprint import VERSION
from weasyprint.pdf.metadata import DocumentMetadata

from docgen.document.model import Meta
from docgen.document.source import SOURCE_NAME, Plain, as_json

__all__ = ["Metadata", "attach"]

_UNDATED = datetime.date(2000, 1, 1)
"""The date of an attachment in a document without one; there must be a date, and never today's."""

_DESCRIPTION = {"zh": "生成本文件所用的目标书数据", "en": "The goal spec this document was made from"}

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{said}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Metadata(DocumentMetadata):  # type: ignore[misc]  # the engine has no types
    """What a file says of itself: what the document says, and nothing the page might add.

    Attachments are among what a page might add: any of its ``link`` elements could ask for a file.
    """

    def __init__(self, meta: Meta) -> None:
        """Keep what the document says; the engine writes it where readers look, we write it for archives."""
        created = meta.created.isoformat() if meta.created else None
        super().__init__(
            title=meta.title,
            authors=[name for name in (meta.author,) if name],
            description=meta.subject or None,
            keywords=list(meta.keywords),
            generator="docgen",
            created=created,
            modified=created,
            lang=meta.language,
        )

    def include_in_pdf(self, pdf: Any, *_variant: Any, **_options: Any) -> None:
        """Add what archives read; they must be able to read it without unpacking."""
        packet = _PACKET.format(said="\n".join(self._said())).encode()
        stream = Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference

    def _said(self) -> Iterator[str]:
        yield _list("dc:title", "Alt", [self.title], ' xml:lang="x-default"')
        yield _list("dc:language", "Bag", [self.lang])
        yield _list("dc:creator", "Seq", self.authors)
        yield _list("dc:description", "Alt", [self.description or ""], ' xml:lang="x-default"')
        yield _list("dc:subject", "Bag", self.keywords)
        yield _value("pdf:Keywords", ", ".join(self.keywords))
        yield _value("pdf:Producer", f"WeasyPrint {VERSION}")
        yield _value("xmp:CreatorTool", self.generator)
        yield _value("xmp:CreateDate", self.created)
        yield _value("xmp:ModifyDate", self.modified)


def _value(name: str, words: str | None) -> str:
    return f"<{name}>{escape(words)}</{name}>" if words else ""


def _list(name: str, kind: str, entries: list[str], more: str = "") -> str:
    items = "".join(f"<rdf:li{more}>{escape(entry)}</rdf:li>" for entry in entries if entry)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def attach(pdf: Any, source: Mapping[str, Plain], meta: Meta) -> None:
    """Put the spec into the file as an attachment; an empty one is none."""
    if not source:
        return
    content = (as_json(source) + "\n").encode()
    date = String((meta.created or _UNDATED).strftime("D:%Y%m%d000000Z"))
    digest = md5(content, usedforsecurity=False).hexdigest()  # what the format asks for
    params = {"Size": len(content), "CheckSum": f"<{digest}>", "CreationDate": date, "ModDate": date}
    extra = {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": Dictionary(params)}
    file = Stream([content], Dictionary(extra), compress=True)
    pdf.add_object(file)
    name, said = String(SOURCE_NAME), _DESCRIPTION["zh" if meta.language.startswith("zh") else "en"]
    place = Dictionary({"F": file.reference, "UF": file.reference})
    entry = Dictionary({"Type": "/Filespec", "F": name, "UF": name, "Desc": String(said), "EF": place})
    entry["AFRelationship"] = "/Source"
    pdf.add_object(entry)
    pdf.catalog.setdefault("Names", Dictionary())["EmbeddedFiles"] = Dictionary(
        {"Names": Array([name, entry.reference])}
    )
    pdf.catalog["AF"] = Array([entry.reference])
