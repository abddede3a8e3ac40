"""Is a finished file still as it was made?

A writer seals what it made: the file carries a digest of its own content. Whoever is about to replace
the file looks at the seal. A file that somebody edited, annotated or saved with another program has a
broken seal or none, and is left alone. A seal is no signature: it guards against accidents, not against
people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from io import SEEK_END
from typing import BinaryIO

__all__ = [
    "ARCHIVE_BLANK",
    "BLANK",
    "PACKAGE_SEAL",
    "is_archive_sealed",
    "is_pdf_sealed",
    "is_text_sealed",
    "package_digest",
    "seal_pdf",
    "seal_text",
]

_DIGITS = 64
_PIECE = 1 << 20
BLANK = "docgen-seal:" + "0" * _DIGITS
"""What a text file holds in the place of its seal until it is finished."""

ARCHIVE_BLANK = BLANK.encode()
"""The comment at the very end of a zip that was made to be handed on; its last part is the seal."""

PACKAGE_SEAL = "docgen seal"
"""The custom property of an Office file that holds the digest of all its other parts."""

_TEXT = re.compile(rb"docgen-seal:([0-9a-f]{64})")
_PDF = re.compile(rb"/ID \[<([0-9a-f]{32})> <\1>\]")


def seal_text(content: bytes) -> bytes:
    """Put the digest of a text into its first ``BLANK``."""
    return content.replace(BLANK.encode(), b"docgen-seal:" + sha256(content).hexdigest().encode(), 1)


def is_text_sealed(content: bytes) -> bool:
    """Tell whether a text is as ``seal_text`` left it."""
    found = _TEXT.search(content)
    return found is not None and seal_text(_TEXT.sub(BLANK.encode(), content, count=1)) == content


def seal_pdf(content: bytes) -> bytes:
    """Put an identifier, the digest of the file without it, into the last dictionary of a PDF.

    Nothing in the file is found by its distance from a place behind this dictionary, so it may grow.
    (Asked for an identifier, the layout engine would make every object a second time to hash them.)
    """
    last = int(content.rsplit(b"startxref\n", 1)[1].split(maxsplit=1)[0])
    place = content.index(b"/Root ", last)
    digest = sha256(content).hexdigest()[:32].encode()
    return content[:place] + b"/ID [<" + digest + b"> <" + digest + b">]" + content[place:]


def is_pdf_sealed(content: bytes) -> bool:
    """Tell whether a PDF is as ``seal_pdf`` left it."""
    found = list(_PDF.finditer(content))
    if not found:
        return False
    start, end = found[-1].span()
    digest = sha256(content[:start] + content[end:]).hexdigest()[:32]
    return digest.encode() == found[-1][1]


def package_digest(members: Iterable[tuple[str, bytes]]) -> str:
    """Return the digest of the members of a zip (name and content), in the order of their names."""
    digest = sha256()
    for name, content in sorted(members):
        digest.update(f"{len(name)}:{name}{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def is_archive_sealed(file: BinaryIO) -> bool:
    """Tell whether a zip ends with the digest of everything before it; it may be larger than the memory."""
    end = file.seek(0, SEEK_END) - _DIGITS
    start = end - len(ARCHIVE_BLANK) + _DIGITS
    if start < 0:
        return False
    file.seek(start)
    mark = file.read()
    if not _TEXT.fullmatch(mark):
        return False
    file.seek(0)
    digest = sha256()
    left = end
    while left and (piece := file.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    return mark.endswith(digest.hexdigest().encode())
