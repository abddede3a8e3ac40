"""An object store spoken to in our words: one folder of a bucket, and errors that people understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from docgen.diagnostics import Diagnostic, DocgenError, Location, report

if TYPE_CHECKING:
    from obstore import ObjectMeta

__all__ = ["SCHEMES", "CloudStore", "Held", "TakenError"]

SCHEMES = ("s3://", "gs://", "az://")
"""The stores that a run can write to."""

_DIGEST = "docgensha256"  # letters and digits only: every store takes such a name
_NO_KEYS = ("169.254.169.254", "metadata.google.internal", "ExpiredToken")
_PIECE = 1 << 20
_TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
Version = Mapping[str, str]


class TakenError(Exception):
    """Somebody else was there first."""


class Held:
    """An object that is there: its size, when it came by the clock of the store, and its version."""

    def __init__(self, meta: ObjectMeta, digest: str | None) -> None:
        """Keep what a store says of an object."""
        self.size = meta["size"]
        self.time = meta["last_modified"]
        self.version = _version(meta)
        self.digest = digest
        """The SHA-256 that was put beside it; who changes an object with other programs takes it away."""


class CloudStore:
    """One folder of a bucket. Every method raises DocgenError (DG882 to DG884) for what the store refuses."""

    def __init__(self, address: str) -> None:
        """Read account and keys from the environment; raises DocgenError (DG880, DG881)."""
        self.address = address.rstrip("/")
        if not address.startswith(SCHEMES) or "@" in address or "?" in address:
            raise DocgenError([_unusable(address, None)])
        try:
            import obstore  # noqa: PLC0415 - an extra
            from obstore.store import from_url  # noqa: PLC0415
        except ImportError:
            option = f"--out {address}"
            raise DocgenError([report("DG880", Location(address), option=option, extra="cloud")]) from None
        self._api = obstore
        self._absent = (FileNotFoundError, obstore.exceptions.NotFoundError)
        self._problems = (obstore.exceptions.BaseError, OSError, ValueError)
        try:
            self._store: Any = from_url(  # options of a client given here would hide those of the environment
                self.address,
                retry_config={"max_retries": 5, "retry_timeout": timedelta(seconds=60)},
            )
        except self._problems as problem:
            raise DocgenError([_unusable(address, _line(problem))]) from None

    def create(self, path: str, content: bytes, digest: str | None = None) -> Version:
        """Put a new object and return its version; raises TakenError when there is one already."""
        with self._speaking(putting=True):
            try:
                return self._put(path, content, digest, "create")
            except self._api.exceptions.AlreadyExistsError:
                raise TakenError from None

    def replace(self, path: str, content: bytes, version: Version) -> Version:
        """Put an object in the place of that version; raises TakenError when it is another one by now."""
        with self._speaking():
            try:
                return self._put(path, content, None, dict(version))
            except (self._api.exceptions.PreconditionError, *self._absent):
                raise TakenError from None

    def put(self, path: str, content: bytes | Iterable[bytes], digest: str | None = None) -> None:
        """Put an object, whatever was there before; many pieces appear together at the end."""
        with self._speaking(putting=True):
            self._put(path, content, digest, "overwrite")

    def look(self, path: str) -> Held | None:
        """Return what is known of an object without fetching it, None when there is none."""
        with self._speaking():
            try:
                found = self._api.get(self._store, path, options={"head": True})
                beside = found.attributes.get(_DIGEST)
                return Held(found.meta, str(beside) if beside else None)
            except self._absent:
                return None

    def pieces(self, path: str) -> Iterator[bytes] | None:
        """Return an object piece by piece, None when there is none."""
        with self._speaking():
            try:
                return self._stream(self._api.get(self._store, path))
            except self._absent as problem:
                if "NoSuchBucket" in str(problem):
                    raise
                return None

    def paths(self, folder: str = "") -> Iterator[str]:
        """Name every object in a folder and below it."""
        with self._speaking():
            for found in self._api.list(self._store, prefix=folder or None):
                yield from (each["path"] for each in found)

    def remove(self, paths: list[str]) -> None:
        """Remove objects; those that are gone already do not matter."""
        if not paths:
            return
        with self._speaking():
            try:
                self._api.delete(self._store, paths)
            except self._absent:
                for path in paths:
                    self._remove_one(path)

    def _remove_one(self, path: str) -> None:
        try:
            self._api.delete(self._store, path)
        except self._absent:
            return

    def _put(self, path: str, content: bytes | Iterable[bytes], digest: str | None, mode: Any) -> Version:
        attributes = {"Content-Type": _TYPES.get(path.rpartition(".")[2], "application/octet-stream")}
        if digest:
            attributes[_DIGEST] = digest
        given: Any = content if isinstance(content, bytes) else iter(content)
        return _version(self._api.put(self._store, path, given, mode=mode, attributes=attributes))

    def _stream(self, found: Any) -> Iterator[bytes]:
        with self._speaking():
            for piece in found.stream(min_chunk_size=_PIECE):
                yield bytes(piece)

    @contextmanager
    def _speaking(self, *, putting: bool = False) -> Iterator[None]:
        try:
            yield
        except self._problems as problem:
            raise DocgenError([self._explain(problem, putting=putting)]) from problem

    def _explain(self, problem: Exception, *, putting: bool) -> Diagnostic:
        """Say in our codes what the store said; nothing can be put only where there is no bucket."""
        where, text, known = Location(self.address), str(problem), self._api.exceptions
        if "NoSuchBucket" in text or (putting and isinstance(problem, self._absent)):
            return report("DG882", where, address=self.address)
        refused = (known.PermissionDeniedError, known.UnauthenticatedError, PermissionError)
        if isinstance(problem, refused) or any(sign in text for sign in _NO_KEYS):
            return report("DG883", where, address=self.address)
        return report("DG884", where, address=self.address, problem=_line(problem))


def _version(told: Mapping[str, Any]) -> Version:
    """Return what names the version of an object: an entity tag, a generation, or both."""
    return {name: str(told[name]) for name in ("e_tag", "version") if told.get(name)}


def _unusable(address: str, problem: str | None) -> Diagnostic:
    shown = address.rpartition("@")[2]  # what stands before may be a password
    return report("DG881", Location(shown), address=shown, problem=problem)


def _line(problem: Exception) -> str:
    """Return the first line of what a store said: the others are for programmers."""
    return str(problem).strip().partition("\n")[0] or type(problem).__name__
