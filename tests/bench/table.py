"""The table: as lines while it is measured, and as it stands in the documentation."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.bench.row import Row
from tests.support.making import ROOT

__all__ = ["HEAD", "PAGE", "cells_of", "line", "write_table"]

HEAD = ("ours : peer", "ours", "peer", "ratio", "spread", "to reach", "")
PAGE = ROOT / "docs" / "benchmarks.md"
_WIDTHS = (46, 10, 10, 7, 13, 9, 6)
_BEGIN = "<!-- table: python -m tests.bench --write -->"
_END = "<!-- end of table -->"
_BETWEEN = re.compile(f"(?<={re.escape(_BEGIN)}\n).*?(?={re.escape(_END)})", re.DOTALL)
_PACKAGES = ("weasyprint", "python-docx", "docxtpl", "typst")


def line(cells: Sequence[str]) -> str:
    """Write one line for the screen."""
    name, *figures = (
        cell.rjust(width) if index else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return " ".join([name, *figures]).rstrip()


def cells_of(row: Row) -> tuple[str, ...]:
    """Say a row in words."""
    spread = f"{row.spread[0]:.2f}–{row.spread[1]:.2f}" if row.spread else "–"
    target = f"≤ {row.target:.3g}" if row.target else "–"
    verdict = "" if row.target is None else "yes" if row.ratio <= row.target else "NO"
    return row.name, row.ours, row.peer, f"{row.ratio:.2f}", spread, target, verdict


def write_table(names: Sequence[str], measured: Mapping[str, Row], page: Path = PAGE) -> None:
    """Put the rows between the marks of a page; rows that were not measured now stay as they are.

    Rows that are no longer among ``names`` go. Raises ValueError for a page without the marks.
    """
    text = page.read_text(encoding="utf-8")
    between = _BETWEEN.search(text)
    if between is None:
        raise ValueError(f"{page} has no line {_BEGIN} with {_END} after it")
    lines = {before.split(" | ")[0].removeprefix("| "): before for before in between[0].splitlines()}
    lines |= {name: _cells_line(cells_of(row)) for name, row in measured.items()}
    table = [_cells_line((*HEAD[:-1], "reached")), "|---" * len(HEAD) + "|"]
    table += [lines[name] for name in names if name in lines]
    about = [before for before in between[0].splitlines() if before.startswith("*Measured")]
    if set(names) == measured.keys() or not about:
        about = [f"*Measured on {_machine()}.*"]
    new = "\n".join(["", *table, "", *about, "", ""])
    page.write_text(text[: between.start()] + new + text[between.end() :], encoding="utf-8")


def _cells_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    """Name what the figures hang on."""
    system = (
        platform.freedesktop_os_release()["PRETTY_NAME"]
        if platform.system() == "Linux"
        else platform.system()
    )
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES if _is_there(name)]
    if find_spec("pypandoc"):
        import pypandoc  # noqa: PLC0415  # a package of the bench alone

        versions.append(f"pandoc {pypandoc.get_pandoc_version()}")
    parts = [f"{os.cpu_count()} cores", system, f"Python {platform.python_version()}", *versions]
    return ", ".join(parts)


def _is_there(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
