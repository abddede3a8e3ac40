"""Which packs are there: those that come with docgen, those installed, those in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.packs.load import Pack, load_pack
from docgen.packs.locate import built_in_packs, installed_folder, installed_packs, templates_folder
from docgen.packs.manifest import FILE

__all__ = ["Home", "Listed", "list_packs"]

Home = Literal["built-in", "installed", "here"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack that was found; without ``pack`` it cannot be loaded, and ``findings`` say why."""

    name: str
    home: Home
    folder: Path
    pack: Pack | None
    findings: tuple[Diagnostic, ...] = ()


def list_packs(here: Path) -> Iterator[Listed]:
    """Yield built-in packs, installed ones, and those that lie in ``here``: itself or its folders."""
    for name in built_in_packs():
        yield _list_one(name, "built-in", templates_folder() / name)
    for name in installed_packs():
        yield _list_one(name, "installed", installed_folder() / name)
    known = {templates_folder().resolve(), installed_folder().resolve()}
    for folder in _folders(here):
        if folder.resolve().parent not in known:
            yield _list_one(folder.name, "here", folder)


def _list_one(name: str, home: Home, folder: Path) -> Listed:
    try:
        return Listed(name, home, folder, load_pack(str(folder.resolve())))
    except DocgenError as failure:
        return Listed(name, home, folder, None, failure.diagnostics)


def _folders(here: Path) -> Iterator[Path]:
    if (here / FILE).is_file():
        yield here.resolve()
    try:
        found = sorted(manifest.parent for manifest in here.glob(f"*/{FILE}"))
    except OSError:
        return
    yield from (folder for folder in found if not folder.name.startswith("."))
