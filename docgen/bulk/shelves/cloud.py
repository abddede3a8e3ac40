"""A folder of a bucket as a shelf: every file is one object, which a store shows whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import PurePosixPath

from docgen.bulk.model import File
from docgen.bulk.shelves.cloud_lines import CloudLines
from docgen.bulk.shelves.cloud_lock import CloudLock
from docgen.bulk.shelves.cloud_store import CloudStore, TakenError
from docgen.bulk.shelves.tally import Tally
from docgen.delivery.marks import MAX_BYTES, is_sealed
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["CloudShelf"]

_OWN = ".docgen/"


class CloudShelf:
    """A place in an object store: ``s3://bucket/folder``, ``gs://…`` or ``az://…``."""

    def __init__(self, address: str, beat: float = 15.0) -> None:
        """Use a place; account and keys come from the environment. ``beat``: seconds between signs of life.

        Raises DocgenError: DG880 the extra is missing, DG881 no such address.
        """
        self._store = CloudStore(address)
        self._beat = beat
        self._lines = CloudLines(self._store)
        self._lock: CloudLock | None = None

    @property
    def address(self) -> str:
        """The place, as it was written."""
        return self._store.address

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other run away as long as it lasts; raises DocgenError (DG851, DG882 to DG884).

        The lock of a run that was killed is nobody's: at once on its own machine, else after a minute.
        """
        lock = self._lock = CloudLock(self._store, self._beat)
        try:
            yield
            self._lines.flush()
        finally:
            self._lock = None
            lock.release()

    def put(self, files: Mapping[str, bytes], *, force: bool = False) -> tuple[File, ...]:
        """Save files, each whole or not at all; raises DocgenError, and then those that are new are gone again."""
        self._insist()
        made = [
            File(_plain(path), sha256(content).hexdigest(), len(content)) for path, content in files.items()
        ]
        created: list[str] = []
        standing: list[File] = []
        try:
            for file in made:
                if self._create(file, files[file.path]):
                    created.append(file.path)
                else:
                    standing.append(file)
            changed = [file for file in standing if self.find(file.path) != file]
            self._refuse([file.path for file in changed], force=force)
        except BaseException:
            self._store.remove(created)
            raise
        for file in changed:
            self._store.put(file.path, files[file.path], file.digest)
        return tuple(made)

    def put_stream(self, path: str, chunks: Iterable[bytes], *, force: bool = False) -> File:
        """Save one file that may be larger than the memory; raises DocgenError."""
        self._insist()
        if self._store.look(_plain(path)) is not None:
            self._refuse([path], force=force)
        tally = Tally()
        self._store.put(path, tally.pass_on(chunks))
        return tally.file(path)

    def find(self, path: str) -> File | None:
        """Return the digest and the size of a file, None when there is none."""
        held = self._store.look(_plain(path))
        if held is None:
            return None
        if held.digest:
            return File(path, held.digest, held.size)
        tally = Tally()
        tally.count(self._store.pieces(path) or ())
        return tally.file(path)

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        pieces = self._store.pieces(_plain(path))
        return None if pieces is None else b"".join(pieces)

    def paths(self) -> Iterator[str]:
        """Name every file there is but for docgen's own records, and for what lies where another run has its own."""
        found = [path for path in self._store.paths() if not path.startswith(_OWN)]
        others = {before for path in found for before, mark, _ in [path.partition(f"/{_OWN}")] if mark}
        return (path for path in found if others.isdisjoint(_folders(path)))

    def is_ours(self, path: str) -> bool:
        """Tell whether docgen made a file and nobody changed it since."""
        held = self._store.look(_plain(path))
        if held is None or held.size > MAX_BYTES:
            return False
        return held.digest is not None or is_sealed(self.read(path) or b"")

    def remove(self, path: str) -> None:
        """Remove a file; of a record of ours, every line."""
        self._lines.forget(_plain(path))
        self._store.remove([path])

    def append(self, path: str, line: bytes) -> None:
        """Add one line to a record of ours; it is there for good within a second."""
        self._insist()
        self._lines.append(_plain(path), line)

    def lines(self, path: str) -> Iterator[bytes]:
        """Return the lines of a record of ours, without a torn one at its end; raises DocgenError."""
        return self._lines.read(_plain(path))

    def _insist(self) -> None:
        if self._lock:
            self._lock.insist()

    def _create(self, file: File, content: bytes) -> bool:
        """Put a file where there is none: who comes second, perhaps with the same, finds it standing."""
        try:
            self._store.create(file.path, content, file.digest)
        except TakenError:
            return False
        return True

    def _refuse(self, paths: list[str], *, force: bool) -> None:
        """Report every file in the way that is somebody's work (DG805)."""
        if force:
            return
        strangers = [path for path in paths if not path.startswith(_OWN) and not self.is_ours(path)]
        if strangers:
            raise DocgenError([self._in_the_way(path) for path in strangers])

    def _in_the_way(self, path: str) -> Diagnostic:
        return report("DG805", Location(f"{self.address}/{path}"), name=path.rpartition("/")[2])


def _folders(path: str) -> Iterator[str]:
    """Name the folders a file lies in, the inner ones first."""
    while path := path.rpartition("/")[0]:
        yield path


def _plain(path: str) -> str:
    """Return a path that stays on the shelf; anything else is a bug of ours."""
    steps = PurePosixPath(path).parts
    if not steps or path.startswith("/") or ".." in steps or "/".join(steps) != path:
        raise ValueError(path)
    return path
