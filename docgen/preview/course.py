"""The course of a preview: files change, findings are shown, pages follow; what is out of date is dropped."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TypeVar

from docgen.delivery.names import portable
from docgen.diagnostics import Diagnostic, report
from docgen.document.model import Artifact
from docgen.pipeline import LAYOUT_FIRST, Outcome
from docgen.preview.looking import Look, look, look_closely, unite
from docgen.preview.making import Bench, Order
from docgen.preview.pages import Pages, PagesError
from docgen.preview.prints import Places, Print, find_pack_folders, print_files, print_folders
from docgen.preview.specs import Spec
from docgen.preview.state import About, Board, Choice, Made, Moment, Phase
from docgen.preview.watching import watch
from docgen.workshop.limits import Limits

__all__ = ["Preview"]

T = TypeVar("T")

_GRACE = 1.5
"""Seconds a making that is out of date may go on: ending the child would cost the next one more."""

_KEPT = 3  # makings whose pictures can still be asked for, by a page that is about to change


@dataclass(frozen=True, slots=True)
class State:
    """The files in one state, and what the reader chose: whatever else happens, this is made once.

    ``files`` begins with the spec; the pictures it names follow.
    """

    pack: tuple[Print, ...]
    files: tuple[Print, ...]
    choice: Choice

    def with_pictures(self, pictures: tuple[Path, ...]) -> State:
        """Return the same state, now that it is known which pictures belong to it."""
        return replace(self, files=(self.files[0], *print_files(pictures)))


class Preview:
    """One pack, shown with one spec after another, for as long as it runs."""

    def __init__(self, pack: str, specs: tuple[Spec, ...], locale: str | None, limits: Limits) -> None:
        """Show the first spec; nothing runs yet."""
        self.pack = pack
        self.specs = specs
        self._about = About(Path(pack).name)
        self.board = Board(Moment(Phase.CHECKING, self._about, Choice(0, locale)))
        self._bench = Bench(limits)
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._pictures: tuple[Path, ...] = ()
        self._shown: State | None = None
        self._found: dict[str, tuple[Diagnostic, ...]] = {"look": (), "files": (), "making": ()}
        self._read: object = None
        self._reading: asyncio.Task[None] | None = None
        self._made: dict[int, Made] = {}
        self._count = 0

    async def run(self) -> None:
        """Follow the files until ``stop``."""
        watching = asyncio.create_task(self._watch())
        try:
            while not self._stop.is_set():
                newest = self._state()
                if newest != self._shown:
                    self._shown = newest
                    await self._turn(newest)
                else:
                    await self._wake.wait()
                    self._wake.clear()
        finally:
            watching.cancel()
            self._bench.abandon()

    def stop(self) -> None:
        """End soon, from any thread's point of view: the child at once."""
        self._stop.set()
        self._wake.set()
        self.board.close()
        self._bench.abandon()

    def choose(self, choice: Choice) -> None:
        """Show another spec, or another language."""
        if choice != self.board.moment.choice and 0 <= choice.spec < len(self.specs):
            self.board.announce(replace(self.board.moment, choice=choice))
            self._wake.set()

    def find_made(self, number: int) -> Made | None:
        """Return a making that is shown, or was shown a moment ago."""
        return self._made.get(number)

    def _places(self) -> Places:
        spec = self.specs[self.board.moment.choice.spec]
        return Places(find_pack_folders(self.pack), (Path(spec.path), *self._pictures))

    def _state(self) -> State:
        places = self._places()
        return State(print_folders(places.folders), print_files(places.files), self.board.moment.choice)

    async def _watch(self) -> None:
        async for _ in watch(self._places, self._stop):
            self._wake.set()

    async def _turn(self, state: State) -> None:
        """Look at once, then make; a newer state of the files ends it between any two steps."""
        began = time.monotonic()
        spec = self.specs[state.choice.spec]
        self._show(phase=Phase.CHECKING, is_current=False)
        seen = await _in_thread(lambda: look(self.pack, spec))
        self._pictures = seen.pictures
        self._shown = state = state.with_pictures(seen.pictures)
        self._about = seen.about or self._about
        self._found["look"] = seen.findings
        if seen.about is None:
            self._found["files"], self._read = (), None
        if seen.is_hopeless:
            self._found["making"] = ()
            self._show(phase=Phase.DONE, made=self._last_made(state.choice))
        else:
            self._show(phase=Phase.MAKING)
        if seen.about and self._read != state.pack and not self._reading:
            self._reading = asyncio.create_task(self._read_closely())
        if not seen.is_hopeless:
            await self._make_and_finish(seen, state, began)

    async def _read_closely(self) -> None:
        """Look closely at the pack, beside the making; again when it has changed meanwhile."""
        while self._shown and self._read != self._shown.pack and not self._stop.is_set():
            read = self._shown.pack
            try:
                self._found["files"] = await _in_thread(lambda: look_closely(self.pack))
            except Exception as bug:  # noqa: BLE001 - the preview outlives whatever a look may do
                self._found["files"] = (report("DG752", problem=type(bug).__name__),)
            self._read = read
            self._show()
        self._reading = None

    async def _make_and_finish(self, seen: Look, state: State, began: float) -> None:
        entry = self.specs[state.choice.spec].entry
        order = Order(self.pack, state.pack, seen.outputs, state.choice.locale, seen.source, entry)
        outcome = await self._make(order, state)
        if outcome is not None:
            self._finish(outcome, state.choice, time.monotonic() - began)

    async def _make(self, order: Order, state: State) -> Outcome | None:
        """Return what became of an order, or None when the files have changed meanwhile."""
        making = asyncio.ensure_future(_in_thread(lambda: self._bench.make(order)))
        while not making.done():
            waking = asyncio.ensure_future(self._wake.wait())
            await asyncio.wait({making, waking}, return_when=asyncio.FIRST_COMPLETED)
            waking.cancel()
            self._wake.clear()
            if self._stop.is_set() or (not making.done() and self._state() != state):
                await self._abandon(making)
                return None
        return making.result()

    async def _abandon(self, making: asyncio.Future[Outcome]) -> None:
        """Let nobody wait for a making; end the child if it does not come to an end by itself."""
        self._wake.set()
        if not self._stop.is_set():
            await asyncio.wait({making}, timeout=_GRACE)
        if not making.done():
            await asyncio.to_thread(self._bench.abandon)
            await asyncio.wait({making}, timeout=_GRACE)

    def _finish(self, outcome: Outcome, choice: Choice, took: float) -> None:
        self._found["making"] = outcome.diagnostics
        made = self._last_made(choice)
        if outcome.artifacts:
            pages, problems = _open_pages(outcome.artifacts.get(LAYOUT_FIRST))
            self._found["making"] += problems
            stem = outcome.stem or portable(PurePath(self.specs[choice.spec].name).stem)
            made = self._keep(Made(0, choice.spec, outcome.artifacts, pages, stem, time.monotonic(), took))
        self._show(phase=Phase.DONE, made=made, is_current=bool(outcome.artifacts))

    def _last_made(self, choice: Choice) -> Made | None:
        """Return what was made last, unless it is of another spec: nobody should take it for this one."""
        made = self.board.moment.made
        return made if made and made.spec == choice.spec else None

    def _keep(self, made: Made) -> Made:
        """Give a making its number and remember it; the oldest is let go."""
        self._count += 1
        made = replace(made, number=self._count)
        self._made[made.number] = made
        for number in sorted(self._made)[:-_KEPT]:
            old = self._made.pop(number)
            if old.pages:
                old.pages.close()
        return made

    def _show(self, **changes: object) -> None:
        findings = unite(*(self._found[step] for step in ("look", "files", "making")))
        now = replace(self.board.moment, about=self._about, findings=findings)
        self.board.announce(replace(now, **changes))  # type: ignore[arg-type]  # its own fields


def _open_pages(artifact: Artifact | None) -> tuple[Pages | None, tuple[Diagnostic, ...]]:
    if artifact is None:
        return None, ()
    try:
        return Pages.open(artifact.content), ()
    except PagesError as fault:
        return None, (report("DG753", problem=str(fault)),)


async def _in_thread(work: Callable[[], T]) -> T:
    """Do something slow in a thread that nobody waits for at the end of the program."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, fault: BaseException | None) -> None:
        if future.done():
            return
        if fault is None:
            future.set_result(result)  # type: ignore[arg-type]  # there is a result where there is no fault
        else:
            future.set_exception(fault)

    def run() -> None:
        result, fault = None, None
        try:
            result = work()
        except BaseException as problem:  # noqa: BLE001 - whoever awaits it is told
            fault = problem
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, fault)

    threading.Thread(target=run, daemon=True).start()
    return await future
