"""A file of somebody's own gets a new content: whole, with the mode it had, and only if it is still the same."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from docgen.delivery.save import flush_folder, write_through
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["replace"]

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of a file that still holds ``before``; a link stays and its target changes.

    Raises DocgenError: DG761 when somebody has changed or removed the file meanwhile, DG744 when it is
    protected or cannot be written. Then it is as it was, and no temporary file is left.
    """
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        if target.read_bytes() != before:
            raise DocgenError([report("DG761", Location(file=str(path)))])
        if not mode & _WRITABLE or not os.access(target, os.W_OK):  # a new name would go over it all the same
            raise DocgenError([_failure(path, "file_protected")])
        _rename_over(target, after, mode)
    except FileNotFoundError:
        raise DocgenError([report("DG761", Location(file=str(path)))]) from None
    except (OSError, RuntimeError) as problem:  # RuntimeError: a ring of links
        raise DocgenError([_explain(path, problem)]) from problem


def _explain(path: Path, problem: OSError | RuntimeError) -> Diagnostic:
    number = problem.errno if isinstance(problem, OSError) else None
    if number in _NOT_ALLOWED:
        return _failure(path, "folder_protected")
    if number in _NO_ROOM:
        return _failure(path, "no_room")
    words = problem.strerror if isinstance(problem, OSError) else None
    return _failure(path, None, problem=words or type(problem).__name__)


def _failure(path: Path, kind: str | None, problem: str | None = None) -> Diagnostic:
    return report("DG744", Location(file=str(path)), kind=kind, problem=problem)


def _rename_over(target: Path, content: bytes, mode: int) -> None:
    draft = target.with_name(f".docgen-{secrets.token_hex(8)}.tmp")
    try:
        write_through(draft, content, mode)
        draft.replace(target)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    flush_folder(target.parent)
