"""Workers on many machines, over dask: documents go out in chunks, and only records come back."""

from __future__ import annotations

import secrets
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, islice

from docgen.bulk.contract import Work
from docgen.bulk.dask.bench import Bug, Made, Told
from docgen.bulk.dask.fleet import Done, Fleet, Joined, Left
from docgen.bulk.dask.kit import pack_kit
from docgen.bulk.dask.parcels import Parcel, pack_parcel, size_of
from docgen.bulk.model import Begun, Job, Record
from docgen.diagnostics import DocgenError, Location, report
from docgen.workshop.confined import BrokenError

__all__ = ["Dask"]

_MOST = 50  # documents of a chunk
_HEAVIEST = 8 << 20  # bytes of a chunk, about
_LIVES = 2  # workers that one document may take along
_PATIENCE = 3.0  # seconds in which what is under way may still be finished after a stop
_HOPE = 60.0  # seconds to wait for a worker
_GLANCE = 0.1


class Dask:
    """The workers of a dask scheduler, as many as there are; they may come and go in mid-run."""

    def __init__(self, workers: int, address: str | None = None) -> None:  # noqa: ARG002 - all engines are made alike
        """Use the scheduler at an address such as ``tcp://10.0.0.1:8786``; raises DocgenError (DG885)."""
        if not address:
            facts = {"address": None, "problem": None, "option": "--scheduler", "name": None}
            raise DocgenError([report("DG885", **facts)])
        self._address = address

    def run(self, jobs: Iterator[Job], work: Work) -> Iterator[Begun | Record]:
        """Make every document, in any order.

        Raises DocgenError: DG880 without the extra, DG885 no scheduler, DG886 no workers, DG887 and DG888
        workers that do not fit; in mid-run, too, when all of them are gone for good.
        """
        kit = pack_kit(secrets.token_hex(8), work.shelf.address, work.order)
        with closing(Fleet(self._address, kit, work.shelf)) as fleet:
            yield from _Course(fleet, jobs, work).follow()


@dataclass(slots=True)
class _Chunk:
    """Documents that one worker has, by id; what has a record is taken out."""

    worker: str
    jobs: dict[str, Job]
    begun: str | None = None


@dataclass(slots=True)
class _Course:
    """One run: who has which documents, and who is to blame when a worker dies."""

    fleet: Fleet
    jobs: Iterator[Job]
    work: Work
    waiting: deque[Job] = field(default_factory=deque)
    alone: deque[Job] = field(default_factory=deque)
    lives: Counter[str] = field(default_factory=Counter)
    free: list[str] = field(default_factory=list)
    chunks: dict[int, _Chunk] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    refusal: DocgenError | None = None
    since: float = field(default_factory=time.monotonic)

    def follow(self) -> Iterator[Begun | Record]:
        """Hand out and listen until nothing is left."""
        self._gather()
        while not self.work.stop.is_set():
            self._hand_out()
            if not self.chunks and not self._has_more():
                return
            self._insist()
            yield from self._listen(_GLANCE)
        self.fleet.ease()
        end = time.monotonic() + _PATIENCE
        while self.chunks and time.monotonic() < end and self.fleet.is_connected:
            yield from self._listen(_GLANCE)

    def _gather(self) -> None:
        """Take the workers that are there, once one is there; all must fit before anything is made."""
        while not (there := self.fleet.everyone()):
            self._insist()
            for _ in self.fleet.listen(_GLANCE):
                pass
            if self.work.stop.is_set():
                return
        self.free, wrong = self.fleet.introduce(there)
        if wrong:
            raise DocgenError(wrong)

    def _insist(self) -> None:
        """Raise DocgenError when the scheduler or all workers are gone for good."""
        address = self.fleet.address
        if not self.fleet.is_connected:
            facts = {"address": address, "problem": "connection lost", "option": None, "name": None}
            raise DocgenError([report("DG885", Location(address), **facts)])
        if self.free or self.chunks:
            self.since = time.monotonic()
        elif self.refusal:
            raise self.refusal
        elif time.monotonic() - self.since > _HOPE:
            raise DocgenError([report("DG886", Location(address), address=address, seconds=int(_HOPE))])

    def _has_more(self) -> bool:
        self._fill()
        return bool(self.waiting or self.alone)

    def _fill(self) -> None:
        """Look so far ahead that the last chunks can be shared evenly."""
        wanted = 2 * _MOST * max(1, len(self.free) + len(self.chunks)) - len(self.waiting)
        self.waiting.extend(islice(self.jobs, max(0, wanted)))

    def _hand_out(self) -> None:
        while self.free and self._has_more() and not self.work.stop.is_set():
            worker = self.free.pop(0)
            parcels = self._pack()
            number = next(self.numbers)
            self.chunks[number] = _Chunk(worker, {parcel[0].entry.id: parcel[0] for parcel in parcels})
            self.fleet.submit(worker, number, [parcel[1] for parcel in parcels])

    def _pack(self) -> list[tuple[Job, Parcel]]:
        """Take the next documents: a suspect alone, else a fair share of what is left."""
        if self.alone:
            job = self.alone.popleft()
            return [(job, pack_parcel(job, self.work.source))]
        workers = 1 + len(self.free) + len(self.chunks)
        share = min(_MOST, max(1, len(self.waiting) // (2 * workers)))
        taken: list[tuple[Job, Parcel]] = []
        weight = 0
        while self.waiting and len(taken) < share and weight < _HEAVIEST:
            job = self.waiting.popleft()
            parcel = pack_parcel(job, self.work.source)
            taken.append((job, parcel))
            weight += size_of(parcel)
        return taken

    def _listen(self, patience: float) -> Iterator[Begun | Record]:
        for news in self.fleet.listen(patience):
            match news:
                case Joined(address):
                    self._welcome(address)
                case Left(address):
                    yield from self._miss(address)
                case Done():
                    yield from self._end(news)
                case _:
                    yield from self._hear(news)

    def _welcome(self, address: str) -> None:
        """Use a worker that comes late, if it fits; one that came while all were gathered is known."""
        if not self.fleet.is_connected:
            return
        if address not in self.free and all(chunk.worker != address for chunk in self.chunks.values()):
            fit, _ = self.fleet.introduce([address])
            self.free += fit

    def _hear(self, told: Told) -> Iterator[Begun | Record]:
        number, what = told
        chunk = self.chunks.get(number)
        if chunk is None:  # it was given up, and its documents are others' by now
            return
        if isinstance(what, Record):
            yield from self._take(chunk, what)
        elif what in chunk.jobs:
            chunk.begun = what
            yield Begun(chunk.worker.partition("://")[2], chunk.jobs[what])

    def _take(self, chunk: _Chunk, record: Record) -> Iterator[Record]:
        """Take a record once: it is told when it is made, and again when its chunk ends."""
        if chunk.jobs.pop(record.id, None):
            yield record

    def _end(self, done: Done) -> Iterator[Begun | Record]:
        chunk = self.chunks.pop(done.number, None)
        self.fleet.drop(done.number)
        if chunk is None:
            return
        match done:
            case Done(made=Made() as made):
                for record in made.records:
                    yield from self._take(chunk, record)
                self._confide(made.bugs)
                self.free.append(chunk.worker)
                self._return(chunk)
            case Done(problem=DocgenError() as refusal):
                self.refusal = refusal
                self._return(chunk)
            case Done(problem=None):  # the worker has begun anew, or the scheduler is gone
                self._return(chunk)
                self._welcome(chunk.worker)
            case Done(problem=problem):
                self.free.append(chunk.worker)
                yield from self._blame(chunk, f"{type(problem).__name__}: {problem}")

    def _return(self, chunk: _Chunk) -> None:
        """Put back what was not made, to its old place in the order."""
        self.waiting.extendleft(reversed(chunk.jobs.values()))

    def _confide(self, bugs: tuple[Bug, ...]) -> None:
        for bug in bugs:
            self.work.confide(BrokenError(bug.kind, bug.course))

    def _miss(self, address: str) -> Iterator[Record]:
        """Give the documents of a worker that died to the others."""
        if address in self.free:
            self.free.remove(address)
        for number, chunk in list(self.chunks.items()):
            if chunk.worker == address:
                del self.chunks[number]
                self.fleet.drop(number)
                yield from self._blame(chunk, "worker lost")

    def _blame(self, chunk: _Chunk, problem: str) -> Iterator[Record]:
        """Suspect the document that was being made; when nobody knows which, each is tried alone."""
        suspects = [chunk.begun] if chunk.begun in chunk.jobs else list(chunk.jobs)
        for suspect in suspects:
            job = chunk.jobs.pop(str(suspect))
            self.lives[job.entry.id] += len(suspects) == 1
            if self.lives[job.entry.id] >= _LIVES:
                yield self._give_up(job, problem)
            else:
                self.alone.append(job)
        self._return(chunk)

    def _give_up(self, job: Job, problem: str) -> Record:
        name = job.entry.name
        finding = report("DG889", Location(name), spec=name, times=_LIVES, problem=problem)
        return Record(
            id=job.entry.id,
            name=name,
            stem=job.stem,
            key=job.key,
            status="failed",
            day=self.work.order.day,
            who=job.who,
            findings=(finding,),
        )
