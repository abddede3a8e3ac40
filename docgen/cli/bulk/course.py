"""What ``docgen bulk`` does: open the source and the shelf, run, and tell how it went."""

from __future__ import annotations

import datetime
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import click

from docgen.bulk.model import Order
from docgen.bulk.run import Request, Wishes, run
from docgen.bulk.shelves import open_shelf
from docgen.bulk.stopping import Stop, StoppedError
from docgen.cli.bulk.diary import Diary
from docgen.cli.bulk.ending import Ending
from docgen.cli.bulk.telling import Teller, open_teller
from docgen.cli.console import OUR_BUG, Console, Unheard
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.diagnostics import Diagnostic, DocgenError, Severity
from docgen.pipeline import this_day
from docgen.sources.opening import open_source
from docgen.spec.models.parties import Stage
from docgen.workshop.limits import Limits

__all__ = ["Asked", "make_all"]

_NAMED_WRONGLY = {"DG301", "DG412", "DG702"}  # pack, locale, format or engine: the words of the command line
_A_MOMENT = 1.0  # second for a last word, should nobody read it
_SIGNALLED = 128
_NOT_ALL = 3
_MOST_BUGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command."""

    sources: tuple[str, ...]
    out: str
    mapping: str | None
    encoding: str | None
    to: tuple[str, ...]
    pack: str
    word_template: str | None
    locale: str | None
    stage: Stage | None
    today: datetime.date | None
    review: bool
    without_spec: bool
    verify: bool
    only: tuple[str, ...]
    dry_run: bool
    strict: bool
    force: bool
    fail_fast: bool
    jobs: int | None
    engine: str
    scheduler: str | None
    limit_seconds: int
    limit_memory: int
    binder: bool
    zip: bool
    prune: bool
    form: str

    def request(self) -> Request:
        """Return the run that was asked for; raises DocgenError when source or shelf cannot be opened."""
        source = open_source(self.sources, self.mapping, self.encoding)
        return Request(source, self.order(), open_shelf(self.out), self.wishes())

    def order(self) -> Order:
        """Return what is wanted of every document."""
        settings: dict[str, Any] = {"pack": self.pack, "to": self.to, "locale": self.locale}
        settings |= {"review": self.review, "stage": self.stage, "word_template": self.word_template}
        settings |= {"carry": not self.without_spec}
        settings |= {"verify": True} if self.verify else {}
        return Order(
            settings=settings,
            day=self.today or this_day(),
            is_day_named=self.today is not None,
            limits=Limits(self.limit_seconds, self.limit_memory),
            strict=self.strict,
            force=self.force,
        )

    def wishes(self) -> Wishes:
        """Return what is wanted of the run."""
        return Wishes(
            only=self.only,
            engine=self.engine,
            workers=self.jobs,
            address=self.scheduler,
            fail_fast=self.fail_fast,
            prune=self.prune,
            binder=self.binder,
            zip=self.zip,
        )


@dataclass(slots=True)
class Bugs:
    """Bugs of ours that documents met: a report file for the first few, a count for all."""

    findings: list[Diagnostic] = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, bug: Exception) -> None:
        """Write a report about it; called from any thread."""
        from docgen.cli.crash import admit

        with self._guard:
            if len(self.findings) < _MOST_BUGS:
                self.findings.append(admit(bug))


def make_all(asked: Asked, console: Console) -> int:
    """Make the documents of everybody; return the exit code."""
    ending = Ending(console, asked.form, asked.out)
    signals: list[int] = []
    try:
        request = asked.request()
        if asked.dry_run:
            from docgen.cli.bulk.dry_run import show_plan

            return show_plan(request, console, asked.form)
        return _run(request, asked.form, ending, signals)
    except DocgenError as failure:
        ending.refuse(failure.diagnostics)
        wrong = any(found.code in _NAMED_WRONGLY for found in failure.diagnostics)
        return WRONG_COMMAND_LINE if wrong else 1
    except StoppedError:
        ending.stop_early()
        return _SIGNALLED + signals[0]


def _run(request: Request, form: str, ending: Ending, signals: list[int]) -> int:
    bugs, stop = Bugs(), Stop()
    diary = Diary()
    with open_teller(ending.console, form, stop) as teller:
        with _heed_signals(stop, signals, teller):
            summary = run(request, tell=_all(teller, ending, diary), stop=stop, confide=bugs.hear)
        teller.end(summary)
    ending.tell(summary, tuple(bugs.findings))
    if signals:
        return _SIGNALLED + signals[0]
    if bugs.findings:
        return OUR_BUG
    has_error = any(found.severity is Severity.ERROR for found in summary.findings)
    return _NOT_ALL if has_error or summary.failed or not summary.is_whole else 0


def _all(teller: Teller, ending: Ending, diary: Diary) -> Callable[[Any], None]:
    def tell(event: Any) -> None:
        ending.hear(event)
        diary.hear(event)
        teller.hear(event)

    return tell


@contextmanager
def _heed_signals(stop: Stop, signals: list[int], teller: Teller) -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into the wish to stop, as long as a run lasts.

    A signal may come while a line is being written, and no second line can be begun inside it: that it stops is
    said by a thread of its own.
    """
    asked = threading.Event()

    def heed(number: int, _frame: FrameType | None) -> None:
        signals.append(number)
        asked.set()
        stop.ask()

    def say_so() -> None:
        asked.wait()
        if signals:
            with suppress(Unheard, click.exceptions.Exit):  # whoever writes next notices it, too
                teller.stopping()

    speaker = threading.Thread(target=say_so, name="docgen-stopping", daemon=True)
    speaker.start()
    former = {number: signal.signal(number, heed) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        asked.set()
        speaker.join(_A_MOMENT)
