"""Workers on this machine: a thread a slot, and in each slot a child process that makes the documents."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from docgen.bulk.contract import Work
from docgen.bulk.making import make_one, was_killed
from docgen.bulk.model import Begun, Job, Record
from docgen.diagnostics import DocgenError, report
from docgen.workshop.confined import ConfinedWorkshop

__all__ = ["Processes"]

_PATIENCE = 4.0  # seconds in which what is under way may still be finished after a stop
_LAST = 0.7  # seconds for threads to notice that their child is gone
_GLANCE = 0.1  # seconds between two looks at whether to stop


class Processes:
    """So many slots; what happens in one of them is no concern of the others."""

    def __init__(self, workers: int, address: str | None = None) -> None:  # noqa: ARG002 - all engines are made alike
        """Use so many workers; there is no address on this machine."""
        self._workers = workers

    def run(self, jobs: Iterator[Job], work: Work) -> Iterator[Begun | Record]:
        """Make every document, in any order; raises DocgenError when not one worker can begin."""
        course = _Course(jobs, work)
        slots = [_Slot(str(number + 1), course) for number in range(self._workers)]
        for slot in slots:
            slot.start()
        try:
            yield from course.follow(len(slots))
            course.end(slots)
            yield from course.rest()
        finally:
            course.end(slots)
        if course.refusal and course.has_more():
            raise course.refusal


class _Course:
    """What all slots share: the jobs, what is told, and whether it is over."""

    def __init__(self, jobs: Iterator[Job], work: Work) -> None:
        self.work = replace(work, confide=self._confide)
        self._listener = work.confide
        self.told: queue.SimpleQueue[Begun | Record | None] = queue.SimpleQueue()
        self.refusal: DocgenError | None = None
        self.is_given_up = False
        self._jobs = jobs
        self._returned: deque[Job] = deque()
        self._handing_out = threading.Lock()

    def _confide(self, bug: Exception) -> None:
        """Pass a bug on, unless it is only that a worker was ended in the midst of something."""
        if not self.is_given_up:
            self._listener(bug)

    def take(self) -> Job | None:
        """Hand out the next job; None when there is none or no more is to be begun."""
        with self._handing_out:
            if self.is_given_up or self.work.stop.is_set():
                return None
            return self._returned.popleft() if self._returned else next(self._jobs, None)

    def give_back(self, job: Job, refusal: DocgenError) -> None:
        """Take a job back from a slot in which no child could begin."""
        self._returned.append(job)
        self.refusal = refusal

    def has_more(self) -> bool:
        """Tell whether jobs are left although nobody asked to stop."""
        return bool(self._returned) and not self.work.stop.is_set()

    def follow(self, busy: int) -> Iterator[Begun | Record]:
        """Yield what is told until every slot is done, or until patience ends after a stop."""
        end = None
        while busy:
            if self.work.stop.is_set():
                end = end or time.monotonic() + _PATIENCE
                if time.monotonic() > end:
                    return
            try:
                told = self.told.get(timeout=_GLANCE)
            except queue.Empty:
                continue
            if told is None:
                busy -= 1
            else:
                yield told

    def end(self, slots: list[_Slot]) -> None:
        """End what is under way: nothing is begun, and nothing that fails from now on is recorded."""
        self.is_given_up = True
        end = time.monotonic() + _LAST
        for slot in slots:
            slot.close()
        for slot in slots:
            slot.join(max(0.0, end - time.monotonic()))

    def rest(self) -> Iterator[Begun | Record]:
        """Yield what was finished nevertheless."""
        with suppress(queue.Empty):
            while True:
                told = self.told.get_nowait()
                if told is not None:
                    yield told


class _Slot(threading.Thread):
    """One worker: asks its child for one document after another and saves what comes."""

    def __init__(self, name: str, course: _Course) -> None:
        super().__init__(name=f"docgen-{name}", daemon=True)  # nothing waits for it when all ends
        self._course = course
        self._label = name
        self._workshop: ConfinedWorkshop | None = None

    def run(self) -> None:
        course = self._course
        try:
            while (job := course.take()) is not None:
                course.told.put(Begun(self._label, job))
                try:
                    workshop = self._open()
                except DocgenError as refusal:
                    course.give_back(job, refusal)
                    return
                except Exception as bug:  # noqa: BLE001 - a thread that ends must not take its job along
                    course.work.confide(bug)
                    own = report("DG901", file=None, problem=type(bug).__name__)
                    course.give_back(job, DocgenError([own]))
                    return
                if course.is_given_up:  # while the child began
                    return
                record = self._make(workshop, job)
                if record is not None:
                    course.told.put(record)
        finally:
            self.close()
            course.told.put(None)

    def close(self) -> None:
        """End the child; safe from any thread and at any time."""
        if self._workshop:
            self._workshop.end()

    def _open(self) -> ConfinedWorkshop:
        if self._workshop is None:
            order = self._course.work.order
            self._workshop = ConfinedWorkshop(order.settings, order.limits)
        return self._workshop

    def _make(self, workshop: ConfinedWorkshop, job: Job) -> Record | None:
        """Make one document; None when the run was given up meanwhile."""
        record = make_one(workshop, job, self._course.work)
        if was_killed(record) and not self._course.is_given_up:
            record = make_one(workshop, job, self._course.work)  # who kills for memory may take the wrong one
        if self._course.is_given_up and record.status == "failed":
            return None
        return record
