"""Who binds? A few threads, each with a child process that has more memory and time than one document gets."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from types import TracebackType
from typing import Any, Self

from docgen.bulk.contract import Work
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.pipeline.binding import Front
from docgen.sources.contract import Entry
from docgen.workshop.confined import ConfinedWorkshop

__all__ = ["MEMORY", "TIMES", "Bindery", "Volume"]

MEMORY = 4096
"""Megabytes that binding one file may take, unless a document may take more."""

TIMES = 6
"""Binding may take so many times as long as one document."""

_GLANCE = 0.2
_PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Volume:
    """One file to be bound: its path, its front, and the documents in it, each as of its day."""

    path: str
    front: Front
    entries: tuple[tuple[Entry, datetime.date], ...]


Result = tuple[str, dict[str, bytes], tuple[Diagnostic, ...]]
"""A team, its finished files by their paths, and what kept one of them from being made: then there is none."""


class Bindery:
    """Binds the teams of a run, some at a time; leaving it ends every child."""

    def __init__(self, work: Work, workers: int) -> None:
        """Begin with no child; each is started when its first team comes."""
        self._work = work
        self._workers = max(1, workers)
        order = work.order
        self._settings: dict[str, Any] = {**order.settings, "to": (_PDF,)}
        self._settings.pop("word_template", None)
        memory, seconds = max(MEMORY, order.limits.memory), order.limits.seconds * TIMES
        self._limits = replace(order.limits, memory=memory, seconds=seconds)
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="docgen-binder")
        self._own = threading.local()
        self._workshops: list[ConfinedWorkshop] = []

    def __enter__(self) -> Self:
        """Nothing is to be done."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the children and the threads."""
        for workshop in self._workshops:
            workshop.end()
        self._pool.shutdown(cancel_futures=True)

    def bind(self, teams: Iterator[tuple[str, Sequence[Volume]]]) -> Iterator[Result]:
        """Yield every team as it is done; ends within a second when the run is to stop."""
        running: set[Future[Result]] = set()
        while not self._work.stop.is_set():
            free = self._workers - len(running)
            running |= {self._pool.submit(self._bind, *team) for team in islice(teams, free)}
            if not running:
                return
            done, running = wait(running, _GLANCE, FIRST_COMPLETED)
            for each in done:
                if not self._work.stop.is_set():
                    yield each.result()

    def _bind(self, folder: str, volumes: Sequence[Volume]) -> Result:
        """Bind all files of a team; without one of them there is none."""
        try:
            files: dict[str, bytes] = {}
            for volume in volumes:
                outcome = self._workshop().bind(self._work.source, volume.entries, volume.front)
                if _PDF not in outcome.artifacts:
                    errors = (d for d in outcome.diagnostics if d.severity is Severity.ERROR)
                    return folder, {}, tuple(errors) or (_unknown(folder, "Outcome"),)
                files[volume.path] = outcome.artifacts[_PDF].content
        except DocgenError as failure:
            return folder, {}, failure.diagnostics
        except Exception as bug:  # noqa: BLE001 - the other teams must not pay for it
            self._work.confide(bug)
            return folder, {}, (_unknown(folder, type(bug).__name__),)
        return folder, files, ()

    def _workshop(self) -> ConfinedWorkshop:
        workshop: ConfinedWorkshop | None = getattr(self._own, "workshop", None)
        if workshop is None:
            workshop = self._own.workshop = ConfinedWorkshop(self._settings, self._limits)
            self._workshops.append(workshop)
        return workshop


def _unknown(folder: str, problem: str) -> Diagnostic:
    return report("DG901", Location(file=folder or None), file=None, problem=problem)
