"""Word files put together from bare XML, part by part: what Word would write, and what nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

__all__ = [
    "OFFICE",
    "PACKAGE",
    "WordFile",
    "control",
    "field_code",
    "paragraph",
    "paragraphs_of",
    "parts_of",
    "row",
    "table",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="微软雅黑"/>'
    '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Head"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
KINDS = {
    "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
    "styles": "styles", "settings": "settings",
}  # fmt: skip


@dataclass
class WordFile:
    """A Word file in the making; ``bytes()`` of it is the file."""

    body: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str, bool]]] = field(default_factory=dict)
    main_type: str = f"{WORD}.document.main+xml"
    sides: str = ""
    margins: str = ""

    def __post_init__(self) -> None:
        self.relate("", f"{OFFICE}/officeDocument", "word/document.xml", "rId1")
        self.add("styles", STYLES)

    def relate(self, owner: str, kind: str, target: str, id_: str = "", *, external: bool = False) -> str:
        """Add a relationship; return its id."""
        lines = self.relations.setdefault(owner, [])
        id_ = id_ or f"rId{len(lines) + 1}"
        lines.append((id_, kind, target, external))
        return id_

    def add(self, kind: str, content: str, side: str = "default") -> WordFile:
        """Add a header, a footer, notes, comments or styles."""
        number = 1 + sum(name.startswith(f"word/{kind}") for name in self.parts)
        name = f"word/{kind}{number if kind in {'header', 'footer'} else ''}.xml"
        self.put(name, f"<w:{KINDS[kind]} {NAMES}>{content}</w:{KINDS[kind]}>", f"{WORD}.{kind}+xml")
        relation = self.relate("word/document.xml", f"{OFFICE}/{kind}", name.removeprefix("word/"))
        if kind in {"header", "footer"}:
            self.sides += f'<w:{kind}Reference w:type="{side}" r:id="{relation}"/>'
        return self

    def put(self, name: str, content: str | bytes, content_type: str = "") -> WordFile:
        """Add any part."""
        self.parts[name] = content if isinstance(content, bytes) else (HEAD + content).encode()
        if content_type:
            self.types[name] = content_type
        return self

    def add_properties(self, **said: str) -> WordFile:
        """Add core properties: title, creator, subject, description …"""
        inner = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in said.items())
        self.put(
            "docProps/core.xml",
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>',
            "application/vnd.openxmlformats-package.core-properties+xml",
        )
        self.relate("", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        return self

    def add_custom(self, **said: str) -> WordFile:
        """Add properties of the company's own."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
        inner = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
            f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
            for number, (name, text) in enumerate(said.items(), 2)
        )
        names = f'xmlns="{kind}" xmlns:vt="{kind.replace("custom-properties", "docPropsVTypes")}"'
        self.put(
            "docProps/custom.xml",
            f"<Properties {names}>{inner}</Properties>",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )
        self.relate("", f"{OFFICE}/custom-properties", "docProps/custom.xml")
        return self

    def add_store(self, xml: str, number: str, part: int = 1) -> WordFile:
        """Add data that controls can be bound to."""
        self.put(f"customXml/item{part}.xml", xml)
        schemas = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
        self.put(
            f"customXml/itemProps{part}.xml",
            f'<ds:datastoreItem xmlns:ds="{schemas}" ds:itemID="{number}"/>',
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        )
        self.relate("word/document.xml", f"{OFFICE}/customXml", f"../customXml/item{part}.xml")
        self.relate(f"customXml/item{part}.xml", f"{OFFICE}/customXmlProps", f"itemProps{part}.xml")
        return self

    def members(self) -> dict[str, bytes]:
        """Return what the package holds."""
        section = f'<w:sectPr>{self.sides}<w:pgSz w:w="11906" w:h="16838"/>{self.margins}</w:sectPr>'
        body = f"<w:document {NAMES}><w:body>{self.body}{section}</w:body></w:document>"
        parts = {"word/document.xml": (HEAD + body).encode(), **self.parts}
        types = {"word/document.xml": self.main_type, **self.types}
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
        )
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in {
                "rels": "application/vnd.openxmlformats-package.relationships+xml",
                "xml": "application/xml",
                "png": "image/png",
            }.items()
        )
        made = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()
        }
        for owner, lines in self.relations.items():
            folder, _, name = owner.rpartition("/")
            made[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relations(lines)
        return {**made, **parts}

    def __bytes__(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members().items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def _relations(lines: list[tuple[str, str, str, bool]]) -> bytes:
    inner = "".join(
        f"<Relationship Id={quoteattr(id_)} Type={quoteattr(kind)} Target={quoteattr(target)}"
        f"{' TargetMode=' + quoteattr('External') if external else ''}/>"
        for id_, kind, target, external in lines
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def paragraph(*runs: str, style: str = "", look: str = "") -> str:
    """Write a paragraph; each text is a run of its own."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    inner = "".join(f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in runs)
    return f"<w:p>{properties}{inner}</w:p>"


def table(*rows: str, columns: int) -> str:
    """Write a table."""
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(columns))
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def row(*cells: str) -> str:
    """Write a row; each text is the paragraph of a cell."""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in cells
    )
    return f"<w:tr>{inner}</w:tr>"


def control(
    text: str,
    *,
    binding: tuple[str, str, str] | None = None,
    kind: str = "<w:text/>",
    name: str = "c",
    id_: int = 7,
) -> str:
    """Write a content control in a paragraph; a binding is a path, its prefixes and the number of the store."""
    bound = ""
    if binding:
        path, prefixes, number = binding
        bound = f'<w:dataBinding w:prefixMappings="{prefixes}" w:xpath="{path}" w:storeItemID="{number}"/>'
    inner = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    properties = f'<w:tag w:val="{name}"/><w:id w:val="{id_}"/>{bound}{kind}'
    return f"<w:p><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt></w:p>"


def field_code(code: str, shown: str = "1") -> str:
    """Write a field."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{escape(shown)}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def paragraphs_of(content: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph of a part; breaks are line ends, tabs are tabs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read(part))
    signs = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    return [
        "".join(
            each.text or "" if each.tag == f"{{{W}}}t" else signs[each.tag]
            for each in found.iter(f"{{{W}}}t", *signs)
            if next(each.iterancestors(f"{{{W}}}p")) is found and each.getparent().tag == f"{{{W}}}r"
        )
        for found in root.iter(f"{{{W}}}p")
    ]


def parts_of(content: bytes) -> Mapping[str, bytes]:
    """Return the members of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
