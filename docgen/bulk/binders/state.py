"""What is known of the binders of the last run, so that unchanged ones are left as they are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypedDict

from docgen.bulk.contract import Shelf
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["STATE", "BinderState"]

STATE = ".docgen/binders.json"
_FORMAT = 1


class _Known(TypedDict):
    """Of one team: the key of what its binder was made from, and the digest of each file by its path."""

    key: str
    files: dict[str, str]


class BinderState:
    """The binders on a shelf by the folder of their team, as the last run left them and this one makes them."""

    def __init__(self, shelf: Shelf) -> None:
        """Read what the last run left; what cannot be understood counts as nothing."""
        self._shelf = shelf
        self._known = _read(shelf.read(STATE))
        self._now: set[str] = set()

    @property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """The files of every team that this run looked at."""
        return {folder: (*self._known[folder]["files"],) for folder in sorted(self._now)}

    def first(self, folder: str) -> str | None:
        """Name the first file of a team, None when it has none."""
        return next(iter(self._known[folder]["files"]), None) if folder in self._known else None

    def is_fresh(self, folder: str, key: str) -> bool:
        """Tell whether the binder of a team is there as it was made from the same."""
        known = self._known.get(folder)
        if known is None or known["key"] != key:
            return False
        found = {path: self._shelf.find(path) for path in known["files"]}
        if any(file is None or file.digest != known["files"][path] for path, file in found.items()):
            return False
        self._now.add(folder)
        return True

    def put(self, folder: str, key: str, files: Mapping[str, bytes], *, force: bool) -> Sequence[Diagnostic]:
        """Save the files of a binder and remember them; older ones that have no place any more are removed.

        A file that somebody has changed stays as it is: then nothing is saved, and DG805 is returned. Raises
        DocgenError when the shelf takes no more files.
        """
        try:
            saved = self._shelf.put(files, force=force)
        except DocgenError as refusal:
            if any(found.code != "DG805" for found in refusal.diagnostics):
                raise
            return refusal.diagnostics
        for path in self._known.get(folder, {"key": "", "files": {}})["files"]:
            if path not in files:
                self._drop(path)
        self._known[folder] = {"key": key, "files": {file.path: file.digest for file in saved}}
        self._now.add(folder)
        self._write()
        return ()

    def finish(self, teams: Collection[str], *, prune: bool) -> None:
        """Forget the binders of teams that are gone when their files are; ``prune`` removes these."""
        for folder in [folder for folder in self._known if folder not in teams]:
            for path in self._known[folder]["files"]:
                if prune:
                    self._drop(path)
            if not any(self._shelf.find(path) for path in self._known[folder]["files"]):
                del self._known[folder]
        self._write()

    def name_left(self, teams: Collection[str]) -> Iterator[Diagnostic]:
        """Name the binders that this run did not renew and that no team of it has (DG877)."""
        left = [
            path for folder, known in self._known.items() if folder not in teams for path in known["files"]
        ]
        if there := [path for path in left if self._shelf.find(path)]:
            yield report(
                "DG877", Location(file=self._shelf.address), count=len(there), names=tuple(there[:5])
            )

    def _drop(self, path: str) -> None:
        if self._shelf.is_ours(path):
            self._shelf.remove(path)

    def _write(self) -> None:
        """Write everything down, unless it is written already."""
        told = {"format": _FORMAT, "teams": self._known}
        content = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        before = self._shelf.read(STATE)
        if before != content and (self._known or before is not None):
            self._shelf.put({STATE: content}, force=True)


def _read(content: bytes | None) -> dict[str, _Known]:
    try:
        told = json.loads(content or b"{}")
        if told.get("format") != _FORMAT:
            return {}
        return {
            folder: {"key": one["key"], "files": dict(one["files"])} for folder, one in told["teams"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
