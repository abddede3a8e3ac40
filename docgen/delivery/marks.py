"""Is this file ours, so that making it anew loses nobody's work?

Every writer seals what it made. A file with a broken seal, or without one, is somebody else's work: it
was edited, annotated or saved by another program.
"""

from __future__ import annotations

import io
import re
import stat
from pathlib import Path

from docgen.archive import Limits, UnsafeError, read_members
from docgen.seal import PACKAGE_SEAL, is_archive_sealed, is_pdf_sealed, is_text_sealed, package_digest

__all__ = ["is_ours", "is_sealed"]

MAX_BYTES = 64 * 1024 * 1024
"""A larger file, or one that unpacks to more, counts as somebody else's; archives of many documents have no limit."""

_CUSTOM = "docProps/custom.xml"
_SEAL = re.compile(rb'name="' + PACKAGE_SEAL.encode() + rb'"[^>]*><vt:lpwstr>([0-9a-f]{64})<')
_LIMITS = Limits(one=MAX_BYTES, total=MAX_BYTES, ratio=MAX_BYTES)


def is_ours(path: Path) -> bool:
    """Tell whether docgen made a file and nobody changed it since; a link or a device is never ours."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return False
    try:
        if status.st_size > MAX_BYTES:
            return _is_large_archive(path)
        content = path.read_bytes()
    except PermissionError:
        return False
    return is_sealed(content)


def is_sealed(content: bytes) -> bool:
    """Tell whether these are the bytes of a file as docgen made it."""
    if content.startswith(b"%PDF-"):
        return is_pdf_sealed(content)
    if content.startswith(b"PK"):
        return is_archive_sealed(io.BytesIO(content)) or _is_package_sealed(content)
    return is_text_sealed(content)


def _is_large_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK" and is_archive_sealed(file)


def _is_package_sealed(content: bytes) -> bool:
    try:
        members = read_members(content, _LIMITS)
    except UnsafeError:
        return False
    seal = _SEAL.search(members.pop(_CUSTOM, b""))
    return seal is not None and seal[1].decode() == package_digest(members.items())
