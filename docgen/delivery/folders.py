"""Whole folders appear at once or not at all, as single files do."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.delivery.save import explain, save
from docgen.diagnostics import DocgenError

__all__ = ["draft_folder", "place_folders", "save_tree"]


@contextlib.contextmanager
def draft_folder(beside: Path) -> Iterator[Path]:
    """Make a hidden folder in ``beside``, which is made too; it is gone again at the end.

    Raises DocgenError (DG801 to DG804) when that cannot be done.
    """
    draft = beside / f".docgen-{secrets.token_hex(8)}.tmp"
    try:
        draft.mkdir(parents=True)
    except OSError as problem:
        raise DocgenError([explain(beside, problem)]) from problem
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def save_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths (steps with ``/``) into a new folder; raises DocgenError."""
    folders: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        parent, _, name = path.rpartition("/")
        folders.setdefault(parent, {})[name] = content
    for parent, inside in folders.items():
        save(folder / parent, inside)


def place_folders(pairs: Mapping[Path, Path]) -> None:
    """Rename finished folders to their places; what stood there goes. Raises DocgenError, and then nothing changed.

    Older folders wait under hidden names until all the new ones are in their places.
    """
    older: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for draft, target in pairs.items():
            if os.path.lexists(target):
                older[target] = target.with_name(f".docgen-{secrets.token_hex(8)}.tmp")
                target.rename(older[target])
            draft.rename(target)
            placed.append(target)
    except OSError as problem:
        for target in placed:
            shutil.rmtree(target, ignore_errors=True)
        for target, kept in older.items():
            with contextlib.suppress(OSError):
                kept.rename(target)
        raise DocgenError([explain(next(iter(pairs.values())).parent, problem)]) from problem
    for kept in older.values():
        _remove(kept)


def _remove(kept: Path) -> None:
    if kept.is_dir() and not kept.is_symlink():
        shutil.rmtree(kept, ignore_errors=True)
    else:
        kept.unlink(missing_ok=True)
