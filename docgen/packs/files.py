"""Read the files of one pack folder, and refuse what has no business in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["FONT_SUFFIXES", "MAX_BYTES", "MAX_FILES", "MAX_FONT_BYTES", "read_folder"]

MAX_FILES = 1000
MAX_BYTES = 8 * 1024 * 1024
"""Largest file of a pack; fonts, which are not read here, may be larger."""

MAX_FONT_BYTES = 64 * 1024 * 1024
FONT_SUFFIXES = frozenset({".ttf", ".otf"})
_O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return every file by its path with ``/`` between the steps; hidden files and fonts are left out.

    Raises DocgenError with all of DG308 (a link), DG309 (no regular file, or unreadable), DG310 (too
    large, or too many). Links are refused wherever they lead: a pack that is copied must stay whole.
    """
    found: dict[str, bytes] = {}
    refused: list[Diagnostic] = []
    for count, path in enumerate(_walk(folder)):
        if count >= MAX_FILES:
            refused.append(report("DG310", Location(folder.name), file=folder.name, count=MAX_FILES))
            break
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        content = _read(path, shown)
        if isinstance(content, Diagnostic):
            refused.append(content)
        elif content is not None:
            found[path.relative_to(folder).as_posix()] = content
    if refused:
        raise DocgenError(refused)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # looking into it is not permitted, or its path is too long
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry))
        else:
            yield Path(entry)


def _read(path: Path, shown: str) -> bytes | Diagnostic | None:
    facts, where = {"file": path.name}, Location(shown)
    try:
        kind = path.lstat()
    except OSError:
        return report("DG309", where, **facts)
    if stat.S_ISLNK(kind.st_mode):
        return report("DG308", where, **facts)
    if not stat.S_ISREG(kind.st_mode):
        return report("DG309", where, **facts)
    is_font = path.suffix.lower() in FONT_SUFFIXES
    limit = MAX_FONT_BYTES if is_font else MAX_BYTES
    if kind.st_size > limit:
        return report("DG310", where, **facts, limit=f"{limit // 1024 // 1024} MB")
    return None if is_font else _read_regular(path, shown)


def _read_regular(path: Path, shown: str) -> bytes | Diagnostic:
    """Read without following a link that was put there after the check."""
    try:
        handle = os.open(path, os.O_RDONLY | _O_NOFOLLOW)
        with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            return file.read(MAX_BYTES + 1)
    except OSError:
        return report("DG309", Location(shown), file=path.name)
