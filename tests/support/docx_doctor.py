"""A check-up for .docx files: the faults that schema validators let through, and that Word does not forgive."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from lxml import etree

__all__ = ["examine", "parts_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"
ORNAMENT = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
COMPAT = "http://schemas.microsoft.com/office/word"
STYLE_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
SILENT_STYLES = {"TableGap", "SectionEnd", "Rule"}
"""Paragraphs that may be empty: between two tables, at the end of pages, and a line across the page."""
DIRECT_LOOK = ("sz", "szCs", "color", "shd", "highlight", "u")


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return every member of the package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def examine(content: bytes) -> list[str]:
    """Return what is wrong with a .docx, one line a finding; an empty list is good health."""
    return list(_examine(parts_of(content)))


def _examine(parts: dict[str, bytes]) -> Iterator[str]:
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    body = trees["word/document.xml"]
    stories = {
        n: t for n, t in trees.items() if n.startswith(("word/document", "word/header", "word/footer"))
    }
    yield from _relationships(trees, parts)
    yield from _styles(stories, trees["word/styles.xml"])
    yield from _numbers(stories, trees["word/styles.xml"], trees["word/numbering.xml"])
    for name, tree in stories.items():
        yield from (
            f"{name}: {fault}" for fault in chain(_cells(tree), _grids(tree), _fields(tree), _looks(tree))
        )
    yield from _bookmarks(body)
    yield from _headings(body)
    yield from _header_rows(body)
    yield from _blanks(body)
    yield from _drawings(stories.values())
    yield from _settings(trees["word/settings.xml"], trees["word/styles.xml"])
    yield from _properties(trees["docProps/core.xml"])


def _val(element, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def _relationships(trees, parts) -> Iterator[str]:
    for name, tree in trees.items():
        inside = (r for r in tree if name.endswith(".rels") and r.get("TargetMode") != "External")
        targets = [_resolved(name.split("_rels/")[0], relation.get("Target")) for relation in inside]
        yield from (f"{name}: relationship to missing part {path}" for path in targets if path not in parts)
        known = {r.get("Id") for r in trees.get(_rels_name(name), ())}
        used = [
            value for e in tree.iter(etree.Element) for key, value in e.attrib.items() if key.startswith(R)
        ]
        yield from (f"{name}: unknown relationship {value}" for value in used if value not in known)


def _resolved(folder: str, target: str) -> str:
    steps = folder.rstrip("/").split("/") if folder and not target.startswith("/") else []
    for step in target.lstrip("/").split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def _rels_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _styles(stories, styles) -> Iterator[str]:
    known = {(s.get(f"{W}type"), s.get(f"{W}styleId")) for s in styles.iter(f"{W}style")}
    names = Counter(_val(s.find(f"{W}name")).lower() for s in styles.iter(f"{W}style"))
    yield from (f"two styles are named {name}" for name, count in names.items() if count > 1)
    identifiers = {identifier for _, identifier in known}
    for link in chain(styles.iter(f"{W}basedOn"), styles.iter(f"{W}next"), styles.iter(f"{W}link")):
        if _val(link) not in identifiers:
            yield f"style refers to unknown style {_val(link)}"
    for name, tree in stories.items():
        for tag, kind in STYLE_USES.items():
            for use in tree.iter(f"{W}{tag}"):
                if (kind, _val(use)) not in known:
                    yield f"{name}: unknown {kind} style {_val(use)}"
        if any(p.find(f"{W}pPr/{W}pStyle") is None for p in tree.iter(f"{W}p")):
            yield f"{name}: paragraph without a style"


def _numbers(stories, styles, numbering) -> Iterator[str]:
    definitions = {_val(d, "abstractNumId") for d in numbering.iter(f"{W}abstractNum")}
    numbers = {_val(n, "numId") for n in numbering.iter(f"{W}num")} | {"0"}
    for number in numbering.iter(f"{W}num"):
        if _val(number.find(f"{W}abstractNumId")) not in definitions:
            yield f"number {_val(number, 'numId')} has no definition"
    linked = {_val(s) for s in numbering.iter(f"{W}pStyle")}
    known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    yield from (f"numbering is linked to unknown style {name}" for name in sorted(linked - known))
    for tree in (*stories.values(), styles):
        for use in tree.iter(f"{W}numId"):
            if _val(use) not in numbers:
                yield f"unknown number {_val(use)}"


def _cells(tree) -> Iterator[str]:
    for cell in tree.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "cell does not end with a paragraph"
    for table in tree.iter(f"{W}tbl"):
        following = table.getnext()
        if following is not None and following.tag == f"{W}tbl":
            yield "two tables touch"


def _grids(tree) -> Iterator[str]:
    for table in tree.iter(f"{W}tbl"):
        widths = [int(_val(column, "w")) for column in table.find(f"{W}tblGrid")]
        above: set[int] = set()
        for row in table.iterfind(f"{W}tr"):
            if row.find(f"{W}trPr/{W}cantSplit") is None:
                yield "row may split"
            merges: set[int] = set()
            yield from _row(row, widths, above, merges)
            above = merges


def _row(row, widths: list[int], above: set[int], merges: set[int]) -> Iterator[str]:
    column = 0
    for cell in row.iterfind(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span = int(_val(properties.find(f"{W}gridSpan")) or 1)
        merge = properties.find(f"{W}vMerge")
        if merge is not None:
            merges.add(column)
            if not _val(merge) and column not in above:
                yield "vertical merge continues nothing"
        if int(_val(properties.find(f"{W}tcW"), "w")) != sum(widths[column : column + span]):
            yield "cell width is not that of its grid columns"
        column += span
    if column != len(widths):
        yield f"row spans {column} of {len(widths)} grid columns"


def _fields(tree) -> Iterator[str]:
    depth: list[bool] = []
    for char in tree.iter(f"{W}fldChar", f"{W}t"):
        if char.tag == f"{W}t":
            depth[:] = [True for _ in depth]
            continue
        match _val(char, "fldCharType"):
            case "begin":
                depth.append(False)
            case "end" if depth:
                if not depth.pop():
                    yield "field without a stored result"
            case "end":
                yield "field ends before it begins"
    if depth:
        yield "field is not closed"


def _looks(tree) -> Iterator[str]:
    for properties in tree.iter(f"{W}rPr"):
        for tag in DIRECT_LOOK:
            if properties.find(f"{W}{tag}") is not None:
                yield f"run has a look of its own: {tag}"


def _bookmarks(body) -> Iterator[str]:
    starts = [(_val(b, "id"), _val(b, "name")) for b in body.iter(f"{W}bookmarkStart")]
    ends = [_val(b, "id") for b in body.iter(f"{W}bookmarkEnd")]
    if sorted(i for i, _ in starts) != sorted(ends) or len(set(ends)) != len(ends):
        yield "bookmarks are not balanced"
    names = Counter(name.lower() for _, name in starts)
    yield from (f"bookmark {name} exists twice" for name, count in names.items() if count > 1)
    yield from (f"bookmark name {name} is too long" for name in names if len(name) > 40)
    for link in body.iter(f"{W}hyperlink"):
        if _val(link, "anchor") and _val(link, "anchor").lower() not in names:
            yield f"link to missing bookmark {_val(link, 'anchor')}"
    for code in body.iter(f"{W}instrText"):
        words = (code.text or "").split()
        if words and words[0] == "PAGEREF" and words[1].lower() not in names:
            yield f"page reference to missing bookmark {words[1]}"


def _headings(body) -> Iterator[str]:
    above = 0
    for style in body.iter(f"{W}pStyle"):
        level = _level(_val(style))
        if level > above + 1:
            yield f"heading level jumps from {above} to {level}"
        above = level or above


def _level(style: str) -> int:
    if style in {"AppendixHeading", "HeadingUnnumbered"}:
        return 1
    level = style.removeprefix("Heading")
    return int(level) if level != style and level.isdigit() else 0


def _header_rows(body) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        if _val(table.find(f"{W}tblPr/{W}tblLook"), "firstRow") == "1":
            first = table.find(f"{W}tr")
            if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
                yield "first row looks like a header and does not repeat"


def _blanks(body) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        words = any(True for _ in paragraph.iter(f"{W}t", f"{W}drawing", f"{W}fldChar"))
        alone_in_cell = (
            paragraph.getparent().tag == f"{W}tc" and len(paragraph.getparent().findall(f"{W}p")) == 1
        )
        style = _val(paragraph.find(f"{W}pPr/{W}pStyle"))
        numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None or style.startswith("List")
        if not (words or alone_in_cell or numbered or style in SILENT_STYLES):
            yield f"empty paragraph in style {style}"


def _drawings(trees) -> Iterator[str]:
    numbers: Counter[str] = Counter()
    for tree in trees:
        for drawing in tree.iter(f"{WP}docPr"):
            numbers[drawing.get("id")] += 1
            if not drawing.get("descr") and drawing.find(f".//{ORNAMENT}") is None:
                yield "drawing without words, and no ornament"
        yield from (
            f"control id twice: {n}"
            for n, c in Counter(_val(s) for s in tree.iterfind(f".//{W}sdtPr/{W}id")).items()
            if c > 1
        )
    yield from (f"drawing id {number} exists twice" for number, count in numbers.items() if count > 1)


def _settings(settings, styles) -> Iterator[str]:
    compat = {
        s.get(f"{W}name"): _val(s) for s in settings.iter(f"{W}compatSetting") if s.get(f"{W}uri") == COMPAT
    }
    if compat.get("compatibilityMode") != "15":
        yield "Word opens it in compatibility mode"
    if settings.find(f"{W}updateFields") is not None:
        yield "updateFields makes Word ask a question"
    if _val(settings.find(f"{W}themeFontLang"), "eastAsia") != "zh-CN":
        yield "no East Asian font language"
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    fonts = defaults.find(f"{W}rFonts")
    if not (_val(fonts, "eastAsiaTheme") or _val(fonts, "eastAsia")):
        yield "no East Asian font by default"
    if _val(defaults.find(f"{W}lang"), "eastAsia") != "zh-CN":
        yield "no East Asian language by default"


def _properties(core) -> Iterator[str]:
    for name in ("title", "language"):
        if not (core.findtext(f"{DC}{name}") or "").strip():
            yield f"no dc:{name}"
