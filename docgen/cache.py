"""Where may docgen keep what it can make again: the index of our fonts, the code of our templates?"""

from __future__ import annotations

import os
from pathlib import Path

from docgen.diagnostics.steps import detail

__all__ = ["cache_folder"]

_OTHERS_MAY_WRITE = 0o022


def cache_folder(name: str) -> Path | None:
    """Return a folder that is the user's alone, made if need be; None where there can be none.

    It lies below XDG_CACHE_HOME or ``~/.cache``. A folder that belongs to somebody else, or in which others may
    write, is not used: what lies there is trusted.
    """
    folder = _find(name)
    detail("cache", name=name, folder=str(folder) if folder else "none")
    return folder


def _find(name: str) -> Path | None:
    try:
        folder = _root() / "docgen" / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_MAY_WRITE):
        return None
    return folder


def _root() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The standard bids us ignore a relative one.
    return named if named.is_absolute() else Path.home() / ".cache"
