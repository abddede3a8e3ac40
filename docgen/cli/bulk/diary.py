"""What a log says of a run of many documents: the plan, a line a document, and the steps that concern all."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from docgen.bulk.events import Event, Planned, Step
from docgen.bulk.model import Begun, Record
from docgen.diagnostics.steps import note

__all__ = ["Diary"]

_FILES = (".yaml", ".yml", ".json")


@dataclass(slots=True)
class Diary:
    """Knows everybody by the place in the source, or by the file of the spec, which has its name from whoever wrote it."""

    _places: dict[str, int] = field(default_factory=dict)
    _begun: dict[str, tuple[str, float]] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        """Write down what is worth a line."""
        match event:
            case Planned():
                self._plan(event)
            case Begun(worker, job):
                self._begun[job.entry.id] = worker, time.perf_counter()
            case Record():
                self._write(event)
            case Step(name):
                note("bulk", part=name)
            case _:
                pass

    def _plan(self, event: Planned) -> None:
        plan = event.plan
        self._places = {name: place for place, name in enumerate(plan.ids, 1)}
        counts = {"jobs": len(plan.jobs), "kept": len(plan.kept), "failed": len(plan.failed)}
        note("plan", total=len(plan.ids), **counts, workers=event.workers)
        for record in plan.failed:
            self._write(record)

    def _write(self, record: Record) -> None:
        worker, since = self._begun.pop(record.id, (None, None))
        note(
            "document",
            ms=None if since is None else round((time.perf_counter() - since) * 1000, 1),
            place=self._places.get(record.id),
            file=record.id if record.id.endswith(_FILES) else None,
            status=record.status,
            worker=worker,
            files=len(record.files),
            bytes=sum(file.size for file in record.files),
            codes=",".join(dict.fromkeys(found.code for found in record.findings)) or "none",
        )
