"""A folder of spec files, or a pattern for some: one file, one person."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset
from docgen.sources.contract import Entry
from docgen.sources.files import read_file
from docgen.sources.team.read_team import is_team

__all__ = ["SUFFIXES", "Folder", "Pattern", "is_mapping", "is_team_file"]

SUFFIXES = (".yaml", ".yml", ".json")
_PACK = "pack.yaml"
_DEEPEST = 20
_HEAD = 65_536


def is_mapping(name: str) -> bool:
    """Tell a file that says what the columns of a roster mean."""
    return name.lower().endswith((".map.yaml", ".map.yml"))


def is_team_file(path: str) -> bool:
    """Tell a file of a whole team; one that cannot be read is told about when its turn comes, and costs itself alone."""
    try:
        return is_team(read_file(path, _HEAD))
    except DocgenError:
        return False


@dataclass(frozen=True, slots=True)
class Folder:
    """All specs in a folder and below it; sub-folders are teams."""

    path: str
    _teams: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    """Team files that were met when the specs were last listed."""

    def entries(self) -> Iterator[Entry]:
        """List the specs, folder by folder; raises DocgenError (DG726 there are none, DG71x it cannot be read)."""
        self._teams.clear()
        is_empty = True
        for relative in self._walk("", 0):
            is_empty = False
            yield _entry(relative, os.path.join(self.path, relative))  # noqa: PTH118 - a text for people
        if is_empty:
            raise DocgenError([_nothing(self.path)])

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Name the team files that lie among the specs (DG898): each is a source of its own."""
        return tuple(map(_skipped, self._teams))

    def read(self, entry: Entry) -> bytes:
        """Return the content of one file; raises DocgenError (DG710 to DG714, DG718 to DG721)."""
        return read_file(entry.name)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture beside the file; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        return _picture(entry, name, where)

    def _walk(self, inner: str, depth: int) -> Iterator[str]:
        """Yield paths with ``/``: the files of a folder by name, then its folders; links are not followed."""
        files, folders = self._list(inner)
        if _PACK in files:
            return
        for name in sorted(files):
            path = os.path.join(self.path, inner + name)  # noqa: PTH118 - a text for people
            if not _is_spec(name):
                continue
            if is_team_file(path):
                self._teams.append(path)
            else:
                yield inner + name
        for name in sorted(folders) if depth < _DEEPEST else ():
            yield from self._walk(f"{inner}{name}/", depth + 1)

    def _list(self, inner: str) -> tuple[list[str], list[str]]:
        files: list[str] = []
        folders: list[str] = []
        path = os.path.join(self.path, inner)  # noqa: PTH118 - a text for people
        try:
            with os.scandir(path) as found:
                for each in found:
                    if each.name.startswith("."):
                        continue
                    if each.is_dir(follow_symlinks=False):
                        folders.append(each.name)
                    elif each.is_file(follow_symlinks=False) or self._stays_inside(each):
                        files.append(each.name)
        except OSError as problem:
            raise DocgenError([_unreadable(path, problem)]) from None
        return files, folders

    def _stays_inside(self, file: os.DirEntry[str]) -> bool:
        """Tell a link to a file of this folder; any other could bring in what nobody meant."""
        if not file.is_symlink() or not _is_spec(file.name):
            return False
        try:
            target = Path(file.path).resolve()
            return target.is_file() and target.is_relative_to(Path(self.path).resolve())
        except (OSError, RuntimeError):
            return False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Specs that a pattern finds: ``goals/*.yaml``, ``**/*.yaml``."""

    pattern: str

    def entries(self) -> Iterator[Entry]:
        """List the specs by name; raises DocgenError (DG726) when there are none."""
        base = self._base()
        is_empty = True
        for path in self._paths():
            if is_team_file(path):
                continue
            is_empty = False
            yield _entry(os.path.relpath(path, base or ".").replace(os.sep, "/"), path)
        if is_empty:
            raise DocgenError([_nothing(self.pattern)])

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Name the team files that the pattern finds as well (DG898): each is a source of its own."""
        return tuple(_skipped(path) for path in self._paths() if is_team_file(path))

    def read(self, entry: Entry) -> bytes:
        """Return the content of one file; raises DocgenError (DG710 to DG714, DG718 to DG721)."""
        return read_file(entry.name)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture beside the file; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        return _picture(entry, name, where)

    def _paths(self) -> Iterator[str]:
        for path in sorted(glob.glob(self.pattern, recursive=True)):  # noqa: PTH207 - a text for people
            if _is_spec(os.path.basename(path)) and os.path.isfile(path):  # noqa: PTH113, PTH119
                yield path

    def _base(self) -> str:
        """Return the folder in front of the first wildcard."""
        head = self.pattern.split("*")[0].split("?")[0].split("[")[0]
        return os.path.dirname(head)  # noqa: PTH120 - a text for people


def _entry(relative: str, path: str) -> Entry:
    folder, _, name = relative.rpartition("/")
    return Entry(relative, path, folder, name.rpartition(".")[0])


def _skipped(path: str) -> Diagnostic:
    return report("DG898", Location(file=path), name=path)


def _is_spec(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".") and not is_mapping(name)


def _picture(entry: Entry, name: str, where: Location) -> Asset:
    from docgen.sources.pictures import read_picture  # noqa: PLC0415 - few specs name one

    return read_picture(Path(entry.name).parent, name, where)


def _nothing(name: str) -> Diagnostic:
    return report("DG726", Location(file=name), name=name, looked_for=tuple(f"*{each}" for each in SUFFIXES))


def _unreadable(path: str, problem: OSError) -> Diagnostic:
    code = (
        "DG710"
        if isinstance(problem, FileNotFoundError)
        else "DG713"
        if isinstance(problem, PermissionError)
        else "DG714"
    )
    facts = {"problem": problem.strerror or type(problem).__name__} if code == "DG714" else {}
    return report(code, Location(file=path), name=path, **facts)
