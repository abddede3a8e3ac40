"""A bug of ours: a report file instead of a traceback."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from docgen.cli.console import Console
from docgen.diagnostics import report

__all__ = ["confess"]


def confess(bug: Exception, language: str) -> None:
    """Write versions and traceback to a file that only the user can read, and name it (DG901)."""
    descriptor, path = tempfile.mkstemp(prefix="docgen-report-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write("\n".join([*_versions(), "", *_course(bug)]))
    console = Console(language)
    try:
        console.findings([report("DG901", file=path, problem=type(bug).__name__)])
    except Exception:  # noqa: BLE001 - the bug may be in the sentences themselves
        console.remark(f"DG901 {path}")


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
