"""Find a pack by its name or its folder: built-in, then installed, then any folder."""

from __future__ import annotations

from pathlib import Path

from docgen.diagnostics import DocgenError, Location, report
from docgen.packs.folders import (
    MANIFEST,
    PACKS_VARIABLE,
    built_in_packs,
    installed_folder,
    installed_packs,
    is_built_in,
    templates_folder,
)
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


def fonts_folder() -> Path:
    """Return the folder of the fonts that every pack may use."""
    return templates_folder() / "fonts"


def samples_folder() -> Path:
    """Return the folder of the samples that come with docgen: inside the installed package, or beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "samples"


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
    if not (folder / MANIFEST).is_file():
        raise DocgenError([report("DG302", named or Location(str(folder)), folder=str(folder))])
    return folder.resolve()


def _is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long for the system; a zero byte
        return False
