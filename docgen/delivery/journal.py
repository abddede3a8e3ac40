"""Records that grow by a line at a time: a line is there whole and for good, or torn at the very end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from docgen.delivery.save import flush_folder

__all__ = ["append_line", "open_record", "read_lines"]

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINK
_PIECE = 1 << 16
_BEGINNING = 200
"""Bytes by which a record is known."""


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


def open_record(path: Path, is_ours: Callable[[bytes], bool]) -> BinaryIO:
    """Open a record to write at its end, without a buffer and without waiting for the disk, made if need be.

    What is there stays: a torn last line is ended, and a file whose beginning ``is_ours`` does not know raises
    ValueError. Raises OSError. Devices such as ``/dev/stderr`` have no beginning and are only written to.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags, 0o666)  # a pipe without a reader is an error, and nothing to wait for
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)  # a reader who is slow is waited for
    file = open(descriptor, "ab", buffering=0)  # noqa: PTH123, SIM115 - the caller closes it
    try:
        if path.is_file() and os.fstat(file.fileno()).st_size:
            _go_on(path, file, is_ours)
    except BaseException:
        file.close()
        raise
    return file


def _go_on(path: Path, file: BinaryIO, is_ours: Callable[[bytes], bool]) -> None:
    with path.open("rb") as written:
        if not is_ours(written.read(_BEGINNING)):
            raise ValueError(path.name)
        written.seek(-1, os.SEEK_END)
        if written.read(1) != b"\n":
            file.write(b"\n")


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
