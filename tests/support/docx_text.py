"""The words of a .docx, read from its parts and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

__all__ = ["DocxField", "DocxParagraph", "DocxText", "read_docx"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{W}del", f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}tblPr", f"{W}sdtPr",
}  # fmt: skip


@dataclass(frozen=True)
class DocxField:
    """A field: its instruction and the result that is stored for it."""

    instruction: str
    result: str


@dataclass(frozen=True)
class DocxParagraph:
    """One paragraph: kind (p, h1 …, td), style name, its text, and the fields among it.

    Numbers of pages (PAGE, NUMPAGES) are no text: Word computes them when it draws the page.
    """

    kind: str
    style: str | None
    text: str
    fields: tuple[DocxField, ...]
    depth: int
    numbering: str | None
    bookmarks: tuple[str, ...]


@dataclass(frozen=True)
class DocxText:
    """The paragraphs of the body, and of every header and footer part by name."""

    body: tuple[DocxParagraph, ...]
    running: dict[str, tuple[DocxParagraph, ...]]


def read_docx(content: bytes) -> DocxText:
    """Read every paragraph of a .docx in the order of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = _style_names(parts["word/styles.xml"])
    running = {
        name.removeprefix("word/"): tuple(_paragraphs(etree.fromstring(part), styles))
        for name, part in sorted(parts.items())
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    }
    return DocxText(tuple(_paragraphs(etree.fromstring(parts["word/document.xml"]), styles)), running)


def _style_names(part: bytes) -> dict[str, str]:
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in etree.fromstring(part).iter(f"{W}style")
    }


def _paragraphs(root, styles: dict[str, str]) -> Iterator[DocxParagraph]:
    for paragraph in root.iter(f"{W}p"):
        if any(above.tag in _SKIPPED for above in paragraph.iterancestors()):
            continue
        reader = _Words()
        reader.read(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = styles[style.get(f"{W}val")] if style is not None else None
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        depth = sum(above.tag == f"{W}tbl" for above in paragraph.iterancestors())
        yield DocxParagraph(
            _kind(name, depth),
            name,
            "".join(reader.text),
            tuple(reader.fields),
            depth,
            number.get(f"{W}val") if number is not None else None,
            tuple(mark.get(f"{W}name") for mark in paragraph.iter(f"{W}bookmarkStart")),
        )


def _kind(style: str | None, depth: int) -> str:
    if style and style.lower().startswith("heading ") and style[-1].isdigit():
        return f"h{style[-1]}"
    return "td" if depth else "p"


def _only_invites(element) -> bool:
    """Tell whether this is a place to fill in that shows nothing but its hint."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


class _Words:
    """Collect the text of one paragraph; a field's instruction is no text, its stored result is.

    A hint where something is to be filled in is no text either.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self.fields: list[DocxField] = []
        self._open: list[dict] = []

    def read(self, element) -> None:
        for child in element:
            if child.tag in _SKIPPED or child.tag == f"{W}p" or _only_invites(child):
                continue
            self._leaf(child)
            if child.tag == f"{W}fldSimple":
                start = len(self.text)
                self.read(child)
                self._close(child.get(f"{W}instr").strip(), start)
            else:
                self.read(child)

    def _leaf(self, element) -> None:
        match element.tag.removeprefix(W):
            case "t":
                self.text.append(element.text or "")
            case "tab" | "ptab":
                self.text.append("\t")
            case "br" | "cr":
                self.text.append("\n")
            case "noBreakHyphen":
                self.text.append("\N{NON-BREAKING HYPHEN}")
            case "instrText":
                if self._open:
                    self._open[-1]["code"] += element.text or ""
            case "fldChar":
                self._field(element.get(f"{W}fldCharType"))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._open.append({"code": "", "start": None})
        elif kind == "separate" and self._open:
            self._open[-1]["start"] = len(self.text)
        elif kind == "end" and self._open:
            field = self._open.pop()
            start = field["start"]
            self._close(field["code"].strip(), len(self.text) if start is None else start)

    def _close(self, instruction: str, start: int) -> None:
        self.fields.append(DocxField(instruction, "".join(self.text[start:])))
        if instruction.split()[:1] in (["PAGE"], ["NUMPAGES"]):
            del self.text[start:]
