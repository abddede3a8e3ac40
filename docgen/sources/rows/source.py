"""A roster as a source: its rows, one spec each, by a mapping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset
from docgen.sources.contract import Entry
from docgen.sources.rows.mapping import Mapping, read_mapping
from docgen.sources.rows.person import Packed, RowReader
from docgen.sources.rows.table import Head, Roster, open_roster
from docgen.sources.tables.cells import Row
from docgen.sources.tables.xlsx_book import Sheet
from docgen.sources.team.common_faults import SAMPLE, find_common
from docgen.sources.team.compose import compose
from docgen.sources.team.crowd import Crowd
from docgen.sources.team.source import as_spec, places_of_kpis
from docgen.spec.raw import RawSpec

__all__ = ["Rows"]


@dataclass
class Rows:
    """The rows of a CSV file or a sheet; ``path`` is the mapping, ``table`` another table than it names."""

    path: str
    table: str | None = None
    encoding: str | None = None
    remarks: tuple[Diagnostic, ...] = field(default=(), init=False)
    """Warnings about the table as a whole, complete once the entries have been listed."""
    _reader: RowReader | None = field(default=None, init=False, repr=False)

    def entries(self) -> Iterator[Entry]:
        """List the people as they stand in the table; nothing is kept of a row that has been listed.

        Raises DocgenError: what is wrong with the mapping, the shared part or the table before the first
        entry; what is wrong further down, and DG733 people whom nobody can tell apart, after the last.
        """
        roster, crowd = self._roster, Crowd()
        head, rows = roster.read()
        self._reader = self._reader_for(roster, head)
        packed = self._pack(self._reader, rows, crowd)
        first = list(islice(packed, SAMPLE))
        found = find_common(self._compose(each) for each in first)
        if found:
            raise DocgenError(found)
        for each in chain(first, packed):
            yield self._enter(self._reader, each, crowd)
        if crowd.found:
            raise DocgenError(crowd.found)
        shares = crowd.judge_shares(places_of_kpis(self._mapping.shared))
        self.remarks = (*self._mapping.remarks, *head.remarks, *roster.remarks(), *shares)

    def read(self, entry: Entry) -> RawSpec:
        """Return the spec of one person; what is wrong with this row is among its faults."""
        return self._compose(entry.origin)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:  # noqa: ARG002 - they share a folder
        """Return a picture beside the mapping; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        from docgen.sources.pictures import read_picture  # noqa: PLC0415 - few specs name one

        return read_picture(Path(self.path).parent, name, where)

    def shared(self, team: str) -> RawSpec | None:  # noqa: ARG002 - all rows share one part
        """Return what everybody shares, with the targets of the whole team."""
        return as_spec(self._mapping.shared)

    @cached_property
    def _mapping(self) -> Mapping:
        return read_mapping(self.path)

    @cached_property
    def _roster(self) -> Roster:
        return open_roster(self._mapping, self.table, self.encoding)

    def _reader_for(self, roster: Roster, head: Head) -> RowReader:
        table = roster.table
        file = table.where.file or ""
        if isinstance(table, Sheet):
            return RowReader(self._mapping, head, file, table.title, table.calendar)
        return RowReader(self._mapping, head, file)

    def _pack(self, reader: RowReader, rows: Iterator[Row], crowd: Crowd) -> Iterator[Packed]:
        for row in rows:
            packed = reader.pack(row)
            if packed is not None:
                yield packed
            elif not self._mapping.skip_empty:
                crowd.found.append(
                    report("DG739", row.cells[0].where if row.cells else Location(reader.name))
                )

    def _enter(self, reader: RowReader, packed: Packed, crowd: Crowd) -> Entry:
        who, team, shares = reader.look(packed)
        entry = crowd.enter(who, team, shares, packed.number, partial(reader.where, packed))
        return replace(entry, origin=packed)

    def _compose(self, packed: Packed) -> RawSpec:
        if self._reader is None:
            raise LookupError("entries")
        own, faults = self._reader.read(packed)
        return compose(self._mapping.shared, own, faults)
