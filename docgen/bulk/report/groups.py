"""People by team, however they come: a few are kept in memory, many in a file that has no name."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

from docgen.bulk.model import Record
from docgen.bulk.records.codec import decode_record, encode_record

__all__ = ["Groups"]

_QUICK = 1
"""How hard lines are pressed: the sentences of one person repeat those of the other."""


class Groups:
    """Records that are put in as they come and taken out team by team, each team in the order it came."""

    def __init__(self, memory: int = 64 << 20) -> None:
        """Begin with none; beyond ``memory`` bytes they go to the disk, where nobody else can open them."""
        self._file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=memory))  # noqa: SIM115
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget everything."""
        self._file.close()

    def add(self, record: Record) -> None:
        """Keep a record with its team."""
        line = zlib.compress(encode_record(record), _QUICK)
        self._file.seek(self._end)
        self._file.write(line)
        self._places.setdefault(record.team, []).append((self._end, len(line)))
        self._end += len(line)

    def team(self, name: str) -> Iterator[Record]:
        """Return the records of a team."""
        for start, length in self._places.get(name, ()):
            self._file.seek(start)
            yield decode_record(zlib.decompress(self._file.read(length)))
