"""Put a new pack on the disk, if its name is free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from docgen.delivery.folders import draft_folder, place_folders, save_tree
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.packs.load import load_pack
from docgen.packs.locate import built_in_packs, installed_packs
from docgen.packs.portable import is_portable
from docgen.packs.scaffold import Beginning, begin_pack, name_parent

__all__ = ["begin"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 60


def begin(name: str, parent: str, beside: Path, title: str | None, language: str) -> Path:
    """Make the folder of a new child of ``parent`` in ``beside`` and return it.

    Raises DocgenError: DG364 to DG366 for a name that is taken, unfit or has a folder already, whatever
    ``load_pack`` says of the parent, DG801 to DG804 for a folder that cannot be written.
    """
    folder = beside / name
    if wrong := list(_refuse(name, folder)):
        raise DocgenError(wrong)
    pack = load_pack(parent)
    extends = name_parent(parent, pack.chain.layers[0].folder, folder)
    drafted = begin_pack(Beginning(name, title or name, pack, extends, language, _requires()))
    with draft_folder(beside) as draft:
        save_tree(draft / name, drafted)
        place_folders({draft / name: folder})
    return folder


def _refuse(name: str, folder: Path) -> Iterator[Diagnostic]:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or not is_portable(name):
        yield report("DG365", name=name, near=_propose(name))
    elif name in built_in_packs() or name in installed_packs():
        yield report("DG364", pack=name)
    if folder.exists() or folder.is_symlink():
        yield report("DG366", Location(str(folder)), folder=str(folder))


def _propose(name: str) -> str | None:
    """Make a name that will do of one that does not, where anything of it can be kept."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    proposed = re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[:_LONGEST].strip("-")
    return proposed if _NAME.fullmatch(proposed) and is_portable(proposed) else None


def _requires() -> str:
    """Say which docgen the pack was begun with; the next great release may change what packs can say."""
    try:
        here = [int(part) for part in version("docgen").split(".")[:2]]
    except (PackageNotFoundError, ValueError):  # a checkout that was never installed
        here = [0, 1]
    return f">={here[0]}.{here[1]},<{here[0] + 1}"
