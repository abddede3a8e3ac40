"""A folder as a shelf: nothing in it is followed out of it, and nothing in it is ever half a file."""

from __future__ import annotations

import json
import os
import platform
import re
import stat
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from docgen.bulk.model import File
from docgen.bulk.shelves.tally import Tally
from docgen.delivery import save
from docgen.delivery.journal import append_line, read_lines
from docgen.delivery.marks import is_ours
from docgen.delivery.save import explain, flush_folder
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["FolderShelf"]

_OWN = ".docgen"
_LOCK = f"{_OWN}/lock"
_HOLDER = f"{_OWN}/holder.json"
_DRAFT = re.compile(r"\.docgen-[0-9a-f]{16}\.tmp")
_PIECE = 1 << 20
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class FolderShelf:
    """A folder of this machine, or of a drive that several machines share."""

    def __init__(self, folder: str) -> None:
        """Use a folder; it is made when the first file comes. A link to it is followed, once and now."""
        self._root = Path(os.path.realpath(folder))
        self._making = threading.Lock()
        self._known: set[str] = set()

    @property
    def address(self) -> str:
        """The folder, as a whole path."""
        return str(self._root)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other run away as long as it lasts; raises DocgenError (DG851, DG862 or DG80x).

        The system lets go of the lock of a run that was killed; what any run left half written is removed.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - only a run needs it

        self._make_folder(_OWN)
        place = self._place(_LOCK)
        lock = FileLock(str(place), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise DocgenError([self._occupied()]) from None
        except OSError as problem:
            raise DocgenError([explain(place.parent, problem)]) from problem
        try:
            self._sweep()
            self._sign()
            yield
        finally:
            for path in (_HOLDER, _LOCK):
                with suppress(OSError, DocgenError):
                    self._place(path).unlink(missing_ok=True)
            lock.release()

    def put(self, files: Mapping[str, bytes], *, force: bool = False) -> tuple[File, ...]:
        """Save files that lie in one folder, each whole or not at all, durably; raises DocgenError."""
        parent = "/".join(_steps(next(iter(files)))[:-1])
        self._make_folder(parent)
        inside = {_steps(path)[-1]: content for path, content in files.items()}
        save(self._root / parent, inside, force=force or parent == _OWN)
        return tuple(File(path, sha256(held).hexdigest(), len(held)) for path, held in files.items())

    def put_stream(self, path: str, chunks: Iterable[bytes], *, force: bool = False) -> File:
        """Save one file that may be larger than the memory; raises DocgenError."""
        *steps, name = _steps(path)
        parent = "/".join(steps)
        self._make_folder(parent)
        tally = Tally()
        save(self._root / parent, {name: tally.pass_on(chunks)}, force=force or parent == _OWN)
        return tally.file(path)

    def find(self, path: str) -> File | None:
        """Return the digest and the size of a file, None when there is none."""
        pieces = self._pieces(path)
        if pieces is None:
            return None
        tally = Tally()
        tally.count(pieces)
        return tally.file(path)

    def read(self, path: str) -> bytes | None:
        """Return a file, None when there is none."""
        pieces = self._pieces(path)
        return None if pieces is None else b"".join(pieces)

    def paths(self) -> Iterator[str]:
        """Name every file there is but for docgen's own records; links are named, not followed.

        A folder in it that has records of its own belongs to another run, and none of its files are named.
        """
        yield from _walk(self._root, "")

    def is_ours(self, path: str) -> bool:
        """Tell whether docgen made a file and nobody changed it since."""
        try:
            return is_ours(self._place(path))
        except (OSError, DocgenError):
            return False

    def remove(self, path: str) -> None:
        """Remove a file, and folders that are empty then; nothing happens when it is gone already."""
        place = self._place(path)
        try:
            place.unlink(missing_ok=True)
            for parent in place.parents:
                if parent == self._root:
                    break
                with self._making:
                    self._known.discard(parent.relative_to(self._root).as_posix())
                    parent.rmdir()
        except NotADirectoryError:
            return
        except OSError as problem:
            if place.exists():
                raise DocgenError([explain(place.parent, problem)]) from problem

    def append(self, path: str, line: bytes) -> None:
        """Add one line to a record of ours, durably; raises DocgenError."""
        self._make_folder(path.rpartition("/")[0])
        place = self._place(path)
        try:
            append_line(place, line)
        except OSError as problem:
            raise DocgenError([explain(place.parent, problem)]) from problem

    def lines(self, path: str) -> Iterator[bytes]:
        """Return the lines of a record of ours, without a torn one at its end; raises DocgenError."""
        place = self._place(path)
        try:
            yield from read_lines(place)
        except OSError as problem:
            raise DocgenError([explain(place.parent, problem)]) from problem

    def _pieces(self, path: str) -> Iterator[bytes] | None:
        place = self._place(path)
        try:
            descriptor = os.open(place, _READ)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise DocgenError([explain(place.parent, problem)]) from problem
        return _read_regular(descriptor, place)

    def _place(self, path: str) -> Path:
        """Return where a path lies, once no step of it leads elsewhere; raises DocgenError (DG862)."""
        place = self._root
        for step in _steps(path):
            place = place / step
            if place.is_symlink():
                raise DocgenError([report("DG862", Location(file=str(place)), folder=str(place))])
        return place

    def _make_folder(self, path: str) -> None:
        """Make a folder with those above it, for good; raises DocgenError."""
        place = self._place(path) if path else self._root
        with self._making:
            if path in self._known and place.is_dir():
                return
            missing = [each for each in (place, *place.parents) if not os.path.lexists(each)]
            try:
                place.mkdir(parents=True, exist_ok=True)
                for each in reversed(missing):
                    flush_folder(each.parent)
            except OSError as problem:
                raise DocgenError([explain(place, problem)]) from problem
            self._known.add(path)

    def _sign(self) -> None:
        """Write down who is at work, for whoever is refused."""
        holder = {"pid": os.getpid(), "host": platform.node()}
        save(self._root / _OWN, {"holder.json": json.dumps(holder).encode()}, force=True)

    def _occupied(self) -> Diagnostic:
        holder: dict[str, object] = {}
        with suppress(OSError, ValueError, DocgenError):
            holder = json.loads(self.read(_HOLDER) or b"{}")
        pid, host = holder.get("pid"), holder.get("host")
        return report(
            "DG851",
            Location(file=self.address),
            folder=self.address,
            pid=pid if isinstance(pid, int) else None,
            host=host if isinstance(host, str) else None,
        )

    def _sweep(self) -> None:
        """Remove the drafts of runs that were killed, or that the disk did not let clear up."""
        for folder, folders, names in os.walk(self._root):
            if _OWN in folders and Path(folder) != self._root:
                folders.clear()  # another run may be at work there
                continue
            for name in filter(_DRAFT.fullmatch, names):
                with suppress(OSError):
                    (Path(folder) / name).unlink()


def _steps(path: str) -> tuple[str, ...]:
    """Return the steps of a path that stays on the shelf; another one is a mistake of ours."""
    steps = PurePosixPath(path).parts
    if not steps or path.startswith("/") or ".." in steps:
        raise ValueError(path)
    return steps


def _read_regular(descriptor: int, place: Path) -> Iterator[bytes]:
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise DocgenError([report("DG862", Location(file=str(place)), folder=str(place))])
        try:
            while piece := file.read(_PIECE):
                yield piece
        except OSError as problem:
            raise DocgenError([explain(place.parent, problem)]) from problem


def _walk(folder: Path, before: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            inside = sorted(found, key=lambda each: each.name)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise DocgenError([explain(folder, problem)]) from problem
    if before and any(each.name == _OWN for each in inside):
        return
    for each in inside:
        if not before and each.name == _OWN:
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _walk(folder / each.name, f"{before}{each.name}/")
        elif not _DRAFT.fullmatch(each.name):
            yield f"{before}{each.name}"
