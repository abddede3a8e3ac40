"""What is known of the reports of the last run, so that unchanged ones are left and nobody's work is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from docgen.bulk.contract import Shelf
from docgen.bulk.model import File
from docgen.bulk.report.places import STATE, ZIPS
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["State"]

_FORMAT = 1
Known = dict[str, str]
"""Of one report: ``key`` of what it was made from, ``digest`` of the file."""


class State:
    """The reports on a shelf, as the last run left them and as this one makes them."""

    def __init__(self, shelf: Shelf, *, force: bool) -> None:
        """Read what the last run left; what cannot be understood counts as nothing."""
        self._shelf, self._force = shelf, force
        self._before, self._ahead = _read(shelf.read(STATE))
        self._now: dict[str, Known] = {}
        self._refused: set[str] = set()
        self.files: list[File] = []
        self.findings: list[Diagnostic] = []

    @property
    def pages(self) -> tuple[str, ...]:
        """Name the pages that the last run left."""
        return tuple(path for path in self._before if path.endswith(".html"))

    def are_fresh(self, paths: Sequence[str], key: str) -> bool:
        """Tell whether reports are there as they were made from the same; then they count as made by this run."""
        if any(self._before.get(path, {}).get("key") != key for path in paths):
            return False
        files = [found for path in paths if (found := self._shelf.find(path))]
        if any(found.digest != self._before[found.path]["digest"] for found in files) or len(files) < len(
            paths
        ):
            return False
        for found in files:
            self._keep(found, key)
        return True

    def announce(self, paths: Iterable[str]) -> None:
        """Write down which reports there will be, so that a run that is killed leaves none that nobody knows."""
        new = {path: {"key": "", "digest": ""} for path in paths if path not in self._before}
        if new:
            self._before = {**self._before, **new}
            self._write({**self._before, **self._now})

    def put(self, path: str, content: bytes, key: str) -> None:
        """Save a report; one that somebody has changed stays, and is reported (DG870)."""
        self._save(path, key, lambda: self._shelf.put({path: content}, force=self._force)[0])

    def put_stream(self, path: str, chunks: Iterable[bytes], key: str) -> None:
        """Save a report that may be larger than the memory, as ``put`` does."""
        self._save(path, key, lambda: self._shelf.put_stream(path, chunks, force=self._force))

    def put_unsealed(self, path: str, chunks: Iterable[bytes], key: str, digest: str) -> None:
        """Save a report that bears no seal, and is known by its ``digest`` alone.

        The digest is written down before, so that a run that is killed in between finds its own work again.
        """
        force = self._force or self._is_known(path)
        self._ahead = {path: digest}
        self._write({**self._before, **self._now})
        self._save(path, key, lambda: self._shelf.put_stream(path, chunks, force=force))

    def finish(self, *, prune: bool) -> None:
        """Remove pages that have no more place, deal with archives of earlier runs, and write all down."""
        gone = [path for path in self._before if path not in self._now and path not in self._refused]
        archives = [path for path in gone if path.startswith(f"{ZIPS}/")]
        for path in gone:
            if (prune or path not in archives) and self._shelf.is_ours(path):
                self._shelf.remove(path)
        stale = {path: self._before[path] for path in archives if self._shelf.find(path) is not None}
        if stale:
            self.findings.append(report("DG872", names=tuple(stale)))
        self._ahead = {}
        self._write({**self._now, **stale})

    def _save(self, path: str, key: str, save: Callable[[], File]) -> None:
        try:
            self._keep(save(), key)
        except DocgenError as failure:
            if any(found.code != "DG805" for found in failure.diagnostics):
                raise
            self._refused.add(path)
            self.findings.append(report("DG870", Location(file=path), name=path))

    def _is_known(self, path: str) -> bool:
        """Tell whether a file has the digest of one we made."""
        found = self._shelf.find(path)
        ours = {self._before.get(path, {}).get("digest"), self._ahead.get(path)}
        return found is not None and found.digest in ours

    def _keep(self, file: File, key: str) -> None:
        self.files.append(file)
        self._now[file.path] = {"key": key, "digest": file.digest}

    def _write(self, known: Mapping[str, Known]) -> None:
        """Write everything down, unless it is written already."""
        told = {"format": _FORMAT, "files": known, "ahead": self._ahead}
        content = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        if self._shelf.read(STATE) != content:
            self._shelf.put({STATE: content}, force=True)


def _read(content: bytes | None) -> tuple[dict[str, Known], Known]:
    try:
        told = json.loads(content or b"{}")
        if told.get("format") != _FORMAT:
            return {}, {}
        files = {path: {"key": one["key"], "digest": one["digest"]} for path, one in told["files"].items()}
        return files, dict(told["ahead"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}, {}
