"""Records that grow by a line at a time: a line is there whole and for good, or torn at the very end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from docgen.delivery.save import flush_folder

__all__ = ["append_line", "read_lines"]

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINK
_PIECE = 1 << 16


def append_line(path: Path, line: bytes) -> None:
    """Add one line and write it down to the disk; a line that was torn by a crash is cut off first.

    Raises OSError; then the file ends where it did.
    """
    is_new = not os.path.lexists(path)
    descriptor = os.open(path, _APPEND, 0o666)
    try:
        end = _end_of_last_line(descriptor)
        os.ftruncate(descriptor, end)
        try:
            _write(descriptor, line + b"\n")
            os.fsync(descriptor)
        except BaseException:
            os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
    if is_new:
        flush_folder(path.parent)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _end_of_last_line(descriptor: int) -> int:
    """Return how many bytes there are up to the last line end."""
    end = os.lseek(descriptor, 0, os.SEEK_END)
    while end:
        start = max(0, end - _PIECE)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a record without their ends; a torn last one is left out, a missing file is empty.

    Raises OSError; a link is not followed.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    except FileNotFoundError:
        return
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]
