"""Rosters and goal workbooks: CSV and Excel."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import yaml

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.pipeline import inspect
from docgen.sources.progress.intake import read_progress
from docgen.sources.workbook import GoalWorkbook
from docgen.workbook.annotate import annotate
from docgen.workbook.check import check_workbook
from tests.fuzz.target import Target
from tests.fuzz.targets.specs import CASES, ROOT, SETTINGS, TODAY, everybody
from tests.support.workbooks import hand_in

__all__ = ["TARGETS"]

_ROWS = ROOT / "samples" / "team" / "rows"


def _roster(content: bytes, suffix: str) -> Iterator[Diagnostic]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("base.yaml", "people.map.yaml"):
            (Path(folder) / name).write_bytes((_ROWS / name).read_bytes())
        path = Path(folder) / f"people{suffix}"
        path.write_bytes(content)
        yield from everybody(path)
    yield from read_progress(content, path.name, SETTINGS).findings


def _rosters() -> Iterator[bytes]:
    yield (_ROWS / "people.csv").read_bytes()
    for path in sorted((CASES / "rows").glob("*.yaml")):
        if "csv" in (case := yaml.safe_load(path.read_text("utf-8"))):
            yield case["csv"].encode()


def _sheets() -> Iterator[bytes]:
    book = openpyxl.Workbook()
    for number, line in enumerate((_ROWS / "people.csv").read_text("utf-8-sig").splitlines(), 1):
        for column, said in enumerate(line.split(","), 1):
            book.active.cell(number, column, int(said) if said.isdigit() else said)
    book.active.merge_cells("H4:I5")
    book.active["K2"] = "=1+1"
    book.active.row_dimensions[3].hidden = True
    book.active["L2"].number_format = "0%"
    book.active["L2"] = 0.5
    target = io.BytesIO()
    book.save(target)
    yield target.getvalue()


def _workbook(content: bytes) -> Iterator[Diagnostic]:
    """Check a goal workbook, and write the findings into a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "goals.xlsx"
        path.write_bytes(content)
        book = GoalWorkbook(str(path))
        checked = check_workbook(book, lambda source, entry: inspect(source, entry, today=TODAY))
        yield from (each.diagnostic for each in checked.findings)
        for language in ("zh", "en"):
            annotate(content, checked, language)
        try:
            yield from everybody(path)
        except DocgenError as failure:
            yield from failure.diagnostics


TARGETS = (
    Target("csv", "table", _rosters, lambda content: _roster(content, ".csv")),
    Target("xlsx", "zip", _sheets, lambda content: _roster(content, ".xlsx"), examples=15),
    Target("workbook", "zip", lambda: [hand_in()], _workbook, examples=8),
)
