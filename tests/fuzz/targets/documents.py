"""What is made: finished Word and PDF files, the page between templates and formats, the records of a run."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from docgen.bulk.records.codec import encode, encode_record
from docgen.bulk.records.ledger import JOURNAL, LEDGER, Ledger
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import Diagnostic
from docgen.doctor.documents import examine_content
from docgen.document.parse import parse
from tests.fuzz.target import Target
from tests.fuzz.targets.packs import a_document
from tests.fuzz.targets.specs import CASES
from tests.support.records import WARNING, a_brief, a_failure
from tests.support.spoiling import hand_made, packed

__all__ = ["TARGETS"]

_HTML = """<!DOCTYPE html><html lang="zh-CN"><head><title>t</title></head><body>%s</body></html>"""


def _finished(content: bytes) -> Iterator[Diagnostic]:
    yield from examine_content(content, "goals.bin")


def _pdfs() -> Iterator[bytes]:
    """Make a small PDF with tags, metadata, an outline, a file and a form."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0].obj
    kinds = ("H1", "P", "Figure", "Table", "L")
    made = [
        pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), Pg=page, K=number))
        for number, kind in enumerate(kinds)
    ]
    row = pikepdf.Dictionary(
        S=pikepdf.Name.TR,
        K=pikepdf.Array(
            [
                pikepdf.Dictionary(
                    S=pikepdf.Name.TH, A=pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
                )
            ]
        ),
    )
    made[3].K = pikepdf.Array([row])
    root = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot,
            K=pikepdf.Array(made),
            RoleMap=pikepdf.Dictionary(Odd=pikepdf.Name.P),
        )
    )
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.Lang = pikepdf.String("zh-CN")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    page.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.com")),
            )
        ]
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name.Helvetica))
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False) as told:
        told["dc:title"], told["pdfuaid:part"], told["pdfaid:part"] = "Goals", "1", "3"
    pdf.attachments["spec.json"] = b"{}"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Goals", 0))
    target = io.BytesIO()
    pdf.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
        deterministic_id=True,
    )
    yield target.getvalue()


def _page(content: bytes) -> Iterator[Diagnostic]:
    yield from parse(content.decode("utf-8", "replace")).warnings


def _html() -> Iterator[bytes]:
    for path in sorted((CASES / "vocabulary").glob("*.html")):
        yield (_HTML % path.read_text("utf-8")).encode()


def _record(content: bytes) -> Iterator[Diagnostic]:
    """Read lines of a ledger, with sums that are right for what they say, and settle it."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = FolderShelf(folder)
        for path in (LEDGER, JOURNAL):
            (Path(folder) / path).parent.mkdir(exist_ok=True)
            (Path(folder) / path).write_bytes(
                b"".join(_summed(line) + b"\n" for line in content.split(b"\n"))
            )
        ledger = Ledger(shelf)
        try:
            yield from ledger.findings
            ledger.unfinished_day("order")
            for record in ledger.records(list(ledger.known)):
                yield from record.findings
                encode_record(record)
            ledger.settle(list(ledger.known)[:2])
        finally:
            ledger.close()


def _summed(line: bytes) -> bytes:
    """Give a line the sum that it should have."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(value, dict):
        return line
    value.pop("sum", None)
    return encode(value)


def _records() -> Iterator[bytes]:
    good = replace(a_failure("Ann"), status="made", brief=a_brief("Ann", "E1"), findings=(WARNING,))
    lines = (
        encode({"journal": 1, "day": "2027-01-04", "order": "order"}),
        encode_record(a_failure("Bo")),
        encode_record(good),
    )
    yield b"\n".join(lines)
    yield b"\n".join((encode({"ledger": 1}), *lines[1:]))


TARGETS = (
    Target("doctor-word", "zip", lambda: [packed(hand_made()), a_document()], _finished, examples=12),
    Target("doctor-pdf", "pdf", _pdfs, _finished),
    Target("page", "xml", _html, _page),
    Target("record", "record", _records, _record),
)
