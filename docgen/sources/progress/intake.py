"""From the bytes of a file to items: its kind is seen in what it holds, not in its name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.i18n.fold import fold
from docgen.sources.progress.headers import Headers, built_in
from docgen.sources.progress.model import Item, Reading
from docgen.sources.progress.neutral import fetched_day, is_neutral, read_neutral
from docgen.sources.progress.pages import extent_of
from docgen.sources.progress.pingcode import TOOL as PINGCODE
from docgen.sources.progress.pingcode import is_page_of_pingcode, read_pingcode
from docgen.sources.progress.record import Record
from docgen.sources.progress.table import read_table
from docgen.sources.progress.worktile import TOOL as WORKTILE
from docgen.sources.progress.worktile import is_page_of_worktile, read_worktile
from docgen.sources.tables.cells import Table
from docgen.sources.tables.csv_table import read_csv
from docgen.sources.tables.xlsx_table import read_xlsx
from docgen.spec.limits import Limits
from docgen.spec.raw import RawSpec
from docgen.spec.reader import read

__all__ = ["MAX_BYTES", "Settings", "read_progress"]

MAX_BYTES = 32 << 20
"""Bytes of one file."""

_LIMITS = Limits(size=MAX_BYTES, values=2_000_000)
_NEUTRAL = re.compile(rb"""^(?:\xef\xbb\xbf)?(['"]?)progress\1[ \t]*:[ \t]+['"]?\d""", re.MULTILINE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = {PINGCODE: is_page_of_pingcode, WORKTILE: is_page_of_worktile}
_OLD_EXCEL, _ZIPS = b"\xd0\xcf\x11\xe0", (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are read: names of columns, the zone of days, and the tool where a file names none."""

    zone: datetime.tzinfo
    headers: Headers | None = None
    tool: str = ""


def read_progress(content: bytes, name: str, settings: Settings) -> Reading:
    """Read a saved page, an export or a neutral file; what is wrong is in the findings, all of it."""
    try:
        return _read(content, name, settings)
    except DocgenError as failure:
        return Reading((), None, failure.diagnostics)


def _read(content: bytes, name: str, settings: Settings) -> Reading:
    if len(content) > MAX_BYTES:
        raise DocgenError([report("DG104", Location(file=name), limit=MAX_BYTES)])
    if kind := _unfit(content):
        raise DocgenError([report("DG763", Location(file=name), kind=kind)])
    if content.startswith(_ZIPS):
        return _read_sheets(read_xlsx(content, name), name, settings)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) or _NEUTRAL.search(content):
        return _read_page(_read_data(content, name), settings)
    return _read_tables([read_csv(content, name)], name, settings)


def _unfit(content: bytes) -> str | None:
    """Tell what cannot be read at all: nothing, and what Excel once wrote, or writes to hide a workbook in."""
    if not content.strip():
        return "empty_file"
    if not content.startswith(_OLD_EXCEL):
        return None
    return "locked" if _ENCRYPTED in content else "old_office"


def _read_data(content: bytes, name: str) -> RawSpec:
    """Read JSON or YAML; a bare list has no keys to know it by."""
    try:
        return read(content, name, _LIMITS)
    except DocgenError as failure:
        known = [
            report("DG762", each.where) if each.code == "DG119" else each for each in failure.diagnostics
        ]
        raise DocgenError(known) from None


def _read_sheets(tables: list[Table], name: str, settings: Settings) -> Reading:
    """Read the sheets that have a column to refer to; when none has, the first one tells why."""
    tables = [table for table in tables if table.rows]
    if not tables:
        raise DocgenError([report("DG763", Location(file=name), kind="empty_file")])
    return _read_tables(tables, name, settings)


def _read_tables(tables: list[Table], name: str, settings: Settings) -> Reading:
    headers = settings.headers or built_in()
    readings = [read_table(table, headers, fold(settings.tool), settings.zone) for table in tables]
    whole = [
        each for each in readings if not any(found.code == "DG766" for found in each.findings) or each.items
    ]
    if whole and not settings.tool:
        raise DocgenError([report("DG781", Location(file=name))])
    used = whole or readings[:1]
    return Reading(
        tuple(item for each in used for item in each.items),
        None,
        tuple(found for each in used for found in each.findings),
    )


def _read_page(raw: RawSpec, settings: Settings) -> Reading:
    if raw.faults:
        raise DocgenError(raw.faults)
    page = Record(raw, settings.zone, raw.data)
    if is_neutral(page):
        tool = fold(page.text("source") or settings.tool)
        if not tool:
            raise DocgenError([report("DG781", raw.locate((), key=True))])
        return _finish(page, fetched_day(page), read_neutral(page, tool, settings.headers or built_in()))
    if page.has("fetched", "page"):
        inner = page.at("page")
        day, project = page.day("fetched_at"), page.text("project")
        return _read_answer(inner, day, fold(page.text("tool")), project)
    return _read_answer(page, None, fold(settings.tool), "")


def _read_answer(page: Record, day: datetime.date | None, tool: str, project: str) -> Reading:
    """Recognize a page; what both could be is told by the tool that was named."""
    fits = [name for name, test in _KINDS.items() if test(page)]
    if not fits:
        raise DocgenError([report("DG762", page.raw.locate(page.path, key=True), keys=_keys(page))])
    kind = tool if tool in fits else fits[0]
    items = read_pingcode(page, project) if kind == PINGCODE else read_worktile(page)
    return replace(_finish(page, day, items), extent=extent_of(page, kind))


def _keys(page: Record) -> tuple[str, ...] | None:
    return tuple(map(str, page.data))[:12] if isinstance(page.data, dict) else None


def _finish(page: Record, day: datetime.date | None, items: Iterable[Item]) -> Reading:
    found = tuple(items)
    findings: list[Diagnostic] = page.findings
    bad = any(each.severity is Severity.ERROR for each in findings)
    return Reading(() if bad else found, day, tuple(findings))
