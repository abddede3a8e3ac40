"""Templates compiled once: another language needs no template anew, nor does the next process, if they are ours."""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache

from docgen.cache import cache_folder
from docgen.packs import sandbox

__all__ = ["Compiled"]

_MOST = 400
"""Templates that are remembered; a pack has some thirty, and only a preview sees them change."""


class Compiled(BytecodeCache):
    """Remember the code of templates by their names and sources; the oldest are forgotten.

    Compiling the templates of a pack takes longer than everything else that is done before the first
    document. One memory serves one kind of environment: the code depends on its settings. With ``keeps``, code
    of an environment that is ``lasting`` is also kept on the disk, for the next process.
    """

    def __init__(self, *, keeps: bool = False) -> None:
        """Remember nothing yet."""
        self._codes: OrderedDict[tuple[str, str], CodeType] = OrderedDict()
        self._keeps = keeps
        self._opened: _Shelf | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into a bucket, if the same source was compiled before."""
        key = (bucket.key, bucket.checksum)
        if key in self._codes:
            self._codes.move_to_end(key)
            bucket.code = self._codes[key]
        elif shelf := self._shelf():
            shelf.load_bytecode(bucket)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a bucket."""
        self._remember(bucket)
        shelf = self._shelf()
        if shelf and getattr(bucket.environment, "lasting", False):
            shelf.dump_bytecode(bucket)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
        while len(self._codes) > _MOST:
            self._codes.popitem(last=False)

    def _shelf(self) -> _Shelf | None:
        """Return the shelf on the disk, once it is known whether there is one."""
        if self._keeps and self._opened is None:
            self._opened = _open_shelf()
            self._keeps = self._opened is not None
        return self._opened


class _Shelf(FileSystemBytecodeCache):
    """Code on the disk, a file a template; what cannot be read or written is no loss."""

    def _get_cache_filename(self, bucket: Bucket) -> str:
        return str(Path(self.directory) / f"{bucket.key}-{bucket.checksum}.code")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - a torn file can raise anything, and the template is there
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _open_shelf() -> _Shelf | None:
    """Open the shelf for code as it is compiled today, and clear the shelves of other days."""
    root = cache_folder("templates")
    if root is None:
        return None
    folder = root / _fingerprint()
    try:
        if not folder.is_dir():
            for other in root.iterdir():
                shutil.rmtree(other, ignore_errors=True)
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return _Shelf(str(folder))


def _fingerprint() -> str:
    """Tell apart programs that would compile differently: constants are computed while a template is compiled."""
    return sha256("\n".join(_programs()).encode()).hexdigest()[:16]


def _programs() -> Iterator[str]:
    for path in sorted([*Path(__file__).parent.glob("*.py"), Path(sandbox.__file__)]):
        found = path.stat()
        yield f"{path} {found.st_size} {found.st_mtime_ns}"
