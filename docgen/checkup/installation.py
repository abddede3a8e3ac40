"""Put a pack that was handed over among the user's packs: looked into, loaded, and only then in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.delivery.folders import draft_folder, place_folders, save_tree
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.packs.archive import gather_files
from docgen.packs.intake import read_bundle
from docgen.packs.load import load_pack

__all__ = ["Installed", "install_pack"]


@dataclass(frozen=True, slots=True)
class Installed:
    """What was installed: the pack, and the packs it brought along; ``kept`` were there already, the same."""

    name: str
    folder: Path
    packs: tuple[str, ...]
    kept: tuple[str, ...]


def install_pack(content: bytes, shown: str, into: Path, *, force: bool = False) -> Installed:
    """Install what ``docgen pack export`` made; all of it or nothing.

    Raises DocgenError: whatever ``read_bundle`` and ``load_pack`` refuse, DG376 for another pack of that
    name without ``force``, DG801 to DG804 for a folder that cannot be written.
    """
    bundle = read_bundle(content, shown)
    kept = tuple(name for name, files in bundle.packs.items() if _stands(into / name, files))
    if not force and (taken := list(_taken(into, bundle.packs, kept))):
        raise DocgenError(taken)
    with draft_folder(into) as draft:
        for name, files in bundle.packs.items():
            save_tree(draft / name, files)
        load_pack(str(draft / bundle.name))
        place_folders({draft / name: into / name for name in bundle.packs if name not in kept})
    return Installed(bundle.name, into / bundle.name, tuple(bundle.packs), kept)


def _stands(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder holds these files and nothing else."""
    try:
        return folder.is_dir() and gather_files(folder) == files
    except (OSError, DocgenError):  # whatever it is, it is not the same
        return False


def _taken(into: Path, packs: Mapping[str, object], kept: tuple[str, ...]) -> Iterator[Diagnostic]:
    for name in packs:
        folder = into / name
        if name not in kept and (folder.exists() or folder.is_symlink()):
            yield report("DG376", Location(str(folder)), pack=name, folder=str(folder))
