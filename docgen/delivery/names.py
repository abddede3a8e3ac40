"""File names that every system accepts, made from the name of the spec."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath

__all__ = ["MAX_BYTES", "file_name", "portable", "same_name"]

MAX_BYTES = 180
"""UTF-8 bytes of a stem: leaves room for a language, a suffix and a temporary name below 255."""

_RESERVED = {
    "con", "prn", "aux", "nul", "conin$", "conout$",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"),
}  # fmt: skip
_FORBIDDEN_SIGNS = re.compile(r'[<>:"/\\|?*]')
_FORBIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def file_name(spec: str, suffix: str, language: str | None = None) -> str:
    """Name the file that a spec becomes: ``goals.yaml`` → ``goals.pdf``.

    ``language`` is given when the document is not in the spec's own language: ``goals.en.pdf``.
    """
    stem = portable(PurePath(spec).stem)
    return f"{stem}.{language}{suffix}" if language else f"{stem}{suffix}"


def portable(stem: str, limit: int = MAX_BYTES) -> str:
    """Return a stem that Windows, macOS and Linux take: NFC, no device name, at most ``limit`` bytes.

    A name that had to be cut ends with a piece of its hash, so two long names stay two.
    """
    text = "".join(_allowed(sign) for sign in unicodedata.normalize("NFC", stem))
    text = _FORBIDDEN_SIGNS.sub("_", text).strip(" .")
    if text.startswith("-"):  # a program would take it for an option
        text = f"_{text}"
    if text.split(".")[0].rstrip().casefold() in _RESERVED:  # NUL.tar.gz is as bad as NUL
        text = f"_{text}"
    return _cut(text, stem, limit) or "document"


def same_name(name: str) -> str:
    """Return what a careless file system sees of a name: no case, and one Unicode form."""
    return unicodedata.normalize("NFC", name).casefold()


def _allowed(sign: str) -> str:
    return "_" if unicodedata.category(sign) in _FORBIDDEN_CATEGORIES else sign


def _cut(text: str, whole: str, limit: int) -> str:
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = encoded[: limit - len(mark) - 1].decode(errors="ignore")
    return f"{kept.rstrip(' .')}_{mark}"
