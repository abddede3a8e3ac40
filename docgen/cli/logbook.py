"""The log: where it goes, what a line looks like, and its first and last words. The one place that configures logging."""

from __future__ import annotations

import datetime
import logging
import platform
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

import click

from docgen.cli.console import Console, Unheard
from docgen.delivery.journal import open_record
from docgen.diagnostics import DocgenError, Location, report
from docgen.diagnostics.steps import CHILD, LOGGER, note, step

__all__ = ["keep_log"]

_DETAILS = 2
"""How often ``--verbose`` is said by somebody who looks for the cause of something."""

_LINE = re.compile(rb"\d{4}-\d\d-\d\dT[0-9:.]{8,12}[+-]\d\d:\d\d [A-Z]+ \d+ step=")
"""How every line of ours begins."""
_GIVEN = click.core.ParameterSource.COMMANDLINE
_LIBRARIES = ("click", "jinja2", "lxml", "pydantic", "pyyaml", "weasyprint", "python-docx", "openpyxl")


class _Form(logging.Formatter):
    """One line: when, how important, which process, and what."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC).astimezone()
        moment = when.isoformat(timespec="milliseconds")
        return f"{moment} {record.levelname} {record.process} {record.getMessage()}"


class _OnConsole(logging.Handler):
    """Lines on the terminal, beside the results."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Unheard, click.exceptions.Exit):  # whoever prints a result notices it, too
            self._console.remark(self.format(record))


class _InFile(logging.Handler):
    """Lines at the end of a file; a file that takes no more is said once, and the work goes on."""

    def __init__(self, console: Console, path: str, file: BinaryIO) -> None:
        super().__init__()
        self._console = console
        self._path = path
        self._file = file
        self._is_whole = True

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
        try:
            # Not buffered: a line of several programs stays whole, and survives a crash.
            self._file.write(line)
        except OSError as problem:
            self._give_up(problem)

    def _give_up(self, problem: OSError) -> None:
        if self._is_whole:
            self._is_whole = False
            said = report("DG897", file=self._path, problem=problem.strerror or type(problem).__name__)
            self._console.findings([said])


@contextmanager
def keep_log(console: Console, ctx: click.Context, verbose: int, path: str | None) -> Iterator[None]:
    """Keep a log as long as a command runs: on the terminal, in a file, or both.

    Raises DocgenError before anything is done: DG895 the file cannot be written, DG896 it is something else.
    """
    logger = logging.getLogger(LOGGER)
    with ExitStack() as stack:
        stack.callback(logger.setLevel, logger.level)
        stack.callback(setattr, logger, "propagate", logger.propagate)
        handlers: list[logging.Handler] = []
        if path:
            handlers.append(_InFile(console, path, stack.enter_context(_open(path))))
        if verbose:
            handlers.append(_OnConsole(console))
        logger.setLevel(logging.DEBUG if verbose >= _DETAILS else logging.INFO)
        logger.propagate = False
        if verbose < _DETAILS and ctx.command.name == "bulk":  # a line a document is enough
            child = logging.getLogger(CHILD)
            stack.callback(child.setLevel, child.level)
            child.setLevel(logging.WARNING)
        for handler in handlers:
            handler.setFormatter(_Form())
            logger.addHandler(handler)
            stack.callback(logger.removeHandler, handler)
        with _first_and_last_words(ctx):
            yield


@contextmanager
def _first_and_last_words(ctx: click.Context) -> Iterator[None]:
    options = [name for name in ctx.params if ctx.get_parameter_source(name) is _GIVEN]
    note("begin", command=ctx.command_path, given=",".join(options) or None, python=platform.python_version())
    note("versions", system=platform.platform(), **_versions())
    with step("end", command=ctx.command_path):
        yield


def _versions() -> dict[str, str]:
    found = {}
    for name in ("docgen", *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    """Open a log to write at its end; one that is no log of ours stays as it is."""
    try:
        file = open_record(Path(path), lambda beginning: _LINE.match(beginning) is not None)
    except ValueError:
        raise DocgenError([report("DG896", Location(file=path), file=path)]) from None
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise DocgenError([report("DG895", Location(file=path), file=path, problem=reason)]) from None
    with file:
        yield file
