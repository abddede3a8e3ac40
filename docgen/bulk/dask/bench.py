"""The worker's side of a run on many machines: documents are made in a child process here, and saved from here.

These functions are called by name in a worker of dask; a worker has one bench for each run.
"""

from __future__ import annotations

import atexit
import pickle
import shutil
import tempfile
import threading
import traceback
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.bulk.contract import Work
from docgen.bulk.dask.kit import Kit, as_ordered, unpack_kit
from docgen.bulk.dask.parcels import Parcel, Parcels
from docgen.bulk.making import make_one, was_killed
from docgen.bulk.model import Record
from docgen.bulk.planning.keys import versions
from docgen.bulk.shelves import open_shelf
from docgen.workshop.confined import ConfinedWorkshop

__all__ = ["Bug", "Made", "Told", "leave", "make_chunk", "meet", "set_up"]

_IDLE = 600.0  # seconds after which a child that nobody needs is ended; the next document starts another
Told = tuple[int, str | Record]
"""What a worker tells of a chunk: the id of the document it begins, or the record of one it has finished."""


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug of ours: its kind, and the lines of its traceback."""

    kind: str
    course: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a chunk; documents that are not among the records were not made."""

    records: tuple[Record, ...]
    bugs: tuple[Bug, ...] = ()


def meet(dask_worker: Any) -> tuple[dict[str, str], int]:
    """Return the versions of the programs of a worker, and the number of its threads."""
    return versions(), dask_worker.state.nthreads


def set_up(kit: Kit, probe: bytes, dask_worker: Any) -> str:
    """Prepare a run on this worker and write a file where its files go; return the path of that file.

    Another run that has the same place ends here: who started it is gone. Raises DocgenError.
    """
    for bench in list(_BENCHES.values()):
        if bench.kit.out == kit.out:
            bench.end()
    bench = _Bench(kit, dask_worker.local_directory)
    path = f".docgen/probe-{uuid.uuid4().hex}"
    try:
        bench.work.shelf.put({path: probe})
    except BaseException:
        bench.end()
        raise
    return path


def make_chunk(run: str, number: int, parcels: Sequence[Parcel], topic: str) -> Made | None:
    """Make documents one after the other; None when this worker knows nothing of the run.

    Stops between two documents when the run has ended or nobody waits for the chunk any more. Raises
    DocgenError when no document at all can be made here.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra

    bench, worker = _BENCHES.get(run), get_worker()
    if bench is None:
        return None

    def tell(what: str | Record) -> None:
        worker.log_event(topic, pickle.dumps((number, what)))

    def is_wanted() -> bool:
        task = worker.state.tasks.get(worker.get_current_task())
        return task is not None and task.state in {"executing", "long-running"}

    return bench.make(parcels, tell, is_wanted)


def leave(run: str, *, at_once: bool) -> None:
    """End a run on this worker after the document under way, or at once."""
    bench = _BENCHES.get(run)
    if bench is None:
        return
    if at_once:
        bench.end()
    else:
        bench.work.stop.set()


class _Bench:
    """One run on this worker: its kit, its shelf, and a child that makes the documents."""

    def __init__(self, kit: Kit, scratch: str) -> None:
        self.kit = kit
        self._home = tempfile.mkdtemp(prefix="docgen-bench-", dir=scratch)
        self._busy = threading.Lock()
        self._workshop: ConfinedWorkshop | None = None
        self._bugs: list[Bug] = []
        self._idle: threading.Timer | None = None
        self.is_over = False
        _BENCHES[kit.run] = self
        try:
            order = unpack_kit(kit, Path(self._home))
            self.work = Work(order, Parcels(), open_shelf(kit.out), threading.Event(), self._note)
        except BaseException:
            self.end()
            raise

    def make(
        self, parcels: Sequence[Parcel], tell: Callable[[str | Record], None], is_wanted: Callable[[], bool]
    ) -> Made:
        """Make documents and save them; one at a time, however many threads there are."""
        records: list[Record] = []
        with self._busy:
            self._stay_awake()
            try:
                workshop = self._open()
                for parcel in parcels:
                    if self.work.stop.is_set() or not is_wanted():
                        break
                    tell(parcel.job.entry.id)
                    record = self._make_one(workshop, parcel)
                    if record is None:
                        break
                    tell(record)
                    records.append(record)
            finally:
                self._rest()
            bugs, self._bugs = tuple(self._bugs), []
        return Made(tuple(records), bugs)

    def end(self) -> None:
        """End the run here, whatever is under way; nothing of it is left but finished files."""
        self.is_over = True
        _BENCHES.pop(self.kit.run, None)
        with suppress(AttributeError):  # it may not have got that far
            self.work.stop.set()
        self._stay_awake()
        if self._workshop:
            self._workshop.end()
        shutil.rmtree(self._home, ignore_errors=True)

    def _open(self) -> ConfinedWorkshop:
        if self._workshop is None:
            self._workshop = ConfinedWorkshop(self.work.order.settings, self.work.order.limits)
        return self._workshop

    def _make_one(self, workshop: ConfinedWorkshop, parcel: Parcel) -> Record | None:
        """Make one document; None when the run has ended over it."""
        work = Work(
            self.work.order,
            Parcels({parcel.job.entry.id: parcel}),
            self.work.shelf,
            self.work.stop,
            self.work.confide,
        )
        record = make_one(workshop, parcel.job, work)
        if was_killed(record) and not self.is_over:
            record = make_one(workshop, parcel.job, work)  # who kills for memory may take the wrong one
        if self.is_over and record.status == "failed":
            return None
        return as_ordered(record, self.work.order.settings, self.kit.order.settings)

    def _note(self, bug: Exception) -> None:
        course = getattr(bug, "course", ()) or traceback.format_exception(bug)
        self._bugs.append(Bug(type(bug).__name__, tuple(course)))

    def _rest(self) -> None:
        """Let the child go if nothing comes for long: who started the run may be gone for good."""
        if self._workshop and self.is_over:
            self._workshop.end()
        elif self._workshop:
            self._idle = threading.Timer(_IDLE, self._workshop.close)
            self._idle.daemon = True
            self._idle.start()

    def _stay_awake(self) -> None:
        if self._idle:
            self._idle.cancel()
            self._idle = None


_BENCHES: dict[str, _Bench] = {}


def _end_all() -> None:
    for bench in list(_BENCHES.values()):
        bench.end()


atexit.register(_end_all)
