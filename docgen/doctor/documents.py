"""One finished document after the other: which kind it is, and what its rules find."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.doctor.findings import judge
from docgen.sources.files import read_file

__all__ = ["examine", "examine_content"]

_MEGABYTES = 64
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024
"""A PDF may begin with a few bytes of something else."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def examine(path: str) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a .docx or .pdf file; nothing is raised for any file."""
    try:
        content = read_file(path, _MEGABYTES << 20)
    except DocgenError as failure:
        return failure.diagnostics
    return examine_content(content, path)


def examine_content(content: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with the bytes of a .docx or .pdf file."""
    try:
        return tuple(_examine(content, name))
    except DocgenError as failure:
        return failure.diagnostics


def _examine(content: bytes, path: str) -> Iterator[Diagnostic]:
    if len(content) > _MEGABYTES << 20:
        yield report("DG652", Location(file=path), size=_MEGABYTES)
    elif content.startswith(b"PK"):
        from docgen.doctor import word  # noqa: PLC0415 - each kind of file has libraries of its own

        yield from judge(word.open_word(content, path), word.RULES, path)
    elif b"%PDF-" in content[:_HEAD]:
        from docgen.doctor import pdf  # noqa: PLC0415 - as above

        with pdf.open_pdf(content, path) as opened:
            yield from judge(opened, pdf.RULES, path)
    else:
        yield _refuse(content, path)


def _refuse(content: bytes, path: str) -> Diagnostic:
    where = Location(file=path)
    if content.startswith(_OLD_OFFICE):  # Word packs what it encrypts into such a file
        return report("DG653", where) if _LOCKED in content else report("DG650", where, kind="old_office")
    if content.startswith(_PICTURES):
        return report("DG650", where, kind="image")
    kind = "binary" if b"\0" in content[:_HEAD] else "text"
    return report("DG650", where, kind=kind if content else None)
