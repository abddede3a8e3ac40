"""Find a pack by its name or its folder."""

from __future__ import annotations

from pathlib import Path

from docgen.diagnostics import DocgenError, Location, report
from docgen.packs.manifest import FILE
from docgen.packs.settings import nearest

__all__ = ["built_in_packs", "fonts_folder", "locate", "templates_folder"]


def templates_folder() -> Path:
    """Return the folder of built-in packs: inside the installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def fonts_folder() -> Path:
    """Return the folder of the fonts that every pack may use."""
    return templates_folder() / "fonts"


def built_in_packs() -> list[str]:
    """Name the packs that come with docgen."""
    return sorted(manifest.parent.name for manifest in templates_folder().glob(f"*/{FILE}"))


def locate(name_or_dir: str, beside: Path | None = None, named: Location | None = None) -> Path:
    """Return the folder of a pack.

    A built-in name is found first; anything else is a folder, relative to ``beside`` (the pack that
    extends it) or to the current one; ``named`` is the place that names it, if a file does. Raises
    DocgenError: DG301 nothing of that name, DG302 the folder has no ``pack.yaml``.
    """
    known = built_in_packs()
    if name_or_dir in known:
        return templates_folder() / name_or_dir
    folder = (beside or Path()) / name_or_dir
    if not name_or_dir or not _is_folder(folder):
        facts = {"name": name_or_dir, "near": nearest(name_or_dir, known), "known": tuple(known)}
        raise DocgenError([report("DG301", named or Location(), **facts)])
    if not (folder / FILE).is_file():
        raise DocgenError([report("DG302", named or Location(str(folder)), folder=str(folder))])
    return folder.resolve()


def _is_folder(path: Path) -> bool:
    """Tell whether a folder is there; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long for the system; a zero byte
        return False
