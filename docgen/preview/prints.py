"""Fingerprints of the files a preview depends on, and the folders in which they can change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from docgen.diagnostics import DocgenError
from docgen.packs.files import MAX_FILES
from docgen.packs.locate import is_built_in, locate
from docgen.packs.manifest import FILE
from docgen.packs.settings import read_settings
from docgen.sources.files import read_file

__all__ = ["Places", "Print", "find_pack_folders", "folders_of", "print_files", "print_folders"]

_LONGEST_CHAIN = 20


class Print(NamedTuple):
    """What tells one state of a file from the next without reading it."""

    path: str
    inode: int
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Places:
    """What is watched: folders with everything in them, and single files."""

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()


def find_pack_folders(name_or_dir: str) -> tuple[Path, ...]:
    """Return the folders of a pack and of its ancestors that do not come with docgen.

    A chain that cannot be read to its end is followed as far as it goes, and a parent that is not there
    yet is named all the same: both are just what somebody is about to mend.
    """
    found: list[Path] = []
    name, beside = name_or_dir, Path()
    while name and len(found) < _LONGEST_CHAIN:
        folder = _locate(name, beside)
        if folder in found or is_built_in(folder):
            break
        found.append(folder)
        name, beside = _parent_of(folder), folder
    return tuple(found)


def _locate(name: str, beside: Path) -> Path:
    try:
        return locate(name, beside)
    except DocgenError:
        return Path(os.path.abspath(beside / name))  # noqa: PTH100 - it may not exist, and may be a broken name


def _parent_of(folder: Path) -> str:
    try:
        parent = read_settings(read_file(str(folder / FILE)), FILE).data.get("extends")
    except DocgenError:
        return ""
    return parent if isinstance(parent, str) else ""


def print_folders(folders: Iterable[Path]) -> tuple[Print, ...]:
    """Return the fingerprint of every file in folders; hidden ones, which no pack reads, are left out."""
    return tuple(sorted(_print(path) for folder in folders for path in _files(folder)))


def print_files(files: Iterable[Path]) -> tuple[Print, ...]:
    """Return the fingerprints of files; one that is missing has a fingerprint too."""
    return tuple(_print(path) for path in files)


def folders_of(places: Places) -> tuple[str, ...]:
    """Name every folder in which something may change, to be watched one by one."""
    inner = (inside for folder in places.folders for inside in _inner(folder))
    every = {*inner, *(path.parent for path in places.files), *(folder.parent for folder in places.folders)}
    return tuple(sorted(os.fspath(folder) for folder in every if folder.is_dir()))


def _print(path: Path) -> Print:
    try:
        kind = path.lstat()
    except (OSError, ValueError):
        return Print(os.fspath(path), 0, 0, 0)
    return Print(os.fspath(path), kind.st_ino, kind.st_size, kind.st_mtime_ns)


def _files(folder: Path) -> Iterator[Path]:
    for count, (where, inner, names) in enumerate(os.walk(folder)):
        _leave_out_hidden(inner)
        yield from (Path(where) / name for name in names if not name.startswith("."))
        if count > MAX_FILES:  # no pack; loading it says so
            return


def _inner(folder: Path) -> Iterator[Path]:
    for count, (where, inner, _names) in enumerate(os.walk(folder)):
        _leave_out_hidden(inner)
        yield Path(where)
        if count > MAX_FILES:
            return


def _leave_out_hidden(names: list[str]) -> None:
    names[:] = sorted(name for name in names if not name.startswith(".") and name != "__pycache__")
