"""Is this file ours, so that making it anew loses nobody's work?

Every writer leaves the name docgen where its format keeps the name of the maker. Word and other
programs put their own name there when they save, so a file somebody has edited is no longer ours.
A PDF that was annotated has a second end-of-file mark.
"""

from __future__ import annotations

import contextlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

__all__ = ["is_ours", "pdf_pieces"]

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is not looked at and counts as somebody else's."""
_MAX_PART = 64 * 1024

_DOCX_MARK = re.compile(rb"<Application>docgen\b")
_HTML_MARK = re.compile(rb"""<meta\s+name=["']?generator["']?\s+content=["']?docgen\b""")
_SCHEMA_MARK = b'"$id": "urn:docgen:'
_PDF_MARKS = (b"/Creator (docgen", b"/Creator <FEFF0064006F006300670065006E".lower())
_PDF_STREAM = re.compile(rb"/ObjStm\b.{0,200}?stream\r?\n", re.DOTALL)


def is_ours(path: Path) -> bool:
    """Tell whether docgen made a file and nobody saved it since; a link or a device is never ours."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return False
    try:
        return _has_mark(path.read_bytes())
    except PermissionError:
        return False


def _has_mark(content: bytes) -> bool:
    if content.startswith(b"%PDF-"):
        return content.count(b"%%EOF") == 1 and _pdf_names_us(content)
    if content.startswith(b"PK"):
        return _docx_names_us(content)
    head = content[:_MAX_PART]
    return _HTML_MARK.search(head) is not None or _SCHEMA_MARK in head


def _docx_names_us(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package, package.open("docProps/app.xml") as part:
            return _DOCX_MARK.search(part.read(_MAX_PART)) is not None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return False


def _pdf_names_us(content: bytes) -> bool:
    return any(mark in piece for piece in pdf_pieces(content) for mark in _PDF_MARKS)


def pdf_pieces(content: bytes) -> Iterator[bytes]:
    """Yield a PDF as it is, then unpacked each of the streams in which it may keep its small objects."""
    yield content
    for start in _PDF_STREAM.finditer(content):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start.end() :], MAX_BYTES)
