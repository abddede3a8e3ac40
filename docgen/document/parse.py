"""From semantic HTML to the tree; what is outside the vocabulary is reported and its words are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lxml import etree

from docgen.diagnostics import Checked, DocgenError, Location, report
from docgen.document.block_reader import BlockReader
from docgen.document.blocks import Block
from docgen.document.findings import Findings
from docgen.document.numbering import Outline, number_headings
from docgen.markup import read_html

__all__ = ["MAX_BYTES", "MAX_ELEMENTS", "OUTPUTS", "ParsedBody", "parse"]

MAX_BYTES = 20_000_000
"""The longest page that is read, in UTF-8 bytes."""

MAX_ELEMENTS = 200_000
"""The most elements a page may have."""

OUTPUTS = frozenset({"docx", "html", "pdf"})
"""What ``data-only`` may name."""

_UNBALANCED = "ERR_TAG_NAME_MISMATCH"


@dataclass(frozen=True, slots=True)
class ParsedBody:
    """The tree of a page: its body, and what runs at the head and the foot of every page."""

    body: tuple[Block, ...]
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()


def parse(html: str) -> Checked[ParsedBody]:
    """Read a page into blocks, and report what the vocabulary does not know (DG501 to DG511).

    Raise ``DocgenError`` (DG508) for a page that is too long or too deep to be laid out.
    """
    findings = Findings()
    body = _read_body(html, findings)
    if body is None:
        return Checked(ParsedBody(()))
    _leave_out_others(body, findings)
    outline = number_headings(body)
    _report_jumps(outline, findings)
    reader = BlockReader(outline, findings)
    blocks = reader.read(body)
    return Checked(ParsedBody(blocks, reader.header, reader.footer), findings.all())


def _read_body(html: str, findings: Findings) -> etree._Element | None:
    source = html.encode("utf-8", "replace")
    if len(source) > MAX_BYTES:
        raise DocgenError([report("DG508", Location(), limit=MAX_BYTES, kind="bytes")])
    guesses: list[etree._LogEntry] = []
    root = read_html(source, guesses) if source.strip() else None
    for problem in guesses:
        if problem.type_name == _UNBALANCED:
            findings.at("DG511", Location(line=problem.line), detail=problem.message)
    body = root.find("body") if root is not None else None
    if body is not None and int(cast("float", body.xpath("count(.//*)"))) > MAX_ELEMENTS:
        raise DocgenError([report("DG508", Location(), limit=MAX_ELEMENTS, kind="elements")])
    return body


def _leave_out_others(body: etree._Element, findings: Findings) -> None:
    """Take out what is meant for other outputs only; the words that follow it stay."""
    for element in body.findall(".//*[@data-only]"):
        value = element.get("data-only", "")
        outputs = frozenset(value.split())
        if not outputs or not outputs <= OUTPUTS:
            findings.add("DG510", element, attribute="data-only", value=value, element=element.tag)
        elif "docx" not in outputs:
            _take_out(element)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _report_jumps(outline: Outline, findings: Findings) -> None:
    for element, place in outline.headings.items():
        if place.jump is not None:
            findings.add("DG507", element, level=place.level, missing=place.jump)
