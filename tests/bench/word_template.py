"""A Word template with placeholders that gives the same document as our writer: docxtpl's task.

It is made from a finished document: the words that come from data become ``{{ }}`` placeholders, the
words of the pack stay as they are, and rows alike in a table become one row in a ``{%tr for %}`` loop.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

__all__ = ["WordTemplate", "make_word_template"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PART = "word/document.xml"
_FEW = 3


@dataclass
class WordTemplate:
    """A .docx with placeholders, and the values to fill it with."""

    content: bytes = b""
    values: dict[str, Any] = field(default_factory=dict)
    placeholders: int = 0
    loops: int = 0


def make_word_template(finished: bytes, fixed: frozenset[str]) -> WordTemplate:
    """Turn a finished document into a template; words in ``fixed`` belong to the pack and stay."""
    with zipfile.ZipFile(io.BytesIO(finished)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    root = etree.fromstring(parts[_PART])
    made = WordTemplate()
    for table in root.iter(f"{W}tbl"):
        for rows in _alike(table):
            _loop(rows, made)
    for text in root.iter(f"{W}t"):
        words = text.text or ""
        if words.strip() and "{{" not in words and "{%" not in words and words.strip() not in fixed:
            name = f"v{made.placeholders}"
            made.placeholders += 1
            made.values[name] = words
            _say(text, "{{ " + name + " }}")
    parts[_PART] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    made.content = target.getvalue()
    return made


def _alike(table: etree._Element) -> Iterator[list[etree._Element]]:
    """Find runs of body rows that differ in their words alone."""
    run: list[etree._Element] = []
    shape: bytes | None = None
    for row in [*table.findall(f"{W}tr"), None]:
        now = _shape(row) if row is not None and row.find(f"{W}trPr/{W}tblHeader") is None else None
        if run and now != shape:
            if len(run) >= _FEW:
                yield run
            run = []
        if row is not None and now is not None:
            run.append(row)
        shape = now


def _shape(row: etree._Element) -> bytes:
    bare = copy.deepcopy(row)
    for text in bare.iter(f"{W}t"):
        text.text = None
    return etree.tostring(bare, method="c14n", with_tail=False)


def _loop(rows: list[etree._Element], made: WordTemplate) -> None:
    """Keep one row with placeholders, between two rows that hold the loop."""
    name = f"rows{made.loops}"
    made.loops += 1
    texts = [[text.text or "" for text in row.iter(f"{W}t")] for row in rows]
    made.values[name] = texts
    first = rows[0]
    for index, text in enumerate(first.iter(f"{W}t")):
        _say(text, "{{ row[" + str(index) + "] }}")
    first.addprevious(_tag_row(first, "{%tr for row in " + name + " %}"))
    last = rows[-1]
    last.addnext(_tag_row(first, "{%tr endfor %}"))
    for row in rows[1:]:
        row.getparent().remove(row)


def _tag_row(like: etree._Element, tag: str) -> etree._Element:
    row = etree.Element(f"{W}tr", nsmap=like.nsmap)
    cell = etree.SubElement(row, f"{W}tc")
    paragraph = etree.SubElement(cell, f"{W}p")
    _say(etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t"), tag)
    return row


def _say(text: etree._Element, words: str) -> None:
    text.text = words
    text.set(SPACE, "preserve")
