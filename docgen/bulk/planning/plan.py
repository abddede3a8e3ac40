"""What is to be made, where will it lie, and what is there already? Settled before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from docgen.bulk.contract import Shelf
from docgen.bulk.model import Job, Order, Plan, Record
from docgen.bulk.planning.asking import Asking
from docgen.bulk.planning.choosing import Choice
from docgen.bulk.planning.looking import Looker, Row
from docgen.bulk.planning.naming import endings, is_shared, settle
from docgen.bulk.planning.twins import Planned, find_twins
from docgen.bulk.records.ledger import Known
from docgen.delivery.names import same_name
from docgen.diagnostics import Diagnostic
from docgen.sources.contract import Remarking, Source

__all__ = ["make_plan"]


def make_plan(
    source: Source,
    order: Order,
    shelf: Shelf,
    known: Mapping[str, Known],
    naming: Asking,
    *,
    only: Sequence[str] = (),
    left: Collection[str] = (),
    tell: Callable[[int], None] | None = None,
) -> Plan:
    """Look at every spec of a source and settle what is to be done.

    ``known`` is what former runs have left, by the ids of entries; ``naming`` is a workshop as
    ``open_naming`` opens it. ``only`` are globs over ids, names, employee ids, files and teams; what none of
    them matches stays as it is. ``left`` are paths of files that still earlier runs have made. ``tell`` hears now
    and then how many specs have been looked at.

    Raises DocgenError when the source, the pack or the shelf as a whole cannot be read. Specs that cannot
    are failed records of the plan. What they have against each other (DG852 to DG856) is among its findings,
    and with an error there nothing may be made.
    """
    rows = [*Looker(source, order, known, naming).look(tell)]
    suffixes = endings(order.settings)
    named = [row for row in rows if row.is_named]
    settled = iter(settle([row.wish for row in named], suffixes))
    stems = [next(settled) if row.is_named else _old_stem(row, known, suffixes) for row in rows]
    choice = Choice(only)
    chosen = [choice.has(row.entry, row.who, stem) for row, stem in zip(rows, stems, strict=True)]
    sorter = _Sorter(order, shelf, known)
    for row, stem, is_meant in zip(rows, stems, chosen, strict=True):
        sorter.add(row, stem, is_meant=is_meant)
    planned = Planned(rows, stems, chosen)
    remarks = source.remarks if isinstance(source, Remarking) else ()
    findings = (*remarks, *choice.findings(), *find_twins(planned, suffixes, source))
    return sorter.plan(findings, tuple(row.entry.id for row in rows), suffixes, left)


def _old_stem(row: Row, known: Mapping[str, Known], suffixes: Sequence[str]) -> str:
    """Return where the files of a spec that has no name now lie from former runs, or would without a pattern."""
    former = known.get(row.entry.id)
    return former.stem if former else settle([row.wish], suffixes)[0]


class _Sorter:
    """Sorts documents by what is to be done with them."""

    def __init__(self, order: Order, shelf: Shelf, known: Mapping[str, Known]) -> None:
        self._order, self._shelf, self._known = order, shelf, known
        self._jobs: list[Job] = []
        self._kept: list[Job] = []
        self._outside: list[Job] = []
        self._failed: list[Record] = []

    def add(self, row: Row, stem: str, *, is_meant: bool) -> None:
        """Take in one document."""
        if row.faults and is_meant:
            self._failed.append(_fail(row, stem, self._order))
            return
        job = Job(row.entry, stem, row.key, row.who, row.called, row.wish.language)
        if not is_meant:
            self._outside.append(job)
        else:
            (self._kept if self._is_unchanged(row, stem) else self._jobs).append(job)

    def _is_unchanged(self, row: Row, stem: str) -> bool:
        """Tell whether a document is there and would be the same, with the same findings at the same places."""
        former = self._known.get(row.entry.id)
        if former is None or former.status != "made" or (former.key, former.stem) != (row.key, stem):
            return False
        if former.has_findings and former.places != row.places:
            return False
        return bool(former.files) and all(self._shelf.find(file.path) == file for file in former.files)

    def plan(
        self,
        findings: tuple[Diagnostic, ...],
        ids: tuple[str, ...],
        suffixes: Sequence[str],
        left: Collection[str],
    ) -> Plan:
        """Return everything, with the files that nobody has any more."""
        stays = {job.entry.id: job.stem for job in (*self._kept, *self._outside)}
        stays |= {record.id: record.stem for record in self._failed}
        stems = (*stays.values(), *(job.stem for job in self._jobs))
        ours = {same_name(stem + suffix) for stem in stems for suffix in suffixes}
        former = (self._known[each] for each in stays if each in self._known)
        ours.update(same_name(file.path) for each in former for file in each.files)
        return Plan(
            jobs=tuple(self._jobs),
            kept=tuple(self._kept),
            failed=tuple(self._failed),
            strays=tuple(sorted(self._strays(ours, suffixes, left))),
            findings=findings,
            outside=tuple(self._outside),
            ids=ids,
        )

    def _strays(self, ours: set[str], suffixes: Sequence[str], left: Collection[str]) -> Iterator[str]:
        """Name the files that a run made and no document has; what is made for all together is none.

        A seal says that docgen made a file, and not which command: only what is on record is a run's.
        """
        strange = [
            path for path in self._shelf.paths() if same_name(path) not in ours and not is_shared(path)
        ]
        if not strange:
            return
        made = {same_name(path) for path in (*self._made(suffixes), *left)}
        yield from (path for path in strange if same_name(path) in made and self._shelf.is_ours(path))

    def _made(self, suffixes: Sequence[str]) -> Iterator[str]:
        """Name what former runs made; one that failed left the files of the run before where they were."""
        for former in self._known.values():
            yield from (file.path for file in former.files)
            yield from (former.stem + suffix for suffix in suffixes)


def _fail(row: Row, stem: str, order: Order) -> Record:
    """Return the record of a spec that cannot be read."""
    return Record(row.entry.id, row.entry.name, stem, "", "failed", order.day, findings=row.faults)
