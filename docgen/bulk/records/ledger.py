"""What became of every document, remembered on the shelf: a settled ledger, and the journal of the run under way."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from docgen.bulk.contract import Shelf
from docgen.bulk.model import File, Record, Status, Who
from docgen.bulk.records.codec import DamagedError, decode, decode_record, encode, encode_record
from docgen.delivery.save import explain
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.diagnostics.catalogue import catalogue

__all__ = ["JOURNAL", "LEDGER", "Known", "Ledger"]

LEDGER = ".docgen/ledger.jsonl"
JOURNAL = ".docgen/journal.jsonl"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan needs to know of a document that was made before."""

    key: str
    stem: str
    status: Status
    day: datetime.date
    places: str
    files: tuple[File, ...]
    who: Who
    has_findings: bool
    called: str | None = None
    language: str | None = None


class Ledger:
    """All records of a shelf; in memory are only what a plan needs and where the rest lies.

    The lines wait in a temporary file without a name, so that they can be had in any order wherever the
    shelf is, and memory does not grow with what people write.
    """

    def __init__(self, shelf: Shelf) -> None:
        """Read the records of a shelf; raises DocgenError when it cannot be read."""
        self._shelf = shelf
        with _refusals():
            self._spool = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - closed in ``close``
        self._lines: dict[str, tuple[int, int]] = {}
        self._settled: list[str] = []
        self._header: Mapping[str, object] = {}
        self._is_changed = False
        self._damaged = 0
        self.known: dict[str, Known] = {}
        try:
            self._read()
        except BaseException:
            self.close()
            raise

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Say what of the records cannot be read (DG860); those documents are made anew."""
        if not self._damaged:
            return ()
        where = Location(file=f"{self._shelf.address}/{LEDGER}")
        return (report("DG860", where, count=self._damaged),)

    @property
    def digest(self) -> str:
        """A digest of the settled ledger: SHA-256 in hex over its lines in order."""
        total = sha256()
        for name in self._settled:
            total.update(self._line(name))
        return total.hexdigest()

    def unfinished_day(self, order: str) -> datetime.date | None:
        """Return the day of a run of the same order that did not come to its end, None when there is none."""
        if self._header.get("order") != order:
            return None
        return datetime.date.fromisoformat(str(self._header["day"]))

    def begin(self, day: datetime.date, order: str) -> None:
        """Note that a run begins; raises DocgenError."""
        if self._header != (header := _head("journal", day=day.isoformat(), order=order)):
            self._append(encode(header))
            self._header = header

    def add(self, record: Record) -> None:
        """Write down what became of one document, for good; raises DocgenError."""
        line = encode_record(record)
        self._append(line)
        self._keep(record, line)

    def note(self, record: Record) -> None:
        """Remember a record until the ledger is settled: one that every run finds again by itself."""
        line = encode_record(record)
        if record.id not in self._lines or self._line(record.id) != line:
            self._is_changed = True
            self._keep(record, line)

    def records(self, ids: Iterable[str]) -> Iterator[Record]:
        """Yield the records of documents in the order of ``ids``; those without one are left out."""
        for name in ids:
            if name in self._lines:
                yield decode_record(self._line(name))

    def settle(self, ids: Sequence[str]) -> None:
        """Make the settled state of these documents the ledger and end the journal; raises DocgenError.

        Where nothing has changed, nothing is written.
        """
        wanted = [name for name in ids if name in self._lines]
        if self._is_changed or self._damaged or wanted != self._settled:
            self._shelf.put_stream(LEDGER, self._whole(wanted), force=True)
            self._settled, self._is_changed = wanted, False
        self._shelf.remove(JOURNAL)
        self._header = {}

    def close(self) -> None:
        """Give the temporary file back."""
        with suppress(OSError):  # what was not written yet goes with it
            self._spool.close()

    def _whole(self, names: Sequence[str]) -> Iterator[bytes]:
        yield encode(_head("ledger")) + b"\n"
        for name in names:
            yield self._line(name) + b"\n"

    def _read(self) -> None:
        self._read_lines(LEDGER, "ledger")
        self._settled = list(self._lines)
        before = len(self._lines)
        self._read_lines(JOURNAL, "journal")
        self._is_changed = bool(self._header) or len(self._lines) > before

    def _read_lines(self, path: str, kind: str) -> None:
        is_ours = False
        for line in self._shelf.lines(path):
            try:
                if (header := _read_header(line, kind)) is not None:
                    is_ours = header.get(kind) == _FORMAT
                    self._header = header if kind == "journal" and is_ours else self._header
                elif is_ours:
                    self._keep(_read_record(line), line)
            except DamagedError:
                self._damaged += 1

    def _keep(self, record: Record, line: bytes) -> None:
        with _refusals():
            place = self._spool.seek(0, os.SEEK_END)
            self._spool.write(line)
        self._lines[record.id] = (place, len(line))
        self.known[record.id] = Known(
            key=record.key,
            stem=record.stem,
            status=record.status,
            day=record.day,
            places=record.places,
            files=record.files,
            who=record.who,
            has_findings=bool(record.findings),
            called=record.called,
            language=record.language,
        )

    def _line(self, name: str) -> bytes:
        place, length = self._lines[name]
        with _refusals():
            self._spool.seek(place)
            return self._spool.read(length)

    def _append(self, line: bytes) -> None:
        self._is_changed = True
        self._shelf.append(JOURNAL, line)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in our codes what the temporary folder refuses (DG80x)."""
    try:
        yield
    except OSError as problem:
        raise DocgenError([explain(Path(tempfile.gettempdir()), problem)]) from problem


def _head(kind: str, **facts: str) -> dict[str, object]:
    return {kind: _FORMAT, **facts}


def _read_record(line: bytes) -> Record:
    """Return a record all of whose findings have words; a newer docgen may know more of them."""
    record = decode_record(line)
    if any(found.code not in catalogue() for found in record.findings):
        raise DamagedError
    return record


def _read_header(line: bytes, kind: str) -> dict[str, object] | None:
    """Return the header that a line is, None when it is none."""
    if not line.startswith(f'{{"{kind}":'.encode()):
        return None
    header = decode(line)
    if kind == "journal" and header.get(kind) == _FORMAT:
        try:
            datetime.date.fromisoformat(str(header.get("day")))
        except ValueError as damage:
            raise DamagedError from damage
    return header
