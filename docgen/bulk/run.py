"""The course of a run: lock, plan, make, settle, and what is made of all documents together."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256

from docgen.bulk.contract import Engine, Shelf, Work
from docgen.bulk.engines import ENGINES
from docgen.bulk.events import Looking, Planned, Step, Tell
from docgen.bulk.finish import Finish
from docgen.bulk.model import Order, Plan, Record, Summary
from docgen.bulk.planning.asking import open_naming
from docgen.bulk.planning.plan import make_plan
from docgen.bulk.records.ledger import Ledger
from docgen.bulk.records.leftovers import read_leftovers, remember_leftovers
from docgen.bulk.stopping import Stop, StoppedError
from docgen.bulk.workers import usable_workers
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.sources.contract import Source

__all__ = ["Request", "Wishes", "plan_only", "run"]

_NO_PLACE = "DG803"
"""The disk is full: no document after this one would fare better."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted of a run beside its documents.

    ``workers`` is None for as many as fit. ``address`` is where an engine finds its workers. ``only`` are
    patterns of those that are to be made.
    """

    only: tuple[str, ...] = ()
    engine: str = "processes"
    workers: int | None = None
    address: str | None = None
    fail_fast: bool = False
    prune: bool = False
    binder: bool = False
    zip: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A run as it was asked for: what is made of what, in which manner, and where it goes."""

    source: Source
    order: Order
    shelf: Shelf
    wishes: Wishes = Wishes()

    def on_its_day(self, ledger: Ledger) -> Request:
        """Return the same on the day of a run of the same order that did not come to its end."""
        if self.order.is_day_named or (day := ledger.unfinished_day(_name(self.order))) is None:
            return self
        return replace(self, order=replace(self.order, day=day))


def run(request: Request, *, tell: Tell, stop: Stop, confide: Callable[[Exception], None]) -> Summary:
    """Make every document of a source that is not there yet, and what HR gets at the end.

    ``tell`` hears what happens, in this thread; ``confide`` hears bugs of ours, in any. Raises DocgenError
    when nothing can be made: another run is under way (DG851), the source cannot be read, or the plan has
    errors; StoppedError when it was stopped before the first document. Whatever ends it, the same call
    later goes on from there and ends with the same files.
    """
    begun = time.monotonic()
    wishes, shelf = request.wishes, request.shelf
    workers = wishes.workers or usable_workers()
    engine = ENGINES.find(wishes.engine)(workers, wishes.address)
    with shelf.lock(), closing(Ledger(shelf)) as ledger:
        request = request.on_its_day(ledger)
        plan = _plan(request, ledger, tell)
        early = (*ledger.findings, *_going_on(request, ledger, plan), *plan.findings)
        remember_leftovers(shelf, plan.strays)  # before the records that name them are replaced
        tell(Planned(plan, workers, early))
        work = Work(request.order, request.source, shelf, stop.event, confide)
        course = _Course(plan, work, ledger, wishes, tell, stop, workers)
        with suppress(StoppedError):
            course.make(engine)
            course.settle()
            course.finish()
        return course.conclude(time.monotonic() - begun)


def plan_only(request: Request, tell: Tell) -> Plan:
    """Return what a run would do, and change nothing; raises DocgenError."""
    with closing(Ledger(request.shelf)) as ledger:
        plan = _plan(request.on_its_day(ledger), ledger, tell)
        return replace(plan, findings=(*ledger.findings, *plan.findings))


def _plan(request: Request, ledger: Ledger, tell: Tell) -> Plan:
    with open_naming(request.order) as naming:
        plan = make_plan(
            request.source,
            request.order,
            request.shelf,
            ledger.known,
            naming,
            only=request.wishes.only,
            left=read_leftovers(request.shelf),
            tell=lambda done: tell(Looking(done)),
        )
    if any(found.severity is Severity.ERROR for found in plan.findings):
        raise DocgenError(plan.findings)
    if not plan.ids:
        raise DocgenError([*plan.findings, report("DG865")])
    return plan


def _going_on(request: Request, ledger: Ledger, plan: Plan) -> tuple[Diagnostic, ...]:
    """Say that a run goes on that did not come to its end (DG861)."""
    if request.order.is_day_named or ledger.unfinished_day(_name(request.order)) is None:
        return ()
    return (report("DG861", day=request.order.day.isoformat(), done=len(plan.kept)),)


def _name(order: Order) -> str:
    """Return what tells an order from another one: a digest of its settings."""
    settings = json.dumps(dict(order.settings), sort_keys=True, default=str)
    return sha256(f"{settings}{order.strict}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class _Course:
    """One run behind its plan: what is done so far."""

    plan: Plan
    work: Work
    ledger: Ledger
    wishes: Wishes
    tell: Tell
    stop: Stop
    workers: int
    findings: list[Diagnostic] = field(default_factory=list)
    files: tuple[str, ...] = ()
    made: int = 0
    failed: int = 0
    is_finished: bool = False

    @property
    def left(self) -> int:
        return len(self.plan.jobs) - self.made - self.failed

    def make(self, engine: Engine) -> None:
        """Make the documents; what ends this early is among the findings, or raises StoppedError."""
        if not self.plan.jobs:
            return
        told = engine.run(iter(self.plan.jobs), self.work)
        try:
            self.ledger.begin(self.work.order.day, _name(self.work.order))
            with self.stop.gently():
                for event in told:
                    if isinstance(event, Record):
                        self._take(event)
                    self.tell(event)
        except DocgenError as refusal:
            self.findings += refusal.diagnostics
        finally:
            getattr(told, "close", lambda: None)()

    def _take(self, record: Record) -> None:
        if record.status == "failed" and any(d.code == _NO_PLACE for d in record.findings):
            raise DocgenError(d for d in record.findings if d.code == _NO_PLACE)
        self.ledger.add(record)
        if record.status == "made":
            self.made += 1
            return
        self.failed += 1
        if self.wishes.fail_fast:
            self.work.stop.set()

    def settle(self) -> None:
        """Make one ledger of all records; where that cannot be, the journal stays for the next run."""
        self.tell(Step("settle"))
        for record in self.plan.failed:
            self.ledger.note(record)
        try:
            self.ledger.settle(self.plan.ids)
        except DocgenError as refusal:
            self.findings += refusal.diagnostics
            self.work.stop.set()

    def finish(self) -> None:
        """Make what is made of all documents together, once none is left."""
        if self.left or self.work.stop.is_set():
            return
        if self.wishes.prune and self.plan.strays:
            self.tell(Step("prune"))
            self._prune()
        wishes = self.wishes
        finish = Finish(
            plan=self.plan,
            work=self.work,
            ledger=self.ledger,
            stop=self.stop,
            workers=self.workers,
            binder=wishes.binder,
            zips=wishes.zip,
            prune=wishes.prune,
        )
        try:
            self.files, found = finish.make(self.tell)
            self.findings += found
            self.is_finished = True
        except DocgenError as refusal:
            self.findings += refusal.diagnostics

    def _prune(self) -> None:
        shelf = self.work.shelf
        for path in self.plan.strays:
            if shelf.is_ours(path):  # somebody may have written into it meanwhile
                shelf.remove(path)
        remember_leftovers(shelf, ())

    def conclude(self, seconds: float) -> Summary:
        """Sum up, and say what is still to be done."""
        where = Location(file=self.work.shelf.address)
        if not self.is_finished:
            self.findings.append(report("DG863", where, left=self.left or None))
        elif self.plan.strays and not self.wishes.prune:
            names = self.plan.strays[:_SHOWN]
            self.findings.append(report("DG864", where, count=len(self.plan.strays), names=names))
        return Summary(
            made=self.made,
            kept=len(self.plan.kept),
            failed=self.failed + len(self.plan.failed),
            left=self.left,
            seconds=seconds,
            is_whole=self.is_finished,
            files=self.files,
            findings=tuple(self.findings),
        )
