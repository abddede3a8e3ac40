"""Which paths of a pack's files are the same on every system?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["MAX_PATH", "clashes", "is_portable", "same_path"]

MAX_PATH = 150
"""Characters of a path in a pack: Windows allows some 260 with the folders above."""

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"\\|?*]')


def is_portable(path: str) -> bool:
    """Tell whether Windows, macOS and Linux can all keep a file under this path (steps with ``/``)."""
    return len(path) <= MAX_PATH and all(_is_plain(step) for step in path.split("/"))


def same_path(path: str) -> str:
    """Return what a careless file system sees of a path: no case, and one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clashes(paths: Iterable[str]) -> Iterator[str]:
    """Yield each path that some system takes for an earlier one, or for the folder of another."""
    seen: set[str] = set()
    names = sorted(paths)
    folders = {same_path(path[:at]) for path in names for at, sign in enumerate(path) if sign == "/"}
    for path in names:
        plain = same_path(path)
        if plain in seen or plain in folders:
            yield path
        seen.add(plain)


def _is_plain(step: str) -> bool:
    return bool(
        step.strip(" .")
        and step == step.rstrip(" .")
        and not step.startswith((" ", "-"))
        and step.isprintable()
        and not _FORBIDDEN.search(step)
        and not _RESERVED.fullmatch(step)
        and unicodedata.is_normalized("NFC", step)
    )
