"""A display that moves: how far the run is, how fast, and what every worker does right now."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console as Terminal
from rich.console import Group, RenderableType
from rich.live import Live as Screen
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from docgen.bulk.events import Event, Looking, Planned, Step
from docgen.bulk.model import Begun, Record, Summary
from docgen.bulk.stopping import Stop
from docgen.cli.bulk.pace import Pace, say_duration
from docgen.cli.bulk.telling import STEPS, Once, say_plan
from docgen.cli.console import Console
from docgen.cli.words import Words
from docgen.diagnostics.sentences import show

__all__ = ["Live"]

_MOST = 8
"""Workers that get a line of their own."""

_LOOKING = Words("正在看目标书：{done}", "Looking at the specs: {done}")
_COUNT = Words("{done}/{total}  失败 {failed}", "{done}/{total}  failed {failed}")
_OTHERS = Words("…还有 {n} 个进程", "…and {n} more")
_STOPPING = Words(
    "正在停止，最多还要几秒；再按一次 Ctrl-C 立即停止。",
    "Stopping within a few seconds; Ctrl-C again stops at once.",
)


class Live:
    """A few lines at the foot of a terminal; findings scroll by above them."""

    def __init__(self, console: Console, stop: Stop) -> None:
        """Show in the language of the console; nothing is shown before ``with``."""
        self._console = console
        self._stop = stop
        self._pace = Pace(0)
        self._failed = 0
        self._once = Once()
        self._busy: dict[str, tuple[str, str, float]] = {}
        self._line = ""
        self._screen = Screen(
            console=Terminal(stderr=True),
            get_renderable=self._draw,
            refresh_per_second=5,
            transient=True,
            redirect_stdout=False,
        )

    def __enter__(self) -> Self:
        """Begin to show."""
        self._screen.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, course: TracebackType | None
    ) -> None:
        """Clear the lines away."""
        self._screen.stop()

    def hear(self, event: Event) -> None:
        """Take in one event."""
        language = self._console.language
        match event:
            case Looking(done):
                self._line = _LOOKING.say(language).format(done=done)
            case Planned():
                self._begin(event)
            case Begun(worker, job):
                self._busy[job.entry.id] = (worker, job.stem, time.monotonic())
            case Record():
                self._tell(event)
            case Step(name):
                self._busy.clear()
                self._line = STEPS[name].say(language)

    def stopping(self) -> None:
        """Do nothing: what is shown says it by itself."""

    def end(self, summary: Summary) -> None:  # noqa: ARG002 - said by whoever began
        """Clear the lines away, so that the end stands alone."""
        self._screen.stop()

    def _begin(self, event: Planned) -> None:
        self._console.findings(event.findings)
        self._console.remark(say_plan(event, self._console.language))
        for failed in event.plan.failed:
            self._console.findings(self._once.new(failed.findings))
        self._pace = Pace(len(event.plan.jobs))
        self._line = ""

    def _tell(self, record: Record) -> None:
        self._busy.pop(record.id, None)
        self._pace.done += 1
        if record.status == "failed":
            self._failed += 1
            self._console.findings(self._once.new(record.findings))

    def _draw(self) -> RenderableType:
        lines: list[RenderableType] = []
        if self._pace.total:
            lines += [self._draw_bar(), *self._draw_workers()]
        if self._line:
            lines.append(Text(self._line, no_wrap=True, overflow="ellipsis"))
        if self._stop.is_asked:
            lines.append(Text(_STOPPING.say(self._console.language), style="yellow"))
        return Group(*lines)

    def _draw_bar(self) -> RenderableType:
        pace, language = self._pace, self._console.language
        said = _COUNT.say(language).format(done=pace.done, total=pace.total, failed=self._failed)
        row = Table.grid(padding=(0, 1))
        row.add_row(
            ProgressBar(
                total=pace.total, completed=pace.done, width=24, complete_style="cyan", finished_style="green"
            ),
            Text(said, style="red" if self._failed else ""),
            Text(pace.say(language), no_wrap=True, overflow="ellipsis"),
        )
        return row

    def _draw_workers(self) -> list[RenderableType]:
        language, now = self._console.language, time.monotonic()
        busy = sorted(self._busy.copy().values())
        rows = Table.grid(padding=(0, 1))
        for worker, stem, since in busy[:_MOST]:
            name = Text(show(stem), no_wrap=True, overflow="ellipsis")
            rows.add_row(Text(f"  {worker}", style="dim"), name, Text(say_duration(now - since, language)))
        more = len(busy) - _MOST
        rest = [Text("  " + _OTHERS.say(language).format(n=more), style="dim")] if more > 0 else []
        return [rows, *rest]
