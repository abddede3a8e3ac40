"""What is said while a run goes on: lines for a log, events for a program, a display for a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from docgen.bulk.events import Event, Looking, Planned, Step
from docgen.bulk.model import Begun, Job, Record, Summary
from docgen.bulk.stopping import Stop
from docgen.cli.bulk.pace import Pace
from docgen.cli.console import Console
from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic
from docgen.diagnostics.sentences import show_line

__all__ = ["STEPS", "Once", "Teller", "open_teller", "say_plan"]

_FEW = 200
"""Documents up to which each gets a line of its own in a log."""

_PAUSE = 5.0
"""Seconds between two lines of a longer run."""

_PLAN = Words(
    "计划：共 {total} 份，要生成 {jobs} 份，{kept} 份没有变化。",
    "Plan: {total} in all, {jobs} to be made, {kept} unchanged.",
)
_WORKERS = Words("{workers} 个进程同时工作。", " {workers} at a time.")
_LOOKED = Words("正在看第 {done} 份目标书…", "Looking at spec {done}…")
_DONE = Words("[{done}/{total}] {stem}", "[{done}/{total}] {stem}")
_NOT_DONE = Words("[{done}/{total}] 没有生成：{stem}", "[{done}/{total}] not made: {stem}")
_MANY = Words("[{done}/{total}] {pace}，失败 {failed}", "[{done}/{total}] {pace}, failed {failed}")
STEPS = {
    "settle": Words("正在整理记录…", "Putting the records in order…"),
    "prune": Words("正在删除不在计划里的文件…", "Removing files that are no longer in the plan…"),
    "binders": Words("正在装订合订本…", "Making the binders…"),
    "report": Words("正在生成汇总…", "Making the index and the summary…"),
}
_STOPPING = Words(
    "正在停止，最多还要几秒；再按一次立即停止。", "Stopping within a few seconds; ask again to stop at once."
)


class Teller(Protocol):
    """Somebody who says what happens."""

    def hear(self, event: Event) -> None:
        """Take in one event."""
        ...

    def stopping(self) -> None:
        """Say that the run stops; called from a thread of its own."""
        ...

    def end(self, summary: Summary) -> None:
        """Take in the end."""
        ...


@contextmanager
def open_teller(console: Console, form: str, stop: Stop) -> Iterator[Teller]:
    """Choose who tells: events for programs, a display for a terminal, else lines."""
    if form == "json":
        yield Events(console)
    elif sys.stderr is not None and sys.stderr.isatty():
        from docgen.cli.bulk.live import Live

        display: AbstractContextManager[Teller] = Live(console, stop)
        with display as live:
            yield live
    else:
        yield Lines(console)


def say_plan(event: Planned, language: str) -> str:
    """Say in a line what there is to do."""
    plan = event.plan
    total = plan.total + len(plan.outside)
    said = _PLAN.say(language).format(total=total, jobs=len(plan.jobs), kept=len(plan.kept))
    if workers := min(event.workers, len(plan.jobs)):
        said += _WORKERS.say(language).format(workers=workers)
    return said


class Once:
    """Lets every finding through once: one in what many share is found with each of them."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._told: set[int] = set()

    def new(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the findings that were not told before."""
        found = {_mark(each): each for each in findings}
        fresh = tuple(each for mark, each in found.items() if mark not in self._told)
        self._told |= found.keys()
        return fresh


def _mark(finding: Diagnostic) -> int:
    """Return what is the same of findings that read the same: a line or a cell says where, whatever the field."""
    where = finding.where
    path = () if where.line or where.cell else where.path
    place = (where.file, where.line, where.column, where.cell, path)
    return hash((finding.code, finding.severity, place, repr(finding.facts), finding.trail))


class Lines:
    """A log: a line a document, or one every few seconds where there are many."""

    def __init__(self, console: Console) -> None:
        """Write with this console."""
        self._console = console
        self._pace = Pace(0)
        self._failed = 0
        self._once = Once()
        self._last = time.monotonic()

    def hear(self, event: Event) -> None:
        """Say what is worth a line."""
        match event:
            case Looking(done) if self._is_time():
                self._say(_LOOKED, done=done)
            case Planned():
                self._begin(event)
            case Record():
                self._tell(event)
            case Step(name):
                self._say(STEPS[name])
            case _:
                pass

    def stopping(self) -> None:
        """Say that it takes a moment."""
        self._say(_STOPPING)

    def end(self, summary: Summary) -> None:
        """Say nothing: the end is said by whoever began."""

    def _begin(self, event: Planned) -> None:
        console = self._console
        console.findings(event.findings)
        console.remark(say_plan(event, console.language))
        for failed in event.plan.failed:
            console.findings(self._once.new(failed.findings))
        self._pace = Pace(len(event.plan.jobs))

    def _tell(self, record: Record) -> None:
        pace = self._pace
        pace.done += 1
        if record.status == "failed":
            self._failed += 1
            self._console.findings(self._once.new(record.findings))
        facts = {"done": pace.done, "total": pace.total, "failed": self._failed}
        if pace.total <= _FEW:
            self._say(_DONE if record.status == "made" else _NOT_DONE, stem=show_line(record.stem), **facts)
        elif self._is_time() or pace.done == pace.total:
            self._say(_MANY, pace=pace.say(self._console.language), **facts)

    def _is_time(self) -> bool:
        now = time.monotonic()
        if now - self._last < _PAUSE:
            return False
        self._last = now
        return True

    def _say(self, words: Words, **facts: Any) -> None:
        self._console.remark(words.say(self._console.language).format(**facts))


class Events:
    """One JSON object a line, for programs."""

    def __init__(self, console: Console) -> None:
        """Write with this console."""
        self._console = console

    def hear(self, event: Event) -> None:
        """Write what happened."""
        match event:
            case Planned():
                self._begin(event)
            case Begun(worker, job):
                self._console.event("begun", worker=worker, **_job(job))
            case Record():
                self._tell(event)
            case Step(name):
                self._console.event("step", name=name)
            case _:
                pass

    def stopping(self) -> None:
        """Write that it stops."""
        self._console.event("stopping")

    def end(self, summary: Summary) -> None:
        """Write the sums."""
        counts = {name: getattr(summary, name) for name in ("made", "kept", "failed", "left")}
        self._console.event(
            "ended",
            **counts,
            seconds=round(summary.seconds, 3),
            is_whole=summary.is_whole,
            files=list(summary.files),
            diagnostics=self._records(summary.findings),
        )

    def _begin(self, event: Planned) -> None:
        plan = event.plan
        self._console.event(
            "planned",
            total=plan.total + len(plan.outside),
            to_make=len(plan.jobs),
            kept=len(plan.kept),
            failed=len(plan.failed),
            outside=len(plan.outside),
            workers=event.workers,
            strays=list(plan.strays),
            diagnostics=self._records(event.findings),
        )
        for job in plan.kept:
            self._console.event("kept", **_job(job))
        for record in plan.failed:
            self._tell(record)

    def _tell(self, record: Record) -> None:
        files = [{"path": each.path, "sha256": each.digest, "bytes": each.size} for each in record.files]
        self._console.event(
            record.status,
            id=record.id,
            name=record.name,
            stem=record.stem,
            files=files,
            diagnostics=self._records(record.findings),
        )

    def _records(self, findings: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
        from docgen.cli.report import record

        return [record(found, self._console.language) for found in findings]


def _job(job: Job) -> dict[str, str]:
    return {"id": job.entry.id, "name": job.entry.name, "stem": job.stem}
