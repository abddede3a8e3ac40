"""A file of somebody's own gets a new content: whole, with the mode it had, and only if it is still the same."""

from __future__ import annotations

import contextlib
import secrets
import stat
from pathlib import Path

from docgen.delivery.save import explain, flush_folder, write_through
from docgen.diagnostics import DocgenError, Location, report

__all__ = ["replace"]


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of a file that still holds ``before``; a link stays and its target changes.

    Raises DocgenError: DG761 when somebody has changed or removed the file meanwhile, DG801 to DG804 when
    it cannot be written. Then it is as it was, and no temporary file is left.
    """
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        if target.read_bytes() != before:
            raise DocgenError([report("DG761", Location(file=str(path)))])
        _rename_over(target, after, mode)
    except FileNotFoundError:
        raise DocgenError([report("DG761", Location(file=str(path)))]) from None
    except (OSError, RuntimeError) as problem:  # RuntimeError: a ring of links
        fault = problem if isinstance(problem, OSError) else OSError(str(problem))
        raise DocgenError([explain(path.parent, fault)]) from problem


def _rename_over(target: Path, content: bytes, mode: int) -> None:
    draft = target.with_name(f".docgen-{secrets.token_hex(8)}.tmp")
    try:
        write_through(draft, content, mode)
        draft.replace(target)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    flush_folder(target.parent)
