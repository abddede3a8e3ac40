"""The one place that prints: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from docgen.diagnostics import Diagnostic

__all__ = ["NOBODY_LISTENS", "OUR_BUG", "Console", "Unheard"]

NOBODY_LISTENS = 141
"""The exit code when the reader of our output has gone, as a shell would report SIGPIPE."""

OUR_BUG = 70
"""The exit code when docgen itself failed, for one spec or altogether."""

_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


class Unheard(OSError):  # noqa: N818 - says what happened to the words
    """What was printed could not be written, for instance to a full disk."""


@dataclass(frozen=True, slots=True)
class Console:
    """A terminal, a pipe or a log, in one language.

    click leaves colors out where nobody can see them.
    """

    language: str

    def result(self, text: str) -> None:
        """Print what was asked for."""
        _echo(text, sys.stdout)

    def data(self, document: Any) -> None:
        """Print one JSON document."""
        self.result(json.dumps(document, ensure_ascii=False, indent=2))

    def event(self, event: str, **facts: Any) -> None:
        """Print what happened as one JSON object on a line of its own."""
        self.result(json.dumps({"event": event, **facts}, ensure_ascii=False))

    def remark(self, text: str) -> None:
        """Print a word beside the result."""
        _echo(text, sys.stderr)

    def findings(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print findings as paragraphs, in the order they were made."""
        from docgen.cli.report import paragraph

        for finding in diagnostics:
            head, *rest = paragraph(finding, self.language)
            self.remark(click.style(head, fg=_COLORS[finding.severity], bold=True))
            self.remark("\n".join(rest))

    def annotations(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print findings as workflow commands that GitHub shows beside the line."""
        from docgen.cli.report import annotation

        for finding in diagnostics:
            self.result(annotation(finding, self.language))

    @contextmanager
    def progress(self, names: Sequence[str], quiet: bool = False) -> Iterator[Callable[[str], None]]:
        """Show how far a run of several has come; yields what to call when one begins.

        A terminal gets one line that moves, anything else a line a spec, a single spec nothing.
        """
        if quiet or len(names) < 2:  # noqa: PLR2004 - more than one
            yield lambda _name: None
        elif sys.stderr.isatty():
            with _moving_line(len(names)) as begin:
                yield begin
        else:
            turns = iter(range(1, len(names) + 1))
            yield lambda name: self.remark(f"[{next(turns)}/{len(names)}] {name}")


def _echo(text: str, stream: TextIO | None) -> None:
    if stream is None:  # closed before we began; click would print to the other one
        return
    try:
        click.echo(text, file=stream)
    except BrokenPipeError:  # ``docgen … | head`` has seen enough
        raise click.exceptions.Exit(NOBODY_LISTENS) from None
    except OSError as problem:
        raise Unheard from problem


@contextmanager
def _moving_line(total: int) -> Iterator[Callable[[str], None]]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, name="", completed=-1)

        def begin(name: str) -> None:
            progress.update(task, advance=1, name=name)

        yield begin
