"""What is inside a zip file, and is it safe to open?

The one place where zip files are read: Word files, packs that are handed over. What an archive says of
itself is looked at first, and what comes out of it is counted again, because sizes can lie.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Limits", "Unsafe", "UnsafeError", "is_safe_name", "list_members", "read_members"]

Reason = Literal["broken", "locked", "many", "large", "ratio", "name", "twice", "link", "overlap"]

_CHUNK = 1 << 16
_RATIO_FROM = 1 << 20
"""Bytes below which a high ratio means nothing: a blank page of XML packs well."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_DRIVE = re.compile("[A-Za-z]:")
_LINK = 0o120000
_KIND = 0o170000


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may cost: members, bytes of one, of all and of those kept, and how far one is blown up."""

    members: int = 5000
    one: int = 64 << 20
    total: int = 256 << 20
    kept: int = 256 << 20
    ratio: int = 1000


@dataclass(frozen=True, slots=True)
class Unsafe:
    """One reason not to open an archive, with the member it is about and the limit that was passed."""

    reason: Reason
    member: str = ""
    limit: int | None = None


class UnsafeError(Exception):
    """An archive that must not be opened, with every reason."""

    def __init__(self, reasons: Sequence[Unsafe]) -> None:
        """Keep the reasons."""
        super().__init__(", ".join(f"{each.reason} {each.member}".strip() for each in reasons))
        self.reasons = tuple(reasons)


def read_members(
    content: bytes,
    limits: Limits = Limits(),
    keep: Callable[[str], bool] = lambda _name: True,
    watch: Callable[[str, bytes], None] = lambda _name, _piece: None,
) -> dict[str, bytes]:
    """Return every file of a zip by its name; folders are left out.

    What is not to be kept is only read to see that it is whole, and comes out empty; ``watch`` is shown
    every piece of every file, in order, and may look for what it needs to know. Raises UnsafeError
    with all reasons: ``broken``, ``locked`` (a password), ``many`` members, ``large`` or ``ratio``
    (declared or real), ``name`` (absolute, outside, a drive, a backslash, a control character), ``twice``
    (one name, however written), ``link``, ``overlap`` (members that share bytes).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if reasons := list(_declared(members, limits, keep)):
                raise UnsafeError(reasons)
            found = ((m.filename, _unpack(archive, m, keep, watch)) for m in members if not m.is_dir())
            return dict(found)
    except _BROKEN as problem:
        raise UnsafeError([Unsafe("broken")]) from problem


def list_members(content: bytes) -> tuple[str, ...]:
    """Name the members of a zip as it spells them, without unpacking any; raises UnsafeError (``broken``)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(member.orig_filename for member in archive.infolist())
    except _BROKEN as problem:
        raise UnsafeError([Unsafe("broken")]) from problem


def is_safe_name(name: str) -> bool:
    """Tell whether a member's name stays inside the folder it is unpacked to, on every system."""
    plain = name.removesuffix("/")
    return bool(
        plain
        and plain.isprintable()
        and "\\" not in plain
        and not plain.startswith("/")
        and not _DRIVE.match(plain)
        and posixpath.normpath(plain) == plain
        and ".." not in plain.split("/")
    )


def _declared(
    members: Sequence[zipfile.ZipInfo], limits: Limits, keep: Callable[[str], bool]
) -> Iterator[Unsafe]:
    """Look at what the archive says of itself."""
    if len(members) > limits.members:
        yield Unsafe("many", limit=limits.members)
        return
    if sum(member.file_size for member in members) > limits.total:
        yield Unsafe("large", limit=limits.total)
    elif sum(member.file_size for member in members if keep(member.filename)) > limits.kept:
        yield Unsafe("large", limit=limits.kept)
    seen: set[str] = set()
    for member in members:
        yield from _judge(member, limits)
        if member.filename.casefold() in seen:
            yield Unsafe("twice", member.filename)
        seen.add(member.filename.casefold())
    yield from _overlaps(members)


def _judge(member: zipfile.ZipInfo, limits: Limits) -> Iterator[Unsafe]:
    name = member.filename
    # zipfile cuts a name at a zero byte and may turn separators; the archive's own spelling counts.
    if not (is_safe_name(name) and is_safe_name(member.orig_filename)):
        yield Unsafe("name", member.orig_filename)
    if member.flag_bits & 1:
        yield Unsafe("locked", name)
    if (member.external_attr >> 16) & _KIND == _LINK:
        yield Unsafe("link", name)
    if member.file_size > limits.one:
        yield Unsafe("large", name, limits.one)
    elif member.file_size > max(_RATIO_FROM, member.compress_size * limits.ratio):
        yield Unsafe("ratio", name, limits.ratio)


def _overlaps(members: Sequence[zipfile.ZipInfo]) -> Iterator[Unsafe]:
    """Find members whose bytes begin before those of the one before them end."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            yield Unsafe("overlap", member.filename)
        end = max(end, member.header_offset + member.compress_size)


def _unpack(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    keep: Callable[[str], bool],
    watch: Callable[[str, bytes], None],
) -> bytes:
    """Unpack one member, counting what comes out: more than was declared, and allowed, is a lie."""
    pieces: list[bytes] = []
    left = member.file_size
    is_kept = keep(member.filename)
    with archive.open(member) as file:
        while piece := file.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise UnsafeError([Unsafe("large", member.filename, member.file_size)])
            watch(member.filename, piece)
            if is_kept:
                pieces.append(piece)
    return b"".join(pieces)
