"""A check-up for our own .docx files: what ``docgen doctor`` finds, and the habits of our own writer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from docgen.doctor.documents import examine_content

__all__ = ["WP", "examine", "parts_of"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SILENT_STYLES = {"TableGap", "SectionEnd", "Rule"}
"""Paragraphs that may be empty: between two tables, at the end of pages, and a line across the page."""
DIRECT_LOOK = ("sz", "szCs", "color", "shd", "highlight", "u")
LONGEST_BOOKMARK = 40


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return every member of the package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def examine(content: bytes) -> list[str]:
    """Return what is wrong with a .docx, one line a finding; an empty list is good health."""
    findings = [f"{d.code} {dict(d.facts)}" for d in examine_content(content, "made.docx")]
    if any(line.startswith("DG65") for line in findings):
        return findings
    return [*findings, *_all_habits(content)]


def _all_habits(content: bytes) -> Iterator[str]:
    """Rules that only a writer of one's own can keep; other people's files may break them and be well."""
    for name, story in _stories(content):
        yield from (f"{name}: {habit}" for habit in _habits(story))
        if name == "word/document.xml":
            yield from _blanks(story)
    settings = etree.fromstring(parts_of(content)["word/settings.xml"])
    if _val(settings.find(f"{W}themeFontLang"), "eastAsia") != "zh-CN":
        yield "no East Asian font language"


def _stories(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    for name, part in parts_of(content).items():
        if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
            yield name, etree.fromstring(part)


def _habits(story) -> Iterator[str]:
    yield from _rows(story)
    yield from _looks(story)
    if any(p.find(f"{W}pPr/{W}pStyle") is None for p in story.iter(f"{W}p")):
        yield "paragraph without a style"
    for mark in story.iter(f"{W}bookmarkStart"):
        if len(_val(mark, "name")) > LONGEST_BOOKMARK:
            yield f"bookmark name {_val(mark, 'name')} is too long"


def _val(element, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def _rows(story) -> Iterator[str]:
    for table in story.iter(f"{W}tbl"):
        widths = [int(_val(column, "w")) for column in table.find(f"{W}tblGrid")]
        for row in table.iterfind(f"{W}tr"):
            if row.find(f"{W}trPr/{W}cantSplit") is None:
                yield "row may split"
            column = 0
            for cell in row.iterfind(f"{W}tc"):
                span = int(_val(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
                if int(_val(cell.find(f"{W}tcPr/{W}tcW"), "w")) != sum(widths[column : column + span]):
                    yield "cell width is not that of its grid columns"
                column += span


def _looks(story) -> Iterator[str]:
    for properties in story.iter(f"{W}rPr"):
        for tag in DIRECT_LOOK:
            if properties.find(f"{W}{tag}") is not None:
                yield f"run has a look of its own: {tag}"


def _blanks(story) -> Iterator[str]:
    for paragraph in story.iter(f"{W}p"):
        words = any(True for _ in paragraph.iter(f"{W}t", f"{W}drawing", f"{W}fldChar"))
        alone_in_cell = (
            paragraph.getparent().tag == f"{W}tc" and len(paragraph.getparent().findall(f"{W}p")) == 1
        )
        style = _val(paragraph.find(f"{W}pPr/{W}pStyle"))
        numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None or style.startswith("List")
        if not (words or alone_in_cell or numbered or style in SILENT_STYLES):
            yield f"empty paragraph in style {style}"
