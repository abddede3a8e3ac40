"""Spec files on disk, opened so that nothing can hang: no pipe, no device, no endless file (T29)."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.sources.contract import Entry
from docgen.spec.limits import LIMITS

if TYPE_CHECKING:
    from docgen.document.model import Asset

__all__ = ["Files", "open_file", "read_file"]

# O_NONBLOCK lets the opening of a pipe return at once; both flags are missing on some systems.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_OWN_WORDS = {errno.ELOOP: "DG720", errno.ENAMETOOLONG: "DG721"}


@dataclass(frozen=True, slots=True)
class Files:
    """Spec files named one by one; a file named twice is one entry."""

    paths: Sequence[str]

    def entries(self) -> Iterator[Entry]:
        """List the files in the order they were named."""
        for path in dict.fromkeys(self.paths):
            yield Entry(id=path, name=path)

    def read(self, entry: Entry) -> bytes:
        """Return the content of one file; raises DocgenError (DG710 to DG714, DG718 to DG721)."""
        return read_file(entry.id)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture beside the file; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        from docgen.sources.pictures import read_picture  # noqa: PLC0415 - few specs name one

        return read_picture(Path(entry.id).parent, name, where)


def read_file(path: str, limit: int = LIMITS.size) -> bytes:
    """Return the content of a regular file; of a larger one ``limit`` + 1 bytes, which the reader refuses.

    Raises DocgenError: DG710 missing, DG711 a folder, DG712 not a regular file, DG713 not allowed,
    DG718 standard input, DG719 a link to nowhere, DG720 a ring of links, DG721 a name too long,
    DG714 any other failure of the system.
    """
    try:
        return _read_regular(path, limit)
    except (OSError, ValueError) as problem:
        raise DocgenError([_explain(path, problem)]) from problem


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """Open a regular file to be read piece by piece; raises what ``read_file`` raises."""
    try:
        file = _open_regular(path)
    except (OSError, ValueError) as problem:
        raise DocgenError([_explain(path, problem)]) from problem
    with file:
        yield file


def _read_regular(path: str, limit: int) -> bytes:
    with _open_regular(path) as file:
        return file.read(limit + 1)


def _open_regular(path: str) -> BinaryIO:
    file = open(os.open(path, _FLAGS), "rb")  # noqa: PTH123, SIM115 - a descriptor, and the caller closes it
    mode = os.fstat(file.fileno()).st_mode
    if stat.S_ISREG(mode):
        return file
    file.close()
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    raise DocgenError([_finding("DG712", path)])


def _explain(path: str, problem: OSError | ValueError) -> Diagnostic:
    """Say in our codes what the system said; a ValueError is a path no system can have (NUL)."""
    if os.path.isdir(path):  # noqa: PTH112 - whatever the system calls it: Windows says "no permission"
        return _finding("DG711", path, pattern=_everything_in(path))
    match problem:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            return _find_nothing(path)
        case PermissionError():
            return _finding("DG713", path)
        case OSError(errno=number) if number in _OWN_WORDS:
            return _finding(_OWN_WORDS[number], path)
        case _:
            return _finding("DG714", path, problem=problem.strerror or type(problem).__name__)


def _find_nothing(path: str) -> Diagnostic:
    if path == "-":  # a file may really have this name, and then it is read
        return _finding("DG718", path)
    try:
        return _finding("DG719", path, target=os.readlink(path))  # noqa: PTH115 - text in, text out
    except (OSError, ValueError):  # not a link
        return _finding("DG710", path)


def _everything_in(folder: str) -> str:
    return f"{folder.rstrip('/' + os.sep)}/*.yaml"


def _finding(code: str, path: str, **facts: str) -> Diagnostic:
    return report(code, Location(file=path), name=path, **facts)
