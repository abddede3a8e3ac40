"""The process in which a pack is loaded and rendered: it serves one workshop until it is ended.

Started by ``docgen.workshop.process`` as a program of its own. What it hears comes through standard input
and what it answers goes through standard output, so that nothing else may use either.
"""

from __future__ import annotations

import datetime
import gc
import importlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from docgen.diagnostics import Diagnostic, DocgenError, Location
from docgen.workshop.confinement import allow, confine, leave, rest
from docgen.workshop.hearing import listen, take_steps
from docgen.workshop.messages import SilenceError, receive, send

if TYPE_CHECKING:
    from docgen.document.model import Asset
    from docgen.pipeline import Outcome
    from docgen.pipeline.binding import Front
    from docgen.review.model import Review
    from docgen.sources.contract import Entry
    from docgen.spec.raw import RawSpec
    from docgen.workshop.workshop import Workshop

__all__ = ["main"]

_OURS = ("docgen.workshop.workshop", "docgen.packs.theme", "docgen.render.html", "docgen.view.present")
_ENGINE = "docgen.writers.pdf.engine"


class Parent:
    """The process that started this one: heard by a thread, so that its end is noticed during any work."""

    def __init__(self) -> None:
        """Take the two streams away from everybody else in this process."""
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._ears: BinaryIO = os.fdopen(os.dup(0), "rb")
        self._mouth: BinaryIO = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.close(nothing)
        threading.Thread(target=self._listen, args=(os.environ["TMPDIR"],), daemon=True).start()

    def _listen(self, folder: str) -> None:
        if hasattr(signal, "pthread_sigmask"):  # the other thread is to say where it was
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGXCPU})
        try:
            while True:
                self._inbox.put(receive(self._ears))
        except SilenceError:
            pass
        except BaseException:  # noqa: BLE001 - whatever it is, this child is of no use any more
            traceback.print_exc()  # the parent looks there for the cause
        leave(folder)

    def hear(self) -> Any:
        """Wait for the next message."""
        return self._inbox.get()

    def say(self, kind: str, content: Any) -> None:
        """Answer; an end that was set for a task does not hold for waiting."""
        if kind != "asks":
            rest()
        try:
            send(self._mouth, (kind, content))
        except SilenceError:
            leave(os.environ["TMPDIR"])


class Sent:
    """A source whose specs and pictures lie with the parent, which reads them when they are asked for."""

    def __init__(self, parent: Parent, entries: Sequence[Entry]) -> None:
        """Serve the specs of one task."""
        self._parent = parent
        self._entries = entries
        self._places = {entry.id: place for place, entry in enumerate(entries)}

    def entries(self) -> Iterator[Entry]:
        """List the specs there are."""
        yield from self._entries

    def read(self, entry: Entry) -> bytes | RawSpec:
        """Return what the parent's source gives; raises what it raised."""
        content: bytes | RawSpec = self._ask("read", (self._places[entry.id],))
        return content

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture of a spec; raises what the parent's source raised."""
        picture: Asset = self._ask("picture", (self._places[entry.id], name, where))
        return picture

    def tell_steps(self) -> None:
        """Tell what was done and how long it took, where the parent wants to know."""
        if heard := take_steps():
            self._ask("steps", (heard,))

    def _ask(self, what: str, arguments: tuple[Any, ...]) -> Any:
        self._parent.say("asks", (what, arguments))
        kind, content = self._parent.hear()
        if kind == "failed":
            raise DocgenError(content)
        return content


def main() -> None:
    """Confine this process and serve: load, open the workshop, then make one document after another."""
    memory, seconds, patience = map(int, sys.argv[1:4])
    Path(os.environ["TMPDIR"]).mkdir(0o700)  # and not one that somebody else has made
    confine(memory)
    listen()
    parent = Parent()
    workshop: Workshop | None = None
    while True:
        kind, content = parent.hear()
        try:
            if kind == "prepare":
                _prepare(parent, content)
                continue
            allow(seconds, patience)
            if workshop is None or kind == "open":
                workshop = _open(parent, content)
            elif kind == "name":
                parent.say("named", tuple(_text(each) for each in workshop.name(*content)))
            elif kind == "bind":
                _bind(parent, workshop, *content)
            else:
                _make(parent, workshop, *content)
        except MemoryError:
            workshop = None  # room to say so
            parent.say("exhausted", ())
        except BaseException as bug:  # noqa: BLE001 - also what the layout engine raises beside Exception
            parent.say("broken", (type(bug).__qualname__, tuple(_course(bug))))


def _prepare(parent: Parent, formats: Sequence[str]) -> None:
    """Load our own programs, which is no work for the pack and does not count against its limits."""
    for name in _OURS:
        importlib.import_module(name)
    from docgen.pipeline import LAYOUT_FIRST, WRITERS  # noqa: PLC0415 - loaded just now

    with suppress(DocgenError):  # what is missing here is said when a document is to be written
        for name in set(WRITERS.names()).intersection(formats):
            WRITERS.find(name)
        if LAYOUT_FIRST in formats:
            importlib.import_module(_ENGINE).load_engine()
    gc.freeze()  # what was loaded stays: no search for garbage need go through it with every document
    parent.say("prepared", None)


def _open(parent: Parent, settings: Mapping[str, Any]) -> Workshop | None:
    from docgen.workshop.workshop import Workshop  # noqa: PLC0415 - after the limits are set

    try:
        workshop = Workshop(**settings)
    except DocgenError as failure:
        parent.say("failed", tuple(map(_plain, failure.diagnostics)))
        return None
    parent.say("opened", tuple(map(_plain, workshop.remarks)))
    return workshop


def _make(parent: Parent, workshop: Workshop, task: str, entry: Entry, today: datetime.date | None) -> None:
    take_steps()  # of a document before, whose end nobody heard
    source = Sent(parent, [entry])
    outcome: Outcome = getattr(workshop, task)(source, entry, today)
    source.tell_steps()
    parent.say("made", _bare(outcome))


def _bind(
    parent: Parent, workshop: Workshop, entries: Sequence[tuple[Entry, datetime.date]], front: Front
) -> None:
    outcome = workshop.bind(Sent(parent, [entry for entry, _ in entries]), entries, front)
    parent.say("made", _bare(outcome))


def _bare(outcome: Outcome) -> Outcome:
    """Return an outcome made of plain values only: nothing else gets through."""
    pages = {name: {_text(k): v for k, v in a.pages.items()} for name, a in outcome.artifacts.items()}
    artifacts = {_text(name): replace(a, pages=pages[name]) for name, a in outcome.artifacts.items()}
    diagnostics = tuple(map(_plain, outcome.diagnostics))
    texts = {one.name: _text(getattr(outcome, one.name)) for one in fields(outcome)}
    review = outcome.review and _bare_review(outcome.review)
    return replace(outcome, **{**texts, "artifacts": artifacts, "diagnostics": diagnostics, "review": review})


def _bare_review(review: Review) -> Review:
    """Return a review made of plain values only."""
    findings = tuple(replace(each, diagnostic=_plain(each.diagnostic)) for each in review.findings)
    verdicts = {goal: dict(letters) for goal, letters in review.verdicts.items()}
    return replace(review, findings=findings, verdicts=verdicts, others=dict(review.others))


def _plain(found: Diagnostic) -> Diagnostic:
    """Return a finding whose texts are plain texts: some that libraries give us are more than that."""
    where = replace(
        found.where, **{name: _text(getattr(found.where, name)) for name in ("file", "excerpt", "cell")}
    )
    where = replace(where, path=tuple(_text(step) for step in where.path))
    facts = {_text(name): _text(fact) for name, fact in found.facts.items()}
    return replace(found, where=where, facts=facts, trail=tuple(_text(step) for step in found.trail))


def _text(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_text(each) for each in value)
    return str(value) if isinstance(value, str) and type(value) is not str else value


def _course(bug: BaseException | None) -> Iterator[str]:
    """Tell where it failed, from the cause to the end; messages of exceptions may quote a spec: not them."""
    if bug:
        yield from _course(bug.__cause__ or bug.__context__)
        yield type(bug).__qualname__
        yield from traceback.format_tb(bug.__traceback__)


if __name__ == "__main__":
    main()
