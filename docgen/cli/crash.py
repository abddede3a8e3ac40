"""A bug of ours: a report file instead of a traceback."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version

from docgen.cli.console import Console
from docgen.diagnostics import Diagnostic, report

__all__ = ["admit", "confess"]


def confess(bug: Exception, language: str) -> None:
    """Write a report about a bug that ended the program, and name it."""
    finding = admit(bug)
    console = Console(language)
    try:
        console.findings([finding])
    except Exception:  # noqa: BLE001 - the bug may be in the sentences themselves
        with suppress(OSError):
            console.remark(f"{finding.code} {finding.facts['file'] or ''}")


def admit(bug: Exception) -> Diagnostic:
    """Write versions and traceback to a file that only the user can read; return the finding (DG901)."""
    elsewhere = getattr(bug, "course", ())  # what happened in another process
    try:
        path = _write("\n".join([*_versions(), "", *_course(bug), *elsewhere]))
    except OSError:  # a full disk must not turn one failure into two
        path = None
    return report("DG901", file=path, problem=type(bug).__name__)


def _write(text: str) -> str:
    descriptor, path = tempfile.mkstemp(prefix="docgen-report-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path


def _course(bug: BaseException | None) -> Iterator[str]:
    """Tell where it failed, from the cause to the end; messages of exceptions may quote a spec: not them."""
    if bug:
        yield from _course(bug.__cause__ or bug.__context__)
        yield type(bug).__qualname__
        yield from traceback.format_tb(bug.__traceback__)


def _versions() -> Iterator[str]:
    yield f"Python {sys.version.split()[0]}, {platform.platform()}"
    names = [line.split(">")[0].split("=")[0] for line in requires("docgen") or () if ";" not in line]
    for name in ("docgen", *names):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed"
