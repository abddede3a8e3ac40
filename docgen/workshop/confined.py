"""A workshop whose pack is loaded and rendered by a child process within limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.pipeline import Outcome
from docgen.pipeline.binding import Front
from docgen.sources.contract import Entry, Source
from docgen.workshop.glances import Named, Parts
from docgen.workshop.hearing import pass_on
from docgen.workshop.limits import Limits
from docgen.workshop.messages import StrangeError
from docgen.workshop.process import Child, DeathError

__all__ = ["BrokenError", "ConfinedWorkshop"]

_CODES = MappingProxyType({"clock": "DG840", "memory": "DG841", "cpu": "DG842", "crash": "DG843"})
_NAME = re.compile(r"[^\s./\\:*?\"<>|\x00-\x1f]{1,100}")
_SUFFIX = re.compile(r"(\.[A-Za-z0-9]{1,16}){1,2}")
_START = 60.0  # seconds a child may take to load our own programs, on a very busy machine
_LIFE = 500  # documents one child makes, so that what a library forgets to free cannot pile up


class BrokenError(Exception):
    """A bug of ours showed in the child; ``course`` are the lines of its traceback."""

    def __init__(self, kind: str, course: tuple[str, ...]) -> None:
        """Keep what a report of the bug needs."""
        super().__init__(kind)
        self.course = course


class ConfinedWorkshop:
    """The face of a ``Workshop``; what is behind it can neither hang nor fill the memory.

    A child that passes a limit costs the one document it was making; the next is made by a new child.
    Leave it with ``close`` or, while another thread may be using it, with ``end``.
    """

    def __init__(self, settings: Mapping[str, Any], limits: Limits) -> None:
        """Start the child and open the workshop in it; ``settings`` are those of ``Workshop``.

        Raises DocgenError with what the pack does wrong, DG840 to DG843 if opening it passes a limit, DG844
        if no child can be started.
        """
        self._settings = dict(settings)
        self._limits = limits
        self._folder = str(Path.cwd())
        self._child: Child | None = None
        self._made = 0
        self._is_open = False
        self._is_over = False
        self.remarks: tuple[Diagnostic, ...] = ()
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Turn one spec of a source into documents, in its own language unless a locale was named."""
        return self._ask(source, ("make", ("make", _bare(entry), today)), [entry], entry.name)

    def reopen(self, settings: Mapping[str, Any]) -> None:
        """Open another workshop in the same child, or the same one after files of its pack have changed.

        The child has everything loaded already, which takes a second. Raises what opening raises.
        """
        self._settings = dict(settings)
        self._is_open = False
        self._drop_spent_child()
        self._open()

    def inspect(self, source: Source, entry: Entry, today: datetime.date | None = None) -> Outcome:
        """Read, validate and review one spec by the rules of the pack, and make nothing."""
        return self._ask(source, ("make", ("inspect", _bare(entry), today)), [entry], entry.name)

    def name(self, glances: Sequence[Parts], today: datetime.date) -> tuple[Named | None, ...]:
        """Name the files of many documents from the first parts of their specs; None: read the whole one.

        Raises DocgenError (DG840 to DG843) when the patterns of the pack pass a limit.
        """
        self._ready()
        try:
            named = self._tell(("name", (tuple(glances), today)))
        except DeathError as death:
            self.close()
            raise DocgenError([self._explain(death, None)]) from None
        if not isinstance(named, tuple) or len(named) != len(glances) or not all(map(_is_name, named)):
            self.close()
            raise StrangeError("names")
        return named

    def bind(self, source: Source, entries: Sequence[tuple[Entry, datetime.date]], front: Front) -> Outcome:
        """Bind the documents of many specs into one PDF; ``limits`` hold for all of them together."""
        task = tuple((_bare(entry), today) for entry, today in entries)
        return self._ask(source, ("bind", (task, front)), [entry for entry, _ in entries], front.team)

    def end(self) -> None:
        """End the child for good, from any thread: what is under way fails, and no child takes its place."""
        self._is_over = True
        self.close()

    def close(self) -> None:
        """End the child; nothing of it is left, and the next document gets a new one."""
        child, self._child, self._is_open = self._child, None, False
        if child:
            child.close()

    def _ask(self, source: Source, task: tuple[str, Any], entries: Sequence[Entry], name: str) -> Outcome:
        try:
            child = self._ready()
            kind, content = child.request(task, _answers(source, entries, child.number))
        except DeathError as death:
            return self._without_child(self._explain(death, name)).about(name)
        except DocgenError as failure:
            return Outcome(diagnostics=failure.diagnostics).about(name)
        self._made += len(entries)
        if kind == "exhausted":
            return self._without_child(self._explain(DeathError("memory", "", None), name))
        outcome: Outcome = self._read(kind, content)
        return self._judge(outcome, name)

    def _judge(self, outcome: Outcome, name: str) -> Outcome:
        """Say in our words what was only a symptom: some step found no memory, and gave up."""
        if not all(_is_fit(output, artifact.suffix) for output, artifact in outcome.artifacts.items()):
            self.close()
            raise StrangeError("artifacts")
        starved = [found for found in outcome.diagnostics if "MemoryError" in found.facts.values()]
        if not starved:
            return replace(outcome, artifacts=MappingProxyType(dict(outcome.artifacts)))
        template = starved[0].facts.get("template")
        death = DeathError("memory", "", str(template) if template else None)
        finding = self._explain(death, name, starved[0].where)
        return self._without_child(finding).about(name)

    def _without_child(self, finding: Diagnostic) -> Outcome:
        self.close()
        return Outcome(diagnostics=(finding,))

    def _ready(self) -> Child:
        """Return a child that is alive, has the pack open and is not too old."""
        self._drop_spent_child()
        if self._child is None or not self._is_open:
            self._open()
        assert self._child is not None  # noqa: S101 - ``_open`` raises or sets it
        return self._child

    def _drop_spent_child(self) -> None:
        if self._child and (not self._child.is_alive or self._made >= _LIFE):
            self.close()

    def _open(self) -> None:
        try:
            if self._child is None:  # one that is there is warm, and opens another workshop as quickly
                self._made = 0
                self._child = Child(self._limits, self._folder)
                self._tell(("prepare", self._settings["to"]), _START)
            self.remarks = self._tell(("open", self._settings))
            self._is_open = True
        except DocgenError:  # the child waits for a pack that is in order
            raise
        except DeathError as death:
            self.close()
            raise DocgenError([self._explain(death, None)]) from None
        except OSError as problem:
            raise DocgenError([report("DG844", problem=problem.strerror or type(problem).__name__)]) from None
        except BaseException:
            self.close()
            raise

    def _tell(self, message: tuple[str, Any], patience: float | None = None) -> Any:
        """Send what needs nothing from outside and return the content of the answer."""
        if self._is_over:  # a child that is here by now is seen by ``end``, or it is ended for this
            raise DeathError("crash", "SIGKILL", None)
        assert self._child is not None  # noqa: S101 - it was started just now
        kind, content = self._child.request(message, _refuse, patience)
        if kind == "exhausted":
            raise DeathError("memory", "", None)
        return self._read(kind, content)

    def _read(self, kind: str, content: Any) -> Any:
        """Return the content of a good answer; a child in which something of ours broke is ended."""
        if kind in {"prepared", "opened", "made", "named"}:
            return content
        if kind == "failed":
            raise DocgenError(content)
        self.close()
        raise BrokenError(*content)

    def _explain(self, death: DeathError, spec: str | None, where: Location | None = None) -> Diagnostic:
        limit = {"memory": self._limits.memory, "clock": self._limits.patience, "cpu": self._limits.seconds}
        facts = {"pack": self._settings["pack"], "spec": spec, "template": death.template}
        if death.cause == "crash":
            return report("DG843", where or Location(spec), **facts, how=death.how)
        return report(_CODES[death.cause], where or Location(spec), **facts, limit=limit[death.cause])


def _is_fit(name: str, suffix: str) -> bool:
    """Tell whether files may be named so: a child that is no longer ours must not choose a folder."""
    return bool(_NAME.fullmatch(name) and _SUFFIX.fullmatch(suffix))


def _is_name(named: object) -> bool:
    """Tell whether an answer is a name and a language, or no answer at all."""
    match named:
        case None | (None | str(), None | str()):
            return True
        case _:
            return False


def _bare(entry: Entry) -> Entry:
    """Return an entry without what its source alone needs; the child asks the parent to read it."""
    return replace(entry, origin=None)


def _answers(source: Source, entries: Sequence[Entry], child: int) -> Any:
    """Make what reads the specs of a task and their pictures for the child, and nothing but them."""

    def answer(what: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        if what == "steps":
            pass_on(arguments[0] if len(arguments) == 1 else None, child)
            return "given", None
        place, *others = arguments
        if not isinstance(place, int) or not 0 <= place < len(entries):
            raise StrangeError(what)
        try:
            if what == "read":
                return "given", source.read(entries[place])
            name, where = others
            return "given", source.picture(entries[place], name, where)
        except DocgenError as failure:
            return "failed", failure.diagnostics

    return answer


def _refuse(_what: str, _arguments: tuple[Any, ...]) -> tuple[str, Any]:
    """Give nothing: a pack is opened with what lies in its folders."""
    return "failed", ()
