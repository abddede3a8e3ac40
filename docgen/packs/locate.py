"""Find a pack by its name or its folder: built-in, then installed, then any folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from docgen.diagnostics import DocgenError, Location, report
from docgen.packs.manifest import FILE
from docgen.packs.settings import nearest

__all__ = [
    "PACKS_VARIABLE",
    "built_in_packs",
    "fonts_folder",
    "installed_folder",
    "installed_packs",
    "is_built_in",
    "locate",
    "samples_folder",
    "templates_folder",
]

PACKS_VARIABLE = "DOCGEN_PACKS"
"""The variable that names another folder for installed packs."""


def templates_folder() -> Path:
    """Return the folder of built-in packs: inside the installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def fonts_folder() -> Path:
    """Return the folder of the fonts that every pack may use."""
    return templates_folder() / "fonts"


def samples_folder() -> Path:
    """Return the folder of the samples that come with docgen: inside the installed package, or beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "samples"


def installed_folder() -> Path:
    """Return where ``docgen pack install`` puts packs: DOCGEN_PACKS, or the user's own data folder."""
    if chosen := os.environ.get(PACKS_VARIABLE, "").strip():
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME", "").strip()
    if Path(home).is_absolute():  # the standard bids us ignore a relative one
        return Path(home) / "docgen" / "packs"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "docgen" / "packs"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "docgen" / "packs"
    return Path.home() / ".local" / "share" / "docgen" / "packs"


def built_in_packs() -> list[str]:
    """Name the packs that come with docgen."""
    return _packs_in(templates_folder())


def installed_packs() -> list[str]:
    """Name the packs that the user has installed."""
    return _packs_in(installed_folder())


def is_built_in(folder: Path) -> bool:
    """Tell whether a pack folder is one of those that come with docgen."""
    return folder.resolve().parent == templates_folder().resolve()


def locate(name_or_dir: str, beside: Path | None = None, named: Location | None = None) -> Path:
    """Return the folder of a pack.

    A built-in name is found first, then an installed one; anything else is a folder, relative to
    ``beside`` (the pack that extends it) or to the current one; ``named`` is the place that names it, if
    a file does. Raises DocgenError: DG301 nothing of that name, DG302 the folder has no ``pack.yaml``.
    """
    built_in = built_in_packs()
    if name_or_dir in built_in:
        return templates_folder() / name_or_dir
    installed = installed_packs()
    if name_or_dir in installed:
        return (installed_folder() / name_or_dir).resolve()
    folder = (beside or Path()) / name_or_dir
    if not name_or_dir or not _is_folder(folder):
        known = [*built_in, *installed]
        facts = {"name": name_or_dir, "near": nearest(name_or_dir, known), "known": tuple(known)}
        raise DocgenError([report("DG301", named or Location(), **facts)])
    if not (folder / FILE).is_file():
        raise DocgenError([report("DG302", named or Location(str(folder)), folder=str(folder))])
    return folder.resolve()


def _packs_in(folder: Path) -> list[str]:
    """Name the packs in a folder that may not be there; what begins with a dot is being unpacked."""
    try:
        return sorted(m.parent.name for m in folder.glob(f"*/{FILE}") if not m.parent.name.startswith("."))
    except OSError:  # a folder one may not look into holds nothing for us
        return []


def _is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long for the system; a zero byte
        return False
