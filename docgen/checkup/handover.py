"""Hand a pack over: one file that another docgen can install."""

from __future__ import annotations

from pathlib import Path

from docgen.delivery import save
from docgen.diagnostics import DocgenError, report
from docgen.packs.archive import LIMITS, pack_up
from docgen.packs.intake import read_bundle
from docgen.packs.load import load_pack
from docgen.packs.locate import is_built_in
from docgen.sources.files import read_file

__all__ = ["MAX_ARCHIVE", "export_pack"]

MAX_ARCHIVE = LIMITS.total
"""Bytes of the largest file that is looked into."""


def export_pack(name_or_dir: str, out: Path | None, *, force: bool = False) -> Path:
    """Write a pack that can be loaded into one file, ``NAME.zip`` where nothing else is said.

    An older export of the same pack is replaced. Raises DocgenError: whatever ``load_pack`` and
    ``pack_up`` refuse, DG367 for a built-in pack, DG801 to DG807 for a file that cannot be written.
    """
    pack = load_pack(name_or_dir)
    if is_built_in(pack.chain.layers[0].folder):
        raise DocgenError([report("DG367", pack=pack.name)])
    content = pack_up(pack.chain)
    target = out or Path(f"{pack.name}.zip")
    read_bundle(content, target.name)  # what could not be installed is not handed over
    save(target.parent, {target.name: content}, force=force or _is_older_export(target, pack.name))
    return target


def _is_older_export(target: Path, name: str) -> bool:
    """Tell whether a file is this pack as it was handed over before, and as nobody changed it."""
    try:
        return read_bundle(read_file(str(target), MAX_ARCHIVE), target.name).name == name
    except DocgenError:
        return False
