"""From bytes to text: UTF-8 and nothing else, but a good guess of what it was."""

from __future__ import annotations

import codecs
import re

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.spec.order import first_of
from docgen.spec.raw import Source

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_BINARIES = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
)
_ZIPPED = ((b"xl/", "excel"), (b"word/", "word"), (b"ppt/", "powerpoint"))
# Everything YAML does not call printable, in files of either kind. Tab and line ends are fine.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, name: str, findings: int) -> Source:
    """Return the text of a UTF-8 file, without its byte order mark.

    Raises ``DocgenError`` for an empty file, a binary file, another encoding or control characters
    (of which at most ``findings`` are named).
    """
    if not content.strip():
        raise DocgenError([report("DG101", Location(file=name))])
    encoding = next((said for mark, said in _MARKS if content.startswith(mark)), None)
    kind = None if encoding else _binary_kind(content)
    if kind == "binary" and _is_wide(content):
        encoding, kind = "UTF-16", None
    if kind:
        raise DocgenError([report("DG103", Location(file=name), kind=kind)])
    if encoding:
        raise DocgenError([report("DG102", Location(file=name), encoding=encoding)])
    source = Source(name, _decode_utf8(content, name))
    faults = _control_characters(source)
    if faults:
        raise DocgenError(first_of(faults, findings))
    return source


def _binary_kind(content: bytes) -> str | None:
    for magic, kind in _BINARIES:
        if content.startswith(magic):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _ZIPPED if part in content), "zip")
    return "binary" if b"\0" in content else None


def _is_wide(content: bytes) -> bool:
    """Tell UTF-16 without a mark: ASCII keys leave a zero in every second byte."""
    head = content[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 5 and min(even, odd) == 0


def _decode_utf8(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        good = Source(name, _readable_part(content))
        line, column = good.place(len(good.text))
        where = Location(file=name, line=line, column=column)
        raise DocgenError([report("DG102", where, encoding=_guess(content))]) from None


def _readable_part(content: bytes) -> str:
    """Give the text before the first byte that is not UTF-8."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        return content[: fault.start].decode("utf-8")


def _guess(content: bytes) -> str | None:
    """Name the encoding of text that is not UTF-8: most often Chinese Windows wrote it."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GBK / GB18030" if re.search("[\u4e00-\u9fff]", text) else None


def _control_characters(source: Source) -> list[Diagnostic]:
    return [
        report("DG105", source.at(*source.place(found.start())), character=f"U+{ord(found.group()):04X}")
        for found in _CONTROL.finditer(source.text)
    ]
