"""A zip for each team: the files of its people and its binders, and nothing of anybody else."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from docgen.bulk.contract import Shelf
from docgen.bulk.model import File, Record
from docgen.diagnostics import Diagnostic, Location, report
from docgen.seal import ARCHIVE_BLANK

__all__ = ["Contents", "collect", "key_of", "stream_zip"]

Contents = Mapping[str, str]
"""Path in the output folder → SHA-256 of the file."""

_PACKED = (".pdf", ".docx", ".xlsx")
"""What is packed already, and would only take time."""

_MODE = 0o644 << 16


def collect(records: Iterable[Record], binders: Iterable[tuple[str, File]]) -> dict[str, dict[str, str]]:
    """Return what belongs into the archive of each team, by path; a team without any file has none."""
    teams: dict[str, dict[str, str]] = {}
    own = ((record.team, file) for record in records for file in record.files)
    for team, file in chain(own, binders):
        teams.setdefault(team, {})[file.path] = file.digest
    return {team: dict(sorted(contents.items())) for team, contents in teams.items()}


def key_of(contents: Contents) -> str:
    """Return the digest of what an archive holds."""
    digest = hashlib.sha256()
    for path, file in contents.items():
        digest.update(f"{len(path)}:{path}{file}".encode())
    return digest.hexdigest()


def stream_zip(team: str, contents: Contents, shelf: Shelf, missing: list[Diagnostic]) -> Iterator[bytes]:
    """Return an archive piece by piece, never more than one file of it at a time.

    Names are those below the folder of the team. A file that is gone, or not what the run made, is left out and
    reported (DG871) in ``missing``.
    """
    digest = hashlib.sha256()
    for piece in _pieces(team, contents, shelf, missing):
        digest.update(piece)
        yield piece
    yield digest.hexdigest().encode()


def _pieces(team: str, contents: Contents, shelf: Shelf, missing: list[Diagnostic]) -> Iterator[bytes]:
    """Return everything up to the digits of the seal."""
    window = _Window()
    with zipfile.ZipFile(window, "w") as archive:
        for path, wanted in contents.items():
            content = shelf.read(path)
            if content is None or hashlib.sha256(content).hexdigest() != wanted:
                missing.append(report("DG871", Location(file=path), name=path))
                continue
            member = zipfile.ZipInfo(path.removeprefix(f"{team}/"))
            member.external_attr = _MODE
            member.create_system = 3
            packed = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(member, content, packed)
            yield window.take()
        archive.comment = ARCHIVE_BLANK
    yield window.take()[: -len(ARCHIVE_BLANK)] + ARCHIVE_BLANK.rstrip(b"0")


class _Window(io.BytesIO):
    """The end of a file whose beginning has been handed on; places count from the beginning of the file."""

    def __init__(self) -> None:
        super().__init__()
        self._gone = 0

    def take(self) -> bytes:
        """Hand on everything there is."""
        piece = self.getvalue()
        self._gone += len(piece)
        super().seek(0)
        self.truncate()
        return piece

    def tell(self) -> int:
        return self._gone + super().tell()

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        return self._gone + super().seek(place - self._gone if whence == io.SEEK_SET else place, whence)
