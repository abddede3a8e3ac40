"""A zip that is the same every time, and quick: members that never change are packed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Packed", "bundle", "pack"]

_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_VERSION = 20
_UTF8 = 0x0800
_DEFLATED = 8
_FIRST_DAY = 0x0021  # 1980-01-01, the first day that a zip knows
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """One member, packed."""

    content: bytes
    size: int
    check: int


def pack(content: bytes) -> Packed:
    """Pack the content of a member."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def bundle(members: Mapping[str, Packed]) -> bytes:
    """Return a zip of packed members, sorted by name, with one fixed date."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, member in sorted(members.items()):
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8
        about = struct.pack(
            "<HHHHHIIIHH",
            _VERSION, flags, _DEFLATED, 0, _FIRST_DAY, member.check, len(member.content), member.size, len(encoded), 0,
        )  # fmt: skip
        head = struct.pack("<I", _LOCAL) + about + encoded
        directory.append(
            struct.pack("<IH", _CENTRAL, _VERSION) + about + struct.pack("<HHHII", 0, 0, 0, 0, at) + encoded
        )
        pieces += [head, member.content]
        at += len(head) + len(member.content)
    listed = b"".join(directory)
    end = struct.pack("<IHHHHIIH", _END, 0, 0, len(directory), len(directory), len(listed), at, 0)
    return b"".join([*pieces, listed, end])
