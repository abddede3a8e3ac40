"""Word templates written as text: a line is a paragraph, and marks say what Word made of it.

A line of ``| a | b |`` is a row of a table; such lines together are one table, ``⏎`` parts the paragraphs of a
cell. ``[header]``, ``[first footer]``, ``[properties]`` … begin another part. Within a line ``¦`` ends a run,
and ``⟦…⟧`` stands for markup: ``⟦b⟧`` (bold from here on, ``⟦/b⟧`` no more), ``⟦proof⟧``, ``⟦goback⟧``, ``⟦tab⟧``,
``⟦br⟧``, ``⟦nbsp⟧``, ``⟦del⟧…⟦/del⟧``, ``⟦ins⟧``, ``⟦link ADDRESS⟧``, ``⟦field CODE⟧``, ``⟦control⟧``, ``⟦math⟧``,
``⟦box⟧`` (a text box, there twice as Word writes it), ``⟦note⟧`` (a footnote), ``⟦say⟧`` (somebody's comment),
``⟦picture WORDS⟧``. ``¶`` is an empty paragraph.

Behind a line stands what is expected to be found there: ``#! DG453 written={{ person.name }}``.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

__all__ = ["Expected", "Written", "build", "read_case"]

EXPECTED = re.compile(r"\s*#! (DG\d{3})(?: (\w+)=(.*?))?(?=\s*#! |$)")
PART = re.compile(r"\[(.+)\]")
TOKEN = re.compile(r"⟦(/?)(\w+)(?: ([^⟧]*))?⟧|¦")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
SIDES = {"": "default", "first": "first", "even": "even"}
AUTHOR = 'w:author="Li Ping" w:date="2027-01-04T00:00:00Z"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Expected:
    """A finding that somebody waits for: its code, the beginning of its place, perhaps a fact."""

    code: str
    place: str
    fact: str = ""
    value: str = ""


@dataclass
class Written:
    """What a template is made of."""

    parts: dict[str, str] = field(default_factory=lambda: {"body": ""})
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    numbers: int = 0

    def number(self) -> int:
        """Return a number that nothing else has."""
        self.numbers += 1
        return self.numbers


def read_case(text: str) -> tuple[bytes, list[Expected]]:
    """Make the file that a text describes; return it with what is expected to be found."""
    case = Case()
    for line in text.splitlines():
        if not line.startswith("# "):
            place = case.read(EXPECTED.sub("", line).rstrip())
            case.expected += [Expected(code, place, *fact) for code, *fact in EXPECTED.findall(line)]
    case.end_table()
    return build(case.written), case.expected


class Case:
    """A text on its way to a file: the part it is in, what was counted there, the rows of an open table."""

    def __init__(self) -> None:
        self.written = Written()
        self.expected: list[Expected] = []
        self.part = "body"
        self.counts: dict[tuple[str, str], int] = {}
        self.rows: list[str] = []

    def read(self, line: str) -> str:
        """Take a line; return the place that findings about it name."""
        if not line.startswith("|"):
            self.end_table()
        if found := PART.fullmatch(line):
            self.part = found[1]
            self.written.parts.setdefault(self.part, "")
        if found or not line:
            return ""
        if self.part == "properties":
            key, _, value = line.partition(": ")
            self.written.properties[key] = value
            return f"properties, {key}"
        if line.startswith("|"):
            number = self.count("table") if not self.rows else self.counts[self.part, "table"]
            self.rows.append(line)
            return f"{named(self.part)}, table {number}, row {len(self.rows)}"
        self.written.parts[self.part] += paragraph(line, self.written)
        return f"{named(self.part)}, paragraph {self.count('paragraph')}"

    def count(self, kind: str) -> int:
        """Count one more of a kind in this part."""
        self.counts[self.part, kind] = self.counts.get((self.part, kind), 0) + 1
        return self.counts[self.part, kind]

    def end_table(self) -> None:
        """Write the table whose rows were collected."""
        if self.rows:
            self.written.parts[self.part] += table(self.rows, self.written)
            self.rows = []


def named(part: str) -> str:
    """Say a part as findings do."""
    side, _, kind = part.rpartition(" ")
    return f"{side}-page {kind}" if side else part


def table(rows: list[str], written: Written) -> str:
    """Make a table of lines."""
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(max(map(len, cells))))
    made = "".join(f"<w:tr>{''.join(_cell(cell, written) for cell in row)}</w:tr>" for row in cells)
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _cell(cell: str, written: Written) -> str:
    paragraphs = "".join(paragraph(line, written) for line in cell.split("⏎"))
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def paragraph(line: str, written: Written) -> str:
    """Make a paragraph of a line."""
    return f"<w:p>{Line(written).make('' if line == '¶' else line)}</w:p>"


class Line:
    """One line on its way to markup: ``open`` holds what has begun and is kept until it ends."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.open: list[tuple[str, str, str]] = [("p", "", "")]
        self.bold = False

    def make(self, line: str) -> str:
        """Return the markup of the whole line."""
        at = 0
        for found in TOKEN.finditer(line):
            self.text(line[at : found.start()])
            at = found.end()
            if found[0] != "¦":
                self.mark(found[2], found[3] or "", is_end=bool(found[1]))
        self.text(line[at:])
        return self.open[0][2]

    def put(self, xml: str) -> None:
        """Add markup to what is open."""
        name, about, content = self.open.pop()
        self.open.append((name, about, content + xml))

    def text(self, text: str) -> None:
        """Add a run."""
        if text:
            names = [name for name, _, _ in self.open]
            tag = "delText" if "del" in names else "t"
            self.run(f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>')

    def run(self, xml: str) -> None:
        """Add a run of anything."""
        look = "<w:rPr><w:b/></w:rPr>" if self.bold else ""
        if self.open[-1][0] == "math":
            self.put(f"<m:r>{xml.replace('w:t', 'm:t')}</m:r>")
        else:
            self.put(f"<w:r>{look}{xml}</w:r>")

    def mark(self, name: str, about: str, *, is_end: bool) -> None:
        """Add what a mark stands for."""
        number = self.written.number()
        if name == "b":
            self.bold = not is_end
        elif is_end:
            self.end()
        elif name == "proof":
            self.put('<w:proofErr w:type="spellStart"/>')
        elif name == "goback":
            self.put(f'<w:bookmarkStart w:id="{number}" w:name="_GoBack"/><w:bookmarkEnd w:id="{number}"/>')
        elif name in {"tab", "br"}:
            self.run(f"<w:{name}/>")
        elif name == "nbsp":
            self.text("\u00a0")
        elif name == "picture":
            self.run(picture(about, number))
        else:
            self.open.append((name, about, ""))

    def end(self) -> None:
        """End what was begun last."""
        name, about, content = self.open.pop()
        if name in {"box", "note", "say"}:
            self.run(self.aside(name, f"<w:p>{content}</w:p>"))
        else:
            self.put(self.around(name, about, content))

    def around(self, name: str, about: str, content: str) -> str:
        """Return markup around runs."""
        number = self.written.number()
        match name:
            case "link":
                self.written.links[f"rIdLink{number}"] = about
                return f'<w:hyperlink r:id="rIdLink{number}">{content}</w:hyperlink>'
            case "field":
                begin, middle, end = (
                    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
                )
                code = f'<w:r><w:instrText xml:space="preserve">{escape(about)}</w:instrText></w:r>'
                return f"{begin}{code}{middle}{content}{end}"
            case "control":
                look = f'<w:sdtPr><w:id w:val="{number}"/></w:sdtPr>'
                return f"<w:sdt>{look}<w:sdtContent>{content}</w:sdtContent></w:sdt>"
            case "math":
                return f"<m:oMath>{content}</m:oMath>"
        return f'<w:{name} w:id="{number}" {AUTHOR}>{content}</w:{name}>'

    def aside(self, name: str, content: str) -> str:
        """Return what stands in a run for a paragraph of its own."""
        if name == "box":
            return box(content, self.written.number())
        if name == "note":
            self.written.notes.append(content)
            return f'<w:footnoteReference w:id="{len(self.written.notes)}"/>'
        self.written.comments.append(content)
        return f'<w:commentReference w:id="{len(self.written.comments) - 1}"/>'


def box(content: str, number: int) -> str:
    """Make a text box, once for the newest Word and once for older ones."""
    size = '<wp:extent cx="1800000" cy="720000"/>'
    shape = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    new = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{size}<wp:docPr id="{number + 900}" name="Box"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{shape}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = f'<w:pict><v:rect style="width:140pt;height:56pt"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict>'
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'


def picture(words: str, number: int) -> str:
    """Make a picture with a description."""
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="{number + 900}" name="Picture" descr={quoteattr(words)}/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPixel"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def build(written: Written) -> bytes:
    """Zip the parts of a template."""
    file = _File()
    file.members["word/media/pixel.png"] = PIXEL
    file.lines.append(_relation("rIdPixel", f"{R}/image", "media/pixel.png"))
    references = "".join(
        file.add_running(part, content)
        for part, content in written.parts.items()
        if part not in {"body", "properties"}
    )
    file.add_texts("footnote", written.notes, 1, "")
    file.add_texts("comment", written.comments, 0, f" {AUTHOR}")
    for key, target in written.links.items():
        file.lines.append(_relation(key, f"{R}/hyperlink", target, ' TargetMode="External"'))
    title = "<w:titlePg/>" if 'type="first"' in references else ""
    body = f"{written.parts['body'] or '<w:p/>'}<w:sectPr>{references}{title}</w:sectPr>"
    file.add(
        "word/document.xml",
        f"{OFFICE}.document.main+xml",
        f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    )
    file.members["word/_rels/document.xml.rels"] = _relations(file.lines)
    top = [_relation("rId1", f"{R}/officeDocument", "word/document.xml")]
    if written.properties:
        top.append(
            _relation("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        )
        kind = "application/vnd.openxmlformats-package.core-properties+xml"
        file.add("docProps/core.xml", kind, _core(written.properties))
    file.members["_rels/.rels"] = _relations(top)
    file.members["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types">{"".join(file.types)}</Types>'
    )
    return file.zipped()


class _File:
    """The members of a file, their types, and the relationships of the document."""

    def __init__(self) -> None:
        self.members: dict[str, bytes | str] = {}
        self.types = [
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            '<Default Extension="png" ContentType="image/png"/>',
        ]
        self.lines: list[str] = []

    def add(self, name: str, content_type: str, content: str) -> None:
        self.members[name] = content
        self.types.append(f'<Override PartName="/{name}" ContentType="{content_type}"/>')

    def add_running(self, part: str, content: str) -> str:
        """Add a header or footer; return the reference that a section has to it."""
        side, _, kind = part.rpartition(" ")
        name, tag = part.replace(" ", ""), {"header": "hdr", "footer": "ftr"}[kind]
        self.add(
            f"word/{name}.xml", f"{OFFICE}.{kind}+xml", f"<w:{tag} {NAMES}>{content or '<w:p/>'}</w:{tag}>"
        )
        self.lines.append(_relation(f"rId_{name}", f"{R}/{kind}", f"{name}.xml"))
        return f'<w:{kind}Reference w:type="{SIDES[side]}" r:id="rId_{name}"/>'

    def add_texts(self, kind: str, texts: list[str], first: int, about: str) -> None:
        """Add footnotes or comments, if there are any."""
        if texts:
            made = "".join(f'<w:{kind} w:id="{n}"{about}>{t}</w:{kind}>' for n, t in enumerate(texts, first))
            self.add(f"word/{kind}s.xml", f"{OFFICE}.{kind}s+xml", f"<w:{kind}s {NAMES}>{made}</w:{kind}s>")
            self.lines.append(_relation(f"rId_{kind}s", f"{R}/{kind}s", f"{kind}s.xml"))

    def zipped(self) -> bytes:
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in self.members.items():
                archive.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def _core(properties: dict[str, str]) -> str:
    made = "".join(f"<dc:{key}>{escape(value)}</dc:{key}>" for key, value in properties.items())
    return f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{made}</cp:coreProperties>'


def _relation(key: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{more}/>'


def _relations(lines: list[str]) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'
